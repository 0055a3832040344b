import { writeDuration } from "../base/duration.ts";
import type { GroupedUnder, StorySettings } from "../model/settings.ts";

/** Moves on with every change after which the engine puts the same entries into other stories. */
const engineVersion = 1;

/** What stories are grouped under that this engine groups with these settings. */
export const groupedUnder = ({ granularity, windowMs }: StorySettings): GroupedUnder => ({
  granularity,
  windowMs,
  engine: engineVersion,
});

/** Whether both put the same entries into the same stories: `topic` only shows them otherwise. */
const sameGrouping = (a: GroupedUnder, b: GroupedUnder): boolean =>
  (a.granularity === "copy") === (b.granularity === "copy") &&
  a.windowMs === b.windowMs &&
  a.engine === b.engine;

/** "granularity event and a window of 5d" */
export const writeGrouping = ({ granularity, windowMs }: StorySettings): string =>
  `granularity ${granularity} and a window of ${writeDuration(windowMs)}`;

/** How the stories were grouped, where that is not as these settings say: "granularity copy and a window of 5d". */
export function otherGrouping(before: GroupedUnder | undefined, settings: StorySettings): string | undefined {
  if (!before || sameGrouping(before, groupedUnder(settings))) return undefined;
  const byOther = before.engine === engineVersion ? "" : ", by another version of Wirefold";
  return `${writeGrouping(before)}${byOther}`;
}
