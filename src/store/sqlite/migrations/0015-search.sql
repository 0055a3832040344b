-- Words as `base/search-words.ts` cuts them, the same for every engine: between them stands ASCII that is no letter or digit.
drop table entry_words;
create virtual table entry_search using fts5 (
  title, summary, body, outlet, author, agency,
  content = '', contentless_delete = 1, tokenize = 'ascii'
);
-- Entries below this id are not in it yet: they are put there in slices, the newest first, while the service runs.
insert into counters (name, value) select 'search_below', coalesce(max(id), 0) + 1 from entries;

-- What a search asks of an entry besides its words, without reading over its text.
create index entries_searched on entries (id, story_id, feed_id, shown_at, language) where story_id is not null;
