-- Events that were not taken, and why. Sent again, one is counted, not added.
CREATE TABLE quarantined_event (
    tenant        text COLLATE "C" NOT NULL,  -- '-' when the event names no valid one
    fingerprint   uuid             NOT NULL,  -- of reason, field and content
    field         text             NOT NULL,
    reason        text             NOT NULL,
    message       text             NOT NULL,
    event         bytea            NOT NULL,  -- bellwether.ingestion.v1.Event, without its fact when that is too large
    first_seen_at timestamptz      NOT NULL,
    last_seen_at  timestamptz      NOT NULL,
    occurrences   bigint           NOT NULL,
    PRIMARY KEY (tenant, fingerprint)
);

CREATE INDEX quarantined_event_newest ON quarantined_event (tenant, last_seen_at, fingerprint);
CREATE INDEX quarantined_event_oldest ON quarantined_event (last_seen_at);
