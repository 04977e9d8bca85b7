-- Where accounts are now: what the membership streams come to, to be looked up and counted. Written with the events.
CREATE TABLE membership (
    tenant         text COLLATE "C" NOT NULL,
    account        text COLLATE "C" NOT NULL,
    log_partition  int    NOT NULL,
    segment        text COLLATE "C" NOT NULL,
    since          date   NOT NULL,
    standing       text COLLATE "C",             -- absent until the first closing
    standing_since date,
    version        bigint NOT NULL,              -- of the stream
    decision       bytea  NOT NULL,              -- bellwether.segmentation.v1.Decision: the entry into the segment
    PRIMARY KEY (tenant, account)
);
CREATE INDEX membership_by_segment ON membership (tenant, segment, account);
CREATE INDEX membership_by_partition ON membership (log_partition);

-- The last snapshot of each account, and how new it is. Written for every snapshot: narrow, and with room on its pages,
-- so that an update stays on its page and touches no index.
CREATE TABLE account_snapshot (
    tenant           text COLLATE "C" NOT NULL,
    account          text COLLATE "C" NOT NULL,
    log_partition    int      NOT NULL,
    events_offset    bigint   NOT NULL,
    as_of            date     NOT NULL,
    kind             smallint NOT NULL,          -- bellwether.features.v1.Snapshot.Kind
    features         bytea,                      -- bellwether.features.v1.Features; absent for an erased account
    mrr              double precision NOT NULL,
    lifetime_revenue double precision NOT NULL,
    currency         text     NOT NULL,          -- of both amounts; empty when none is named
    revision         int      NOT NULL,          -- of the scheme by which it was decided
    PRIMARY KEY (tenant, account)
) WITH (fillfactor = 60);
CREATE INDEX account_snapshot_by_partition ON account_snapshot (log_partition, tenant, account);

-- Which revision of its tenant's scheme all accounts of a partition have been decided by again, though nothing was heard of them.
CREATE TABLE taken_force (
    tenant        text COLLATE "C" NOT NULL,
    log_partition int    NOT NULL,
    day           date   NOT NULL,             -- the first one of the revision
    revision      int    NOT NULL,
    log_offset    bigint NOT NULL,             -- of the notice on topic `features`
    PRIMARY KEY (tenant, log_partition)
);
