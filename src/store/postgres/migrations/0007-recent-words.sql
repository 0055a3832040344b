-- With the stretch of 4,096 ids that an entry is in beside its words: so the newest entries with a common word are found
-- without those before them.
drop index entry_words_by_lexeme;
create index entry_words_by_lexeme on entry_words using gin (lexemes, (array[entry_id >> 12]));
-- In which story an entry is, for thousands that a search has found: the rows themselves are long, and lie apart.
create index entries_places on entries (id) include (story_id) where story_id is not null;
