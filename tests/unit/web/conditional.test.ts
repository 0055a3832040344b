import { describe, expect, test } from "vitest";
import { createRepresentation, isFresh } from "../../../src/web/conditional.ts";

const current = { etag: '"abc"', lastModified: new Date("2026-11-20T11:00:00.700Z") };
const fresh = (headers: Readonly<Record<string, string>>, given: Parameters<typeof isFresh>[1] = current) =>
  isFresh({ headers }, given);

test("a client without a copy gets the body", () => {
  expect(fresh({})).toBe(false);
});

describe("by If-None-Match a copy is good", () => {
  test.each([
    ["the tag itself", '"abc"'],
    ["one of a list", '"xyz", "abc","def"'],
    ["one of a list with empty members", ', "xyz",, "abc" ,'],
    ["the tag made weak on its way, as proxies do when they compress", 'W/"abc"'],
    ["any", "*"],
    ["any, with spaces", " * "],
  ])("%s", (_what, tags) => {
    expect(fresh({ "if-none-match": tags })).toBe(true);
  });

  test("whose tag is weak here, whatever the client says of it", () => {
    expect(fresh({ "if-none-match": '"abc"' }, { etag: 'W/"abc"' })).toBe(true);
    expect(fresh({ "if-none-match": 'W/"abc"' }, { etag: 'W/"abc"' })).toBe(true);
  });
});

describe("by If-None-Match a copy is not good", () => {
  test.each([
    ["another tag", '"abd"'],
    ["the tag of another coding", '"abc-gzip"'],
    ["a tag that has ours in it", '"xabc", "abc "'],
    ["a tag in another case", '"ABC"'],
    ["no quotes", "abc"],
    ["nothing", ""],
    ["half a tag", '"abc'],
  ])("%s", (_what, tags) => {
    expect(fresh({ "if-none-match": tags })).toBe(false);
  });

  test("and If-Modified-Since is not asked any more", () => {
    const later = "Sat, 21 Nov 2026 00:00:00 GMT";
    expect(fresh({ "if-none-match": '"old"', "if-modified-since": later })).toBe(false);
    expect(fresh({ "if-none-match": "", "if-modified-since": later })).toBe(false);
  });
});

describe("by If-Modified-Since a copy", () => {
  test.each([
    ["of the second of the last change is good", "Fri, 20 Nov 2026 11:00:00 GMT", true],
    ["made later is good", "Fri, 20 Nov 2026 11:00:01 GMT", true],
    ["made earlier is not", "Fri, 20 Nov 2026 10:59:59 GMT", false],
    ["with a date as RFC 850 wrote it is good", "Friday, 20-Nov-26 11:00:00 GMT", true],
    ["with a date as asctime writes it is good, in GMT", "Fri Nov 20 11:00:00 2026", true],
    ["that asctime dates earlier is not, in GMT", "Fri Nov 20 10:59:59 2026", false],
  ])("%s", (_what, since, expected) => {
    expect(fresh({ "if-modified-since": since })).toBe(expected);
  });

  test.each([
    "",
    "yesterday",
    "Fri, 99 Nov 2026 11:00:00 GMT",
    "2027",
    "2027-01-01T00:00:00Z",
    "99999999999",
  ])("with the date %j, which is none, counts as no copy", (since) => {
    expect(fresh({ "if-modified-since": since })).toBe(false);
  });

  test("is never good where nobody knows when the body changed", () => {
    expect(fresh({ "if-modified-since": "Fri, 20 Nov 2026 11:00:00 GMT" }, { etag: '"abc"' })).toBe(false);
  });
});

describe("a representation", () => {
  const made = (body: string) => createRepresentation({ body, contentType: "text/plain" });

  test("has the tag of its bytes, whenever it is made", () => {
    expect(made("one").tag).toBe(made("one").tag);
    expect(made("one").tag).not.toBe(made("two").tag);
    expect(made("one").tag).toMatch(/^[\w-]{27}$/);
  });

  test("is compressed once for all who ask", async () => {
    const representation = made("text ".repeat(1000));
    const [first, second] = [representation.encoded("gzip"), representation.encoded("gzip")];
    expect(await first).toBe(await second);
    expect((await first).length).toBeLessThan(representation.body.length / 10);
  });
});
