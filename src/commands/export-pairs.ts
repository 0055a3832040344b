import type { Entry } from "../model/entry.ts";
import { openStore } from "../store/open.ts";
import { labelledPairs } from "../story/labelled-pairs.ts";

/**
 * Writes what corrections say of pairs of entries: {"a", "b", "same"} a line, the articles as `group` reads them. Pairs of
 * which an entry is dropped meanwhile are left out.
 */
export async function exportPairs(databaseUrl: string): Promise<void> {
  const store = await openStore(databaseUrl);
  try {
    const articles = new Map<number, string | undefined>();
    const articleOf = async (id: number) => {
      if (articles.has(id)) return articles.get(id);
      const entry = await store.entry(id);
      const text = entry && JSON.stringify(lineOf(entry));
      articles.set(id, text);
      return text;
    };
    for (const { a, b, same } of labelledPairs(await store.correctionsInForce())) {
      const [one, other] = [await articleOf(a), await articleOf(b)];
      if (one === undefined || other === undefined) continue;
      const line = `{"a":${one},"b":${other},"same":${same}}\n`;
      if (!process.stdout.write(line)) await new Promise((go) => process.stdout.once("drain", go));
    }
  } finally {
    await store.close();
  }
}

const lineOf = ({ id, title, shownAt, summary, language, outlet, url, agency }: Entry) => ({
  id,
  title,
  publishedAt: shownAt.toISOString(),
  ...(summary !== undefined && { summary }),
  ...(language !== undefined && { language }),
  outlet,
  ...(url !== undefined && { url }),
  ...(agency !== undefined && { agency }),
});
