import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startEveryPage } from "../support/every-page.ts";
import { visitorOf } from "../support/visitor.ts";

let news: Awaited<ReturnType<typeof startEveryPage>>;
beforeAll(async () => {
  news = await startEveryPage();
});
afterAll(async () => {
  await news?.[Symbol.asyncDispose]();
});

const html = { accept: "text/html", "accept-encoding": "identity" };
const names = [
  "q",
  "cursor",
  "order",
  "marked",
  "like",
  "edit",
  "left",
  "done",
  "list",
  "min",
  "lang",
  "fold",
  "state",
  "page",
];
/** Each of these parameters with this value, written into an address as it stands. */
const all = (value: string) => names.map((name) => `${name}=${value}`).join("&");

describe("whatever stands in an address, no page fails", () => {
  test.each([
    ["over-long", all("w".repeat(900))],
    ["over-long words of search", `q=${"wire+".repeat(2000)}`],
    ["no character", all("%00%01%1F%7F")],
    ["half a character", all("%ED%A0%80%ED%B0%80")],
    ["a broken percent sign", all("%E0%A4%A")],
    [
      "lists and objects",
      names.flatMap((name) => [`${name}=a`, `${name}=b`, `${name}[]=c`, `${name}[d]=e`]).join("&"),
    ],
    ["names of the language", "__proto__=1&constructor=2&toString=3&hasOwnProperty=4"],
    ["right to left", all("%E2%80%AE%D7%90%E2%80%AC")],
    ["SQL", all("1%27%20OR%20%27%27%3D%27--%3B%25_%5C")],
    ["numbers without an end", all("9".repeat(400))],
    ["nothing", all("")],
    ["a thousand parameters", Array.from({ length: 1000 }, (_, at) => `p${at}=1`).join("&")],
  ])("%s", async (_what, query) => {
    const failed: string[] = [];
    for (const [name, url] of Object.entries(news.pages)) {
      if (name === "fault of ours") continue;
      const response = await fetch(`${url}${url.includes("?") ? "&" : "?"}${query}`, { headers: html });
      const page = await response.text();
      const isWhole = page.includes('<main id="main"') && page.trimEnd().endsWith("</html>");
      if (response.status >= 500 || !isWhole || page.length > 150_000)
        failed.push(`${name}: ${response.status}, ${page.length} characters`);
    }
    expect(failed).toEqual([]);
  });

  test.each([
    "/%",
    "/stories/%E0%A4%A",
    "/categories/%ED%A0%80",
    "/%00",
    "/..%2f..%2fetc/passwd",
    "//other.example/",
    "/stories/1/../../x",
    "/assets/%2e%2e/story.ejs",
    "/__proto__",
    "/stories/constructor",
  ])("%s", async (path) => {
    const response = await fetch(news.news.base + path, { headers: html, redirect: "manual" });
    expect([400, 404]).toContain(response.status);
    expect(await response.text()).toContain('action="/search"');
  });
});

test("a story that was merged leads on, under every way to write its address", async () => {
  for (const path of ["/stories/5", "/stories/5?like=x", "/stories/5/"]) {
    const response = await fetch(news.news.base + path, { headers: html, redirect: "manual" });
    expect([path, response.status, response.headers.get("location")]).toEqual([path, 301, "/stories/4"]);
  }
});

describe("a cookie that is none of ours makes a fresh reader, and no error", () => {
  const signature = "A".repeat(43);
  test.each([
    ["forged", `wirefold-reader=1.${signature}`],
    ["of somebody who is not there", `wirefold-reader=999999.${signature}`],
    ["cut off", "wirefold-reader=1."],
    ["without a number", `wirefold-reader=.${signature}`],
    ["a number too large", `wirefold-reader=${"9".repeat(40)}.${signature}`],
    ["over-long", `wirefold-reader=${"x".repeat(7000)}`],
    ["given twice", `wirefold-reader=1.${signature}; wirefold-reader=2.${signature}`],
    ["broken", "wirefold-reader; =; ;;,%00=\u00FF"],
  ])("%s", async (_what, cookie) => {
    const visitor = visitorOf(news.news.base, cookie);
    for (const path of ["/", "/unread", "/starred", "/settings", "/stories/12", "/?marked=1"])
      expect([path, (await visitor.get(path)).status]).toEqual([path, 200]);
    expect(await visitor.page("/settings")).not.toContain("/settings/forget");
    const [status, to] = await visitor.led("/marks", { story: "12", act: "star", back: "/" });
    expect([status, to]).toEqual([303, "/#story-12"]);
    expect(visitor.jar.cookie).toMatch(/^wirefold-reader=\d+\.[\w-]{43}$/);
    expect(visitor.jar.cookie).not.toBe(cookie);
    expect(await visitor.page("/starred")).toContain('data-story="12"');
  });

  test("one of before it was forgotten", async () => {
    const visitor = visitorOf(news.news.base);
    await visitor.post("/marks", { story: "12", act: "star" });
    const stale = visitor.jar.cookie!;
    await visitor.post("/settings/forget", {});
    const again = visitorOf(news.news.base, stale);
    expect(await again.page("/starred")).not.toContain('data-story="12"');
    expect((await again.told("/marks/undo", { change: "1" })).answer).toEqual({ undone: false });
    await again.post("/marks", { story: "8", act: "read" });
    expect(again.jar.cookie).not.toBe(stale);
  });
});

describe("what is sent and cannot be meant is refused in words, and changes nothing", () => {
  const long = "x".repeat(9000);
  test.each([
    ["/marks", { story: long, act: "read" }],
    ["/marks", { story: "12", act: long }],
    ["/marks", { story: "12", act: "read", back: `/${long}` }],
    ["/marks", { story: "12", act: "read", back: "//other.example/" }],
    ["/marks", {}],
    ["/marks/all", { list: `/search?q=${long}`, asOf: "2026-11-24T18:20:00Z" }],
    ["/marks/all", { list: "/", asOf: "yesterday" }],
    ["/marks/undo", { change: "1e3" }],
    ["/settings", { theme: "pink" }],
    ["/settings", { density: long }],
    ["/stories/12/join", { story: long }],
    ["/stories/12/apart", { entry: "-1" }],
    ["/stories/12/undo", { correction: long }],
  ] as const)("%s %o", async (path, fields) => {
    const visitor = visitorOf(news.news.base);
    const response = await visitor.post(path, fields);
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
    const page = await response.text();
    expect(page).toContain("<h1>");
    expect(page.length).toBeLessThan(20_000);
    expect(visitor.jar.cookie).toBeUndefined();
  });

  test("other ways of sending", async () => {
    for (const method of ["PUT", "DELETE", "PATCH"])
      for (const path of ["/", "/stories/12", "/settings"])
        expect([
          method,
          path,
          (await fetch(news.news.base + path, { method, headers: html })).status,
        ]).toEqual([method, path, 405]);
  });
});
