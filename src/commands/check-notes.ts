import { isIP } from "node:net";
import { formatDuration } from "../base/duration.ts";
import { type SearchNote, readSearch } from "../base/search-query.ts";
import { refusalOf } from "../fetch/refused-addresses.ts";
import type { Settings } from "../model/settings.ts";
import type { SourceAccess } from "../model/source-access.ts";
import type { Every, Source } from "../model/source.ts";
import type { View } from "../model/view.ts";
import { feedKey } from "../parse/feed-address.ts";
import { nextCronTime } from "../polling/cron-times.ts";

/** What can be used as it is, and may not be what was meant: one sentence each, by its place in the file. */
export function checkNotes(settings: Settings, now: Date): readonly string[] {
  const { sources, polling, fetch } = settings;
  const firstAt = new Map(sources.map(({ url }, index) => [url, index] as const).toReversed());
  return [
    ...timesNotes("polling.every", polling.every, settings, now),
    ...sources.flatMap(({ url, every }, index) => {
      const place = `sources[${index}]`;
      const isFirst = firstAt.get(url) === index;
      return [
        ...(every ? timesNotes(`${place}.every`, every, settings, now) : []),
        ...(isFirst ? privateNotes(place, url, fetch.allow) : []),
        ...(isFirst ? accessNotes(place, fetch.access?.[url], fetch.allow) : []),
      ];
    }),
    ...doubledNotes(sources.map(({ url }) => url)),
    ...settings.views.flatMap((view, index) => viewNotes(`views[${index}]`, view, sources)),
    ...rightsNotes(settings),
    ...(sources.length === 0 ? ["there is nothing to poll yet: add a source"] : []),
  ];
}

function timesNotes(place: string, every: Every, { polling }: Settings, now: Date): string[] {
  if (every.kind !== "cron") return [];
  const first = nextCronTime(every.expression, now);
  if (!first)
    return [
      `${place}: ${every.expression} names no time of the next eight years; until then it is asked every ${formatDuration(polling.maxEveryMs)}`,
    ];
  const second = nextCronTime(every.expression, first);
  return second && second.getTime() - first.getTime() < polling.minEveryMs
    ? [
        `${place}: ${every.expression} comes more often than every ${formatDuration(polling.minEveryMs)} (minEvery): times that follow too soon are passed over`,
      ]
    : [];
}

const literalIn = (url: string): string => new URL(url).hostname.replace(/^\[|\]$/g, "");

function privateNotes(place: string, url: string, allow: readonly string[]): string[] {
  const host = literalIn(url);
  const kind = isIP(host) === 0 ? undefined : refusalOf(host, allow);
  return kind === undefined
    ? []
    : [`${place}.url: ${host} is a ${kind} address and will not be asked unless network.allow names it`];
}

function accessNotes(place: string, access: SourceAccess | undefined, allow: readonly string[]): string[] {
  if (!access) return [];
  const { origin, headers, userAgent, plainSecrets } = access;
  const host = literalIn(origin);
  // In one's own network it is one's own affair.
  const isOpen = origin.startsWith("http:") && (isIP(host) === 0 || refusalOf(host, []) === undefined);
  const isReachable = userAgent === undefined || /@|https?:\/\//i.test(userAgent);
  return [
    ...(plainSecrets.length > 0
      ? [
          `${place}: a secret stands in the file itself (${plainSecrets.join(", ")}), for all who may read it; \${NAME} takes it from the environment`,
        ]
      : []),
    ...(isOpen && Object.keys(headers).length > 0 && !allow.includes("0.0.0.0/0")
      ? [`${place}.url: its login and headers go over http, where everybody on the way can read them`]
      : []),
    ...(isReachable
      ? []
      : [`${place}.userAgent: it says neither a web nor a mail address where a publisher can reach you`]),
  ];
}

/** A view that no story can ever be in. */
function viewNotes(
  place: string,
  { query, categories, sources: own }: View,
  sources: readonly Source[],
): string[] {
  const urls = own && new Set(own.map(({ url }) => url));
  const search = query === undefined ? undefined : readSearch(query);
  const hasSource = sources.some(
    ({ url, category = "" }) => (!urls || urls.has(url)) && (!categories || categories.includes(category)),
  );
  return [
    ...(search?.clauses.length === 0
      ? [
          `${place}.query: ${query} names no word that has to occur, so the view stays empty; what is to be left out can stand in mute`,
        ]
      : (search?.notes ?? []).map((note) => `${place}.query: ${queryNote(note)}`)),
    ...(urls && categories && !hasSource
      ? [`${place}: none of its sources is of its categories, so the view stays empty`]
      : []),
  ];
}

function queryNote({ kind, text }: SearchNote): string {
  switch (kind) {
    case "unknown-operator":
      return `${text} is looked for as words: there is no such operator`;
    case "empty-operator":
    case "no-word":
      return `${text} is left out, as nothing follows it`;
    case "bad-day":
      return `${text} is left out: expected a day such as 2026-11-24, 2026-11, today, yesterday or 7d`;
    case "bad-language":
      return `${text} is left out: expected a language such as en or de`;
    case "open-quote":
      return `the quotation mark of ${text} is not closed; it is read to the end`;
    case "lone-or":
      return `${text} is left out, as it stands between no two wanted words`;
    case "too-many":
      return `it has more terms than a search looks for; the rest is left out`;
    case "only-unwanted":
      return `${text} has only unwanted words`;
  }
}

/** Ends of names that no public server has. */
const ownNames = /\.(?:internal|lan|local|localhost|home\.arpa|ts\.net)$/;

/** Whoever has the address of a public site reads its feeds. */
function rightsNotes({ site, content }: Settings): string[] {
  const host = site.url === undefined ? undefined : literalIn(site.url);
  const isPublic =
    host !== undefined &&
    (isIP(host) === 0 ? host.includes(".") && !ownNames.test(host) : refusalOf(host, []) === undefined);
  return isPublic && (content?.usual ?? "full") === "full"
    ? [
        `content: whole articles are given out at ${site.url} to everybody who can reach it; where you may not do that, say "summary"`,
      ]
    : [];
}

/** Of one address the first line counts; one feed under two addresses is polled twice. */
function doubledNotes(urls: readonly string[]): string[] {
  const byFeed = Map.groupBy(urls.keys(), (index) => feedKey(urls[index] ?? ""));
  return [...byFeed.values()].flatMap((all) => {
    const byUrl = Map.groupBy(all, (index) => urls[index] ?? "");
    const same = [...byUrl].flatMap(([url, [first, ...more]]) =>
      more.length > 0
        ? [
            `${url} is listed more than once, ${inWords([first ?? 0, ...more])}; it is polled once, as the first says`,
          ]
        : [],
    );
    const firsts = [...byUrl.values()].flatMap(([first]) => first ?? []);
    const alike = `${inWords(firsts)} look like one feed: ${[...byUrl.keys()].join(" and ")}`;
    return byUrl.size > 1 ? [...same, alike] : same;
  });
}

const inWords = (indexes: readonly number[]): string =>
  indexes.map((index) => `sources[${index}]`).join(", ");
