import { stat } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { SafeHtml } from "../../src/model/entry.ts";
import { pagesAtLast } from "../../src/store/sqlite/checkpoint-apart.ts";
import { at, freshStore, parsedEntry, savePoll, source } from "../support/store.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const feedUrl = "https://a.example/feed";
const text = `<p>${"A word or two. ".repeat(400)}</p>` as SafeHtml;

test("while much is saved the log is taken into the file beside it, before who writes has to", async () => {
  await using folder = await temporaryFolder();
  const path = join(folder.path, "wire.db");
  await using store = await freshStore(`sqlite:${path}`);
  await store.syncSources([source(feedUrl)], at("11:00"));
  let longest = 0;
  // 80 MB: a log of its own length if nobody took it in, one of 8,000 pages if only who writes did.
  for (let document = 0; document < 200; document++) {
    const entries = Array.from({ length: 50 }, (_, item) =>
      parsedEntry({ key: `${document}-${item}`, contentHtml: text }),
    );
    await savePoll(store, feedUrl, entries);
    longest = Math.max(longest, (await stat(`${path}-wal`)).size);
  }
  expect((await stat(path)).size).toBeGreaterThan(60e6);
  expect(longest).toBeLessThan((pagesAtLast * 4096) / 1.2);
});
