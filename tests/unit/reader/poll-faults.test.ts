import { expect, test } from "vitest";
import { toFetchFault } from "../../../src/fetch/fetch-fault.ts";
import { tellFault } from "../../../src/reader/poll-faults.ts";
import { de } from "../../../src/reader/words/de.ts";
import { en } from "../../../src/reader/words/en.ts";

const fault = (code: string, phase: "asking" | "reading" = "asking"): string =>
  toFetchFault(Object.assign(new Error(code), { code }), { host: "a.example", phase, waitedMs: 10_000 })
    .message;

const usual = [
  ..."ENOTFOUND EAI_AGAIN NAME_TIMEOUT ENETUNREACH ENETDOWN ECONNREFUSED EHOSTUNREACH"
    .split(" ")
    .map((code) => fault(code)),
  ..."ETIMEDOUT UND_ERR_HEADERS_TIMEOUT UND_ERR_BODY_TIMEOUT CERT_HAS_EXPIRED ECONNRESET"
    .split(" ")
    .map((code) => fault(code)),
  fault("ECONNRESET", "reading"),
  "the server answered 503 Service Unavailable",
  "the server answered 418 I'm a Teapot",
  "the server answered 599",
  "the server answered 401 Unauthorized. It wants a login: the source's url (https://user:password@…) or headers in the config can give one",
  "a bot challenge by Cloudflare stands before it (the server answered 403 Forbidden)",
  "no answer within 20 s",
  "its body is larger than 10 MB",
  "its redirects go round in a circle",
  "it redirects more than 5 times",
].flatMap((why) => [
  `Cannot fetch https://a.example/feed: ${why}`,
  `Cannot fetch https://a.example/feed (it redirects to https://b.example/feed): ${why}`,
  why,
]);
const noFeeds = [
  "it is empty",
  "it is an HTML page",
  "it is an OPML list of subscriptions, not a feed",
  "it is binary data",
  "it begins with <svg>",
  "it holds no <rss>, <feed> or <rdf:RDF>",
  "the document is cut off before its first item ends",
].map((why) => `Cannot parse https://a.example/feed: ${why}`);

test.each([...usual, ...noFeeds])("a usual fault is known in every language: %s", (text) => {
  expect(tellFault(text, en).text.replaceAll("\u00a0", " ")).toBe(text);
  const german = tellFault(text, de);
  expect(german.lang).toBeUndefined();
  expect(german.text).not.toBe(text);
});

test("in German", () =>
  expect(tellFault("Cannot fetch https://a.example/feed: the server answered 404 Not Found", de).text).toBe(
    "https://a.example/feed lässt sich nicht abrufen: der Server antwortete 404 Not Found",
  ));

test("a rare fault stands as it is, and its language is said where the page has another", () => {
  const text = "Cannot fetch https://a.example/feed: the certificate of a.example was revoked";
  expect(tellFault(text, de)).toEqual({ text, lang: "en" });
  expect(tellFault(text, en)).toEqual({ text });
});
