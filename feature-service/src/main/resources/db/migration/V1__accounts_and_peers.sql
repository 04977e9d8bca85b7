-- Days are counted from 1970-01-01 (UTC), months as year * 12 + month - 1. Keys are sorted by their bytes, as in Java.

-- How far each partition of the log has been folded.
CREATE TABLE applied (
    log_partition   int    PRIMARY KEY,
    events_offset   bigint NOT NULL,   -- the last inbound offset applied
    last_closed_day int,
    contributed_day int                -- the last closing that this partition has contributed to
) WITH (fillfactor = 50);

CREATE TABLE account (
    log_partition       int              NOT NULL,
    tenant              text COLLATE "C" NOT NULL,
    account             text COLLATE "C" NOT NULL,
    first_fact_day      int,
    last_closed_day     int,
    latest_received_day int,
    backfill            text             NOT NULL,   -- unfinished, with facts of this account; '' for none
    erased              boolean          NOT NULL,
    PRIMARY KEY (log_partition, tenant, account)
) WITH (fillfactor = 80);

-- What is known of an account in one month. See ChunkEncoding.
CREATE TABLE chunk (
    log_partition int              NOT NULL,
    tenant        text COLLATE "C" NOT NULL,
    account       text COLLATE "C" NOT NULL,
    month         int              NOT NULL,
    bytes         bytea            NOT NULL,
    PRIMARY KEY (log_partition, tenant, account, month)
) WITH (fillfactor = 70);

-- Tenants that the partition has closed accounts of.
CREATE TABLE closed_tenant (
    log_partition int              NOT NULL,
    tenant        text COLLATE "C" NOT NULL,
    PRIMARY KEY (log_partition, tenant)
);

-- How far each partition has come at the end of a backfill.
CREATE TABLE backfill_closing (
    tenant        text COLLATE "C" NOT NULL,
    backfill      text             NOT NULL,
    log_partition int              NOT NULL,
    stage         int              NOT NULL,   -- see BackfillStage
    first_day     int,                         -- of the history that the backfill has brought to the partition
    PRIMARY KEY (tenant, backfill, log_partition)
);

-- The peers of one partition, kept so that a rebuild can be compared with them.
CREATE TABLE peer_contribution (
    tenant        text COLLATE "C" NOT NULL,
    day           int              NOT NULL,
    backfill      text             NOT NULL,   -- at whose end; '': at the closing of the day
    log_partition int              NOT NULL,
    bytes         bytea            NOT NULL,
    PRIMARY KEY (tenant, day, backfill, log_partition)
);

-- The peers of all partitions, frozen.
CREATE TABLE peer_reference (
    tenant       text COLLATE "C" NOT NULL,
    day          int              NOT NULL,
    company_type int              NOT NULL,
    backfill     text             NOT NULL,
    bytes        bytea            NOT NULL,
    PRIMARY KEY (tenant, company_type, day)
);
