-- What only some readers show, as JSON: rights, credit of the picture, comments' count and feed, transcripts, chapters.
alter table entries add column details text;
