import type { Store } from "../../src/store/store.ts";
import { hourMs, type StoreNews } from "./store-news.ts";
import type { Row } from "./row.ts";
import { latencyRows } from "./store-rows.ts";
import { createLongestTurn, createStopwatch } from "./store-watch.ts";

/** Marking all as read, and how long others wait for it. */
export async function* marking(store: Store): AsyncGenerator<Row> {
  const at = await store.newestNewsAt();
  const [category] = await store.categories();
  for (const [what, restriction] of [
    ["everything", {}],
    ["a category", { category: category! }],
  ] as const) {
    const { id: readerId } = await store.addReader(at);
    const watch = createStopwatch();
    const turns = createLongestTurn();
    const change = await watch.time(() => store.markAllRead({ readerId, asOf: at, at, restriction }));
    const longest = await turns.stop();
    yield { name: `${what} marked read`, value: watch.last().wallMs, unit: "ms" };
    yield { name: `${what} marked read: longest that others wait`, value: longest, unit: "ms" };
    if (!change) throw new Error(`Nothing was marked of ${what}`);
  }
}

/** Entries that upkeep drops at once, and so many times. */
const slice = 20;
const slices = 100;

/** Stories are dropped as upkeep does it. Not all of a call's time holds others up: the log is taken in beside it. */
export async function* retention(store: Store, news: StoreNews): AsyncGenerator<Row> {
  const watch = createStopwatch();
  const waits: number[] = [];
  const before = new Date(news.start + 30 * 24 * hourMs);
  let after: number | undefined = 0;
  for (let at = 0; at < slices && after !== undefined; at++) {
    const query: Parameters<Store["dropStories"]>[0] = { before, after, limit: slice };
    const turns = createLongestTurn();
    const { next }: { next?: number } = await watch.time(() => store.dropStories(query));
    waits.push(await turns.stop());
    after = next;
  }
  yield* latencyRows(
    "a slice of old stories dropped",
    watch.calls().map(({ wallMs }) => wallMs),
  );
  yield* latencyRows("a slice of old stories dropped: longest that others wait", waits);
}
