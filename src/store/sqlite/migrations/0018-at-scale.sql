-- What lists ask of a story's entries, without reading over their texts.
drop index entries_by_story;
create index entries_by_story on entries (story_id, shown_at, id, feed_id, language) where story_id is not null;
-- Every page names the categories.
create index feeds_by_category on feeds (category) where position is not null;
-- The parts of the search's index are joined eight at a time, by us and in slices (`search.ts`), not in whatever
-- transaction comes.
insert into entry_search (entry_search, rank) values ('automerge', 0);
insert into entry_search (entry_search, rank) values ('usermerge', 8);
insert into entry_search (entry_search, rank) values ('crisismerge', 64);
