-- What one process does at a time, of all that work on this store. Who holds it moves `beat` on; where that stands still,
-- another takes over. No clock is asked: those of two machines differ.
create table roles (
  name text collate "C" primary key,
  holder text collate "C",           -- null: nobody, who held it last gave it up
  beat bigint not null
) with (fillfactor = 50);

-- A host is asked by one process at a time. Its limits are kept there.
create table host_holds (
  host text collate "C" primary key, -- as URL.host has it
  holder text collate "C" not null,
  held_until bigint not null,
  wanted_until bigint                -- another process wants it, too: until then nobody claims feeds of it
) with (fillfactor = 50);

create table processes (
  name text collate "C" primary key,
  roles text not null,               -- as JSON
  sources_tag text not null,         -- of the sources of its config
  since bigint not null,
  seen_at bigint not null            -- when it last said that it lives
) with (fillfactor = 50);
