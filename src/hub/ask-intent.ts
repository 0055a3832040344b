import { randomBytes } from "node:crypto";
import { type CallbackAnswer, askCallback, type CallbackRequest } from "../fetch/callback.ts";
import type { HubQuestion } from "../store/store.ts";
import { answerWithin } from "./limits.ts";

/** What a callback said to a question: yes, no, or nothing that tells. `found` goes on in "The callback …". */
export type Intent = Readonly<
  { kind: "confirmed" } | { kind: "refused" | "unclear"; found: string } | { kind: "aborted" }
>;

type Asking = Pick<CallbackRequest, "http" | "clock" | "signal">;

/** Asks a callback whether it wants what was asked in its name (WebSub 5.3), or tells it what was denied (5.2). */
export async function askIntent(question: HubQuestion, asking: Asking): Promise<Intent> {
  const challenge = randomBytes(24).toString("base64url");
  const url = addressOf(question, challenge);
  const answer = await askCallback({ ...asking, url, timeoutMs: answerWithin.questionMs });
  return question.mode === "denied" && answer.kind !== "aborted"
    ? { kind: "confirmed" } // nothing depends on it
    : readIntent(answer, challenge);
}

function readIntent(answer: CallbackAnswer, challenge: string): Intent {
  switch (answer.kind) {
    case "aborted":
      return answer;
    case "failed":
      return { kind: answer.fault === "address" ? "refused" : "unclear", found: answer.message };
    case "answered": {
      const { status, text } = answer;
      if (status >= 500 || status === 429) return { kind: "unclear", found: `answered ${status}` };
      if (status < 200 || status > 299) return { kind: "refused", found: `answered ${status}` };
      if (text !== challenge)
        return { kind: "refused", found: `answered ${status} without the challenge that it was sent` };
      return { kind: "confirmed" };
    }
  }
}

/** The callback's own parameters stay as they are; ours come after them. */
function addressOf(question: HubQuestion, challenge: string): string {
  const { mode, topic, callback, leaseMs, reason } = question;
  const parameters = new URLSearchParams({ "hub.mode": mode, "hub.topic": topic });
  if (mode !== "denied") parameters.set("hub.challenge", challenge);
  if (mode === "subscribe") parameters.set("hub.lease_seconds", String(Math.floor(leaseMs / 1000)));
  if (reason !== undefined) parameters.set("hub.reason", reason);
  const url = new URL(callback);
  const own = url.search.slice(1);
  url.search = own === "" ? parameters.toString() : `${own}&${parameters.toString()}`;
  return url.href;
}
