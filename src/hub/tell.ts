import { askCallback, type CallbackRequest } from "../fetch/callback.ts";
import type { Feeds } from "../publish/feeds.ts";
import type { Delivery, DeliveryOutcome } from "../store/store.ts";
import { tellAgainAt } from "./back-off.ts";
import { answerWithin } from "./limits.ts";
import { signatureOf } from "./signature.ts";

export type TellParts = Pick<CallbackRequest, "http" | "clock" | "signal"> & Readonly<{ feeds: Feeds }>;

/**
 * Sends a subscriber the topic's bytes as they are now (WebSub 7), unless it has them already. They go out as they are:
 * what a subscriber can undo of codings, nobody told us.
 */
export async function tell(delivery: Delivery, parts: TellParts): Promise<DeliveryOutcome> {
  const { topic, callback, secret, deliveredTag, failures, leasedUntil } = delivery;
  const { feeds, clock } = parts;
  const lookup = await feeds.atAddress(topic, new URL(topic).origin);
  // Nothing to tell until there is such a feed again, or its topic is denied.
  if (lookup.kind !== "feed") return { kind: "delivered", tag: deliveredTag };
  const { body, tag, contentType, headers } = await feeds.render(lookup.feed, new URL(topic).origin);
  if (tag === deliveredTag) return { kind: "delivered", tag };
  // Asleep for longer than the claim holds, another process may be telling it now.
  if (clock.now() >= leasedUntil) return { kind: "unused" };

  const signature = secret === undefined ? {} : { "x-hub-signature": signatureOf(body, secret) };
  const answer = await askCallback({
    ...parts,
    url: callback,
    timeoutMs: answerWithin.deliveryMs,
    post: { body, headers: { "content-type": contentType, link: headers["Link"] ?? "", ...signature } },
  });
  if (answer.kind === "aborted") return { kind: "unused" };
  if (answer.kind === "answered") {
    if (answer.status >= 200 && answer.status < 300) return { kind: "delivered", tag };
    if (answer.status === 410) return { kind: "gone" };
  }
  const error = answer.kind === "failed" ? answer.message : `it answered ${answer.status}`;
  const retryAfterMs = answer.kind === "answered" ? answer.retryAfterMs : undefined;
  return { kind: "failed", error, again: tellAgainAt(clock.now(), failures + 1, retryAfterMs) };
}
