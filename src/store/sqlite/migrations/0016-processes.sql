-- What one process does at a time, of all that work on this store. Who holds it moves `beat` on; where that stands still,
-- another takes over. No clock is asked: those of two machines differ.
create table roles (
  name text primary key,
  holder text,                       -- null: nobody, who held it last gave it up
  beat integer not null
) without rowid;

-- A host is asked by one process at a time. Its limits are kept there.
create table host_holds (
  host text primary key,             -- as URL.host has it
  holder text not null,
  held_until integer not null,
  wanted_until integer               -- another process wants it, too: until then nobody claims feeds of it
) without rowid;

create table processes (
  name text primary key,
  roles text not null,               -- as JSON
  sources_tag text not null,         -- of the sources of its config
  since integer not null,
  seen_at integer not null           -- when it last said that it lives
) without rowid;
