-- Who reads here, and what they have marked. Unread is kept as what differs: a watermark, and rows for what was marked one by one.

alter table stories add column news_at bigint not null default 0;
update stories set news_at = updated_at;
create index stories_by_news on stories (news_at, id);

-- Cookies are signed with it. Made when it is first asked for.
create table secret (
  "only" integer primary key check ("only" = 1),
  value text not null
);

create table readers (
  id bigint generated always as identity primary key,
  made_at bigint not null,
  last_seen_at bigint not null,
  look text not null,
  read_up_to bigint not null default 0,   -- the watermark: what was news no later than this is read
  revision bigint not null default 0
);
create index readers_by_last_seen on readers (last_seen_at);

create table marks (
  reader_id bigint not null references readers (id) on delete cascade,
  story_id bigint not null,
  read_at bigint,                         -- its news up to then is read
  is_unread integer not null default 0,   -- 1: by hand, whatever the watermark says
  starred_at bigint,
  change_id bigint not null default 0,    -- the change that made the row what it is; 0: none that can be undone
  primary key (reader_id, story_id)
);
create index marks_by_story on marks (story_id);
create index marks_starred on marks (reader_id, story_id) where starred_at is not null;
create index marks_unread on marks (reader_id, story_id) where is_unread = 1;

-- What can be taken back, and the rows that were otherwise before; a row that is in none of these was not there.
create table mark_changes (
  id bigint generated always as identity primary key,
  reader_id bigint not null references readers (id) on delete cascade,
  made_at bigint not null,
  read_up_to_before bigint,               -- where it moved the watermark
  read_up_to_after bigint
);
create index mark_changes_by_reader on mark_changes (reader_id, id);
create table marks_before (
  change_id bigint not null references mark_changes (id) on delete cascade,
  story_id bigint not null,
  read_at bigint,
  is_unread integer not null,
  starred_at bigint,
  earlier_change_id bigint not null,
  primary key (change_id, story_id)
);
