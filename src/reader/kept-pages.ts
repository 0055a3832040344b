import { type Representation, createRepresentation } from "../web/conditional.ts";
import type { Answer } from "./answer.ts";
import type { SharedParts } from "./frame.ts";
import { pageHeaders, render } from "./render.ts";

/** What a handler answered, and its page as it is sent, where it is one. */
export type KeptAnswer = Readonly<{ answer: Answer; page?: Representation }>;

/**
 * Pages that many ask for at once, each made once for a second, a state of the store and one of the config: nothing else
 * shows on them. (Ages are told to the minute at best, so that nobody reads a page that is old.)
 */
export type KeptPages = Readonly<{
  /** `address` is all of the request that the page depends on. */
  get(address: string, make: () => Promise<Answer>): Promise<KeptAnswer>;
}>;

/** Others are made for whoever asks. */
const maxCount = 200;

export function createKeptPages(parts: SharedParts): KeptPages {
  const kept = new Map<string, Promise<KeptAnswer>>();
  let under = "";
  return {
    get: async (address, make) => {
      const now = await circumstances(parts);
      if (now !== under) kept.clear();
      under = now;
      const known = kept.get(address);
      if (known) return known;
      const made = make().then(asKept);
      if (kept.size < maxCount) kept.set(address, made);
      made.catch(() => kept.delete(address));
      return made;
    },
  };
}

const circumstances = async (parts: SharedParts): Promise<string> =>
  JSON.stringify([
    await parts.store.revision(),
    await parts.store.feedCounts(),
    Math.floor(parts.clock.now().getTime() / 1000),
    [parts.site(), parts.views(), parts.sagaOnce?.(), parts.mute?.(), parts.content?.(), parts.configFault()],
  ]);

function asKept(answer: Answer): KeptAnswer {
  if (answer.kind !== "page" || answer.status !== 200) return { answer };
  const contentType = "text/html; charset=utf-8";
  return {
    answer,
    page: createRepresentation({ body: render(answer), contentType, headers: pageHeaders(answer) }),
  };
}
