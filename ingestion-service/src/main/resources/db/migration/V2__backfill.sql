CREATE TABLE backfill (
    tenant        text        NOT NULL,
    backfill      text        NOT NULL,
    -- FINISHING: takes no more facts, its markers are being written. What they say is fixed then, so that finishing again
    -- after a crash writes the same.
    state         text        NOT NULL CHECK (state IN ('OPEN', 'FINISHING', 'FINISHED')),
    begun_at      timestamptz NOT NULL,
    finished_at   timestamptz,
    close_through date,
    abandoned     boolean     NOT NULL DEFAULT false,
    PRIMARY KEY (tenant, backfill)
);

-- What has been recorded under a backfill. Of each partition by itself, which has one writer: none waits for another.
CREATE TABLE backfill_content (
    tenant        text   NOT NULL,
    backfill      text   NOT NULL,
    log_partition int    NOT NULL,
    events        bigint NOT NULL,
    sources       text[] NOT NULL,  -- a few of them, sorted
    PRIMARY KEY (tenant, backfill, log_partition)
);

CREATE INDEX backfill_newest ON backfill (tenant, begun_at, backfill);
CREATE UNIQUE INDEX backfill_one_at_a_time ON backfill (tenant) WHERE state <> 'FINISHED';
