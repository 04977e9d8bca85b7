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

CREATE INDEX backfill_newest ON backfill (tenant, begun_at, backfill);
CREATE UNIQUE INDEX backfill_one_at_a_time ON backfill (tenant) WHERE state <> 'FINISHED';
