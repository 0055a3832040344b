import type { Proxy, ProxySettings } from "../model/proxies.ts";

/** Of each, whichever case is set; the lower one wins, as with curl. ALL_PROXY stands in for either that is not set. */
const variables = { https: ["HTTPS_PROXY", "ALL_PROXY"], http: ["HTTP_PROXY", "ALL_PROXY"] } as const;

/**
 * The proxies of the environment: HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY. `faults` has a sentence for each that
 * cannot be used; none shows a password.
 */
export function readProxies(env: NodeJS.ProcessEnv): {
  proxies: ProxySettings;
  faults: readonly string[];
} {
  const faults = new Set<string>();
  const read = (names: readonly string[]): Proxy | undefined => {
    const [found] = names.flatMap((name) => valueOf(env, name));
    const proxy = found && readProxy(found.value, found.name);
    if (typeof proxy !== "string") return proxy;
    faults.add(proxy);
    return undefined;
  };
  const [http, https] = [read(variables.http), read(variables.https)];
  const except = valueOf(env, "NO_PROXY").flatMap(({ value }) => value.split(/[\s,]+/));
  return {
    proxies: { ...(http && { http }), ...(https && { https }), except: except.filter(Boolean) },
    faults: [...faults],
  };
}

function valueOf(env: NodeJS.ProcessEnv, variable: string): { name: string; value: string }[] {
  const found = [variable.toLowerCase(), variable].map((name) => ({ name, value: env[name]?.trim() ?? "" }));
  return found.filter(({ value }) => value !== "").slice(0, 1);
}

/** A proxy, or what is wrong with it. `proxy:3128` without a scheme is an HTTP proxy, as everywhere. */
function readProxy(text: string, variable: string): Proxy | string {
  const url = URL.parse(text.includes("://") ? text : `http://${text}`);
  // A "/" or "#" in a password ends the host too early, and the rest with its "@" is taken for a path.
  if (!url || !/^https?:$/.test(url.protocol) || (url.pathname + url.search + url.hash).includes("@"))
    return `${variable}: expected http://HOST:PORT or https://HOST:PORT, found "${withoutCredentials(text)}". Unset it to go without a proxy.`;
  const port = url.port || (url.protocol === "https:" ? "443" : "80");
  const shown = { url: `${url.protocol}//${url.hostname}:${port}`, variable };
  if (url.username + url.password === "") return shown;
  try {
    const credentials = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
    return { ...shown, authorization: `Basic ${Buffer.from(credentials).toString("base64")}` };
  } catch {
    return `${variable}: the user name or password has a "%" that begins no %XX. Write a "%" of its own as %25.`;
  }
}

/** The password may be what breaks the address: everything up to the last "@" is left out. */
const withoutCredentials = (text: string): string => {
  const scheme = /^[a-z][a-z\d+.-]*:\/\//i.exec(text)?.[0] ?? "";
  const rest = text.slice(scheme.length);
  const shown = `${scheme}${rest.includes("@") ? `…${rest.slice(rest.lastIndexOf("@"))}` : rest}`;
  return shown.length > 60 ? `${shown.slice(0, 57)}…` : shown;
};
