import { describe, expect, test } from "vitest";
import { imageSource, isDecoration, isTrackingPixel } from "../../../src/parse/images.ts";

const base = "https://outlet.example/";
const at = (path: string) => `https://outlet.example${path}`;

describe("the address of a picture is", () => {
  test.each<[string, Record<string, string>, string | undefined]>([
    ["its src", { src: "/a.jpg" }, at("/a.jpg")],
    [
      "a larger one of its srcset",
      { src: "/t.jpg", srcset: "/t.jpg 160w, /s.jpg 320w, /l.jpg 1600w" },
      at("/l.jpg"),
    ],
    [
      "its src, where that is as large as any",
      { src: "/a.jpg", width: "1600", srcset: "/s.jpg 320w, /l.jpg 1600w" },
      at("/a.jpg"),
    ],
    ["its src, though smaller ones stand beside it", { src: "/a.jpg", srcset: "/b.jpg 320w" }, at("/a.jpg")],
    ["the lazy one behind a placeholder", { src: "/blank.gif", "data-src": "/a.jpg" }, at("/a.jpg")],
    [
      "the lazy one behind a drawing of nothing",
      { src: "data:image/gif;base64,R0", "data-lazy-src": "/a.jpg" },
      at("/a.jpg"),
    ],
    [
      "the one of a srcset that suits a column",
      { srcset: "/s.jpg 320w, /m.jpg 1400w, /l.jpg 4000w" },
      at("/m.jpg"),
    ],
    ["the widest where none is wide enough", { srcset: "/s.jpg 320w, /m.jpg 640w" }, at("/m.jpg")],
    ["the densest of a srcset by density", { srcset: "/1.jpg, /2.jpg 2x" }, at("/2.jpg")],
    ["none behind a placeholder alone", { src: "/assets/spacer.gif" }, undefined],
    ["none where it lies in the page itself", { src: "data:image/png;base64,iVBO" }, undefined],
    ["none at all", {}, undefined],
  ])("%s", (_, attributes, url) => expect(imageSource(attributes, base)).toBe(url));

  test("one with commas in it, as resizing services write", () => {
    const set = "https://img.example/w_400,h_300/a.jpg 400w, https://img.example/w_1300,h_900/a.jpg 1300w";
    expect(imageSource({ srcset: set }, base)).toBe("https://img.example/w_1300,h_900/a.jpg");
  });
});

describe("a picture is there to be counted", () => {
  test.each<[string, Record<string, string>, string]>([
    ["of one dot", { width: "1", height: "1" }, at("/a.gif")],
    ["of no size", { width: "0px" }, at("/a.gif")],
    ["that its style hides", { style: "border:0; display:none" }, at("/a.gif")],
    ["of one dot by its style", { style: "height:1px;width:1px" }, at("/a.gif")],
    ["from a counter's host", {}, "https://pixel.wp.com/g.gif?x=1"],
    ["that calls itself pixel", {}, at("/pixel.gif?id=1")],
    ["from an advertiser", {}, "https://ad.doubleclick.net/x.jpg"],
  ])("%s", (_, attributes, url) => expect(isTrackingPixel(attributes, url)).toBe(true));

  test.each<[string, Record<string, string>, string]>([
    ["a photo", { width: "800", height: "600" }, at("/a.jpg")],
    ["a photo a hundred dots high", { width: "100%", height: "100" }, at("/a.jpg")],
    ["a photo of a pixel", {}, at("/news/pixel-phone.jpg")],
    ["one whose border is 1px", { style: "border-width:1px" }, at("/a.jpg")],
  ])("and is not: %s", (_, attributes, url) => expect(isTrackingPixel(attributes, url)).toBe(false));
});

test.each(["/news/iconic-ferry.jpg", "/2026/logostics.jpg", "/shared/ferry.jpg", "/buttonwood.png"])(
  "%s is a picture though it begins like a decoration",
  (path) => expect(isDecoration(at(path))).toBe(false),
);
