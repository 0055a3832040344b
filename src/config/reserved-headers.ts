const ofConnection = "belongs to the connection, which Wirefold keeps by itself";
const ofPoll = "decides what a poll brings, and Wirefold sends it where it is due";
const ofOrigin = "says where a reader comes from, and Wirefold comes from nowhere";

/**
 * Headers that no source may have of its own, and why. Others are sent as they are written: Cookie too, since some
 * publishers know their subscribers by nothing else. It is then a password like any other; what a server sets is never
 * kept, and never sent back.
 */
const reserved: Readonly<Record<string, string>> = {
  __proto__: null as never,
  host: ofConnection,
  connection: ofConnection,
  "keep-alive": ofConnection,
  "transfer-encoding": ofConnection,
  te: ofConnection,
  trailer: ofConnection,
  upgrade: ofConnection,
  expect: ofConnection,
  "http2-settings": ofConnection,
  "content-length": "speaks of a body, and a poll sends none",
  "content-type": "speaks of a body, and a poll sends none",
  "content-encoding": "speaks of a body, and a poll sends none",
  range: ofPoll,
  "a-im": ofPoll,
  "accept-encoding": ofPoll,
  "cache-control": ofPoll,
  pragma: ofPoll,
  referer: ofOrigin,
  origin: ofOrigin,
};

/** Why a header is none that a source may have, in words that follow its name; undefined where it may. */
export function whyReserved(name: string): string | undefined {
  const lower = name.toLowerCase();
  if (lower === "user-agent") return 'is said by "userAgent" of the source';
  if (lower.startsWith("if-")) return ofPoll; // If-None-Match and its like: RFC 9110 13.1
  if (lower.startsWith("proxy-")) return ofConnection;
  return reserved[lower];
}
