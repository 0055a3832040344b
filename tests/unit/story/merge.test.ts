import { describe, expect, test } from "vitest";
import type { Article } from "../../../src/story/article.ts";
import { type LiveStory, keepApart } from "../../../src/story/live.ts";
import { findMergers } from "../../../src/story/merge.ts";
import { tunings } from "../../../src/story/tuning.ts";
import { article } from "../../support/article.ts";
import { liveStories } from "../../support/live-stories.ts";

const tuning = tunings.event!;
const ferry = (end: string, hour = 0) => article(`Ferry aground off Lorne: ${end}`, { hour });
const bridge = () => article("Ferry aground off Lorne: boats save passengers", { hour: 1 });

/** Lets an article join the best of the stories, as the engine does; answers what merges through it. */
function join(subject: Article, stories: ReturnType<typeof liveStories>) {
  const live = stories.ready(subject);
  const candidates = stories.findCandidates(live, tuning);
  stories.put(live, candidates[0]!.story, live.id);
  const found: { from: number; into: number; votes: number; voters: number }[] = [];
  for (const { from, into, votes, voters } of findMergers(
    candidates[0]!,
    candidates,
    tuning,
    stories.scoreIn,
  )) {
    stories.merge(from, into);
    found.push({ from: from.id, into: into.id, votes, voters });
  }
  return found;
}
const titles = (story: LiveStory) => story.members.map(({ title }) => title.replace(/.*: /, ""));

describe("two stories on one event", () => {
  test("become one when an article belongs to both: the later opened goes into the earlier", () => {
    const stories = liveStories();
    const earlier = stories.tell(4, ferry("boats sent"));
    stories.tell(9, ferry("passengers saved"));
    expect(join(bridge(), stories)).toEqual([
      { from: 9, into: 4, votes: expect.any(Number), voters: expect.any(Number) },
    ]);
    expect(titles(earlier)).toEqual(["boats sent", "passengers saved", "boats save passengers"]);
    expect(stories.size().stories).toBe(1);
  });

  test("the one with the lower id stays, also where the article joined the other", () => {
    const stories = liveStories();
    stories.tell(9, ferry("boats save passengers, all of them"));
    stories.tell(4, ferry("boats sent"));
    expect(join(bridge(), stories)).toMatchObject([{ from: 9, into: 4 }]);
  });

  test("three become one, one after the other", () => {
    const stories = liveStories();
    stories.tell(8, ferry("boats sent"));
    stories.tell(5, ferry("passengers saved"));
    stories.tell(2, ferry("boats save all"));
    const found = join(bridge(), stories);
    expect(found.map(({ into }) => into).at(-1)).toBe(2);
    expect(new Set(found.map(({ from }) => from))).toEqual(new Set([8, 5]));
  });

  test("stand in the order of arrival afterwards, and weigh as much as if they had been one from the start", () => {
    const [parted, whole] = [liveStories(), liveStories()];
    const [a, b, c] = [ferry("boats sent"), ferry("passengers saved", 1), ferry("all ashore", 2)];
    const into = parted.tell(1, a);
    parted.tell(2, b);
    parted.tell(1, c);
    parted.merge(parted.story(2), into);
    const story = whole.tell(1, a, b, c);
    expect(titles(into)).toEqual(titles(story));
    expect(into).toMatchObject({ squaredLength: story.squaredLength, firstAt: a.at, lastAt: c.at });
  });
});

describe("two stories stay two", () => {
  test("where most members of the smaller one do not see it: one article on both is no bridge", () => {
    const stories = liveStories();
    stories.tell(
      1,
      ferry("boats sent"),
      article("Lorne orchestra plays for free", { hour: 1 }),
      article("Island school closes after storm", { hour: 1 }),
      article("Fishermen find rare sturgeon", { hour: 1 }),
    );
    stories.tell(2, ferry("passengers saved"), ferry("boats help"), ferry("sea calm"), ferry("all ashore"));
    expect(join(bridge(), stories)).toEqual([]);
    expect(stories.size().stories).toBe(2);
  });

  test("where a person set them apart, and neither does one that takes another of them in", () => {
    const stories = liveStories();
    const [one, other] = [stories.tell(1, ferry("boats sent")), stories.tell(2, ferry("passengers saved"))];
    keepApart(one, other);
    expect(join(bridge(), stories)).toEqual([]);
    stories.tell(3, ferry("boats save all"));
    stories.merge(stories.story(3), other);
    expect([...(one.apart ?? [])]).toEqual([other]);
    const third = stories.tell(4, ferry("boats save passengers"));
    keepApart(third, one);
    stories.merge(third, other);
    expect([...(one.apart ?? [])]).toEqual([other]);
    expect(join(bridge(), stories)).toEqual([]);
  });

  test("where the article fits one of them far better", () => {
    const stories = liveStories();
    stories.tell(1, ferry("boats save passengers"));
    stories.tell(2, article("Ferry fares off season to rise"));
    expect(join(bridge(), stories)).toEqual([]);
  });
});

test("of a big story eight members at most are asked, spread from the first to the last", () => {
  const stories = liveStories();
  stories.tell(1, ...Array.from({ length: 20 }, (_, i) => ferry(`boats save ${i} passengers`)));
  stories.tell(2, ...Array.from({ length: 20 }, (_, i) => ferry(`boats save passengers ${i}`)));
  expect(join(bridge(), stories)).toEqual([{ from: 2, into: 1, votes: 8, voters: 8 }]);
});
