import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readWish } from "../../../src/hub/read-wish.ts";
import type { HubWish } from "../../../src/store/store.ts";

const fields = {
  "hub.mode": "subscribe",
  "hub.callback": "https://News.Reader.example:8443/cb?a=1&b=%20",
  "hub.topic": "https://wire.example.org/feed.rss?fold=copy",
  "hub.lease_seconds": "86400",
  "hub.secret": "word & more",
};
const read = (given: Readonly<Record<string, string>>, allow: readonly string[] = []) =>
  readWish(new URLSearchParams(given).toString(), allow);

describe("a wish", () => {
  test("is what the form says, with the callback in normal form and its registrable domain", () => {
    expect(read(fields)).toEqual({
      kind: "wish",
      wish: {
        mode: "subscribe",
        callback: "https://news.reader.example:8443/cb?a=1&b=%20",
        topic: fields["hub.topic"],
        domain: "reader.example",
        leaseMs: 86_400_000,
        secret: "word & more",
      },
    });
  });

  test.each([
    ["https://a.b.reader.example/", "reader.example"],
    ["https://me.github.io/cb", "me.github.io"],
    ["https://you.github.io./cb", "you.github.io"],
    ["http://reader:3000/cb", "reader"],
    ["http://8.8.8.8/cb", "8.8.8.8"],
    ["http://[2606:4700::1111]/cb", "2606:4700::1111"],
  ])("of %s counts for %s", (callback, domain) => {
    expect(read({ ...fields, "hub.callback": callback })).toMatchObject({ wish: { domain } });
  });

  test("may have a private address only where the config names it", () => {
    const inside = { ...fields, "hub.callback": "http://192.168.1.9:8080/cb" };
    expect(read(inside).kind).toBe("bad");
    expect(read(inside, ["192.168.1.0/24"])).toMatchObject({ wish: { domain: "192.168.1.9" } });
  });
});

test("whatever a form holds is a wish within bounds, or a fault in a sentence", () => {
  const value = fc.oneof(
    fc.string({ unit: "binary", maxLength: 40 }),
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
    fc.constantFrom(
      "subscribe",
      "unsubscribe",
      "publish",
      "",
      "0",
      "1",
      "9".repeat(30),
      "http://[",
      "http://%",
    ),
  );
  const form = fc.array(fc.tuple(fc.constantFrom(...Object.keys(fields), "hub.other"), value), {
    maxLength: 8,
  });
  fc.assert(
    fc.property(form, (pairs) => {
      const reading = readWish(new URLSearchParams(pairs).toString(), []);
      expect(reading.kind === "bad" ? faultOf(reading.problem) : faultOf(reading.wish)).toBeUndefined();
    }),
    { numRuns: 2000 },
  );
});

function faultOf(read: string | HubWish): string | undefined {
  if (typeof read === "string") return /^\S.*\.$/su.test(read) ? undefined : `no sentence: ${read}`;
  const { callback, domain, leaseMs } = read;
  const isBounded = leaseMs >= 3_600_000 && leaseMs <= 30 * 86_400_000;
  return URL.canParse(callback) && domain !== "" && isBounded ? undefined : JSON.stringify(read);
}
