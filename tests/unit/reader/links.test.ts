import { describe, expect, test } from "vitest";
import { categoryPath, hostName, langOf, placeName, webUrl, withQuery } from "../../../src/reader/links.ts";

describe("webUrl", () => {
  test.each([
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "file:///etc/passwd",
    "/relative",
    "",
  ])("leads nowhere: %j", (url) => {
    expect(webUrl(url)).toBeUndefined();
  });

  test("http and https addresses are links", () => {
    expect(webUrl("http://outlet.example/a b")).toBe("http://outlet.example/a%20b");
    expect(webUrl("https://outlet.example/")).toBe("https://outlet.example/");
  });
});

test("a category with a slash, a space or a percent sign has one path segment", () => {
  expect(categoryPath("R&D / 100%")).toBe("/categories/R%26D%20%2F%20100%25");
});

test("what is absent or empty is left out of a query", () => {
  expect(withQuery("/search", { q: "a & b", order: undefined, cursor: "" })).toBe("/search?q=a+%26+b");
  expect(withQuery("/", {})).toBe("/");
});

test("a site is called by its host without www", () => {
  expect(hostName("https://www.outlet.example:8080/feed")).toBe("outlet.example:8080");
  expect(placeName("https://www.outlet.example/a", "The Outlet")).toBe("outlet.example");
});

test.each(["http://127.0.0.1:36711/a", "http://[::1]/a", "http://localhost:80/a", "http://2130706433/"])(
  "%s has no host's name to show, so the outlet's stands for it",
  (url) => expect(placeName(url, "The Outlet")).toBe("The Outlet"),
);

test("only well-formed language tags become a lang attribute", () => {
  expect(langOf("pt-BR")).toBe("pt-BR");
  expect(langOf("und")).toBeUndefined();
  expect(langOf('en" onload="x')).toBeUndefined();
});
