-- Words as `base/search-words.ts` cuts them, the same for every engine: see `entry-words.ts`. What is long of them is stored
-- apart, so that the rows that a search finds are read quickly.
create table entry_words (
  entry_id bigint primary key references entries (id) on delete cascade,
  lexemes tsvector not null,         -- each word once, for the index
  lines text not null                -- all words in their order, a line a field, for phrases
) with (toast_tuple_target = 128);
create index entry_words_by_lexeme on entry_words using gin (lexemes);
