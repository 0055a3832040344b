-- The last polls of each feed. A ring: `slot` is the poll's number modulo 50, so that each new one takes the place of
-- the oldest in a single write.
create table polls (
  feed_id integer not null references feeds (id),
  slot integer not null,
  polled_at integer not null,
  outcome text not null,
  status integer,                    -- HTTP
  took_ms integer,                   -- null where nobody was asked
  bytes integer,                     -- of the body, as received
  entries integer,                   -- in the document; null where there was none
  added integer,
  changed integer,
  error text,
  asked_url text,                    -- where that was not the source's own address
  next_poll_at integer,              -- when it was to be asked next; null: never
  next_poll_reason text not null,
  primary key (feed_id, slot)
) without rowid;
alter table feeds add column poll_count integer not null default 0;

-- The status page: how many are in which state, and which those are.
create index feeds_by_state on feeds (state, position, entry_count) where position is not null;
