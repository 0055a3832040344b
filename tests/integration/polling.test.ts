import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, test, vi } from "vitest";
import { rssOf, startOutlet } from "../support/outlet.ts";
import { startPolling } from "../support/polling.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const etag = 'W/"a1"';
const lastModified = "20 Nov 2026 11:00";

describe("a poll", () => {
  test("brings entries, validators and the next time together, and the next one asks conditionally", async () => {
    await using outlet = await startOutlet();
    outlet.serve(
      "/feed",
      { headers: { etag, "last-modified": lastModified }, body: rssOf("1", "2") },
      { status: 304 },
    );
    await using polling = await startPolling({ sources: [outlet.url("/feed")] });
    const url = outlet.url("/feed");
    expect(await polling.pollNext()).toEqual([{ url, outcome: "ok", entries: 2, new: 2, status: 200 }]);
    const first = await polling.feed();
    expect(first).toMatchObject({
      state: "ok",
      title: "Outlet",
      entryCount: 2,
      polling: { validators: { etag, lastModified }, nextPollReason: "every 30 min", failures: 0 },
    });
    const revision = await polling.store.revision();
    expect(await polling.pollNext()).toMatchObject([{ outcome: "not-modified", status: 304, new: 0 }]);
    expect(outlet.requests[1]?.headers).toMatchObject({
      "if-none-match": etag,
      "if-modified-since": lastModified,
    });
    expect(await polling.store.revision()).toBe(revision);
    const { polling: second, entryCount } = await polling.feed();
    expect(entryCount).toBe(2);
    expect(second.lastOkAt).toEqual(first.polling.nextPollAt);
    expect(second.lastChangedAt).toEqual(first.polling.lastPolledAt);
  });

  test("that is cut off while it is stored leaves neither entries nor validators, and brings all when it comes again", async () => {
    await using folder = await temporaryFolder();
    await using outlet = await startOutlet();
    outlet.serve("/feed", { headers: { etag }, body: rssOf("1", "2", "3") });
    const path = join(folder.path, "wirefold.db");
    await using polling = await startPolling({
      sources: [outlet.url("/feed")],
      databaseUrl: `sqlite:${path}`,
    });
    using other = disposable(new DatabaseSync(path));
    other.exec(`create trigger full before insert on entries when (select count(*) from entries) = 2
                begin select raise(abort, 'database or disk is full'); end`);
    expect(await polling.pollNext()).toMatchObject([
      { outcome: "error", error: expect.stringContaining("full") },
    ]);
    expect(await polling.feed()).toMatchObject({
      state: "failing",
      entryCount: 0,
      polling: { validators: {} },
    });
    expect(await polling.titles()).toEqual([]);

    other.exec("drop trigger full");
    expect(await polling.poller.pollDue()).toEqual([]); // not again at once
    expect(await polling.pollNext()).toMatchObject([{ outcome: "ok", new: 3 }]);
    expect(outlet.requests[1]?.headers).not.toHaveProperty("if-none-match");
    expect((await polling.feed()).polling.validators).toEqual({ etag });
  });

  test("of a document that was cut off on its way brings the rest with the next poll, under the same ETag", async () => {
    await using outlet = await startOutlet();
    const whole = rssOf("1", "2", "3");
    const cut = whole.slice(0, whole.indexOf("</item>", whole.indexOf("</item>") + 1) - 20);
    outlet.serve("/feed", { headers: { etag }, body: cut }, { headers: { etag }, body: whole });
    await using polling = await startPolling({ sources: [outlet.url("/feed")] });
    expect(await polling.pollNext()).toMatchObject([{ outcome: "ok", new: 1 }]);
    expect(await polling.pollNext()).toMatchObject([{ outcome: "ok", new: 2 }]);
    expect(outlet.requests[1]?.headers).not.toHaveProperty("if-none-match");
    expect((await polling.feed()).polling.validators).toEqual({ etag });
  });

  test("with the same body under 200 writes no document, and takes over the new validators", async () => {
    await using outlet = await startOutlet();
    const body = rssOf("1");
    outlet.serve("/feed", { headers: { etag }, body }, { headers: { etag: '"b2"' }, body });
    const documents: unknown[] = [];
    await using polling = await startPolling({
      sources: [outlet.url("/feed")],
      wrap: (store) => ({
        ...store,
        savePoll: (poll) => (documents.push(poll.document), store.savePoll(poll)),
      }),
    });
    await polling.pollNext();
    const revision = await polling.store.revision();
    expect(await polling.pollNext()).toMatchObject([
      { outcome: "not-modified", status: 200, entries: 0, new: 0 },
    ]);
    expect(documents).toEqual([expect.objectContaining({}), undefined]);
    expect(await polling.store.revision()).toBe(revision);
    expect((await polling.feed()).polling.validators).toEqual({ etag: '"b2"' });
  });

  test("with a body without validators forgets the old ones", async () => {
    await using outlet = await startOutlet();
    outlet.serve("/feed", { headers: { etag }, body: rssOf("1") }, { body: rssOf("1", "2") });
    await using polling = await startPolling({ sources: [outlet.url("/feed")] });
    for (let time = 0; time < 3; time++) await polling.pollNext();
    expect(outlet.requests.map(({ headers }) => headers["if-none-match"])).toEqual([
      undefined,
      etag,
      undefined,
    ]);
  });

  test("adds what is new, doubles nothing, and keeps what the document no longer holds", async () => {
    await using outlet = await startOutlet();
    outlet.serve(
      "/feed",
      { body: rssOf("1", "2") },
      { body: rssOf("3", "2") },
      { body: rssOf("2", "1", "3") },
    );
    await using polling = await startPolling({ sources: [outlet.url("/feed")] });
    const added: unknown[] = [];
    for (let time = 0; time < 3; time++)
      added.push(...(await polling.pollNext()).map((result) => result.new));
    expect(added).toEqual([2, 1, 0]);
    expect(await polling.titles()).toEqual(["Title of 1", "Title of 2", "Title of 3"]);
  });
});

function disposable(database: DatabaseSync) {
  return { exec: (sql: string) => database.exec(sql), [Symbol.dispose]: () => database.close() };
}

test("a source that is taken out of the config while it waits for its host is not asked any more", async () => {
  await using outlet = await startOutlet();
  const paths = ["/a", "/b", "/c"];
  for (const path of paths) outlet.serve(path, { body: rssOf(path) });
  await using polling = await startPolling({
    sources: paths.map((path) => outlet.url(path)),
    settings: { perHost: 1, perHostGapMs: 1000 },
  });
  let isDone = false;
  const polled = polling.poller.pollDue().finally(() => (isDone = true));
  await vi.waitFor(() => expect(outlet.requests).toHaveLength(1), 20_000);
  await polling.store.syncSources([{ url: outlet.url("/a") }], polling.clock.now());
  await vi.waitFor(async () => {
    await polling.clock.advance(1000);
    expect(isDone).toBe(true);
  }, 20_000);
  await polled;
  expect(outlet.requests).toHaveLength(1);
});
