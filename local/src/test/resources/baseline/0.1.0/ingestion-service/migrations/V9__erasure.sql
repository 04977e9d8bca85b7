-- Erasures asked for, and when they are complete the receipts. They name no account.
CREATE TABLE erasure (
    fingerprint  uuid PRIMARY KEY,             -- see erased_account
    tenant       text COLLATE "C" NOT NULL,
    reason       text        NOT NULL,
    requested_at timestamptz NOT NULL,
    completed_at timestamptz                   -- when the last service confirmed
);

CREATE INDEX erasure_newest ON erasure (tenant, requested_at, fingerprint);

-- What the services have told. A confirmation may come before the row above is committed.
CREATE TABLE erasure_confirmation (
    fingerprint  uuid        NOT NULL,
    service      text        NOT NULL,
    confirmed_at timestamptz NOT NULL,
    PRIMARY KEY (fingerprint, service)
);
