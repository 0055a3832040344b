import { formatDuration } from "../base/duration.ts";
import type { FeedPolling } from "../model/source.ts";
import type { PushReport } from "../store/store.ts";
import { timeOfDay } from "./moment.ts";
import { unbroken } from "./words.ts";

/** What a feed's hub has promised, or why not; undefined where it has no hub, or nobody has asked that yet. */
export function pushWords(
  { hub, push, hubMissedAt }: FeedPolling,
  asked: PushReport | undefined,
  now: Date,
): string | undefined {
  if (!hub) return undefined;
  const name = URL.parse(hub.url)?.host ?? hub.url;
  const trouble = asked && asked.attempts > 0 ? troubleOf(asked, now) : undefined;
  if (push && push.until > now) {
    const parts = [
      `${name} tells of news, until ${timeOfDay(push.until, now)}`,
      ...(push.toldAt ? [`it last did ${timeOfDay(push.toldAt, now)}`] : []),
      ...(hubMissedAt && hubMissedAt >= push.since
        ? [`it kept some to itself ${timeOfDay(hubMissedAt, now)}`]
        : []),
      ...(trouble === undefined ? [] : [`not renewed yet: ${trouble}`]),
    ];
    return unbroken(`${parts.join("; ")}.`);
  }
  return trouble === undefined ? undefined : unbroken(`${name} does not tell of news: ${trouble}.`);
}

function troubleOf({ error = "asked to, it has not confirmed yet", dueAt }: PushReport, now: Date): string {
  const waitMs = dueAt.getTime() - now.getTime();
  return `${error}; asked again ${waitMs > 0 ? `in ${formatDuration(waitMs)}` : "now"}`;
}
