-- How much a source counts, where the config says; and why an entry speaks for its story, in words.
alter table feeds add column weight real;
alter table stories add column lead_reason text;
