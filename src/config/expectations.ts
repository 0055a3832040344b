import { validateDetailed } from "node-cron";

/*
 * What was expected where something else stands, in words that follow "expected" and tell the slip where it can be told.
 */

const address = 'an address that begins with "https://" or "http://"';

/** Of `given`, which is no address. */
export function expectedAddress(given: unknown): string {
  const text = typeof given === "string" ? given.trim() : "";
  const other = /^(?:feed|rss|pcast|podcast|itpc):(?:\/\/)?(?!https?:)(.+)/i.exec(text)?.[1];
  const meant = `https://${other ?? text}`;
  if (/^[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:[/?#]\S*)?$/.test(other ?? text) && URL.canParse(meant))
    return `${address}, such as "${meant}"`;
  if (!/^https?:/i.test(text)) return address;
  if (/^https?:\/*$/i.test(text)) return 'an address with a host, such as "https://example.org/feed"';
  if (/\s/.test(text)) return "an address without spaces; in its path they are written %20";
  const [, port] = /^https?:\/\/[^/?#]*:(\d+)(?:[/?#]|$)/i.exec(text) ?? [];
  if (Number(port) > 65_535) return "an address whose port is at most 65535";
  return 'an address that can be read, such as "https://example.org/feed"';
}

const every = 'a duration such as "30m", a cron expression such as "*/20 6-22 * * *", or "auto"';

const cronFields: Readonly<Record<string, string>> = {
  second: "seconds from 0 to 59",
  minute: "minutes from 0 to 59",
  hour: "hours from 0 to 23",
  dayOfMonth: "days of the month from 1 to 31",
  month: "months from 1 to 12",
  dayOfWeek: "days of the week from 0 (Sunday) to 7",
};

/** Of `given`, which is neither a duration nor times that ever come. */
export function expectedEvery(given: unknown): string {
  const text = typeof given === "string" ? given.trim() : "";
  if (!/^[^\sa-z]\S*(?:\s+\S+){4,5}$/i.test(text)) return every;
  const [error] = validateDetailed(text).errors;
  if (error?.message.includes("impossible"))
    return "a cron expression that comes some day: these months have no such day";
  const field = cronFields[error?.field ?? ""];
  return field === undefined ? every : `a cron expression with ${field}`;
}
