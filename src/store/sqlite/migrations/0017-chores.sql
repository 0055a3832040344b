-- What is done from time to time by one process of all (upkeep, backup): when it was begun last, and how it ended.
create table chores (
  name text primary key,
  begun_at integer not null,
  done_at integer,                   -- when it last succeeded
  result text,                       -- what came of it then
  fault text                         -- why it has failed since
) without rowid;
