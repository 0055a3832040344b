-- What people decided about stories: kept by entry, so that it holds through merges, moves and re-grouping.
create table corrections (
  id integer primary key autoincrement,
  kind text not null,                -- apart, together
  made_at integer not null,
  story_id integer not null,         -- apart: opened by it; together: ended by it
  led_on text not null,              -- ids that led to story_id then
  title text not null,
  other_title text not null,
  undone_at integer,
  outcome text,                      -- what undoing it came to
  overruled_by integer               -- the later correction that undid it, and with which it comes back
);
create index corrections_overruled on corrections (overruled_by) where overruled_by is not null;
create table correction_entries (
  entry_id integer not null references entries (id) on delete cascade,
  correction_id integer not null references corrections (id) on delete cascade,
  side integer not null,             -- 0: set apart, or of the story that ended; 1: those it was about
  before text,                       -- the place before, where the correction changed it
  primary key (entry_id, correction_id)
) without rowid;
create index correction_entries_by_correction on correction_entries (correction_id, side);
