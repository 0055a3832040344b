-- Instants are milliseconds since 1970 (UTC). Lists and small records are JSON. Absent is null.
-- What is looked up or sorted by is compared byte by byte (collate "C"): so it is the same on every machine, and an index
-- outlives another version of the system's language rules.

create table feeds (
  id bigint generated always as identity primary key,
  url text collate "C" not null unique, -- the source's address: the feed's identity
  position integer,                  -- its place in the config; null: not in it any more
  name text,
  category text collate "C",
  every text,
  weight double precision,           -- how much the source counts, where the config says
  fetch_url text not null,
  host text collate "C" not null,    -- of fetch_url, with the port
  state text collate "C" not null,
  title text,
  site_url text,
  language text,
  image_url text,
  description text,
  entry_count bigint not null default 0,
  next_poll_at bigint not null,
  next_poll_reason text not null,
  not_before bigint,
  host_failures bigint,              -- of a host that did not answer: how often in a row, it or another feed of that host that was asked for all of them
  push_since bigint,                 -- since when, without a gap, its hub has promised to tell
  push_until bigint,                 -- until when
  push_told_at bigint,               -- when it last told, signed
  push_due_at bigint,                -- told while the feed was being asked: due again then
  polling jsonb not null,            -- the rest of what polling remembers
  poll_count bigint not null default 0,
  lease bigint not null default 0,   -- the fence: moves on with every claim
  leased_until bigint
) with (fillfactor = 70);            -- every poll writes its row two times or three: the new one finds room beside the old
create index feeds_due on feeds (next_poll_at) where position is not null;
create index feeds_by_host on feeds (host);
create index feeds_in_trouble on feeds (host, next_poll_at) where host_failures is not null;
-- The status page: how many are in which state, and which those are.
create index feeds_by_state on feeds (state, position, entry_count) where position is not null;

create table entries (
  id bigint generated always as identity primary key,
  feed_id bigint not null references feeds (id),
  content_hash text collate "C" not null, -- of all that the document says: equal hashes mean nothing to write
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
  details text,                      -- what only some readers show, as JSON
  agency text,
  language text collate "C",
  published_at bigint,
  updated_at bigint,
  first_seen_at bigint not null,
  shown_at bigint not null,
  story_id bigint,                   -- null until grouping has placed it
  copy_group bigint,
  layer text,
  reason text,
  placed_order bigint,               -- counts up over all placements: grouping is replayed in this order
  content_html text                  -- long ones are stored apart, so that lists need not read over them
);
create index entries_by_feed on entries (feed_id, shown_at desc, id desc);
create index entries_latest on entries (shown_at desc, id desc) where story_id is not null;
create index entries_by_story on entries (story_id, shown_at, id) where story_id is not null;
create index entries_ungrouped on entries (shown_at, feed_id, id) where story_id is null;
create index entries_placed on entries (placed_order) where story_id is not null;

-- What an entry said before its publisher changed its title or its text.
create table entry_versions (
  id bigint generated always as identity primary key,
  entry_id bigint not null references entries (id) on delete cascade,
  said_until bigint not null,        -- when it was first seen to say something else
  title text not null,
  summary text,
  content_html text                  -- null also where it was too long to be kept
);
create index entry_versions_by_entry on entry_versions (entry_id, id);

-- What an entry is known by within its feed. A dropped entry leaves its keys behind, so that it does not come back as new.
create table entry_keys (
  feed_id bigint not null references feeds (id),
  key text collate "C" not null,
  entry_id bigint references entries (id) on delete set null,
  primary key (feed_id, key)
);
create index entry_keys_by_entry on entry_keys (entry_id) where entry_id is not null;

create table stories (
  id bigint primary key,
  lead_entry_id bigint not null references entries (id),
  lead_reason text,                  -- why that entry speaks for the story, in words
  language text collate "C" not null,
  entry_count bigint not null,
  coverage bigint not null,
  first_report_at bigint not null,
  last_report_at bigint not null,
  updated_at bigint not null,
  rank double precision not null
);
create index stories_by_rank on stories (rank desc, id desc);
create index stories_by_first_report on stories (first_report_at desc, id desc);
create index stories_by_lead on stories (lead_entry_id);

-- A merged story's old id leads on to the one that took it in.
create table merged_stories (
  id bigint primary key,
  into_id bigint not null,
  reason text not null,
  merged_at bigint not null
);
create index merged_stories_by_into on merged_stories (into_id);

-- What a story is remembered by, and the earlier story of the same saga that it follows on: always a lower id.
create table story_topics (
  story_id bigint primary key references stories (id) on delete cascade,
  profile text,                      -- null: its entries have changed by hand, it is made anew from them
  earlier_id bigint references stories (id) on delete set null,
  reason text                        -- of the link
);
create index story_topics_by_earlier on story_topics (earlier_id) where earlier_id is not null;

-- Under which settings all stories were grouped: one row, or none where nobody knows.
create table grouped_under (
  "only" integer primary key check ("only" = 1),
  granularity text not null,
  window_ms bigint not null,
  engine bigint not null             -- which engine decided: a later one may decide otherwise
);

