import { askCallback, type CallbackAnswer, type CallbackRequest } from "../fetch/callback.ts";
import type { PushOutcome, PushWish } from "../store/store.ts";
import { askHubAgainAt, wantedLeaseMs } from "./timing.ts";

type Asking = Pick<CallbackRequest, "http" | "clock" | "signal">;

const timeoutMs = 10_000;

/** Asks a hub to tell of a topic's news at `callback` (WebSub 5.1). Redirects are not followed: the secret is this hub's. */
export async function askHub(wish: PushWish, callback: string, asking: Asking): Promise<PushOutcome> {
  const form = new URLSearchParams({
    "hub.mode": "subscribe",
    "hub.topic": wish.topic,
    "hub.callback": callback,
    "hub.secret": wish.secret,
    "hub.lease_seconds": String(wantedLeaseMs / 1000),
    "hub.verify": "async", // PubSubHubbub 0.3, which some hubs still speak
  });
  const answer = await askCallback({
    ...asking,
    url: wish.hub,
    timeoutMs,
    post: {
      body: Buffer.from(form.toString()),
      headers: { "content-type": "application/x-www-form-urlencoded" },
    },
  });
  return outcomeOf(answer, wish, asking.clock.now());
}

function outcomeOf(answer: CallbackAnswer, { attempts }: PushWish, now: Date): PushOutcome {
  switch (answer.kind) {
    case "aborted":
      return { kind: "unused" };
    case "failed":
      return {
        kind: "failed",
        againAt: askHubAgainAt(now, attempts + 1),
        error: answer.message,
        ofHub: answer.fault !== "address",
      };
    case "answered": {
      const { status, retryAfterMs } = answer;
      const againAt = askHubAgainAt(now, attempts + 1, retryAfterMs);
      if (status >= 200 && status < 300) return { kind: "asked", againAt };
      return {
        kind: "failed",
        againAt,
        error: `it answered ${status}`,
        ofHub: status === 429 || status >= 500,
      };
    }
  }
}
