import { expect, test } from "vitest";
import { challengeOf } from "../../../src/fetch/challenge.ts";

test("a page that wants a browser is named by who sent it", () => {
  expect(challengeOf("<!DOCTYPE html><title>Just a moment...</title>")).toBe("Cloudflare");
  expect(challengeOf("<html><body>Please verify you are a human</body></html>")).toBe("a captcha");
  expect(challengeOf("", { "cf-mitigated": "challenge" })).toBe("Cloudflare");
});

test("an ordinary page is no challenge, nor is a feed that writes about them", () => {
  expect(challengeOf("<!doctype html><title>Not found</title>")).toBeUndefined();
  expect(
    challengeOf("<rss><channel><title>Just a moment...</title> h-captcha</channel></rss>"),
  ).toBeUndefined();
});
