UPDATE quarantined_event SET door = coalesce(door, 'grpc'), source = coalesce(source, '') WHERE door IS NULL OR source IS NULL;
ALTER TABLE quarantined_event ALTER COLUMN door SET NOT NULL;
ALTER TABLE quarantined_event ALTER COLUMN source SET NOT NULL;

CREATE INDEX quarantined_event_by_source ON quarantined_event (tenant, source, last_seen_at, fingerprint);

-- What was rejected beyond the most that is kept. Source '' is also that of a tenant of whose sources together too much is kept.
CREATE TABLE quarantine_overflow (
    tenant        text COLLATE "C" NOT NULL,
    source        text COLLATE "C" NOT NULL,
    not_kept      bigint           NOT NULL,
    first_seen_at timestamptz      NOT NULL,
    last_seen_at  timestamptz      NOT NULL,
    PRIMARY KEY (tenant, source)
);
