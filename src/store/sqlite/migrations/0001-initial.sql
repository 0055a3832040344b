-- Instants are milliseconds since 1970 (UTC). Lists and small records are JSON. Absent is null.

create table feeds (
  id integer primary key autoincrement,
  url text not null unique,          -- the source's address: the feed's identity
  position integer,                  -- its place in the config; null: not in it any more
  name text,
  category text,
  every text,
  fetch_url text not null,
  host text not null,                -- of fetch_url, with the port
  state text not null,
  title text,
  site_url text,
  language text,
  image_url text,
  description text,
  entry_count integer not null default 0,
  next_poll_at integer not null,
  next_poll_reason text not null,
  not_before integer,
  polling text not null,             -- the rest of what polling remembers
  lease integer not null default 0,  -- the fence: moves on with every claim
  leased_until integer
);
create index feeds_due on feeds (next_poll_at) where position is not null;
create index feeds_by_host on feeds (host);

create table entries (
  id integer primary key autoincrement,
  feed_id integer not null references feeds (id),
  content_hash text not null,        -- of all that the document says: equal hashes mean nothing to write
  guid text,
  url text,
  title text not null,
  summary text,
  authors text not null,
  categories text not null,
  enclosures text not null,
  image_url text,
  comments_url text,
  origin text,
  agency text,
  language text,
  published_at integer,
  updated_at integer,
  first_seen_at integer not null,
  shown_at integer not null,
  story_id integer,                  -- null until grouping has placed it
  copy_group integer,
  layer text,
  reason text,
  placed_order integer,              -- counts up over all placements: grouping is replayed in this order
  content_html text                  -- last, so that lists need not read over it
);
create index entries_by_feed on entries (feed_id, shown_at desc, id desc);
create index entries_latest on entries (shown_at desc, id desc) where story_id is not null;
create index entries_by_story on entries (story_id, shown_at, id) where story_id is not null;
create index entries_ungrouped on entries (shown_at, id) where story_id is null;
create index entries_placed on entries (placed_order) where story_id is not null;

-- What an entry is known by within its feed. A dropped entry leaves its keys behind, so that it does not come back as new.
create table entry_keys (
  feed_id integer not null references feeds (id),
  key text not null,
  entry_id integer references entries (id) on delete set null,
  primary key (feed_id, key)
) without rowid;
create index entry_keys_by_entry on entry_keys (entry_id);

create table stories (
  id integer primary key,
  lead_entry_id integer not null references entries (id),
  language text not null,
  entry_count integer not null,
  coverage integer not null,
  first_report_at integer not null,
  last_report_at integer not null,
  updated_at integer not null,
  rank real not null
);
create index stories_by_rank on stories (rank desc, id desc);
create index stories_by_first_report on stories (first_report_at desc, id desc);
create index stories_by_lead on stories (lead_entry_id);

-- A merged story's old id leads on to the one that took it in.
create table merged_stories (
  id integer primary key,
  into_id integer not null,
  reason text not null,
  merged_at integer not null
);
create index merged_stories_by_into on merged_stories (into_id);

create virtual table entry_words using fts5 (
  title, summary, body, outlet,
  content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);

create table counters (
  name text primary key,
  value integer not null
) without rowid;
insert into counters (name, value) values ('revision', 1), ('story', 0), ('placement', 0);
