import { describe, expect, test } from "vitest";
import { fetchOnce, nameServer } from "../support/fetching.ts";
import { redirect, rssOf, startOutlet } from "../support/outlet.ts";

const body = rssOf("one");

describe("a redirect", () => {
  test.each([301, 302, 303, 307, 308])("by %i is followed, with validators, by hand", async (status) => {
    await using outlet = await startOutlet();
    outlet.serve("/old", redirect(status, "/new"));
    outlet.serve("/new", { body });
    const validators = { etag: '"a"', lastModified: "then" };
    const outcome = await fetchOnce(outlet.url("/old"), { validators });
    expect(outcome).toMatchObject({ kind: "body", status: 200, finalUrl: outlet.url("/new") });
    expect(outlet.requests.map(({ path }) => path)).toEqual(["/old", "/new"]);
    expect(outlet.requests[1]?.headers).toMatchObject({
      "if-none-match": '"a"',
      "if-modified-since": "then",
    });
  });

  test.each([
    ["new", "/folder/new"],
    ["../new?a=1&b=2#part", "/new?a=1&b=2"],
    ["?page=2", "/folder/old?page=2"],
    [Buffer.from("/straße").toString("latin1"), "/stra%C3%9Fe"], // the raw bytes of a UTF-8 path
    [" /new ", "/new"],
  ])("to %s leads to %s", async (location, path) => {
    await using outlet = await startOutlet();
    outlet.serve("/folder/old", redirect(302, location));
    outlet.serve(path, { body });
    expect(await fetchOnce(outlet.url("/folder/old"))).toMatchObject({
      kind: "body",
      finalUrl: outlet.url(path),
    });
  });

  test("to another host sends no credentials that stand in its address", async () => {
    await using outlet = await startOutlet();
    const target = `http://user:secret@other.example:${outlet.port}/new`;
    outlet.serve("/old", redirect(302, target));
    outlet.serve("/new", { body });
    const outcome = await fetchOnce(outlet.url("/old"), {
      resolve: nameServer({ "other.example": [["127.0.0.1"]] }),
    });
    expect(outcome).toMatchObject({ finalUrl: `http://other.example:${outlet.port}/new` });
    expect(outlet.requests[1]?.headers).not.toHaveProperty("authorization");
    expect(outlet.requests[1]?.headers.host).toBe(`other.example:${outlet.port}`);
  });

  test("to a name that does not resolve is the publisher's fault, who was asked, not that of the way there", async () => {
    await using outlet = await startOutlet();
    outlet.serve("/old", redirect(302, "http://gone.example/new"));
    const outcome = await fetchOnce(outlet.url("/old"), { resolve: nameServer({}) });
    expect(outcome).toMatchObject({
      fault: "redirect",
      message: expect.stringMatching(/gone\.example does not resolve/),
    });
  });

  test("to an address that is very long is told in part", async () => {
    await using outlet = await startOutlet();
    const path = `/${"a".repeat(9000)}`;
    outlet.serve("/old", redirect(302, path));
    outlet.serve(path, { status: 500 });
    const outcome = await fetchOnce(outlet.url("/old"));
    expect(outcome).toMatchObject({ status: 500, finalUrl: outlet.url(path) });
    expect("message" in outcome && outcome.message.length).toBeLessThan(400);
  });

  test("is permanent only where every hop says so", async () => {
    await using outlet = await startOutlet();
    outlet.serve("/moved", redirect(301, "/moved2"));
    outlet.serve("/moved2", redirect(308, "/feed"));
    outlet.serve("/mixed", redirect(301, "/for-now"));
    outlet.serve("/for-now", redirect(302, "/feed"));
    outlet.serve("/first-for-now", redirect(307, "/moved2"));
    outlet.serve("/feed", { body });
    expect(await fetchOnce(outlet.url("/moved"))).toMatchObject({ permanentRedirect: outlet.url("/feed") });
    for (const path of ["/mixed", "/first-for-now", "/feed"])
      expect(await fetchOnce(outlet.url(path)), path).not.toHaveProperty("permanentRedirect");
  });
});

describe("a redirect that leads nowhere is an error that says why:", () => {
  test("it goes round in a circle", async () => {
    await using outlet = await startOutlet();
    outlet.serve("/a", redirect(302, "/b"));
    outlet.serve("/b", redirect(302, "/a#elsewhere"));
    expect(await fetchOnce(outlet.url("/a"))).toEqual({
      kind: "failed",
      fault: "redirect",
      message: `Cannot fetch ${outlet.url("/a")} (it redirects to ${outlet.url("/b")}): its redirects go round in a circle`,
    });
    expect(outlet.requests).toHaveLength(2);
  });

  test("five are followed, a sixth is not", async () => {
    await using outlet = await startOutlet();
    for (let hop = 0; hop < 6; hop++) outlet.serve(`/${hop}`, redirect(302, `/${hop + 1}`));
    outlet.serve("/6", { body });
    expect(await fetchOnce(outlet.url("/1"))).toMatchObject({ kind: "body", finalUrl: outlet.url("/6") });
    expect(await fetchOnce(outlet.url("/0"))).toMatchObject({
      fault: "redirect",
      message: expect.stringMatching(/: it redirects more than 5 times$/),
    });
    expect(outlet.requests).toHaveLength(12);
  });

  test.each([
    ["http://[", /: it redirects to what is no web address: http:\/\/\[$/],
    ["file:///etc/passwd", /: it redirects to what is no web address: file:\/\/\/etc\/passwd$/],
    ["ftp://outlet.example/feed", /no web address/],
    ["", /: it answered 302 without saying where to$/],
  ])('it names "%s"', async (location, found) => {
    await using outlet = await startOutlet();
    outlet.serve("/old", redirect(302, location));
    expect(await fetchOnce(outlet.url("/old"))).toMatchObject({
      fault: "redirect",
      message: expect.stringMatching(found),
    });
  });

  test("it leads to an error, which is that address's", async () => {
    await using outlet = await startOutlet();
    outlet.serve("/old", redirect(301, "/new"));
    const [from, to] = [outlet.url("/old"), outlet.url("/new")];
    expect(await fetchOnce(from)).toEqual({
      kind: "http-error",
      status: 404,
      finalUrl: to,
      message: `Cannot fetch ${from} (it redirects to ${to}): the server answered 404 Not Found`,
    });
  });
});

test("other answers of the 300s are no redirects, wherever they point", async () => {
  await using outlet = await startOutlet();
  for (const status of [300, 305, 306]) {
    outlet.serve("/feed", redirect(status, "/new"));
    expect(await fetchOnce(outlet.url("/feed"))).toMatchObject({ kind: "http-error", status });
  }
  expect(outlet.askedFor("/new")).toEqual([]);
});
