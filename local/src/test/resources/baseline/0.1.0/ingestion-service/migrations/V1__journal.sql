-- Every recorded fact, once. One table per log partition (made at start, see JournalPartitions), so that each has one
-- writer and a replay reads one table in order. The primary key of each is the identity alone: four columns, three of them
-- text, cost a quarter more for each row.
CREATE TABLE journal (
    log_partition int                NOT NULL,
    tenant        text COLLATE "C"   NOT NULL,
    account       text COLLATE "C"   NOT NULL,
    identity      uuid               NOT NULL,  -- 128 bits of SHA-256 over tenant, account, source and event id
    log_offset    bigint             NOT NULL,  -- on bellwether.inbound.v1
    occurred_at   timestamptz        NOT NULL,
    content_hash  bigint             NOT NULL,  -- 64 bits of SHA-256 over the event's bytes
    payload       bytea              NOT NULL   -- bellwether.ingestion.v1.LogEntry, as it came
) PARTITION BY LIST (log_partition);

CREATE INDEX journal_by_offset ON journal (log_partition, log_offset);
CREATE INDEX journal_by_account ON journal (tenant, account, occurred_at);

-- Days closed and backfills finished, where they stand in the log.
CREATE TABLE marker (
    log_partition int    NOT NULL,
    log_offset    bigint NOT NULL,
    identity      text   NOT NULL,  -- what it says: a marker written twice is one marker
    payload       bytea  NOT NULL,
    PRIMARY KEY (log_partition, log_offset),
    UNIQUE (log_partition, identity)
);
