-- How far this service has come in each partition that it reads. Moved by compare-and-set in the transaction of the
-- batch, so that only one owner's work counts. See LogConsumer.
CREATE TABLE log_offset (
    topic     text   NOT NULL,
    partition int    NOT NULL,
    next      bigint NOT NULL,   -- the first offset not yet applied
    PRIMARY KEY (topic, partition)
) WITH (fillfactor = 50);

-- Accounts that could not be processed: their later records are passed over until they are resumed.
CREATE TABLE suspended_account (
    topic         text        NOT NULL,
    partition     int         NOT NULL,
    tenant        text        NOT NULL,
    account       text        NOT NULL,
    log_offset    bigint      NOT NULL,   -- of the first record that was not applied
    reason        text        NOT NULL,
    suspended_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (topic, partition, tenant, account)
);
