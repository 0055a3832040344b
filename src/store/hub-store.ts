/** WebSub: who is told of changes of our feeds. A *topic* is a feed's own address. */
export type HubStore = Readonly<{
  /**
   * Takes a wish to be confirmed by its callback, in place of one for the same topic and callback that still waits; what is
   * in force stays as it is until then. When it may be asked follows from `pace`.
   */
  askHub(wish: HubWish, limits: HubLimits, now: Date): Promise<HubTaken>;
  /** Claims questions to callbacks that are due, the longest overdue first. */
  claimHubQuestions(claim: HubClaim): Promise<readonly HubQuestion[]>;
  /**
   * Ends a claim as its callback answered; `again` keeps the question, not before `at` and the domain's pace. Answers false,
   * and does nothing, where the claim is another's by now or another wish has taken its place.
   */
  endHubQuestion(question: HubQuestion, verdict: HubVerdict, pace: HubPace, now: Date): Promise<boolean>;

  /** The topics with subscriptions, the longest subscribed first, each with what is known of its bytes. */
  hubTopics(): Promise<readonly HubTopic[]>;
  /** The topic's bytes are these now: who has others is due to be told. Answers how many are. */
  saveHubTopic(topic: string, tag: string, now: Date): Promise<number>;
  /** There is no feed at this address now. */
  missHubTopic(topic: string, now: Date): Promise<void>;
  /** Ends the topic's subscriptions, whose callbacks are to be told so. Answers how many there were. */
  denyHubTopic(topic: string, reason: string, pace: HubPace, now: Date): Promise<number>;

  /**
   * Claims subscriptions that are due, those that never failed before the others. No more than `perDomain` of one domain
   * are under a lease at once, in whatever process, and no more than `perFailingDomain` of one where some fail.
   */
  claimDeliveries(
    claim: HubClaim & Readonly<{ perDomain: number; perFailingDomain: number }>,
  ): Promise<readonly Delivery[]>;
  /** Ends a claim; does nothing where it is another's by now. */
  endDelivery(delivery: Delivery, outcome: DeliveryOutcome, now: Date): Promise<void>;
  /** Ends the subscriptions whose lease is over, and forgets what only they needed. Answers how many there were. */
  endExpiredSubscriptions(now: Date): Promise<number>;

  hubStatus(): Promise<HubStatus>;
}>;

export type HubWish = Readonly<{
  mode: "subscribe" | "unsubscribe";
  topic: string;
  callback: string;
  /** Whose server the callback is: its registrable domain, or its address. */
  domain: string;
  leaseMs: number;
  secret?: string;
}>;

export type HubLimits = Readonly<{
  subscriptions: number;
  perDomain: number;
  topics: number;
  /** So that nobody takes all places of topics with searches that he makes up. */
  topicsPerDomain: number;
  /** Questions that wait. */
  questions: number;
  pace: HubPace;
}>;

/** How often callbacks are asked: `atOnce` without a gap, then each after one; nothing waits for longer than `longestMs`. */
export type HubPace = Readonly<{
  domain: Readonly<{ gapMs: number; atOnce: number }>;
  all: Readonly<{ gapMs: number; atOnce: number }>;
  /** A domain's gap doubles with each question in a row that was not confirmed, up to this. */
  longestGapMs: number;
  longestMs: number;
}>;

export type HubTaken = Readonly<
  | { kind: "taken" }
  /** There is nothing that could be unsubscribed. */
  | { kind: "not-subscribed" }
  | { kind: "full"; what: "subscriptions" | "perDomain" | "topics" | "topicsPerDomain" | "questions" }
  | { kind: "too-often"; retryAfterMs: number }
>;

export type HubClaim = Readonly<{ now: Date; limit: number; leaseMs: number }>;
type Claimed = Readonly<{ id: number; lease: number; leasedUntil: Date }>;

/** What a callback is to confirm, or, `denied`, is told. */
export type HubQuestion = Claimed &
  Readonly<{
    mode: HubWish["mode"] | "denied";
    topic: string;
    callback: string;
    domain: string;
    leaseMs: number;
    secret?: string;
    /** Of a denial. */
    reason?: string;
    /** This one included. */
    attempts: number;
  }>;

/** `tag`: of the topic's bytes as they are now; told of the next others. */
export type HubVerdict = Readonly<
  { kind: "confirmed"; tag: string } | { kind: "refused" } | { kind: "again"; at: Date } | { kind: "unused" }
>;

export type HubTopic = Readonly<{ topic: string; tag: string; missingSince?: Date }>;

/** A subscriber to be told what the topic's bytes are. */
export type Delivery = Claimed &
  Readonly<{
    topic: string;
    callback: string;
    domain: string;
    secret?: string;
    /** Of the bytes that it has. */
    deliveredTag: string;
    /** Of the topic, when this was claimed. */
    topicTag: string;
    /** In a row, before this one. */
    failures: number;
    expiresAt: Date;
  }>;

export type DeliveryOutcome = Readonly<
  | { kind: "delivered"; tag: string }
  | { kind: "failed"; error: string; again: Date }
  /** The subscriber wants no more. */
  | { kind: "gone" }
  /** Nobody was asked: it is due as before. */
  | { kind: "unused" }
>;

export type HubStatus = Readonly<{
  subscriptions: number;
  /** Those that are to be told something. */
  due: number;
  failing: number;
  /** Questions that wait for a callback's answer. */
  questions: number;
  /** Of most subscriptions first. */
  topics: readonly Readonly<{ topic: string; subscriptions: number; failing: number }>[];
  /** Failing for longest first, twenty at most. Callbacks may hold secrets: only their domain is told. */
  failures: readonly Readonly<{
    topic: string;
    domain: string;
    failures: number;
    failingSince: Date;
    error: string;
    againAt: Date;
    expiresAt: Date;
  }>[];
}>;
