-- Which messages have been taken from bellwether.captured.v1, so that each counts once, however often and whenever it is sent
-- again. Kept for as long as an event may be old: what comes later is too old anyway.
CREATE TABLE captured_message (
    identity     uuid        PRIMARY KEY,  -- CapturedMessage.identity
    content_hash bigint      NOT NULL,     -- CapturedMessage.content_hash
    seen_at      timestamptz NOT NULL
);
-- Rows come in about the order of their time.
CREATE INDEX captured_message_by_age ON captured_message USING brin (seen_at) WITH (autosummarize = on);

-- What is known of persons beyond their ids. A row of an anonymous person, or of a user without an account, is also the lock between what
-- waits for them to be known and what makes them known, which come through different partitions.
CREATE TABLE person (
    tenant     text COLLATE "C" NOT NULL,
    person     text COLLATE "C" NOT NULL,  -- user:{id} or anonymous:{id}
    account    text COLLATE "C",           -- that they were last put in
    account_at timestamptz,
    account_by text COLLATE "C",           -- the id of the message that said so: of two of one time the greater one holds
    linked_to  text COLLATE "C",           -- the id of the user that they are
    linked_at  timestamptz,
    linked_by  text COLLATE "C",
    alone      boolean     NOT NULL DEFAULT false,  -- an account of their own: no company had become known in time
    touched_at timestamptz NOT NULL,
    PRIMARY KEY (tenant, person)
) WITH (fillfactor = 80);
CREATE INDEX person_by_account ON person (tenant, account) WHERE account IS NOT NULL;
-- Of whom nothing is known: forgotten after a time.
CREATE INDEX person_unknown_by_age ON person (touched_at) WHERE account IS NULL AND linked_to IS NULL AND NOT alone;
CREATE INDEX person_by_link ON person (tenant, linked_to) WHERE linked_to IS NOT NULL;

-- Messages of persons, until it is known where they belong: of an anonymous one, until they are identified; of a user without a company,
-- for a short while. With found_by: the account is known, and the finder is about to publish the message.
CREATE TABLE waiting_message (
    tenant        text COLLATE "C" NOT NULL,
    person        text COLLATE "C" NOT NULL,  -- user:{id} or anonymous:{id}
    log_partition int         NOT NULL,       -- of bellwether.captured.v1
    log_offset    bigint      NOT NULL,
    since         timestamptz NOT NULL,
    payload       bytea       NOT NULL,       -- bellwether.ingestion.v1.CapturedMessage
    account       text COLLATE "C",
    known_as      text COLLATE "C",           -- the user
    own_account   boolean,                    -- whether the user is the account
    found_by      int,                        -- the partition that passes it on; below zero, what settles users without a company
    backfill      text,                       -- that it is passed on under; null for a stranger's
    settles_at    timestamptz,                -- when the user, without a company by then, is an account; null for a stranger
    settles_by    timestamptz,                -- as late as that may become while they go on doing something
    PRIMARY KEY (tenant, person, log_partition, log_offset)
);
CREATE INDEX waiting_message_found ON waiting_message (found_by) WHERE found_by IS NOT NULL;
CREATE INDEX waiting_message_due ON waiting_message (settles_at) WHERE found_by IS NULL AND settles_at IS NOT NULL;
CREATE INDEX waiting_message_by_age ON waiting_message (since);

-- What has been decided about the records of a partition that are not passed on yet: decided once, whatever dies before they are.
CREATE TABLE resolution (
    log_partition  int      PRIMARY KEY,
    through_offset bigint   NOT NULL,         -- decided up to here
    offsets        bigint[] NOT NULL,         -- of the records to be passed on; the others are repeats, or wait
    accounts       text[]   NOT NULL,
    users          text[]   NOT NULL,
    own_account    boolean[] NOT NULL
);
