import { describeError } from "../base/log.ts";
import { detectLanguage } from "../parse/language.ts";
import { type Article, languageOf } from "../story/article.ts";

const optional = ["summary", "language", "outlet", "url", "agency"] as const;

/** One input line of `group`, checked. `at` in ms. */
export type ArticleLine = Readonly<{ id: string | number; title: string; at: number }> &
  Readonly<Partial<Record<(typeof optional)[number], string>>>;

/** Reads one line, or says everything that is wrong with it. A value of null is an absent one. */
export function readArticleLine(
  text: string,
): Readonly<{ ok: true; line: ArticleLine } | { ok: false; fault: string }> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { ok: false, fault: describeError(error) };
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return { ok: false, fault: `expected a JSON object, found ${describe(value)}` };

  const given = value as Readonly<Record<string, unknown>>;
  const { id, title, publishedAt } = given;
  const at = typeof publishedAt === "string" ? Date.parse(publishedAt) : NaN;
  const faults = [
    typeof id !== "string" &&
      typeof id !== "number" &&
      `id: expected text or a number, found ${describe(id)}`,
    typeof title !== "string" && `title: expected text, found ${describe(title)}`,
    Number.isNaN(at) &&
      `publishedAt: expected an instant such as "2026-01-02T03:04:05Z", found ${describe(publishedAt)}`,
    ...optional.map(
      (key) =>
        given[key] != null &&
        typeof given[key] !== "string" &&
        `${key}: expected text, found ${describe(given[key])}`,
    ),
  ].filter((fault) => fault !== false);
  if (faults.length > 0) return { ok: false, fault: faults.join("; ") };
  const texts = optional.filter((key) => given[key] != null).map((key) => [key, given[key]]);
  return { ok: true, line: { id, title, at, ...Object.fromEntries(texts) } as ArticleLine };
}

/**
 * A line as grouping reads it; `index` stands in for the id that the store would give. A language that the line does not
 * say is detected as it is in a feed.
 */
export async function articleOfLine(line: ArticleLine, index: number): Promise<Article> {
  const { title, at, summary, outlet, url, agency } = line;
  const language = line.language ?? (await detectLanguage(`${title} ${summary ?? ""}`));
  const host = url !== undefined && URL.canParse(url) ? new URL(url).host : undefined;
  return {
    id: index,
    at,
    title,
    ...(summary !== undefined && { summary }),
    ...(url !== undefined && { url }),
    // Whoever does not say who they are is nobody else.
    outletKey: outlet?.toLowerCase() ?? host ?? `line ${index}`,
    ...(agency !== undefined && { agency }),
    language: languageOf({ title, ...(summary !== undefined && { summary }), ...(language && { language }) }),
  };
}

function describe(value: unknown): string {
  if (value === undefined) return "nothing";
  const text = JSON.stringify(value);
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`;
}
