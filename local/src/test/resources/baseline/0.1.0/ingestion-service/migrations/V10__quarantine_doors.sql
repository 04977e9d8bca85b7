-- Where a rejected event came in, from whom, and as what.
ALTER TABLE quarantined_event ADD COLUMN door text;    -- grpc, segment, cloudevents
ALTER TABLE quarantined_event ADD COLUMN source text;  -- id of the source
ALTER TABLE quarantined_event ADD COLUMN raw bytea;    -- JSON, at most 32 KB; absent for grpc
