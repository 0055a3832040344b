import { describe, expect, test } from "vitest";
import { silentLog } from "../../src/base/log.ts";
import type { CorrectionAnswer } from "../../src/reader/correct-story.ts";
import { createGrouper } from "../../src/story/grouper.ts";
import { type Piece, instantOf, pressOf, titlesByStory } from "../support/press.ts";
import { startReader } from "../support/reader-app.ts";
import { freshStore } from "../support/store.ts";
import { testClock } from "../support/test-clock.ts";

const wire =
  "A ferry with 214 people aboard ran aground off the island of Lorne early on Friday, the coast guard said, and boats from Port Ansel brought everyone ashore before the tide turned. Captain Ida Brandt told investigators that the steering had failed twice since Tuesday.";
const copies: readonly Piece[] = [
  { by: "herald", title: "Passenger ferry runs aground off Lorne", summary: wire, agency: "AFP", hour: 1 },
  { by: "courier", title: "Island drama ends well", summary: wire, agency: "AFP", hour: 1.5 },
];
const own: Piece = { by: "gazette", title: "All 214 rescued from ferry aground off Lorne <b>", hour: 3 };
const orchestra: Piece = { by: "signal", title: "Orchestra accepts lower pay after long quarrel", hour: 4 };
const all = [...copies, own, orchestra];

