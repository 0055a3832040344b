import { expect, test } from "vitest";
import { withoutTracking } from "../../../src/publish/permalink.ts";

const page = "https://outlet.example/a";

test.each([
  [`${page}?utm_source=rss&utm_medium=feed`, page],
  [`${page}?id=7&utm_source=rss&b=c`, `${page}?id=7&b=c`],
  [`${page}?UTM_Source=rss`, page],
  [`${page}?at_medium=RSS&at_campaign=KARANGA`, page],
  [`${page}?at_campaign=rss#xtor=RSS-3`, page],
  [`${page}?fbclid=x&gclid=y&mc_cid=z&cmpid=1&ocid=2#top`, `${page}#top`],
  [`${page}?WT.mc_id=x`, page],
  [`${page}?utm_source`, page],
])("%s leads to %s", (address, clean) => {
  expect(withoutTracking(address)).toBe(clean);
});

test.each([
  `${page}?id=7&ref=home`,
  `${page}?b=2&a=1&a=1`,
  `${page}?q=a+b%20c&x=%C3%9F`,
  `${page}?at=10&medium=print&source=archive`,
  `${page}?next=https://other.example/?utm_source=rss`,
  `${page}#utm`,
  `${page}?`,
])("%s stays as it is", (address) => {
  expect(withoutTracking(address)).toBe(address);
});

test.each([undefined, "", "javascript:alert(1)", "urn:uuid:1", "/a"])("%j leads nowhere", (address) => {
  expect(withoutTracking(address)).toBeUndefined();
});
