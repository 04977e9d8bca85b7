-- Accounts that have been erased: a hash of each, so that nothing of it is ever taken in again. See ErasedAccounts.
CREATE TABLE erased_account (
    fingerprint   uuid        PRIMARY KEY,   -- the first 128 bits of SHA-256 over tenant, a zero byte and account
    log_partition int         NOT NULL,
    -- ERASING: its data is yet to be deleted. ERASED: it is deleted, CONFIRMED: and the log has been told.
    state         text        NOT NULL CHECK (state IN ('ERASING', 'ERASED', 'CONFIRMED')),
    erased_at     timestamptz NOT NULL DEFAULT now(),
    -- Only while it is being erased: after that nothing here names it.
    tenant        text,
    account       text,
    CHECK ((state = 'ERASING') = (tenant IS NOT NULL) AND (state = 'ERASING') = (account IS NOT NULL))
);

CREATE INDEX erased_account_unfinished ON erased_account (state) WHERE state <> 'CONFIRMED';
