import { formatDuration } from "../base/duration.ts";
import type { Log } from "../base/log.ts";
import type { Delivery, DeliveryOutcome, HubQuestion, HubVerdict } from "../store/store.ts";
import type { Intent } from "./ask-intent.ts";

/** Never the callback itself: its path may be all that keeps others out. */
export const named = ({ topic, domain }: Pick<Delivery, "topic" | "domain">) => ({
  topic,
  callbackAt: domain,
});

/** Refusals are told, as somebody waits in vain; what succeeds is not, but for a subscription itself. */
export function logVerdict(log: Log, question: HubQuestion, intent: Intent, verdict: HubVerdict): void {
  const { mode, leaseMs } = question;
  if (mode === "denied" || verdict.kind === "unused") return;
  const found = "found" in intent ? { found: intent.found } : {};
  if (verdict.kind === "again")
    log.debug("hub asks a callback again", { ...named(question), mode, ...found });
  else if (verdict.kind === "refused")
    log.warn("hub callback did not confirm", { ...named(question), mode, ...found });
  else if (mode === "subscribe")
    log.info("hub subscription confirmed", { ...named(question), lease: formatDuration(leaseMs) });
  else log.info("hub subscription ended by its subscriber", named(question));
}

/** Told when it begins and when it is over: the status page says the rest. */
export function logOutcome(log: Log, delivery: Delivery, outcome: DeliveryOutcome, now: Date): void {
  const { failures } = delivery;
  switch (outcome.kind) {
    case "delivered":
      if (failures > 0) log.info("hub subscriber answers again", { ...named(delivery), failures });
      else log.debug("hub told a subscriber", named(delivery));
      return;
    case "failed": {
      const { error, again } = outcome;
      const retry = formatDuration(again.getTime() - now.getTime());
      const say = failures === 0 ? log.warn : log.debug;
      return say("hub cannot reach a subscriber", { ...named(delivery), error, retryIn: retry });
    }
    case "gone":
      return log.info("hub subscription ended: its callback answered 410", named(delivery));
    case "unused":
  }
}
