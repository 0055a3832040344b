import { wordsIn } from "../../base/search-words.ts";
import { type IndexedField, indexedFields } from "../search-index.ts";
import type { Connection } from "./database.ts";

/** The texts of one entry, as they are searched. */
export type EntryWords = Readonly<{ id: number; texts: Readonly<Record<IndexedField, string>> }>;

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

/** Puts the words of entries into the index, in place of those that stood there. */
export async function indexEntries(connection: Connection, entries: readonly EntryWords[]): Promise<void> {
  if (entries.length === 0) return;
  const fields = entries.map(({ texts }) =>
    indexedFields.map((field) => ({ field, words: wordsIn(texts[field]) })),
  );
  await connection.run(
    `insert into entry_words (entry_id, lexemes, lines)
     select entry_id, lexemes::tsvector, lines
     from unnest(:ids::bigint[], :lexemes::text[], :lines::text[]) as w (entry_id, lexemes, lines)
     on conflict (entry_id) do update set lexemes = excluded.lexemes, lines = excluded.lines`,
    {
      ids: entries.map(({ id }) => id),
      lexemes: fields.map(lexemesOf),
      lines: fields.map((own) => own.map(toLine).join("\n")),
    },
  );
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
