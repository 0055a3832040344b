import { hourMs } from "../base/duration.ts";
import { describeError } from "../base/log.ts";
import type { Clock } from "../base/clock.ts";
import type { Entry } from "../model/entry.ts";
import type { PollingSettings } from "../model/settings.ts";
import {
  type ClaimedFeed,
  isOutOfReach,
  type PollRecord,
  type SavedPoll,
  type Store,
} from "../store/store.ts";
import { type AfterPoll, afterPoll } from "./after-poll.ts";
import type { Answer } from "./answer.ts";

type SaveParts = Readonly<{
  feed: ClaimedFeed;
  store: Pick<Store, "savePoll" | "pauseHost">;
  settings: PollingSettings;
  clock: Clock;
  /** Ends the wait for a database that is out of reach. */
  signal: AbortSignal;
}>;

/** What a poll brought, when, and how it was asked for; `history` as `afterPoll` has it. */
type Brought = Readonly<{
  answer: Answer;
  fetchedAt: Date;
  request: PollRecord["request"];
  history?: readonly Entry[];
}>;

/** `saved` is undefined where another process has the feed by now. */
type SavedAnswer = Readonly<{ after: AfterPoll; saved: SavedPoll | undefined }>;

/**
 * Saves a poll, which ends the claim. A document that cannot be saved is that source's error, with the waits of one: it
 * would hardly go better in a moment, and its publisher has been asked. Where the database is out of reach it is tried again
 * for a while: the claim is kept meanwhile. Rejects where it stays so, or where not even the error can be saved.
 */
export async function saveAnswer(parts: SaveParts, brought: Brought): Promise<SavedAnswer> {
  const { answer } = brought;
  try {
    return await writeAgain(parts, brought);
  } catch (fault) {
    if (isOutOfReach(fault)) throw fault;
    if (answer.kind !== "body" || answer.reading.kind !== "feed") throw fault;
    const error = `Cannot store what ${answer.finalUrl} brought: ${rootOf(fault)}`;
    return await write(parts, { ...brought, answer: { ...answer, reading: { kind: "no-feed", error } } });
  }
}

/** What the engine said, without what was tried on which file: that is no matter for a page. */
function rootOf(fault: unknown): string {
  let root = fault;
  while (root instanceof Error && root.cause instanceof Error) root = root.cause;
  return describeError(root);
}

function pauseHost(
  store: SaveParts["store"],
  { ifAlso, ...pause }: NonNullable<AfterPoll["pause"]>,
  { feed, fetchedAt }: Readonly<{ feed: ClaimedFeed; fetchedAt: Date }>,
): Promise<boolean> {
  if (ifAlso === undefined) return store.pauseHost(pause);
  const since = new Date(fetchedAt.getTime() - hourMs);
  return store.pauseHost(pause, { status: ifAlso, since, notFeed: feed.id });
}

/** A server that is started anew, or another that takes over, is there again by then: within a minute. */
const waitsMs = [1000, 2000, 4000, 8000, 15_000, 30_000];

async function writeAgain(parts: SaveParts, brought: Brought): Promise<SavedAnswer> {
  for (const waitMs of waitsMs) {
    try {
      return await write(parts, brought);
    } catch (error) {
      if (!isOutOfReach(error)) throw error;
    }
    await parts.clock.sleep(waitMs, parts.signal);
    if (parts.signal.aborted) break;
  }
  return write(parts, brought);
}

async function write(
  { feed, store, settings }: SaveParts,
  { answer, fetchedAt, request, history }: Brought,
): Promise<SavedAnswer> {
  let after = afterPoll({ feed, answer, settings, now: fetchedAt, ...(history && { history }) });
  const { learn, ...record } = after.record;
  // First the host, so that no other of its feeds is asked meanwhile.
  const { pause, ...alone } = after;
  if (pause && !(await pauseHost(store, pause, { feed, fetchedAt }))) after = alone;
  const saved = await store.savePoll({
    feedId: feed.id,
    lease: feed.lease,
    fetchedAt,
    request,
    ...record,
    ...(learn && {
      learn: (news) => {
        const polling = learn(news);
        after = { ...after, record: { ...record, polling } };
        return polling;
      },
    }),
  });
  return { after, saved };
}
