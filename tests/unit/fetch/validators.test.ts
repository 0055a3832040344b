import { expect, test } from "vitest";
import { conditionalHeaders, readValidators } from "../../../src/fetch/validators.ts";

test.each(['"abc"', 'W/"abc"', "unquoted-gzip", '"a\tb"', '"\u00e9\u00ff"', '""'])(
  "the etag %j comes back byte for byte",
  (etag) => {
    expect(conditionalHeaders(readValidators({ etag }))).toMatchObject({ "if-none-match": etag });
  },
);

test("a Last-Modified that is no HTTP date comes back as it is", () => {
  const odd = "2024-01-01 00:00:00 +0000";
  expect(conditionalHeaders(readValidators({ "last-modified": odd }))).toEqual({ "if-modified-since": odd });
});

test("both are sent where both are known", () => {
  expect(conditionalHeaders({ etag: '"a"', lastModified: "b" })).toMatchObject({
    "if-none-match": '"a"',
    "if-modified-since": "b",
  });
});

test("only what is new is asked for where an ETag says since when, and nothing where nothing is known", () => {
  expect(conditionalHeaders({ etag: '"a"' })).toMatchObject({ "a-im": "feed" });
  expect(conditionalHeaders({ lastModified: "b" })).not.toHaveProperty("a-im");
  expect(conditionalHeaders({})).toEqual({});
});

test.each([`"${"e".repeat(7000)}"`, '"a\0b"', '"a\r\nX: 1"', ""])(
  "an etag that cannot be sent back is dropped",
  (etag) => {
    expect(readValidators({ etag })).toEqual({});
  },
);
