import { openStore } from "../../src/store/open.ts";
import { parsedEntry, savePoll } from "./store.ts";

// Saves documents one after another until it is killed. Document n of a feed brings entry n, and the validator "n":
// whatever moment a copy is of, it holds as many entries of a feed as its validator says. argv: database URL, feeds.
const [url = "", ...feeds] = process.argv.slice(2);
const store = await openStore(url);
await store.syncSources(
  feeds.map((feed) => ({ url: feed })),
  new Date("2026-11-20T10:00:00Z"),
);
for (let n = 1; ; n++) {
  for (const feed of feeds) {
    const fetchedAt = new Date(Date.parse("2026-11-20T12:00:00Z") + n * 1000);
    await savePoll(
      store,
      feed,
      [parsedEntry({ key: `e${n}`, title: `Entry ${n} ${"of many words ".repeat(200)}` })],
      {
        fetchedAt,
        polling: {
          validators: { etag: `"${n}"` },
          nextPollAt: new Date(fetchedAt.getTime() + 1000),
          nextPollReason: "at once",
          failures: 0,
          notes: [],
        },
      },
    );
  }
  if (n === 20) process.stdout.write("writing\n");
}
