import type { IncomingHttpHeaders } from "node:http";

/** What a feed's answer says of WebSub in its Link headers (RFC 8288): its hubs, and its own address as they know it. */
export type PushLinks = Readonly<{ hubUrls: readonly string[]; selfUrl?: string }>;

/** Longer headers are no list of hubs. */
const longestHeader = 8192;

/** Reads `rel=hub` and `rel=self`, absolute. Undefined where no hub is named, and nothing needs to be remembered. */
export function pushLinksOf(headers: IncomingHttpHeaders, base: string): PushLinks | undefined {
  const header = [headers.link ?? []].flat().join(",");
  if (header.length > longestHeader) return undefined;
  const hubUrls: string[] = [];
  let selfUrl: string | undefined;
  // A target, and its parameters: no comma ends those that stand in quotes.
  for (const [, target = "", parameters = ""] of header.matchAll(/<([^<>]*)>((?:[^,"<]|"[^"]*")*)/g)) {
    const url = URL.parse(target.trim(), base);
    if (!url || !/^https?:$/.test(url.protocol)) continue;
    const relations = relationsIn(parameters);
    if (relations.includes("hub")) hubUrls.push(url.href);
    if (relations.includes("self")) selfUrl ??= url.href;
  }
  return hubUrls.length > 0 ? { hubUrls, ...(selfUrl !== undefined && { selfUrl }) } : undefined;
}

/** Of several `rel` the first counts (RFC 8288 3.3). */
function relationsIn(parameters: string): readonly string[] {
  for (const [, name = "", quoted, plain] of parameters.matchAll(
    /;\s*([\w*-]+)\s*=\s*(?:"([^"]*)"|([^\s;,"]+))/g,
  ))
    if (name.toLowerCase() === "rel") return (quoted ?? plain ?? "").toLowerCase().split(/\s+/);
  return [];
}
