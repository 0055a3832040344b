import { readFileSync } from "node:fs";
import ejs from "ejs";
import type { SafeHtml } from "../model/entry.ts";
import type { PlacedEntry, Saga, SagaStory } from "../model/story.ts";
import type { Addresses } from "./addresses.ts";
import type { Bundle } from "./bundle.ts";
import { byline } from "./byline.ts";
import { cleanInstant, cleanLanguage, cleanLine, cleanText, cleanUrl } from "./clean.ts";
import { withoutTracking } from "./permalink.ts";

/** What `views/partials/feed-item.ejs` prints. */
type ItemPage = Readonly<{
  /** Only where the text shows no picture itself. */
  imageUrl?: string;
  contentHtml?: SafeHtml;
  summary?: string;
  others: readonly OtherReport[];
  /** "and 7 more". */
  more?: string;
  /** Earlier events of the saga, each at its story's page. */
  earlier: readonly EarlierEvent[];
  moreEarlier?: string;
  story: Readonly<{ href: string; label: string }>;
}>;

type OtherReport = Readonly<{
  outlet: string;
  title: string;
  href?: string;
  lang?: string;
  at: Readonly<{ iso: string; text: string }>;
}>;

type EarlierEvent = Readonly<{ href: string; title: string; lang?: string; at: OtherReport["at"] }>;

/** More would bury the text; the story's page has them all. */
const maxOthers = 10;

const filename = `${import.meta.dirname}/../../views/partials/feed-item.ejs`;
const template = ejs.compile(readFileSync(filename, "utf8"), {
  filename,
  strict: true,
  localsName: "item",
});

/** The HTML of an item: the lead's text, at its end "Also covered by", "Earlier in this story" and the link to the story's page. Clean. */
export function itemContent(bundle: Bundle, addresses: Addresses, saga?: Saga): string {
  const { lead, storyId } = bundle;
  const others = otherReports(bundle);
  const left = others.length - maxOthers;
  const image = /<img\b/i.test(lead.contentHtml ?? "") ? undefined : cleanUrl(lead.imageUrl);
  const page: ItemPage = {
    ...(image !== undefined && { imageUrl: image }),
    ...(lead.contentHtml !== undefined && { contentHtml: lead.contentHtml }),
    ...(lead.summary !== undefined && { summary: lead.summary }),
    others: others.slice(0, maxOthers).map(otherReport),
    ...(left > 0 && { more: `and ${left} more` }),
    earlier: saga?.earlier.map((event) => earlierEvent(event, addresses)) ?? [],
    ...(saga &&
      saga.earlierCount > saga.earlier.length && {
        moreEarlier: `and ${saga.earlierCount - saga.earlier.length} more`,
      }),
    story: { href: addresses.story(storyId), label: storyLabel(bundle) },
  };
  return cleanText(template(page));
}

/** The reports that the content names, at most ten. */
export const namedReports = (bundle: Bundle): readonly PlacedEntry[] =>
  otherReports(bundle).slice(0, maxOthers);

/**
 * The other reports worth naming: other texts before copies of the lead's, earliest first; an outlet that prints one
 * text in several of its feeds is named once.
 */
function otherReports({ lead, others }: Bundle): readonly PlacedEntry[] {
  const printing = ({ outletKey, placement }: PlacedEntry) => `${placement.copyGroup} ${outletKey}`;
  const seen = new Set([printing(lead)]);
  const named = others.filter((entry) => {
    if (seen.has(printing(entry))) return false;
    seen.add(printing(entry));
    return true;
  });
  const isCopy = (entry: PlacedEntry) => entry.placement.copyGroup === lead.placement.copyGroup;
  return [...named.filter((entry) => !isCopy(entry)), ...named.filter(isCopy)];
}

function otherReport(entry: PlacedEntry): OtherReport {
  const href = withoutTracking(entry.url);
  const lang = cleanLanguage(entry.language);
  return {
    outlet: byline(entry),
    title: cleanLine(entry.title),
    ...(href !== undefined && { href }),
    ...(lang !== undefined && { lang }),
    at: atTime(cleanInstant(entry.shownAt, entry.firstSeenAt)),
  };
}

function earlierEvent({ id, title, language, firstReportAt }: SagaStory, addresses: Addresses): EarlierEvent {
  const lang = cleanLanguage(language);
  return {
    href: addresses.story(id),
    title: cleanLine(title) || "Untitled",
    ...(lang !== undefined && { lang }),
    at: atTime(cleanInstant(firstReportAt)),
  };
}

const atTime = (at: Date): OtherReport["at"] => ({ iso: at.toISOString(), text: `${time.format(at)} UTC` });

// Said absolutely: the bytes may not change with the time of reading.
const time = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  timeZone: "UTC",
});

function storyLabel({ coverage = 1, others }: Bundle): string {
  if (others.length === 0) return "Story page";
  const reports = `${others.length + 1} reports`;
  return coverage > 1
    ? `The whole story: ${reports}, ${coverage} independent outlets`
    : `The whole story: ${reports}`;
}
