-- WebSub: hubs that are asked to tell of a feed's news. What polling goes by stands with the feed itself.
alter table feeds add column push_since integer;   -- since when, without a gap, its hub has promised to tell
alter table feeds add column push_until integer;   -- until when
alter table feeds add column push_told_at integer; -- when it last told, signed
alter table feeds add column push_due_at integer;  -- told while the feed was being asked: due again then

create table push_wishes (
  feed_id integer primary key references feeds (id) on delete cascade,
  hub text not null,
  topic text not null,
  token text not null unique,        -- of the callback's address: nobody can guess it
  secret text not null,              -- the hub signs with it
  base text,                         -- what the callback's address began with when it was last asked for
  due_at integer not null,           -- when the hub is asked (again)
  attempts integer not null default 0, -- requests in a row that were not confirmed
  last_error text,
  lease integer not null default 0,  -- the fence: moves on with every claim, and what the hub says meanwhile
  leased_until integer
);
create index push_wishes_due on push_wishes (due_at);
create index push_wishes_by_hub on push_wishes (hub, due_at);
