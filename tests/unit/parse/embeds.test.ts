import { expect, test } from "vitest";
import { embedOf } from "../../../src/parse/embeds.ts";

test.each([
  ["https://www.youtube.com/embed/abc123DEF45?rel=0", "https://www.youtube.com/watch?v=abc123DEF45"],
  ["//www.youtube-nocookie.com/embed/abc123DEF45", "https://www.youtube.com/watch?v=abc123DEF45"],
  ["https://player.vimeo.com/video/76979871?h=8", "https://vimeo.com/76979871"],
  ["https://www.dailymotion.com/embed/video/x7tgad0", "https://www.dailymotion.com/video/x7tgad0"],
])("the player %s leads to its video's page", (source, url) => {
  expect(embedOf(source, undefined, undefined)?.url).toBe(url);
});

test("a player says what it plays, and where", () => {
  const { label } = embedOf("https://player.vimeo.com/video/1", "Tides", undefined) ?? {};
  expect(label).toBe("▶ Tides (Vimeo)");
  expect(embedOf("https://player.vimeo.com/video/1", "", undefined)?.label).toBe("▶ Video (Vimeo)");
});

test("a frame of any other site is a link to what it would have loaded", () => {
  expect(embedOf("/chart?id=7", undefined, "https://www.charts.example/")).toEqual({
    url: "https://www.charts.example/chart?id=7",
    label: "▶ charts.example",
  });
});

test("a site that only looks like a known one is told by its own name", () => {
  const found = embedOf("https://youtube.com.evil.example/embed/abc123DEF45", "x", undefined);
  expect(found?.url).toBe("https://youtube.com.evil.example/embed/abc123DEF45");
});

test("a frame without an address, or with a script for one, is nothing", () => {
  expect(embedOf(undefined, "x", undefined)).toBeUndefined();
  expect(embedOf("javascript:alert(1)", "x", "https://a.example/")).toBeUndefined();
  expect(embedOf("about:blank", "x", undefined)).toBeUndefined();
});
