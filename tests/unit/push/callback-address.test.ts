import { expect, test } from "vitest";
import { pushBase } from "../../../src/push/callback-address.ts";
import { pollingSettings } from "../../support/feed.ts";

const base = (url: string | undefined, allow: readonly string[] = [], push = true) =>
  pushBase({
    site: { title: "", description: "", language: "en", ...(url !== undefined && { url }) },
    polling: pollingSettings({ push }),
    fetch: { timeoutMs: 1, maxBodyBytes: 1, allow },
  });

test.each([
  ["https://wire.example.org", "https://wire.example.org/push/"],
  ["https://wire.example.org/news", "https://wire.example.org/news/push/"],
  ["http://8.8.8.8:3000", "http://8.8.8.8:3000/push/"],
])("hubs reach %s", (url, expected) => {
  expect(base(url)).toBe(expected);
});

test.each([
  undefined,
  "http://localhost:3000",
  "http://wire.localhost",
  "http://127.0.0.1:3000",
  "http://192.168.1.4",
  "http://[::1]:3000",
  "http://nas:3000",
  "http://nas.local",
])("and cannot reach %s", (url) => {
  expect(base(url)).toBeUndefined();
});

test("but for a private address that the config opens", () => {
  expect(base("http://127.0.0.1:3000", ["127.0.0.0/8"])).toBe("http://127.0.0.1:3000/push/");
});

test("and are not to where the config says so", () => {
  expect(base("https://wire.example.org", [], false)).toBeUndefined();
});
