-- Where a rejected event came in, from whom, and as what.
ALTER TABLE quarantined_event ADD COLUMN door text;    -- grpc, segment, cloudevents
ALTER TABLE quarantined_event ADD COLUMN source text;  -- id of the source
ALTER TABLE quarantined_event ADD COLUMN raw bytea;    -- as it was sent, to the byte, at most 32 KB; absent for grpc
ALTER TABLE quarantined_event ADD COLUMN complete bytea;  -- JSON with what its call said for it, where that is more than raw says
