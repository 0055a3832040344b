import { describe, expect, test } from "vitest";
import { hubNamed, isMissed, toldUntil } from "../../../src/polling/hub-trust.ts";

const at = (time: string, day = 20) => new Date(`2026-11-${day}T${time}:00Z`);
const push = { since: at("08:00"), until: at("08:00", 27) };
const now = at("12:00");

describe("a hub is relied on", () => {
  test("while what it has promised lasts", () => {
    expect(toldUntil({ push }, now)).toEqual(push.until);
    expect(toldUntil({ push }, push.until)).toBeUndefined();
    expect(toldUntil({}, now)).toBeUndefined();
  });

  test("not when it has told of news that the server did not show yet", () => {
    const told = { ...push, toldAt: at("11:59") };
    expect(toldUntil({ push: told, lastChangedAt: at("11:00") }, now)).toBeUndefined();
    expect(toldUntil({ push: told, lastChangedAt: now }, now)).toEqual(push.until);
  });

  test("not for a week after it kept news from us", () => {
    const missed = { push: { ...push, until: at("00:00", 30) }, hubMissedAt: now, lastChangedAt: now };
    expect(toldUntil(missed, at("11:00", 27))).toBeUndefined();
    expect(toldUntil(missed, at("12:00", 27))).toEqual(missed.push.until);
  });

  test("where it told within minutes of the poll that had found them already", () => {
    const known = { hubMissedAt: now, lastChangedAt: at("12:06") };
    expect(toldUntil({ ...known, push: { ...push, toldAt: at("12:05") } }, at("12:06"))).toEqual(push.until);
    expect(
      toldUntil(
        { ...known, lastChangedAt: at("13:00"), push: { ...push, toldAt: at("12:30") } },
        at("13:00"),
      ),
    ).toBeUndefined();
  });
});

describe("news are missed", () => {
  const before = { push, lastPolledAt: at("09:00"), lastChangedAt: at("09:00") };

  test("where the hub had promised to tell before the last poll, and did not", () => {
    expect(isMissed(before, now)).toBe(true);
    expect(isMissed({ ...before, push: { ...push, toldAt: at("08:30") } }, now)).toBe(true);
  });

  test.each([
    ["it has told", { ...before, push: { ...push, toldAt: at("11:59") } }],
    ["it had promised only after the last poll", { ...before, lastPolledAt: at("07:00") }],
    ["its promise has run out", { ...before, push: { ...push, until: at("11:00") } }],
    ["it has promised nothing", { lastPolledAt: at("09:00") }],
  ])("not where %s", (_, known) => {
    expect(isMissed(known, now)).toBe(false);
  });
});

describe("the hub of a feed", () => {
  const finalUrl = "https://outlet.example/feed";
  const head = (hubUrls: string[], selfUrl?: string) => ({
    hubUrls,
    authors: [],
    categories: [],
    ...(selfUrl !== undefined && { selfUrl }),
  });
  const none = { before: undefined, links: undefined, finalUrl };
  const known = { url: "https://hub.example/", topic: finalUrl };

  test("is that of its Link headers before that of the document", () => {
    const document = { head: head(["https://b.example/"], "https://outlet.example/self"), isWhole: true };
    expect(hubNamed({ ...none, document })).toEqual({
      url: "https://b.example/",
      topic: "https://outlet.example/self",
    });
    expect(hubNamed({ ...none, document, links: { hubUrls: ["https://a.example/"] } })?.url).toBe(
      "https://a.example/",
    );
    const links = { hubUrls: ["https://a.example/"], selfUrl: "https://outlet.example/other" };
    expect(hubNamed({ ...none, document, links })?.topic).toBe("https://outlet.example/other");
  });

  test("knows it by its own address where nobody says another", () => {
    expect(hubNamed({ ...none, document: { head: head([known.url]), isWhole: true } })).toEqual(known);
  });

  test("is the one that is known already, in whatever order several are named", () => {
    const links = { hubUrls: ["https://a.example/", known.url] };
    expect(hubNamed({ ...none, before: known, links })).toEqual(known);
    expect(hubNamed({ ...none, links })?.url).toBe("https://a.example/");
  });

  test("stays until a whole document names none", () => {
    expect(hubNamed({ ...none, before: known })).toEqual(known);
    expect(hubNamed({ ...none, before: known, document: { head: head([]), isWhole: false } })).toEqual(known);
    expect(hubNamed({ ...none, before: known, document: { head: head([]), isWhole: true } })).toBeUndefined();
  });

  test.each([
    "ftp://hub.example/",
    "https://ann:word@hub.example/",
    `https://hub.example/${"x".repeat(2000)}`,
    "hub",
  ])("is not %s", (address) => {
    expect(hubNamed({ ...none, links: { hubUrls: [address] } })).toBeUndefined();
  });
});
