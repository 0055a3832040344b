-- What a story is remembered by, and the earlier story of the same saga that it follows on: always a lower id.
create table story_topics (
  story_id integer primary key references stories (id) on delete cascade,
  profile text,                      -- null: its entries have changed by hand, it is made anew from them
  earlier_id integer references stories (id) on delete set null,
  reason text                        -- of the link
);
create index story_topics_by_earlier on story_topics (earlier_id) where earlier_id is not null;
