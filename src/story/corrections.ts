import type { Clock } from "../base/clock.ts";
import type { Corrected, Correction, Corrections } from "../model/correction.ts";
import type { Story, StoryWithEntries } from "../model/story.ts";
import type { Store } from "../store/store.ts";
import { type Draft, type Refusal, dayAndTime, decideApart, decideTogether } from "./correct.ts";
import { summariseStory } from "./summary.ts";
import { undoApart, undoTogether } from "./undo-correction.ts";

/** So often something may be placed between reading and writing: the work of some milliseconds. */
const mostTries = 20;
/** Corrections of one story that are looked through for what they hold. */
const mostHeld = 1000;

type Plan = Draft & Readonly<{ storyId: number; otherId?: number; text: string }>;
type Attempt = Plan | Refusal | Extract<Corrected, { kind: "refused" }>;

/** What people decide about stories, in one transaction of the store each: every grouper notices, and reads it again. */
export function createCorrections({
  store,
  clock,
}: Readonly<{ store: Store; clock: Pick<Clock, "now"> }>): Corrections {
  const carryOut = async (decide: (at: Date) => Promise<Attempt>): Promise<Corrected> => {
    for (let tries = 0; tries < mostTries; tries++) {
      const decidedAfter = await store.lastPlacement(); // before anything is read
      const at = clock.now();
      const plan = await decide(at);
      if ("kind" in plan) return plan;
      if ("refused" in plan) return { kind: "refused", why: "impossible", text: plan.refused };
      const { act, moves, merges, ledOn, members, storyId, otherId, text } = plan;
      const stories = await summarise(store, members, at);
      const change = { decidedAfter, at, act, moves, merges, ledOn, stories };
      const correctionId = await store.saveCorrection(change);
      if (correctionId !== undefined)
        return { kind: "done", correctionId, storyId, ...(otherId !== undefined && { otherId }), text };
    }
    return {
      kind: "refused",
      why: "busy",
      text: `Entries were being grouped each of the ${mostTries} times that this was tried. Nothing was changed; try again in a minute.`,
    };
  };

  return {
    setApart: ({ storyId, entryId, withCopies }) =>
      carryOut(async (at) => {
        const found = await findStory(store, storyId);
        if (!found) return noStory(storyId);
        const openedId = (await store.lastStoryId()) + 1;
        const draft = decideApart(found, { entryId, withCopies, openedId, at });
        if ("refused" in draft) return draft;
        return {
          ...draft,
          storyId: found.story.id,
          otherId: openedId,
          text: "It is a story of its own now.",
        };
      }),
    putTogether: ({ storyId, otherId }) =>
      carryOut(async (at) => {
        const [one, other] = [await findStory(store, storyId), await findStory(store, otherId)];
        if (!one || !other) return noStory(one ? otherId : storyId);
        const storyIds = [one.story.id, other.story.id];
        const inForce = await store.correctionsOf({ storyIds, limit: mostHeld });
        const draft = decideTogether(one, other, { at, inForce });
        if ("refused" in draft) return draft;
        return { ...draft, storyId: Math.min(...storyIds), text: "They are one story now." };
      }),
    undo: ({ storyId, correctionId }) =>
      carryOut(async () => {
        const correction = await store.correction(correctionId);
        if (!correction) return noCorrection(correctionId);
        if (correction.undone)
          return { refused: `It was undone already, on ${dayAndTime(correction.undone.at)}.` };
        const draft = await undoneDraft(store, correction);
        const text = draft.act.kind === "undo" ? draft.act.outcome : "";
        const home = draft.merges.find(({ from }) => from === storyId)?.into ?? storyId;
        return { ...draft, storyId: (await findStory(store, home))?.story.id ?? home, text };
      }),
  };
}

async function undoneDraft(store: Store, correction: Correction): Promise<Draft> {
  const storyIds = [...new Set([...correction.these, ...correction.those].map(({ storyId }) => storyId))];
  const found = await Promise.all(storyIds.map((id) => findStory(store, id)));
  const stories = new Map(found.flatMap((story) => (story ? [[story.story.id, story]] : [])));
  if (correction.kind === "together")
    return undoTogether(correction, stories, (await store.lastStoryId()) + 1);
  const later = (await store.correctionsOf({ storyIds, limit: mostHeld })).filter(
    ({ id, undone }) => id > correction.id && !undone,
  );
  const settled = later.flatMap(({ kind, these, those }) =>
    kind === "apart" ? these : [...these, ...those],
  );
  return undoApart(correction, stories, { settled: new Set(settled.map(({ id }) => id)) });
}

/** A story, or what it was merged into. */
async function findStory(store: Store, id: number): Promise<StoryWithEntries | undefined> {
  const found = await store.story(id);
  if (found.kind === "merged") return findStory(store, found.into);
  return found.kind === "found" ? found : undefined;
}

/** A story that is opened is as old news as those that it was in. */
async function summarise(store: Store, members: Draft["members"], now: Date): Promise<Story[]> {
  const before = new Map((await store.storiesByIds([...members.keys()])).map((story) => [story.id, story]));
  const [home] = before.values();
  return [...members].flatMap(([id, [first, ...rest]]) => {
    const previous = before.get(id);
    return first
      ? [summariseStory(id, previous, [first, ...rest], previous || !home ? now : home.newsAt)]
      : [];
  });
}

const noStory = (id: number): Attempt => ({
  kind: "refused",
  why: "unknown",
  text: `There is no story ${id}: it may be mistyped, or so old that it has been dropped.`,
});

const noCorrection = (id: number): Attempt => ({
  kind: "refused",
  why: "unknown",
  text: `There is no correction ${id}: it may be mistyped, or about a story that has been dropped.`,
});
