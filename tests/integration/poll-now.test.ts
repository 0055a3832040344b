import { describe, expect, test } from "vitest";
import type { PollNowAnswer } from "../../src/reader/poll-now.ts";
import { type Answer, rssOf, startOutlet } from "../support/outlet.ts";
import { minuteMs, startPolling } from "../support/polling.ts";
import { startReader } from "../support/reader-app.ts";

const tagged: Answer = (request, response) => {
  const isKnown = request.headers["if-none-match"] === '"1"';
  response.writeHead(isKnown ? 304 : 200, { etag: '"1"' }).end(isKnown ? undefined : rssOf("1", "2"));
};
const busy: Answer = { status: 429, headers: { "retry-after": "7200" } };

/** An outlet with these feeds, polled once at noon; and the reader on the same store, at the same time. */
async function polledOnce(answers: Readonly<Record<string, Answer>>) {
  const stack = new AsyncDisposableStack();
  const outlet = stack.use(await startOutlet());
  for (const [path, answer] of Object.entries(answers)) outlet.serve(path, answer);
  const sources = Object.keys(answers).map(outlet.url);
  const polling = stack.use(await startPolling({ sources, settings: { perHost: 1 } }));
  await polling.poller.pollDue();
  const reader = stack.use(await startReader({ store: polling.store, now: polling.clock.now }));
  const post = (id: number | string, headers: Readonly<Record<string, string>> = {}) =>
    fetch(`${reader.base}/sources/${id}/poll`, {
      method: "POST",
      redirect: "manual",
      headers: { accept: "text/html,*/*;q=0.8", ...headers },
    });
  return {
    ...polling,
    outlet,
    post,
    minutesPass: (minutes: number) =>
      polling.clock.set(new Date(polling.clock.now().getTime() + minutes * minuteMs)),
    postAsProgram: async (id: number | string) => {
      const response = await post(id, { accept: "*/*" });
      return { response, answer: (await response.json()) as PollNowAnswer };
    },
    page: async (id: number) => (await reader.get(`/sources/${id}`)).text(),
    pollsJson: async (id: number) =>
      (await reader.get(`/sources/${id}/polls.json`)).json() as Promise<Record<string, unknown>[]>,
    reader,
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

const button = "<button>Poll now</button>";

describe("poll now", () => {
  test("makes the source due; whoever polls asks it once, conditionally, and its page says what came", async () => {
    await using wire = await polledOnce({ "/feed": tagged });
    wire.minutesPass(10);
    expect(await wire.page(1)).toContain(button);
    const response = await wire.post(1);
    expect([response.status, response.headers.get("location")]).toEqual([303, "/sources/1#polling"]);
    const asked = await wire.page(1);
    expect(asked).toContain("Asked for at 12:10 UTC: it will be fetched within moments.");
    expect(asked).not.toContain(button);
    expect(wire.outlet.requests).toHaveLength(1); // the page's process asks nobody

    for (let click = 0; click < 5; click++) await wire.post(1);
    await wire.poller.pollDue();
    await wire.poller.pollDue();
    expect(wire.outlet.requests.map(({ headers }) => headers["if-none-match"])).toEqual([undefined, '"1"']);
    const page = await wire.page(1);
    expect(page).toContain("<b>304 Not Modified</b>");
    expect(page).toContain("less than a minute ago");
    expect((await wire.feed()).polling.nextPollReason).toBe("every 30 min"); // as if nothing had been asked for
  });

  test("asks nothing more within a minute, however often it is clicked", async () => {
    await using wire = await polledOnce({ "/feed": tagged });
    for (let click = 0; click < 3; click++) expect((await wire.post(1)).status).toBe(303);
    await wire.poller.pollDue();
    expect(wire.outlet.requests).toHaveLength(1);
    wire.minutesPass(1);
    await wire.post(1);
    await wire.poller.pollDue();
    expect(wire.outlet.requests).toHaveLength(2);
  });

  test("never overruns a 429: neither of that source nor of its host's others", async () => {
    await using wire = await polledOnce({ "/busy": busy, "/other": tagged });
    expect(wire.outlet.requests.map(({ path }) => path)).toEqual(["/busy"]); // the other was told in time
    for (const minutes of [10, 60, 49]) {
      wire.minutesPass(minutes);
      await wire.post(1);
      await wire.post(2);
      await wire.poller.pollDue();
    }
    expect(wire.outlet.requests).toHaveLength(1);
    const refusal =
      "It is not asked before 14:00 UTC, not by hand either: the server answered 429 and said Retry-After: 2\u00a0h.";
    for (const id of [1, 2]) expect(await wire.page(id)).toContain(refusal);
    const { response, answer } = await wire.postAsProgram(1);
    expect([response.status, response.headers.get("retry-after")]).toEqual([409, "60"]);
    expect(answer).toEqual({
      url: wire.outlet.url("/busy"),
      outcome: "refused",
      text: refusal,
      notBefore: "2026-11-20T14:00:00.000Z",
    });
    wire.outlet.serve("/busy", tagged);
    wire.minutesPass(1);
    await wire.poller.pollDue();
    expect(wire.outlet.requests).toHaveLength(3); // both are due then by themselves
  });

  test("asks a source that backs off, and what it then answers counts as ever", async () => {
    await using wire = await polledOnce({ "/feed": { status: 500 } });
    wire.minutesPass(5);
    await wire.post(1);
    await wire.poller.pollDue();
    expect((await wire.feed()).polling).toMatchObject({
      failures: 2,
      failingSince: new Date("2026-11-20T12:00:00Z"),
    });
    const page = await wire.page(1);
    expect(page).toContain("<b>500 Internal Server Error</b>");
    expect(page).toContain("12:00 UTC</time> (5\u00a0min ago): 2 failed polls in a row");
  });

  test("asks no source that is gone, and says how to have it tried once more", async () => {
    await using wire = await polledOnce({ "/feed": { status: 410 } });
    wire.minutesPass(600);
    await wire.post(1);
    await wire.poller.pollDue();
    expect(wire.outlet.requests).toHaveLength(1);
    expect(await wire.page(1)).toContain(
      "It is not asked again: the server said that it is gone for good (410)",
    );
    const { response, answer } = await wire.postAsProgram(1);
    expect([response.status, answer.outcome]).toEqual([409, "refused"]);
  });

  test("tells programs what came of it", async () => {
    await using wire = await polledOnce({ "/feed": tagged });
    wire.minutesPass(10);
    const first = await wire.postAsProgram(1);
    expect([first.response.status, first.answer.outcome]).toEqual([202, "asked"]);
    const second = await wire.postAsProgram(1);
    expect([second.response.status, second.answer.outcome]).toEqual([202, "under-way"]);
    expect(second.answer.text).toBe("Asked for at 12:10 UTC: it will be fetched within moments.");
  });

  test("says so where nobody polls", async () => {
    await using wire = await polledOnce({ "/feed": tagged });
    wire.minutesPass(10);
    await wire.post(1);
    wire.minutesPass(2);
    expect(await wire.page(1)).toContain("but nothing is being polled at the moment");
    expect(await (await wire.reader.get("/status")).text()).toContain("Nothing is being polled");
    await wire.poller.pollDue();
    expect(await (await wire.reader.get("/status")).text()).not.toContain("Nothing is being polled");
  });

  test("is refused to the pages of other sites, and changes nothing then", async () => {
    await using wire = await polledOnce({ "/feed": tagged });
    wire.minutesPass(10);
    const { host } = new URL(wire.reader.base);
    for (const headers of [
      { origin: "https://evil.example" },
      { origin: "null" },
      { origin: `http://${host}`, "sec-fetch-site": "cross-site" },
      { origin: "http://127.0.0.1:1", "sec-fetch-site": "same-site" },
    ]) {
      const response = await wire.post(1, headers);
      expect([headers, response.status]).toEqual([headers, 403]);
      expect(await response.text()).toContain("Nothing was changed");
    }
    expect((await wire.feed()).polling.nextPollReason).toBe("every 30 min");
    await wire.post(1, { origin: `http://${host}`, "sec-fetch-site": "same-origin" });
    expect((await wire.feed()).polling.nextPollReason).toBe("asked for by hand");
  });

  test.each(["2", "x", "0"])("of a source %s that does not exist is a 404", async (id) => {
    await using wire = await polledOnce({ "/feed": tagged });
    expect((await wire.post(id)).status).toBe(404);
    expect((await wire.reader.get(`/sources/${id}/polls.json`)).status).toBe(404);
  });

  test("is not to be had by reading", async () => {
    await using wire = await polledOnce({ "/feed": tagged });
    const response = await wire.reader.get("/sources/1/poll");
    expect([response.status, response.headers.get("allow")]).toEqual([405, "POST"]);
  });
});

describe("the polls of a source", () => {
  test("say what each brought, how long it took and what came over the wire", async () => {
    let slowly = () => {};
    await using wire = await polledOnce({
      "/feed": (request, response) => {
        slowly();
        if (typeof tagged === "function") tagged(request, response);
      },
    });
    slowly = () => wire.clock.set(new Date(wire.clock.now().getTime() + 250));
    wire.minutesPass(31);
    await wire.pollNext();
    const polls = await wire.pollsJson(1);
    expect(polls).toMatchObject([
      { outcome: "not-modified", status: 304, tookMs: 250, bytes: 0, nextPollReason: "every 30 min" },
      {
        at: "2026-11-20T12:00:00.000Z",
        outcome: "ok",
        status: 200,
        tookMs: 0,
        bytes: rssOf("1", "2").length,
        entries: 2,
        new: 2,
        changed: 0,
      },
    ]);
    const page = await wire.page(1);
    expect(page).toContain("2 new of 2 entries");
    expect(page).toContain("in 250\u00a0ms");
  });

  test("that a paused host kept from being asked stand among them", async () => {
    await using other = await startOutlet();
    other.serve("/feed", busy);
    await using wire = await polledOnce({
      "/feed": (_, response) => response.writeHead(302, { location: other.url("/feed") }).end(),
      "/second": (_, response) => response.writeHead(302, { location: other.url("/feed") }).end(),
    });
    const [poll] = await wire.pollsJson(2);
    expect(other.requests).toHaveLength(1);
    expect(poll).toMatchObject({
      outcome: "skipped",
      nextPollAt: "2026-11-20T14:00:00.000Z",
      nextPollReason: expect.stringContaining("there the server answered 429"),
    });
    expect(await wire.page(2)).toContain("<b>not asked</b>");
  });

  test("beyond ten stand behind a click", async () => {
    await using wire = await polledOnce({ "/feed": tagged });
    for (let poll = 0; poll < 12; poll++) await wire.pollNext();
    expect(await wire.page(1)).toContain("<summary>3 polls before</summary>");
    expect(await wire.pollsJson(1)).toHaveLength(13);
  });
});
