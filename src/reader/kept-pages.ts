import type { Look, Reader } from "../model/reader.ts";
import { isOutOfReach } from "../store/store.ts";
import { type Representation, createRepresentation } from "../web/conditional.ts";
import type { Answer, PageAnswer } from "./answer.ts";
import { fillMarks } from "./fill-marks.ts";
import type { SharedParts } from "./frame.ts";
import { type MarkedHtml, markedStories, splitAtMarks } from "./mark-place.ts";
import { pageHeaders, render } from "./render.ts";
import type { Words } from "./words/words.ts";

/** What a handler answered, and its page, where it is one. */
export type KeptAnswer = Readonly<{ answer: Answer; page?: KeptPage }>;

/** A page as it is sent to all who have marked nothing on it, and from which every reader's own is put together. */
export type KeptPage = Readonly<{ plain: Representation; html: MarkedHtml; words: Words }>;

/** All that a kept page depends on, besides the state of things: nothing of it is one reader's alone. */
export type KeptFor = Readonly<{ address: string; words: Words; look: Look }>;

/**
 * Pages that many ask for at once, each made once for a second, a state of the store and one of the config: nothing else
 * shows on them. (Ages are told to the minute at best, so that nobody reads a page that is old.) They say nothing of
 * anybody's marks: `forReader` fills these in. Where the database is out of reach, what was made last is sent on.
 */
export type KeptPages = Readonly<{
  get(wanted: KeptFor, make: () => Promise<Answer>): Promise<KeptAnswer>;
  /** A kept page with a reader's marks. */
  forReader(page: KeptPage, reader: Reader): Promise<Representation>;
}>;

/** Others are made for whoever asks. */
const maxCount = 200;
/** Pages that outlive the database's being there: 60 kB each. */
const lastCount = 100;

export function createKeptPages(parts: SharedParts): KeptPages {
  const kept = new Map<string, Promise<KeptAnswer>>();
  let filled = new WeakMap<KeptPage, Map<string, Promise<Representation>>>();
  let filledCount = 0;
  let under = "";
  const last = new Map<string, KeptAnswer>();
  const remember = (key: string, made: KeptAnswer) => {
    if (!made.page) return;
    last.delete(key);
    last.set(key, made);
    const [oldest] = last.keys();
    if (last.size > lastCount && oldest !== undefined) last.delete(oldest);
  };
  const keptOf = (wanted: KeptFor) => JSON.stringify([wanted.words.tag, wanted.look, wanted.address]);

  const current: KeptPages["get"] = async (wanted, make) => {
    const now = await circumstances(parts);
    if (now !== under) {
      kept.clear();
      filled = new WeakMap();
      filledCount = 0;
    }
    under = now;
    const key = keptOf(wanted);
    const known = kept.get(key);
    if (known) return known;
    const made = make().then(asKept);
    made.then(
      (answer) => remember(key, answer),
      () => {},
    );
    if (kept.size < maxCount) kept.set(key, made);
    made.catch(() => kept.delete(key));
    return made;
  };
  return {
    get: async (wanted, make) => {
      try {
        return await current(wanted, make);
      } catch (error) {
        const before = isOutOfReach(error) ? last.get(keptOf(wanted)) : undefined;
        if (!before) throw error;
        return before;
      }
    },
    forReader: async (page, { id }) => {
      // Asked before the marks are: what changes meanwhile moves it on, and is read anew.
      const key = `${id} ${await parts.store.readerRevision(id)}`;
      const ofPage = filled.get(page) ?? new Map<string, Promise<Representation>>();
      const known = ofPage.get(key);
      if (known) return known;
      const made = fill(parts, page, id);
      if (filledCount++ < maxCount) filled.set(page, ofPage.set(key, made));
      made.catch(() => ofPage.delete(key));
      return made;
    },
  };
}

const circumstances = async (parts: SharedParts): Promise<string> =>
  JSON.stringify([
    ...(await Promise.all([parts.store.revision(), parts.store.feedCounts()])),
    Math.floor(parts.clock.now().getTime() / 1000),
    [parts.site(), parts.views(), parts.sagaOnce?.(), parts.mute?.(), parts.content?.(), parts.configFault()],
  ]);

const contentType = "text/html; charset=utf-8";

function asKept(answer: Answer): KeptAnswer {
  if (answer.kind !== "page" || answer.status !== 200) return { answer };
  return { answer, page: keptPage(answer) };
}

function keptPage(answer: PageAnswer): KeptPage {
  const { words } = answer.frame;
  const html = splitAtMarks(render(answer));
  const body = fillMarks(html, new Map(), words);
  return { html, words, plain: createRepresentation({ body, contentType, headers: pageHeaders(answer) }) };
}

/** Who has marked nothing of what stands on the page gets the one that is compressed already. */
async function fill({ store }: SharedParts, page: KeptPage, readerId: number): Promise<Representation> {
  const stories = markedStories(page.html);
  const marks = stories.length === 0 ? new Map() : await store.marksOf(readerId, stories);
  if (marks.size === 0) return page.plain;
  const body = fillMarks(page.html, marks, page.words);
  return createRepresentation({ body, contentType, headers: page.plain.headers, audience: "one" });
}
