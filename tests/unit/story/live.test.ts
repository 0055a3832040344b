import { expect, test } from "vitest";
import { type LiveStory, removeMember } from "../../../src/story/live.ts";
import type { TermIndex } from "../../../src/story/term-index.ts";
import { article, hourMs } from "../../support/article.ts";
import { liveStories } from "../../support/live-stories.ts";

const reports = (count: number) =>
  Array.from({ length: count }, (_, i) =>
    article(`Ferry ${i % 7} aground off Lorne, crew ${i % 3} rescued`, { hour: i / 10 }),
  );

/** The square of the length of the sum of the members' vectors, each compared with each. */
const squaredLength = (index: TermIndex, { members }: LiveStory): number =>
  members.reduce((sum, one) => {
    const mark = index.mark(one.slot);
    return members.reduce((sum, other) => sum + index.markedDot(other.slot, mark), sum);
  }, 0);

test.each([3, 17, 80])("a story of %i members is as long as the sum of their vectors", (count) => {
  const stories = liveStories();
  const story = stories.tell(1, ...reports(count));
  expect(story.squaredLength).toBe(squaredLength(stories.index, story));
});

test("and still is when some have left, whichever", () => {
  const stories = liveStories();
  const story = stories.tell(1, ...reports(60));
  for (const at of [0, 30, 55]) removeMember(stories.index, story.members[at]!);
  for (const member of story.members.slice(0, 50)) removeMember(stories.index, member);
  expect(story.members).toHaveLength(7);
  expect(story.squaredLength).toBe(squaredLength(stories.index, story));
  expect(story.lastAt - story.firstAt).toBeLessThan(2 * hourMs);
  expect(story.firstAt).toBe(story.members[0]!.at);
});

test("two that merge are as long together as their members", () => {
  const stories = liveStories();
  const [from, into] = [stories.tell(2, ...reports(25)), stories.tell(1, ...reports(20))];
  stories.merge(from, into);
  expect(into.members).toHaveLength(45);
  expect(into.squaredLength).toBe(squaredLength(stories.index, into));
});
