import { expect, test } from "vitest";
import { tunings } from "../../../src/story/tuning.ts";
import { article } from "../../support/article.ts";
import { liveStories } from "../../support/live-stories.ts";

const tuning = tunings.event!;
const words = Array.from({ length: 50 }, (_, i) => `word${String.fromCharCode(97 + (i % 26), 97 + (i % 7))}`);
/** Every title of the same fifty words, so that each resembles each. */
const small = (i: number) =>
  article(Array.from({ length: 8 }, (_, k) => words[(i * (k + 3) + k * k) % 50]).join(" "), {
    hour: i / 1000,
  });

test("what is looked at for one article is bounded, however many resemble it", () => {
  const stories = liveStories();
  for (let i = 0; i < 3000; i++) stories.tell(i % 40, small(i));
  const before = stories.followed();
  stories.findCandidates(stories.ready(small(3001)), tuning);
  expect(stories.followed() - before).toBeLessThanOrEqual(4000);
});

test("in one story 500 members at most are compared one by one, and the sum is of all", () => {
  const stories = liveStories();
  const story = stories.tell(1, ...Array.from({ length: 700 }, (_, i) => small(i)));
  const ready = stories.ready(small(701));
  const before = stories.followed();
  stories.scoreIn(ready, story, tuning);
  expect(stories.followed() - before).toBe(500);
});

test("an article finds its own among thousands that share its common words", () => {
  const stories = liveStories();
  const common = "minister says talks on budget go on";
  for (let i = 0; i < 3000; i++) stories.tell(10 + i, article(`${common} number${i}`));
  const own = stories.tell(1, article(`${common} after ferry sinks off Lorne`));
  const [best] = stories.findCandidates(stories.ready(article(`Ferry off Lorne: ${common}`)), tuning);
  expect(best!.story).toBe(own);
  expect(best!.score).toBeGreaterThan(tuning.joinAt);
});

test("titles of 300 words are as much work as such of 60", () => {
  const stories = liveStories();
  const long = (i: number) =>
    article(Array.from({ length: 300 }, (_, k) => `word${(i * 7 + k * (1 + (i % 5))) % 500}`).join(" "));
  for (let i = 0; i < 300; i++) stories.tell(i, long(i));
  const { slot, title, foldedTitle } = stories.ready(long(301));
  expect(stories.index.vectors.lengthOf(slot)).toBeLessThanOrEqual(2 * 60);
  expect(Math.max(title.length, foldedTitle.length)).toBeLessThanOrEqual(400);
  const before = stories.followed();
  stories.findCandidates(stories.ready(long(302)), tuning);
  expect(stories.followed() - before).toBeLessThanOrEqual(4000);
});
