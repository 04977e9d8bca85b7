-- The marker at which some accounts are closed and others not yet. Above events_offset as long as that is so.
ALTER TABLE applied ADD COLUMN closing_offset bigint;
