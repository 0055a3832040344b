-- Of a feed whose host did not answer: how often in a row, it or another feed of that host that was asked for all of them.
alter table feeds add column host_failures integer;
create index feeds_in_trouble on feeds (host, next_poll_at) where host_failures is not null;
-- The latest instant at which feeds were claimed: a clock that shows less was set back.
insert into counters (name, value) values ('clock', 0);
