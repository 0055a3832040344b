import type { Article } from "../../src/story/article.ts";
import { createLiveStories } from "../../src/story/live-stories.ts";
import type { LiveArticle, LiveStory } from "../../src/story/live.ts";
import { hourMs } from "./article.ts";

/** The stories of a window as the engine holds them; a test says what belongs where. */
export function liveStories(windowMs = 120 * hourMs) {
  const stories = createLiveStories(windowMs);
  return {
    ...stories,
    /** Made ready to be compared, and put nowhere. */
    ready: (article: Article): LiveArticle => stories.read(article).live,
    /** Puts articles into the story of this id, each with a text of its own. */
    tell(id: number, ...articles: readonly Article[]): LiveStory {
      for (const article of articles) {
        const { live } = stories.read(article);
        stories.put(live, stories.story(id), live.id);
      }
      return stories.story(id);
    },
  };
}
