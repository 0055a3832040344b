/** What may be imported from Node's modules for HTTP and sockets: what serves, and names and types. */
const harmless = new Set(
  "createServer Server IncomingMessage ServerResponse RequestListener IncomingHttpHeaders OutgoingHttpHeaders STATUS_CODES AddressInfo isIP".split(
    " ",
  ),
);
const mixedModules = /^(?:node:)?(?:https?|net)$/;
const outgoingModules =
  /^(?:node:)?(?:http2|dns|dns\/promises|tls|dgram|undici|axios|got|node-fetch|cross-fetch|ws)$/;
const outgoingCalls =
  /(?<![.#\w])fetch\((?!\w+: )|\bglobalThis\b|new (?:WebSocket|EventSource)\(|\bparseURL\(|\b(?:require|import)\(\s*["'](?:node:)?(?:https?|net|tls|dns|undici)/;

/** By what a source file, without its comments, could open a connection: its imports and calls that lead out. */
export function outgoingIn(code: string): string[] {
  const imports = [...code.matchAll(/(?:import|export)\s+([^;"]*?)\s*from\s*"([^"]+)"/g)];
  const outgoing = imports.filter(([, names = "", from = ""]) => {
    if (outgoingModules.test(from)) return true;
    const named = names.replaceAll(/\btype\b|\bas \w+|[{}]/g, " ").split(/[\s,]+/);
    return mixedModules.test(from) && named.some((name) => name !== "" && !harmless.has(name));
  });
  const called = outgoingCalls.exec(code)?.[0];
  return [...outgoing.map(([found]) => found), ...(called === undefined ? [] : [called])];
}
