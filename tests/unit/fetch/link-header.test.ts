import { expect, test } from "vitest";
import { pushLinksOf } from "../../../src/fetch/link-header.ts";

const base = "https://outlet.example/a/feed";
const hub = "https://hub.example/";
const links = (link: string | undefined) => pushLinksOf(link === undefined ? {} : { link }, base);

test.each([
  [`<${hub}>; rel="hub"`, { hubUrls: [hub] }],
  [
    `<${hub}>;rel=hub, <https://outlet.example/self>; rel=self`,
    { hubUrls: [hub], selfUrl: "https://outlet.example/self" },
  ],
  [
    `<../feed>; rel="self", <${hub}>; title="a, <b>; rel=self"; rel="other HUB"`,
    { hubUrls: [hub], selfUrl: "https://outlet.example/feed" },
  ],
  [`<${hub}>; rel=hub, <https://hub2.example/>; rel=hub`, { hubUrls: [hub, "https://hub2.example/"] }],
])("%s", (header, expected) => {
  expect(links(header)).toEqual(expected);
});

test.each([
  undefined,
  "",
  "<https://outlet.example/self>; rel=self",
  "<javascript:alert(1)>; rel=hub",
  `<${hub}>; rel=stylesheet`,
  `${hub}; rel=hub`,
])("names no hub: %s", (header) => {
  expect(links(header)).toBeUndefined();
});

test("nor does one that is longer than any list of hubs", () => {
  expect(links(`<${hub}>; rel=hub, ${"x".repeat(9000)}`)).toBeUndefined();
});

test("a header that never ends its parts is read in a moment", () => {
  expect(links('<a>; "'.repeat(1300))).toBeUndefined();
});
