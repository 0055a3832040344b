import type { ChoreStore } from "./chore-store.ts";
import type { CorrectionStore } from "./correction-store.ts";
import type { EntryStore } from "./entry-store.ts";
import type { FeedStore } from "./feed-store.ts";
import type { HubStore } from "./hub-store.ts";
import type { ListStore } from "./list-store.ts";
import type { NewsStore, ProcessStore } from "./process-store.ts";
import type { PushStore } from "./push-store.ts";
import type { ReaderStore } from "./reader-store.ts";
import type { RegroupStore } from "./regroup-store.ts";
import type { RetentionStore } from "./retention-store.ts";
import type { SearchStore } from "./search-store.ts";
import type { StatusStore } from "./status-store.ts";
import type { StoryStore } from "./story-store.ts";

// The one door: other rooms take these words from here, and know no other file of the store.
export type { Chore } from "./chore-store.ts";
export type { CorrectionChange, NewCorrection } from "./correction-store.ts";
export type {
  Claim,
  ClaimedFeed,
  HostAnswer,
  HostPause,
  NextPoll,
  PollRecord,
  SavedPoll,
} from "./feed-store.ts";
export type { EndedStory, IdQuery } from "./list-store.ts";
export type {
  Delivery,
  DeliveryOutcome,
  HubLimits,
  HubPace,
  HubQuestion,
  HubStatus,
  HubTaken,
  HubTopic,
  HubVerdict,
  HubWish,
} from "./hub-store.ts";
export { BadCursorError, type Page } from "./page.ts";
export { isOutOfReach, reachFault, type ReachFault } from "./out-of-reach.ts";
export type { ProcessConfig, RunningProcess } from "./process-store.ts";
export type { PushOutcome, PushReport, PushWish } from "./push-store.ts";
export { type MarkAct, markActs } from "./reader-store.ts";
export type { Regrouping, SetAside } from "./regroup-store.ts";
export type { Trimming } from "./retention-store.ts";
export { askedForByHand, type FeedCounts, type SourceName, urgentFirst } from "./status-store.ts";
export { applies, differingParts, isSilent, whoseApplies } from "./whose-config.ts";
export { type Grouping, type StoryOrder, storyOrders, type StoryQuery } from "./story-store.ts";

/**
 * Everything the service remembers. Every method is one transaction: it happens as a whole or not at all (`savePoll` says
 * how a long document does), and rejects with an Error that says what was tried (its cause is the engine's own error).
 * Instants are always given.
 */
export type Store = FeedStore &
  StatusStore &
  EntryStore &
  StoryStore &
  ListStore &
  CorrectionStore &
  HubStore &
  PushStore &
  RegroupStore &
  SearchStore &
  ReaderStore &
  RetentionStore &
  ChoreStore &
  ProcessStore &
  NewsStore &
  Readonly<{
    /** Small letters and digits that no other store has, the same for as long as this one lives: whose the ids in it are. */
    name(): Promise<string>;
    /**
     * Moves on with every change to sources, stories and their entries: equal numbers mean equal stories. Entries that have
     * no story yet leave it as it is, and polls that bring nothing.
     */
    revision(): Promise<number>;
    /** Resolves if the database answers and can be written to, else rejects with the reason. For /readyz. */
    ping(): Promise<void>;
    close(): Promise<void>;
  }>;
