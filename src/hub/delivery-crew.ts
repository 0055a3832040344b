import type { Delivery } from "../store/store.ts";
import { claiming, type Crew, createCrew, type WorkParts } from "./crew.ts";
import { atOnce, claimMs } from "./limits.ts";
import { tell } from "./tell.ts";
import { logOutcome, named } from "./what-happened.ts";

/** Tells subscribers that are due what has changed. */
export function createDeliveryCrew(parts: WorkParts): Crew {
  const { store, clock, log } = parts;
  const deliver = async (delivery: Delivery) => {
    const outcome = await tell(delivery, parts);
    await store.endDelivery(delivery, outcome, clock.now());
    logOutcome(log, delivery, outcome, clock.now());
  };
  return createCrew<Delivery>({
    most: atOnce.deliveries,
    claim: claiming(parts, (limit) =>
      store.claimDeliveries({ now: clock.now(), limit, leaseMs: claimMs, ...atOnce }),
    ),
    work: (delivery) =>
      deliver(delivery).catch((error: unknown) => {
        log.error("hub cannot tell a subscriber", { ...named(delivery), error });
      }),
  });
}
