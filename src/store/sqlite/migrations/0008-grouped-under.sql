-- Under which settings all stories were grouped: one row, or none where nobody knows.
create table grouped_under (
  only integer primary key check (only = 1),
  granularity text not null,
  window_ms integer not null,
  engine integer not null            -- which engine decided: a later one may decide otherwise
);
