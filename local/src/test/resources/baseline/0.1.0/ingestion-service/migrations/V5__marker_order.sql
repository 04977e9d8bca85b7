-- Every marker that is to stand in the log, in the one order in which all partitions have it: each is in all of them before
-- the next one is sent. Numbers are taken under a lock that is held until the commit, so none appears below one that can be
-- seen already. From here on closing.closed_through is the last day whose end is in this order.
CREATE TABLE marker_order (
    sequence   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    identity   text  NOT NULL UNIQUE,  -- what it says, as in table marker
    payload    bytea NOT NULL,         -- bellwether.ingestion.v1.LogEntry, sent as it is however often
    written_at timestamptz             -- when all partitions had it
);

CREATE INDEX marker_order_unwritten ON marker_order (sequence) WHERE written_at IS NULL;
