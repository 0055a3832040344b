import { formatDuration, hourMs } from "../base/duration.ts";
import type { LinkReason, Saga, SagaStory } from "../model/story.ts";
import { langOf, storyPath } from "./links.ts";
import { type Moment, moment } from "./moment.ts";
import { count, list, unbroken } from "./words.ts";

/** Another event of the same saga. */
export type SagaLink = Readonly<{
  href: string;
  title: string;
  lang?: string;
  at: Moment;
  /** "5 independent reports"; absent of one alone. */
  facts?: string;
  /** Why it is linked, and what speaks for it: "Likeness 0.312; a link needs 0.200". */
  why?: string;
  measure?: string;
}>;

/** The other events of a story's saga, as its page and its card name them. */
export type SagaPanel = Readonly<{
  /** The nearest first. */
  earlier: readonly SagaLink[];
  /** "and 7 more". */
  more?: string;
  /** What followed on it. */
  later: readonly SagaLink[];
}>;

/** So many earlier stories a story's page names. */
export const namedEarlier = 10;

export function sagaPanel({ earlier, earlierCount, later }: Saga, now: Date): SagaPanel {
  const left = earlierCount - earlier.length;
  return {
    earlier: earlier.map((story, index) => ({
      ...linkTo(story, now),
      ...(story.reason && whyLinked(story.reason, index === 0 ? "This story" : "The story above")),
    })),
    ...(left > 0 && { more: `and ${count(left, "more", "more")}` }),
    later: later.map((story) => linkTo(story, now)),
  };
}

function linkTo({ id, title, language, firstReportAt, coverage }: SagaStory, now: Date): SagaLink {
  const lang = langOf(language);
  return {
    href: storyPath(id),
    title,
    ...(lang !== undefined && { lang }),
    at: moment(firstReportAt, now),
    ...(coverage > 1 && { facts: count(coverage, "independent report") }),
  };
}

/** Words that a page names. */
const mostNamed = 6;

/** Said of the earlier story: `who` is the one that follows on it. */
function whyLinked(
  { sharedTerms, hoursApart, score, threshold }: LinkReason,
  who: string,
): Pick<SagaLink, "why" | "measure"> {
  const began =
    hoursApart < 1
      ? "began while its reports still came in"
      : `began ${apart(hoursApart)} after its last report`;
  const words = list(sharedTerms.slice(0, mostNamed).map((term) => `“${term}”`));
  return {
    why: unbroken(`${who} ${began}, and both are about ${words}`),
    measure: `Likeness ${score.toFixed(3)}; a link needs ${threshold.toFixed(3)}`,
  };
}

const apart = (hours: number): string => formatDuration(hours * hourMs);
