import type { LinkReason, Saga, SagaStory } from "../model/story.ts";
import { langOf, storyPath } from "./links.ts";
import { type Moment, moment } from "./moment.ts";
import type { Words } from "./words/words.ts";

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

export function sagaPanel({ earlier, earlierCount, later }: Saga, now: Date, words: Words): SagaPanel {
  const left = earlierCount - earlier.length;
  return {
    earlier: earlier.map((story, index) => ({
      ...linkTo(story, now, words),
      ...(story.reason && whyLinked(story.reason, index === 0 ? "this" : "above", words)),
    })),
    ...(left > 0 && { more: words.andMore(left) }),
    later: later.map((story) => linkTo(story, now, words)),
  };
}

function linkTo(
  { id, title, language, firstReportAt, coverage }: SagaStory,
  now: Date,
  words: Words,
): SagaLink {
  const lang = langOf(language);
  return {
    href: storyPath(id),
    title,
    ...(lang !== undefined && { lang }),
    at: moment(firstReportAt, now, words),
    ...(coverage > 1 && { facts: words.saga.reports(coverage) }),
  };
}

/** Words that a page names. */
const mostNamed = 6;

/** Said of the earlier story: `follows` is the one that follows on it. */
const whyLinked = (
  { sharedTerms, hoursApart, score, threshold }: LinkReason,
  follows: "this" | "above",
  { formats, saga: say }: Words,
): Pick<SagaLink, "why" | "measure"> => ({
  why: formats.unbroken(say.why(follows, hoursApart, sharedTerms.slice(0, mostNamed))),
  measure: say.measure(score, threshold),
});
