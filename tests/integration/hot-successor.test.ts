import { describe, expect, test } from "vitest";
import { silentLog } from "../../src/base/log.ts";
import type { Store } from "../../src/store/store.ts";
import { createCorrections } from "../../src/story/corrections.ts";
import { createGrouper } from "../../src/story/grouper.ts";
import { madeUpReports } from "../support/made-up-reports.ts";
import { type Piece, instantOf, pressOf } from "../support/press.ts";
import { freshPostgresStore } from "../support/postgres.ts";
import { freshStore } from "../support/store.ts";
import { testClock } from "../support/test-clock.ts";

const hourMs = 3_600_000;
const clock = testClock(instantOf(12));

/** A process that groups; `restored`: how often it has read the store from the start. */
function grouperOf(store: Store, holder: string) {
  let restored = 0;
  const info = (event: string) => void (restored += event === "grouping restored" ? 1 : 0);
  const settings = () => ({ windowMs: 60 * hourMs, granularity: "event" as const });
  const as = { role: "group", holder };
  const grouper = createGrouper({ store, settings, as, clock, log: { ...silentLog, info } });
  return { ...grouper, holder, restored: () => restored };
}

/** `to` takes the role from whoever has it, who is taken for dead. */
async function handOver(store: Store, to: string): Promise<void> {
  const { beat } = await store.holdRole({ role: "group", holder: to });
  await store.holdRole({ role: "group", holder: to, silentBeat: beat });
}

const outlets = ["herald", "courier", "bote", "gazette", "signal", "observer"];
const reports = madeUpReports(100).map(({ outlet, ...piece }): Piece => ({ by: outlets[outlet]!, ...piece }));
const slices = Array.from({ length: 20 }, (_, i) => reports.slice(i * 5, i * 5 + 5));

const everything = async (store: Store) => ({
  placed: (await store.placedEntriesSince({ since: instantOf(-10_000), limit: 1000 })).items.map(
    ({ id, title, placement }) => ({ id, title, ...placement }),
  ),
  stories: (await store.stories({ order: "top", limit: 500 })).items,
});

/** Two processes over one store; whoever groups dies after every `terms` slices. */
async function run(store: Store, { terms }: { terms: number }) {
  const press = await pressOf(store);
  let [active, passive] = [grouperOf(store, "one"), grouperOf(store, "two")];
  await handOver(store, active.holder);
  await active.restore();
  await passive.restore();
  let merged = 0;
  for (const [at, slice] of slices.entries()) {
    await press.publish(...slice);
    if (at > 0 && at % terms === 0) {
      [active, passive] = [passive, active];
      await handOver(store, active.holder);
    }
    merged += (await active.groupNew()).merged;
    await passive.keepReady();
  }
  return { merged, restored: [active.restored(), passive.restored()], ...(await everything(store)) };
}

describe.each([
  { name: "SQLite", open: () => freshStore() },
  { name: "PostgreSQL", open: freshPostgresStore },
])("$name: a successor that follows what is grouped", ({ open }) => {
  test("goes on as the other would have, with the same places, reasons and stories, and reads nothing anew", async () => {
    await using one = await open();
    const straight = await run(one, { terms: 100 });
    await using other = await open();
    const { restored, ...handedOver } = await run(other, { terms: 3 });
    expect(handedOver).toEqual({
      merged: straight.merged,
      placed: straight.placed,
      stories: straight.stories,
    });
    expect(straight.merged).toBeGreaterThan(0);
    expect(restored).toEqual([1, 1]);
  });

  test("reads the store again after a correction by hand, which moves what is placed", async () => {
    await using store = await open();
    const press = await pressOf(store);
    const [active, passive] = [grouperOf(store, "one"), grouperOf(store, "two")];
    await handOver(store, "one");
    await press.publish({ by: "herald", title: "Ferry aground off Lorne", hour: 1 });
    await press.publish({ by: "courier", title: "Ferry aground off Lorne: all saved", hour: 2 });
    await active.groupNew();
    await passive.keepReady();
    const before = passive.restored();
    const found = await store.story(1);
    const entries = found.kind === "found" ? found.entries : [];
    const corrections = createCorrections({ store, clock });
    await corrections.setApart({ storyId: 1, entryId: entries[1]!.id, withCopies: false });
    await passive.keepReady();
    expect(passive.restored()).toBe(before + 1);
    await passive.keepReady();
    expect(passive.restored()).toBe(before + 1);
  });

  test("one that was frozen while it decided writes nothing when it wakes up, though nothing was placed since", async () => {
    await using store = await open();
    const press = await pressOf(store);
    await press.publish({ by: "herald", title: "Ferry aground off Lorne", hour: 1 });
    await handOver(store, "frozen");
    const wakingUp: Store = {
      ...store,
      saveGrouping: async (grouping) => {
        await handOver(store, "successor");
        return store.saveGrouping(grouping);
      },
    };
    const frozen = grouperOf(wakingUp, "frozen");
    expect(await frozen.groupNew()).toEqual({ placed: 0, merged: 0 });
    expect(await store.lastPlacement()).toBe(0);
    expect(await grouperOf(store, "successor").groupNew()).toEqual({ placed: 1, merged: 0 });
  });
});
