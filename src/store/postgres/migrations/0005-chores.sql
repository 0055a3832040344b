-- What is done from time to time by one process of all (upkeep, backup): when it was begun last, and how it ended.
create table chores (
  name text collate "C" primary key,
  begun_at bigint not null,
  done_at bigint,                    -- when it last succeeded
  result text,                       -- what came of it then
  fault text                         -- why it has failed since
);
