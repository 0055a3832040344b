import type { StoryRow } from "../story-rows.ts";
import type { Parameters } from "./named-parameters.ts";

/**
 * A way to find a stretch of a list: a condition more, and whether what fulfils it is read first and sorted then (else the
 * list is gone through in its order). With `isWhole` nothing of the list is left out.
 */
export type Way = Readonly<{
  condition?: string;
  /** Selects the ids of stories that have such an entry as is asked for; else each story is asked for one. */
  stories?: string;
  parameters?: Parameters;
  isSorted?: true;
  isWhole: boolean;
  /** Whether nothing that was left out belongs before this story, the last of a full page. Absent: nothing does. */
  isCertain?(last: StoryRow): Promise<boolean>;
}>;
