import { expect, test } from "vitest";
import type { Feed } from "../../../src/model/source.ts";
import { addressToAsk, afterError, afterGoodAnswer } from "../../../src/polling/redirects.ts";
import { feed } from "../../support/feed.ts";

const old = "https://outlet.example/feed";
const moved = "https://outlet.example/moved";
const now = new Date("2026-11-20T12:00:00Z");

/** Polls a server that sends `old` on to wherever `leadsTo` says; answers which addresses were asked. */
function pollMany(times: number, leadsTo: (poll: number) => string | undefined) {
  let at: Feed = feed();
  const asked: string[] = [];
  for (let poll = 1; poll <= times; poll++) {
    const address = addressToAsk(at);
    asked.push(address);
    const target = address === old ? leadsTo(poll) : undefined;
    const { fetchUrl, redirect } = afterGoodAnswer({
      feed: at,
      finalUrl: target ?? address,
      now,
      ...(target !== undefined && { permanentRedirect: target }),
    });
    at = feed({ fetchUrl, ...(redirect && { polling: { redirect } }) });
  }
  return { feed: at, asked };
}

test("a permanent redirect is adopted after the third answer in a row, and the old address asked no more", () => {
  const { feed: after, asked } = pollMany(8, () => moved);
  expect(asked).toEqual([old, moved, old, moved, old, moved, moved, moved]);
  expect(after.fetchUrl).toBe(moved);
});

test("a redirect that comes once moves nothing", () => {
  const { feed: after, asked } = pollMany(6, (poll) => (poll === 1 ? moved : undefined));
  expect(asked.slice(2)).toEqual([old, old, old, old]);
  expect(after.fetchUrl).toBe(old);
  expect(after.polling.redirect).toBeUndefined();
});

test("a redirect that leads elsewhere each time moves nothing", () => {
  const { feed: after } = pollMany(20, (poll) => `${moved}?session=${poll}`);
  expect(after.fetchUrl).toBe(old);
});

test("a new address that leads on is asked through the old one again", () => {
  const redirect = { url: moved, count: 1, since: now };
  const after = afterGoodAnswer({
    feed: feed({ polling: { redirect } }),
    finalUrl: "https://elsewhere.example/",
    permanentRedirect: "https://elsewhere.example/",
    now,
  });
  expect(after).toEqual({ fetchUrl: old });
});

test("an adopted address that fails three times, or is gone, is given up for the one in the config", () => {
  const adopted = feed({ fetchUrl: moved });
  expect(afterError({ feed: adopted, failures: 2, isGone: false }).fetchUrl).toBe(moved);
  expect(afterError({ feed: adopted, failures: 3, isGone: false }).fetchUrl).toBe(old);
  expect(afterError({ feed: adopted, failures: 1, isGone: true }).fetchUrl).toBe(old);
});

test("an error has the answers counted anew", () => {
  const redirect = { url: moved, count: 2, since: now };
  expect(afterError({ feed: feed({ polling: { redirect } }), failures: 1, isGone: false })).toEqual({
    fetchUrl: old,
  });
});
