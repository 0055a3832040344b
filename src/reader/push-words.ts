import type { FeedPolling } from "../model/source.ts";
import type { PushReport } from "../store/store.ts";
import { timeOfDay } from "./moment.ts";
import { tellReason } from "./poll-reasons.ts";
import type { Reading } from "./reading.ts";

/** What a feed's hub has promised, or why not; undefined where it has no hub, or nobody has asked that yet. */
export function pushWords(
  { hub, push, hubMissedAt }: FeedPolling,
  asked: PushReport | undefined,
  reading: Reading,
): string | undefined {
  const { now, words } = reading;
  const { push: say } = words;
  if (!hub) return undefined;
  const name = URL.parse(hub.url)?.host ?? hub.url;
  const trouble = asked && asked.attempts > 0 ? troubleOf(asked, reading) : undefined;
  if (push && push.until > now) {
    const parts = [
      say.tells(name, timeOfDay(push.until, now, words)),
      ...(push.toldAt ? [say.lastTold(timeOfDay(push.toldAt, now, words))] : []),
      ...(hubMissedAt && hubMissedAt >= push.since ? [say.missed(timeOfDay(hubMissedAt, now, words))] : []),
      ...(trouble === undefined ? [] : [say.notRenewed(trouble)]),
    ];
    return words.formats.unbroken(`${parts.join("; ")}.`);
  }
  return trouble === undefined ? undefined : words.formats.unbroken(say.tellsNot(name, trouble));
}

/** What a hub answers stands as it is: few reasons are worth a kind of their own. */
function troubleOf({ error, dueAt }: PushReport, { now, words }: Reading): string {
  const { push: say, formats } = words;
  const waitMs = dueAt.getTime() - now.getTime();
  const found = error === undefined ? say.notConfirmed : tellReason(error, words).text;
  return `${found}; ${waitMs > 0 ? say.askedAgainIn(formats.duration(waitMs)) : say.askedAgainNow}`;
}
