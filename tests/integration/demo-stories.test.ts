import { expect, test } from "vitest";
import { type Article, articlesBy } from "../../src/demo/articles.ts";
import { outlets } from "../../src/demo/outlets.ts";
import { type Decision, createEngine } from "../../src/story/engine.ts";

/** Monday to Sunday: the texts name weekdays. */
const starts = Array.from({ length: 7 }, (_, day) => `2026-11-${23 + day}T12:00:00Z`);

/** All that the demo tells, as it comes in where this outlet's feed is the first to be read at the start. */
function arrivals(start: Date, firstOutlet: number): readonly Article[] {
  const all = articlesBy(new Date(start.getTime() + 3_600_000), start).toReversed();
  const polled = [...outlets.slice(firstOutlet), ...outlets.slice(0, firstOutlet)];
  const atStart = polled.flatMap((outlet) =>
    all.filter((article) => article.outlet === outlet && article.publishedAt <= start),
  );
  return [...atStart, ...all.filter(({ publishedAt }) => publishedAt > start)];
}

/** The articles of each story, by what they are about. */
function storiesOf(articles: readonly Article[]): readonly (readonly Article[])[] {
  const engine = createEngine({ granularity: "event", windowMs: 5 * 86_400_000 }, 0);
  const mergedInto = new Map<number, number>();
  const decisions = articles.map(({ title, paragraphs, outlet, publishedAt }, id): Decision => {
    const summary = paragraphs.join(" ").slice(0, 300);
    const { language, slug: outletKey } = outlet;
    const decision = engine.place({ id, at: publishedAt.getTime(), title, summary, outletKey, language });
    for (const { from, into } of decision.merges) mergedInto.set(from, into);
    return decision;
  });
  const last = (id: number): number => (mergedInto.has(id) ? last(mergedInto.get(id)!) : id);
  const groups = Map.groupBy(articles.keys(), (index) => last(decisions[index]!.storyId));
  return [...groups.values()].map((indices) => indices.map((index) => articles[index]!));
}

test.each(starts)(
  "whichever feed is read first, each event is one story, and nothing else is in it (%s)",
  (now) => {
    const start = new Date(now);
    for (const firstOutlet of outlets.keys()) {
      const stories = storiesOf(arrivals(start, firstOutlet));
      const told = stories.map((story) => [...new Set(story.map(({ event }) => event))].join(" + "));
      const events = new Set(arrivals(start, firstOutlet).map(({ event }) => event));
      expect(told.toSorted()).toEqual([...events].sort());
    }
  },
);

test("in the order of their instants it is the same", () => {
  for (const start of starts.map((now) => new Date(now))) {
    const articles = articlesBy(new Date(start.getTime() + 3_600_000), start).toReversed();
    expect(storiesOf(articles)).toHaveLength(new Set(articles.map(({ event }) => event)).size);
  }
});
