import { expect, test } from "vitest";
import { silentLog } from "../../src/base/log.ts";
import { createGrouper } from "../../src/story/grouper.ts";
import { type Piece, instantOf, pressOf } from "../support/press.ts";
import { freshStore } from "../support/store.ts";
import { testClock } from "../support/test-clock.ts";

const outlets = ["herald", "courier", "bote", "gazette", "signal", "observer"];
const places = ["Lorne", "Marrow", "Ansel", "Corvin", "Tallis", "Brenn"];
const things = ["ferry", "bridge", "tunnel", "museum", "strike", "fire"];
const acts = [
  "closes after cracks",
  "reopens",
  "sinks",
  "inquiry begins",
  "verdict expected",
  "talks fail",
  "minister resigns over",
];

/** Reports of six weeks on what happened again and again at the same few places, some of them dated days before; by `seed`. */
function reportsOf(seed: number): readonly Piece[] {
  let state = seed * 7919 + 13;
  const pick = (below: number): number => {
    state = (state * 48_271 + 11) % 2_147_483_647;
    return Math.floor((state / 2_147_483_647) * below);
  };
  const one = (from: readonly string[]) => from[pick(from.length)]!;
  return Array.from({ length: 250 }, (_, i) => {
    const [place, thing, act, by] = [one(places), one(things), one(acts), one(outlets)];
    const title = `${place} ${thing} ${act}${pick(3) === 0 ? ` near ${one(places)}` : ""}`;
    const summary = `The ${thing} of ${place} ${act}, said Ida Brandt, who heads the ${place} authority of ${one(places)} harbour works.`;
    const hour = i * 4 - (pick(6) === 0 ? pick(200) : 0);
    return { by, title, hour, ...(pick(3) === 0 && { summary }) };
  });
}

/** The earlier events of each story, as they were found poll by poll. */
async function linked(reports: readonly Piece[], { isRestarted }: Readonly<{ isRestarted: boolean }>) {
  await using store = await freshStore();
  const press = await pressOf(store);
  const settings = () => ({ windowMs: 120 * 3_600_000, granularity: "event" }) as const;
  const start = () => createGrouper({ store, settings, clock: testClock(instantOf(1000)), log: silentLog });
  let grouper = start();
  for (let at = 0; at < reports.length; at += 4) {
    await press.publish(...reports.slice(at, at + 4));
    if (isRestarted) grouper = start();
    await grouper.groupNew();
  }
  const { items } = await store.stories({ order: "latest", limit: 1000 });
  const ids = items.map(({ story }) => story.id).toSorted((a, b) => a - b);
  const sagas = await store.sagas(ids, { named: 100 });
  return ids.map((id) => [id, ...(sagas.get(id)?.earlier.map((story) => story.id) ?? [])]);
}

test.each([12, 14, 21])(
  "a grouper that is started anew before each poll finds the sagas that one finds which goes on (%i)",
  async (seed) => {
    const reports = reportsOf(seed);
    const goingOn = await linked(reports, { isRestarted: false });
    expect(goingOn.some((story) => story.length > 1)).toBe(true);
    expect(await linked(reports, { isRestarted: true })).toEqual(goingOn);
  },
);
