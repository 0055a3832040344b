/**
 * WebSub: whom we ask to tell us of news. A good poll of a feed that names a hub (`polling.hub`) brings a wish;
 * asking hubs, and what they say, stands here. A feed that is not in the config has no wish.
 */
export type PushStore = Readonly<{
  /**
   * Claims the wish that is due longest, with the address that hubs are to call now (`base`). Nothing is rightly put off
   * beyond `latest`: a clock was wrong then, and it is due now.
   */
  claimPushWish(
    claim: Readonly<{ now: Date; latest: Date; leaseMs: number; base: string }>,
  ): Promise<PushWish | undefined>;
  /**
   * Ends a claim. Does nothing where it is another's by now, or where the hub has confirmed or denied it meanwhile. `ofHub`:
   * no other wish of the same hub is due earlier either.
   */
  endPushWish(wish: PushWish, outcome: PushOutcome): Promise<void>;
  /** Every wish whose hub was given another address than `base` is due at `now`. */
  movePushBase(base: string, now: Date): Promise<void>;

  /** The hub asks whether we want this (WebSub 5.3), and holds it for `leaseMs`. Answers whether we do; then it is in force. */
  confirmPush(answer: PushAnswer & Readonly<{ leaseMs: number; renewAt: Date }>, now: Date): Promise<boolean>;
  /** The hub does not tell, or no longer (5.2): what it promised has ended, and its feed is due. Answers whether it is known. */
  denyPush(answer: PushAnswer & Readonly<{ reason: string; againAt: Date }>, now: Date): Promise<boolean>;
  /** The secret by which a push to this callback is signed; undefined where there is no such callback. */
  pushSecret(token: string): Promise<string | undefined>;
  /**
   * A hub has told of news: its feed is due, but not within `leastGapMs` of its last poll and in no pause, its own or its
   * host's. One that is being asked is due again afterwards; one that fails waits as it was to.
   */
  notePush(token: string, leastGapMs: number, now: Date): Promise<void>;
  /** How a feed's hub was asked, for who looks. */
  pushOf(feedId: number): Promise<PushReport | undefined>;
}>;

export type PushWish = Readonly<{
  feedId: number;
  lease: number;
  hub: string;
  topic: string;
  token: string;
  secret: string;
  /** Requests in a row that were not confirmed, before this one. */
  attempts: number;
}>;

/** `asked`: the hub has taken the request, and is asked again only where it does not confirm it until then. */
export type PushOutcome = Readonly<
  | { kind: "asked"; againAt: Date }
  | { kind: "failed"; againAt: Date; error: string; ofHub: boolean }
  | { kind: "unused" }
>;

type PushAnswer = Readonly<{ token: string; topic: string }>;

export type PushReport = Readonly<{ hub: string; attempts: number; dueAt: Date; error?: string }>;

/** The reason of the next poll of a feed whose hub has told of news. */
export const toldByHub = "its hub told of news";
