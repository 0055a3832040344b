-- WebSub: who is told of changes of our feeds, and who asked to be.
create table hub_topics (
  topic text primary key,            -- a feed's own address
  tag text not null,                 -- of its bytes when they were last looked at
  missing_since integer              -- since when there is no such feed
) without rowid;

create table hub_subscriptions (
  id integer primary key autoincrement,
  topic text not null,
  callback text not null,
  domain text not null,              -- of the callback: the registrable one, or an address
  secret text,
  since integer not null,
  expires_at integer not null,
  delivered_tag text not null,       -- of the bytes that the subscriber has
  delivered_at integer,
  due_at integer,                    -- when it is told next; null: it has what there is
  failures integer not null default 0,
  failing_since integer,
  last_error text,
  lease integer not null default 0,  -- the fence: moves on with every claim
  leased_until integer,
  unique (topic, callback)
);
create index hub_subscriptions_due on hub_subscriptions (due_at) where due_at is not null;
create index hub_subscriptions_by_domain on hub_subscriptions (domain);
create index hub_subscriptions_expiring on hub_subscriptions (expires_at);
create index hub_subscriptions_leased on hub_subscriptions (domain, leased_until) where leased_until is not null;
create index hub_subscriptions_failing on hub_subscriptions (domain) where failures > 0;

-- What a callback is asked to confirm, or has to be told. The latest wish for a topic takes the place of the one before.
create table hub_requests (
  id integer primary key autoincrement,
  mode text not null,                -- subscribe, unsubscribe, denied
  topic text not null,
  callback text not null,
  domain text not null,
  lease_ms integer,
  secret text,
  reason text,
  due_at integer not null,
  attempts integer not null default 0,
  lease integer not null default 0,
  leased_until integer,
  unique (topic, callback)
);
create index hub_requests_due on hub_requests (due_at);
create index hub_requests_by_domain on hub_requests (domain);

-- When a domain may be asked next, so that nobody has a third party flooded with questions.
create table hub_paces (
  domain text primary key,           -- or * for all together
  next_at integer not null,
  failures integer not null default 0 -- questions in a row that were not confirmed
) without rowid;
