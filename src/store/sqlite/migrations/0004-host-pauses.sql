-- Hosts that asked to be left alone, also those that only redirects lead to.
create table host_pauses (
  host text primary key,             -- with the port
  until integer not null,
  reason text not null
) without rowid;