/** A reader over four entries (1 to 4) in two stories: the ferry and the orchestra. */
async function startNews() {
  const stack = new AsyncDisposableStack();
  const store = stack.use(await freshStore());
  const press = await pressOf(store);
  for (const piece of all) await press.publish(piece);
  const clock = testClock(instantOf(12));
  const settings = () => ({ windowMs: 120 * 3_600_000, granularity: "event" }) as const;
  await createGrouper({ store, settings, clock, log: silentLog }).groupNew();
  const reader = stack.use(await startReader({ store, now: clock.now }));
  const post = (path: string, fields: Readonly<Record<string, string>>, headers: object = {}) =>
    fetch(reader.base + path, {
      method: "POST",
      redirect: "manual",
      body: new URLSearchParams(fields),
      headers: { accept: "text/html,*/*;q=0.8", ...headers },
    });
  return {
    store,
    reader,
    post,
    page: async (path: string) => (await reader.get(path)).text(),
    /** What a form leads to. */
    led: async (path: string, fields: Readonly<Record<string, string>>) => {
      const response = await post(path, fields);
      return [response.status, response.headers.get("location")];
    },
    asProgram: async (path: string, body: unknown) => {
      const response = await fetch(reader.base + path, {
        method: "POST",
        body: typeof body === "string" ? body : JSON.stringify(body),
        headers: { "content-type": "application/json" },
      });
      return { status: response.status, answer: (await response.json()) as CorrectionAnswer };
    },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

describe("not the same story", () => {
  test("takes the entry out at once, says so on both pages, and undo takes it back", async () => {
    await using news = await startNews();
    expect(await news.page("/stories/1")).toContain("Set it apart");
    expect(await news.led("/stories/1/apart", { entry: "3" })).toEqual([303, "/stories/1#by-hand"]);
    const [old, opened] = [await news.page("/stories/1"), await news.page("/stories/3")];
    expect(old).toContain(
      "“<bdi>All 214 rescued from ferry aground off Lorne &lt;b&gt;</bdi>” was set apart from this story by hand",
    );
    expect(old).toContain('<a href="/stories/3">The other story</a>');
    expect(opened).toContain("Set apart by hand from “<bdi>Passenger ferry runs aground off Lorne</bdi>”");
    expect(opened).toContain("put here by hand");
    expect(opened).not.toContain("Set it apart"); // it is all that the story has
    expect(await news.led("/stories/3/undo", { correction: "1" })).toEqual([303, "/stories/1#by-hand"]);
    expect(await news.page("/stories/1")).toMatch(
      /Undone, <time [^>]+>12:00 UTC<\/time>: <span lang="en">It is back where it was\./,
    );
    expect(await news.led("/stories/3", {})).toEqual([405, null]);
    expect((await news.reader.get("/stories/3")).headers.get("location")).toBe("/stories/1");
  });

  test("offers to take the copies of a text along, where there is more than these", async () => {
    await using news = await startNews();
    expect(await news.page("/stories/1")).toContain("and the 1 other with its text");
    await news.post("/stories/1/apart", { entry: "1", copies: "yes" });
    expect(await titlesByStory(news.store)).toMatchObject({ 3: copies.map(({ title }) => title) });
    expect(await news.page("/stories/3")).not.toContain("with its text</label>");
    expect(await news.page("/stories/1")).toContain(
      "</bdi>” and 1 other with its text were set apart from this story",
    );
  });
});

describe("same story as", () => {
  test.each(["2", "/stories/2", "https://news.example/stories/2?like=x#by-hand", " /stories/2 "])(
    "takes %j",
    async (story) => {
      await using news = await startNews();
      expect(await news.led("/stories/1/join", { story })).toEqual([303, "/stories/1#by-hand"]);
      expect(await news.page("/stories/1")).toContain("was put together with this story by hand");
      expect((await news.reader.get("/stories/2")).headers.get("location")).toBe("/stories/1");
    },
  );

  test("finds stories that share words, those with the most of them first", async () => {
    await using news = await startNews();
    await news.post("/stories/1/apart", { entry: "3" });
    const page = await news.page("/stories/2?like=ferry+rescued+Lorne+nothingness");
    const found = [...page.matchAll(/id="candidate-(\d+)"/g)].map(([, id]) => id);
    expect(found).toEqual(["3", "1"]);
    expect(page).toContain("<details open>");
    expect(await news.page("/stories/2?like=quarrel")).toContain("No other story has any of these words.");
  });
});

describe("what cannot be corrected", () => {
  test.each([
    ["an entry that is not in the story", "/stories/1/apart", { entry: "4" }, 409],
    ["an entry that is all there is", "/stories/2/apart", { entry: "4" }, 409],
    ["a story that does not exist", "/stories/9/apart", { entry: "4" }, 404],
    ["a story that is none", "/stories/x/apart", { entry: "4" }, 404],
    ["an entry that is no number", "/stories/1/apart", { entry: "first" }, 400],
    ["no entry", "/stories/1/apart", {}, 400],
    ["a story and itself", "/stories/1/join", { story: "1" }, 409],
    ["another story that does not exist", "/stories/1/join", { story: "/stories/77" }, 404],
    ["an address that is no story's", "/stories/1/join", { story: "https://news.example/sources/2" }, 400],
    ["a correction that was never made", "/stories/1/undo", { correction: "5" }, 404],
    ["a correction that is no number", "/stories/1/undo", { correction: "" }, 400],
  ])("%s is refused with the reason, and nothing is changed", async (_what, path, fields, status) => {
    await using news = await startNews();
    const revision = await news.store.revision();
    const response = await news.post(path, fields);
    expect(response.status).toBe(status);
    const page = await response.text();
    expect(page).toContain("Nothing was changed");
    const { status: same, answer } = await news.asProgram(path, fields);
    expect([same, answer.outcome]).toEqual([status, "refused"]);
    expect(page).toContain(answer.text.replaceAll("'", "&#39;"));
    expect(await news.store.revision()).toBe(revision);
  });

  test("what is no form is refused, and what is longer than any correction", async () => {
    await using news = await startNews();
    for (const body of ["{", JSON.stringify({ entry: "1".repeat(5000) })]) {
      const { status, answer } = await news.asProgram("/stories/1/apart", body);
      expect([status, answer.text]).toEqual([
        400,
        "What was sent is neither a small form nor a small JSON object.",
      ]);
    }
    expect((await news.asProgram("/stories/1/apart", "[3]")).status).toBe(400);
  });

  test("what another site's page asks for is refused", async () => {
    await using news = await startNews();
    const revision = await news.store.revision();
    for (const [path, fields] of [
      ["/stories/1/apart", { entry: "3" }],
      ["/stories/1/join", { story: "2" }],
      ["/stories/1/undo", { correction: "1" }],
    ] as const) {
      const response = await news.post(path, fields, { origin: "https://evil.example" });
      expect([path, response.status]).toEqual([path, 403]);
    }
    expect(await news.store.revision()).toBe(revision);
  });

  test.each(["apart", "join", "undo"])("/stories/1/%s is not to be had by reading", async (act) => {
    await using news = await startNews();
    const response = await news.reader.get(`/stories/1/${act}`);
    expect([response.status, response.headers.get("allow")]).toEqual([405, "POST"]);
  });
});

test("programs are told what was done, in JSON", async () => {
  await using news = await startNews();
  const apart = await news.asProgram("/stories/1/apart", { entry: 3 });
  expect(apart).toEqual({
    status: 200,
    answer: { outcome: "done", text: "It is a story of its own now.", storyId: 1, otherId: 3, correction: 1 },
  });
  expect((await news.asProgram("/stories/1/join", { story: 2 })).answer).toMatchObject({
    storyId: 1,
    correction: 2,
  });
  expect((await news.asProgram("/stories/1/undo", { correction: 1 })).answer.outcome).toBe("done");
});

test("where entries are placed all the time, it says to try again", async () => {
  await using news = await startNews();
  let placement = 0;
  const store = { ...news.store, lastPlacement: async () => --placement };
  await using reader = await startReader({ store, now: instantOf(12) });
  const response = await fetch(`${reader.base}/stories/1/apart`, {
    method: "POST",
    body: new URLSearchParams({ entry: "3" }),
  });
  expect([response.status, response.headers.get("retry-after")]).toEqual([503, "60"]);
});
