-- Streams of events, and the outbox in one. See EventStore and EventPublisher.

CREATE TABLE stream (
    stream_id       text   COLLATE "C" PRIMARY KEY,   -- kind:tenant/account
    version         bigint NOT NULL,             -- of its last event; 0 without events
    snapshot        bytea,                       -- the state at that version; disposable
    snapshot_schema int    NOT NULL
) WITH (fillfactor = 60);

CREATE TABLE event (
    position    bigint      GENERATED ALWAYS AS IDENTITY,       -- neither dense nor in commit order
    xid         xid8        NOT NULL DEFAULT pg_current_xact_id(),
    stream_id   text        COLLATE "C" NOT NULL,
    version     bigint      NOT NULL,
    type        text        NOT NULL,
    payload     bytea       NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (stream_id, version)
);

-- What the publisher polls, in the order in which it publishes.
CREATE INDEX event_by_transaction ON event (xid, position);

-- Where the publisher has come to: everything at or before it has been acknowledged by the log.
CREATE TABLE published (
    topic    text   PRIMARY KEY,
    xid      xid8   NOT NULL,
    position bigint NOT NULL
);
