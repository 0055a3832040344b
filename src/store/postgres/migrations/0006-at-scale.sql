-- Every page names the categories.
create index feeds_by_category on feeds (category) where position is not null;