-- What people decided about stories: kept by entry, so that it holds through merges, moves and re-grouping.
create table corrections (
  id bigint generated always as identity primary key,
  kind text not null,                -- apart, together
  made_at bigint not null,
  story_id bigint not null,          -- apart: opened by it; together: ended by it
  led_on text not null,              -- ids that led to story_id then
  title text not null,
  other_title text not null,
  undone_at bigint,
  outcome text,                      -- what undoing it came to
  overruled_by bigint                -- the later correction that undid it, and with which it comes back
);
create index corrections_overruled on corrections (overruled_by) where overruled_by is not null;
create table correction_entries (
  entry_id bigint not null references entries (id) on delete cascade,
  correction_id bigint not null references corrections (id) on delete cascade,
  side integer not null,             -- 0: set apart, or of the story that ended; 1: those it was about
  before text,                       -- the place before, where the correction changed it
  primary key (entry_id, correction_id)
);
create index correction_entries_by_correction on correction_entries (correction_id, side);

-- Hosts that asked to be left alone, also those that only redirects lead to.
create table host_pauses (
  host text collate "C" primary key, -- with the port
  until bigint not null,
  reason text not null
);

-- The last polls of each feed. A ring: `slot` is the poll's number modulo 50, so that each new one takes the place of
-- the oldest in a single write.
create table polls (
  feed_id bigint not null references feeds (id),
  slot integer not null,
  polled_at bigint not null,
  outcome text not null,
  status integer,                    -- HTTP
  took_ms double precision,          -- null where nobody was asked
  bytes bigint,                      -- of the body, as received
  entries bigint,                    -- in the document; null where there was none
  added bigint,
  changed bigint,
  error text,
  asked_url text,                    -- where that was not the source's own address
  next_poll_at bigint,               -- when it was to be asked next; null: never
  next_poll_reason text not null,
  primary key (feed_id, slot)
) with (fillfactor = 80);

-- WebSub: who is told of changes of our feeds, and who asked to be.
create table hub_topics (
  topic text collate "C" primary key, -- a feed's own address
  tag text collate "C" not null,     -- of its bytes when they were last looked at
  missing_since bigint               -- since when there is no such feed
);

create table hub_subscriptions (
  id bigint generated always as identity primary key,
  topic text collate "C" not null,
  callback text collate "C" not null,
  domain text collate "C" not null,  -- of the callback: the registrable one, or an address
  secret text,
  since bigint not null,
  expires_at bigint not null,
  delivered_tag text collate "C" not null, -- of the bytes that the subscriber has
  delivered_at bigint,
  due_at bigint,                     -- when it is told next; null: it has what there is
  failures bigint not null default 0,
  failing_since bigint,
  last_error text,
  lease bigint not null default 0,   -- the fence: moves on with every claim
  leased_until bigint,
  unique (topic, callback)
);
create index hub_subscriptions_due on hub_subscriptions (due_at) where due_at is not null;
create index hub_subscriptions_by_domain on hub_subscriptions (domain);
create index hub_subscriptions_expiring on hub_subscriptions (expires_at);
create index hub_subscriptions_leased on hub_subscriptions (domain, leased_until) where leased_until is not null;
create index hub_subscriptions_failing on hub_subscriptions (domain) where failures > 0;

-- What a callback is asked to confirm, or has to be told. The latest wish for a topic takes the place of the one before.
create table hub_requests (
  id bigint generated always as identity primary key,
  mode text collate "C" not null,    -- subscribe, unsubscribe, denied
  topic text collate "C" not null,
  callback text collate "C" not null,
  domain text collate "C" not null,
  lease_ms bigint,
  secret text,
  reason text,
  due_at bigint not null,
  attempts bigint not null default 0,
  lease bigint not null default 0,
  leased_until bigint,
  unique (topic, callback)
);
create index hub_requests_due on hub_requests (due_at);
create index hub_requests_by_domain on hub_requests (domain);

-- When a domain may be asked next, so that nobody has a third party flooded with questions.
create table hub_paces (
  domain text collate "C" primary key, -- or * for all together
  next_at bigint not null,
  failures bigint not null default 0 -- questions in a row that were not confirmed
);

-- WebSub: hubs that are asked to tell of a feed's news. What polling goes by stands with the feed itself.
create table push_wishes (
  feed_id bigint primary key references feeds (id) on delete cascade,
  hub text collate "C" not null,
  topic text collate "C" not null,
  token text collate "C" not null unique, -- of the callback's address: nobody can guess it
  secret text not null,              -- the hub signs with it
  base text collate "C",             -- what the callback's address began with when it was last asked for
  due_at bigint not null,            -- when the hub is asked (again)
  attempts bigint not null default 0, -- requests in a row that were not confirmed
  last_error text,
  lease bigint not null default 0,   -- the fence: moves on with every claim, and what the hub says meanwhile
  leased_until bigint
);
create index push_wishes_due on push_wishes (due_at);
create index push_wishes_by_hub on push_wishes (hub, due_at);

-- `clock`: the latest instant at which feeds were claimed: a clock that shows less was set back. `name`: what this store is
-- called where its ids meet those of others: by chance, and for good. Forty bits stay exact in a program's numbers.
create table counters (
  name text collate "C" primary key,
  value bigint not null
) with (fillfactor = 10);
insert into counters (name, value) values
  ('revision', 1), ('story', 0), ('placement', 0), ('clock', 0),
  ('name', 1 + floor(random() * 1099511627776)::bigint);
