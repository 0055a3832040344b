-- What an entry said before its publisher changed its title or its text.
create table entry_versions (
  id integer primary key,
  entry_id integer not null references entries (id) on delete cascade,
  said_until integer not null,       -- when it was first seen to say something else
  title text not null,
  summary text,
  content_html text                  -- null also where it was too long to be kept
);
create index entry_versions_by_entry on entry_versions (entry_id, id);
