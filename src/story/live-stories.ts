import { foldTitle } from "../base/fold-title.ts";
import type { Article } from "./article.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { urlKey } from "./identity.ts";
import { createKnownTexts } from "./known-texts.ts";
import {
  type LiveArticle,
  type LiveStory,
  addMember,
  mergeMembers,
  openStory,
  removeMember,
} from "./live.ts";
import { type Word, readTerms } from "./terms.ts";
import { weigh } from "./vector.ts";
import { createWindow } from "./window.ts";
import { isServicePage } from "./service-page.ts";

/** An article made ready to be compared; `words` are its own, in the order of its terms. */
export type ReadArticle = Readonly<{ live: LiveArticle; words: readonly Word[] }>;

/** The stories of the window with their articles, and the texts to know them by: all that the engine remembers. */
export function createLiveStories(windowMs: number) {
  const texts = createKnownTexts();
  const stories = new Map<number, LiveStory>();
  const window = createWindow(windowMs, (article) => {
    texts.remove(article);
    removeMember(article);
    if (article.story.members.length === 0) stories.delete(article.story.id);
  });
  let lastSeq = 0;

  return {
    findText: (live: LiveArticle, barred?: ReadonlySet<number>) => texts.find(live, barred),
    /** The story of this id, new and empty where none of its articles is in the window. */
    story: (id: number): LiveStory => stories.get(id) ?? openStory(id),
    /** Makes an article ready, at its instant: what has become too old is forgotten. */
    read(article: Article): ReadArticle {
      window.moveTo(article.at);
      const { id, at, title, outletKey, agency, language } = article;
      const terms = readTerms(article, language);
      const live: LiveArticle = {
        id,
        seq: ++lastSeq,
        at,
        outletKey,
        agency,
        language,
        title,
        foldedTitle: foldTitle(title),
        urlKey: urlKey(article.url),
        isService: isServicePage(title),
        fingerprint: fingerprintOf(article.summary, language),
        ...weigh(terms, window.lexicon(language)),
        titleWordCount: terms.words.filter((word) => word.inTitle > 0 && !word.isNumber && !word.isWeekday)
          .length,
        copyGroup: id,
        story: openStory(0), // until it is put into one
        mark: 0,
        dot: 0,
      };
      return { live, words: terms.words };
    },
    /** Puts an article into a story; answers false where it is too old for others to be compared with it. */
    put(live: LiveArticle, story: LiveStory, copyGroup: number): boolean {
      live.copyGroup = copyGroup;
      if (!window.admit(live)) return false;
      addMember(story, live);
      stories.set(story.id, story);
      texts.add(live);
      return true;
    },
    /** How many articles of a language are held. */
    countOf: window.countOf,
    merge(from: LiveStory, into: LiveStory): void {
      mergeMembers(from, into);
      stories.delete(from.id);
    },
    size: () => ({ articles: window.size(), stories: stories.size, terms: window.termCount() }),
  };
}
