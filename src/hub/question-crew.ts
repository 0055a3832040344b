import type { HubQuestion, HubVerdict } from "../store/store.ts";
import { askIntent, type Intent } from "./ask-intent.ts";
import { tellAgainAt } from "./back-off.ts";
import { claiming, type Crew, createCrew, type WorkParts } from "./crew.ts";
import { atOnce, claimMs, hubLimits } from "./limits.ts";
import { logVerdict, named } from "./what-happened.ts";

/** A callback that gives no answer to a question is asked again, so often in all. */
const mostAttempts = 3;

/** Puts questions that are due to their callbacks, and does what they confirm. */
export function createQuestionCrew(parts: WorkParts): Crew {
  const { store, clock, log } = parts;
  const put = async (question: HubQuestion) => {
    const intent = await askIntent(question, parts);
    const verdict = await verdictOf(question, intent, parts);
    const counted = await store.endHubQuestion(question, verdict, hubLimits.pace, clock.now());
    if (counted) logVerdict(log, question, intent, verdict);
  };
  return createCrew<HubQuestion>({
    most: atOnce.questions,
    claim: claiming(parts, (limit) => store.claimHubQuestions({ now: clock.now(), limit, leaseMs: claimMs })),
    work: (question) =>
      put(question).catch((error: unknown) => {
        log.error("hub cannot end a question", { ...named(question), error });
      }),
  });
}

async function verdictOf(
  question: HubQuestion,
  intent: Intent,
  { feeds, clock }: WorkParts,
): Promise<HubVerdict> {
  switch (intent.kind) {
    case "aborted":
      return { kind: "unused" };
    case "refused":
      return { kind: "refused" };
    case "unclear":
      if (question.attempts >= mostAttempts) return { kind: "refused" };
      return { kind: "again", at: tellAgainAt(clock.now(), question.attempts) };
    case "confirmed": {
      if (question.mode !== "subscribe") return { kind: "confirmed", tag: "" };
      const { origin } = new URL(question.topic);
      const lookup = await feeds.atAddress(question.topic, origin);
      // It was there a moment ago.
      if (lookup.kind !== "feed") return { kind: "refused" };
      return { kind: "confirmed", tag: (await feeds.render(lookup.feed, origin)).tag };
    }
  }
}
