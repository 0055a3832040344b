import type { Entry } from "../model/entry.ts";
import { openStore } from "../store/open.ts";
import { labelledPairs } from "../story/labelled-pairs.ts";

/** Writes what corrections say of pairs of entries: {"a", "b", "same"} a line, the articles as `group` reads them. */
export async function exportPairs(databaseUrl: string): Promise<void> {
  const store = await openStore(databaseUrl);
  try {
    const articles = new Map<number, string>();
    const articleOf = async (id: number) => {
      const known = articles.get(id);
      if (known !== undefined) return known;
      const entry = await store.entry(id);
      const text = JSON.stringify(entry ? lineOf(entry) : null);
      articles.set(id, text);
      return text;
    };
    for (const { a, b, same } of labelledPairs(await store.correctionsInForce())) {
      const line = `{"a":${await articleOf(a)},"b":${await articleOf(b)},"same":${same}}\n`;
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
