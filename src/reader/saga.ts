import type { Saga, SagaStory } from "../model/story.ts";
import { langOf, storyPath } from "./links.ts";
import { type Moment, moment } from "./moment.ts";
import { count, unbroken } from "./words.ts";

/** Another event of the same saga. */
export type SagaLink = Readonly<{
  href: string;
  title: string;
  lang?: string;
  at: Moment;
  /** "5 independent reports"; absent of one alone. */
  facts?: string;
  /** Why it is linked, and what speaks for it: "Likeness 0.312, where 0.2 links". */
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
    earlier: earlier.map((story) => linkTo(story, now)),
    ...(left > 0 && { more: `and ${count(left, "more", "more")}` }),
    later: later.map((story) => linkTo(story, now)),
  };
}

function linkTo({ id, title, language, firstReportAt, coverage, reason }: SagaStory, now: Date): SagaLink {
  const lang = langOf(language);
  return {
    href: storyPath(id),
    title,
    ...(lang !== undefined && { lang }),
    at: moment(firstReportAt, now),
    ...(coverage > 1 && { facts: count(coverage, "independent report") }),
    ...(reason && {
      why: unbroken(reason.text),
      measure: `Likeness ${reason.score.toFixed(3)}; a link needs ${reason.threshold.toFixed(3)}`,
    }),
  };
}
