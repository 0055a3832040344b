import { wordsIn } from "../../base/search-words.ts";
import type { EntryContent } from "../../model/entry.ts";
import type { Null } from "../row-fields.ts";
import { type IndexedField, indexedFields, indexedTexts } from "../search-index.ts";
import type { Connection } from "./database.ts";

/**
 * What stands before the words of a field, in the index of all words, so that they can be looked for in it alone; no word
 * begins like that. Words of every field but the outlet stand there without it as well.
 */
export const fieldSigns: Readonly<Record<IndexedField, string>> = {
  title: "=",
  summary: "",
  body: "",
  outlet: "~",
  author: "@",
  agency: "#",
};

/** The place of a field's line, beginning at 1. */
export const lineOf = (field: IndexedField): number => indexedFields.indexOf(field) + 1;

/** PostgreSQL takes no lexeme of more than 2,046 bytes. What people type is shorter, so that nothing is found otherwise. */
const maxLexemeLength = 500;
export const lexemeOf = (word: string, sign = ""): string => `'${sign}${word.slice(0, maxLexemeLength)}'`;

/**
 * Puts the words of entries into the index, in place of those that stood there. `feedTitle`: as the document that they come
 * from says it.
 */
export async function indexEntries(
  connection: Connection,
  entries: readonly Readonly<{ id: number; entry: EntryContent }>[],
  feedTitle?: string,
): Promise<void> {
  if (entries.length === 0) return;
  const ids = entries.map(({ id }) => id);
  const outlets = await readOutlets(connection, ids, feedTitle);
  const fields = entries.map(({ id, entry }) => {
    const texts = indexedTexts(entry, { outlet: outlets.get(id) });
    return indexedFields.map((field) => ({ field, words: wordsIn(texts[field]) }));
  });
  await connection.run(
    `insert into entry_words (entry_id, lexemes, lines)
     select entry_id, lexemes::tsvector, lines
     from unnest(:ids::bigint[], :lexemes::text[], :lines::text[]) as w (entry_id, lexemes, lines)
     on conflict (entry_id) do update set lexemes = excluded.lexemes, lines = excluded.lines`,
    { ids, lexemes: fields.map(lexemesOf), lines: fields.map((own) => own.map(toLine).join("\n")) },
  );
}

/** What the sources of these entries are called. */
async function readOutlets(
  connection: Connection,
  ids: readonly number[],
  feedTitle: string | undefined,
): Promise<ReadonlyMap<number, string | undefined>> {
  const rows = await connection.all<Readonly<{ id: number; name: Null<string>; title: Null<string> }>>(
    "select e.id, f.name, f.title from entries e join feeds f on f.id = e.feed_id where e.id = any(:ids::bigint[])",
    { ids },
  );
  return new Map(rows.map(({ id, name, title }) => [id, name ?? feedTitle ?? title ?? undefined]));
}

type Field = Readonly<{ field: IndexedField; words: readonly string[] }>;

/** Each once, as a text that PostgreSQL reads: no word holds a quotation mark. */
function lexemesOf(fields: readonly Field[]): string {
  const lexemes = new Set<string>();
  for (const { field, words } of fields)
    for (const word of words) {
      if (field !== "outlet") lexemes.add(lexemeOf(word));
      if (fieldSigns[field] !== "") lexemes.add(lexemeOf(word, fieldSigns[field]));
    }
  return [...lexemes].join(" ");
}

/** With a space on both sides of each word. An outlet's words keep their sign, for they are looked for on their own. */
const toLine = ({ field, words }: Field): string =>
  ` ${words.map((word) => (field === "outlet" ? fieldSigns.outlet + word : word)).join(" ")} `;
