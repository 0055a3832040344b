import { foldTitle } from "../base/fold-title.ts";
import type { Article } from "./article.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { urlKey } from "./identity.ts";
import { createKnownTexts } from "./known-texts.ts";
import { createNumberLists } from "./number-lists.ts";
import { createSimilarity } from "./similarity.ts";
import { createStoryRegister } from "./story-register.ts";
import { createTermIndex } from "./term-index.ts";
import { type LiveArticle, type LiveStory, addMember, mergeMembers, removeMember } from "./live.ts";
import { type Word, readTerms, readTitle } from "./terms.ts";
import { weigh } from "./vector.ts";
import { createWindow } from "./window.ts";
import { isServicePage } from "./service-page.ts";

/** An article made ready to be compared; `words` are its own, in the order of its terms. */
export type ReadArticle = Readonly<{ live: LiveArticle; words: readonly Word[] }>;

/** The stories of the window with their articles, and the texts to know them by: all that the engine remembers. */
export function createLiveStories(windowMs: number) {
  const index = createTermIndex();
  /** By slot: what is live. */
  const articles: (LiveArticle | undefined)[] = [];
  const articleAt = (slot: number) => articles[slot]!;
  const fingerprints = createNumberLists(1);
  const texts = createKnownTexts(articleAt);
  const stories = createStoryRegister();
  const window = createWindow<LiveArticle>(windowMs, index, (article) => {
    texts.remove(article);
    fingerprints.clear(article.slot);
    articles[article.slot] = undefined;
    const story = removeMember(index, article);
    if (story?.members.length === 0) stories.drop(story);
  });
  let lastSeq = 0;

  return {
    index,
    ...createSimilarity({ index, articleAt, storyAt: stories.at }),
    findText: (live: LiveArticle, barred?: ReadonlySet<number>) => texts.find(live, barred),
    /** The story of this id, new and empty where none of its articles is in the window. */
    story: stories.get,
    has: stories.has,
    /** Makes an article ready, at its instant: what has become too old is forgotten. */
    read(article: Article): ReadArticle {
      window.moveTo(article.at);
      const { id, at, outletKey, agency, language } = article;
      const title = readTitle(article.title);
      const terms = readTerms(article, language);
      const { pairs, wordCount } = weigh(terms, window.lexicon(language));
      const slot = index.takeSlot(pairs);
      const foldedTitle = foldTitle(title);
      const live: LiveArticle = {
        id,
        seq: ++lastSeq,
        at,
        outletKey,
        agency,
        language,
        title,
        foldedTitle,
        urlKey: urlKey(article.url),
        isService: isServicePage(title),
        hasNumber: /\p{N}/u.test(foldedTitle),
        fingerprint: fingerprintOf(article.summary, language, fingerprints, slot),
        slot,
        wordCount,
        titleWordCount: terms.words.filter((word) => word.inTitle > 0 && !word.isNumber && !word.isWeekday)
          .length,
        copyGroup: id,
        story: undefined,
      };
      return { live, words: terms.words };
    },
    /** Puts an article into a story; answers false where it is too old for others to be compared with it. */
    put(live: LiveArticle, story: LiveStory, copyGroup: number): boolean {
      live.copyGroup = copyGroup;
      if (!window.admit(live)) {
        fingerprints.clear(live.slot);
        return false;
      }
      articles[live.slot] = live;
      stories.keep(story);
      addMember(index, story, live);
      texts.add(live);
      return true;
    },
    /** How many articles of a language are held. */
    countOf: window.countOf,
    merge(from: LiveStory, into: LiveStory): void {
      mergeMembers(index, from, into);
      stories.drop(from);
    },
    size: () => ({ articles: window.size(), stories: stories.size(), terms: index.termCount() }),
  };
}
