-- Playbooks, each version kept for ever.
CREATE TABLE playbook (
    playbook    text        NOT NULL,
    version     int         NOT NULL,
    definition  text        NOT NULL,              -- JSON
    create_time timestamptz NOT NULL,
    shipped     text,                              -- SHA-256 of the definition when a release has stored it, NULL when an operator has
    PRIMARY KEY (playbook, version)
);

-- Recommendations as they are after their last change: written in the transaction that appends the change to the
-- account's stream, and made again from the streams when need be.
CREATE TABLE recommendation (
    id             uuid             PRIMARY KEY,
    tenant         text             NOT NULL,
    account        text             NOT NULL,
    log_partition  int              NOT NULL,
    playbook       text             NOT NULL,
    kind           int              NOT NULL,      -- ActionKind
    segment        text             NOT NULL,
    status         int              NOT NULL,      -- Recommendation.Status
    pending        boolean          NOT NULL,      -- open, accepted or snoozed
    accepted       boolean          NOT NULL,      -- whether a user has accepted it
    outcome        int              NOT NULL,      -- Recommendation.Outcome
    priority       int              NOT NULL,      -- among the tasks of one account, 1 first
    value_at_stake double precision NOT NULL,
    wake_at        timestamptz,                    -- when time alone changes it next; null when never
    revision       bigint           NOT NULL,
    message        bytea            NOT NULL       -- bellwether.playbooks.v1.Recommendation
);

-- The invariant that the ledger keeps by its form, held once more where it cannot be forgotten.
CREATE UNIQUE INDEX recommendation_one_pending ON recommendation (tenant, account, playbook) WHERE pending;
CREATE UNIQUE INDEX recommendation_one_pending_of_kind ON recommendation (tenant, account, kind) WHERE pending;
CREATE INDEX recommendation_pending_by_value ON recommendation (tenant, (-value_at_stake), id) WHERE pending;
CREATE INDEX recommendation_pending_by_segment ON recommendation (tenant, segment, (-value_at_stake), id) WHERE pending;
CREATE INDEX recommendation_by_status ON recommendation (tenant, status, (-value_at_stake), id);
CREATE INDEX recommendation_by_account ON recommendation (tenant, account);
CREATE INDEX recommendation_wake ON recommendation (wake_at) WHERE wake_at IS NOT NULL;
CREATE INDEX recommendation_pending_by_partition ON recommendation (log_partition) WHERE pending;

-- Per account, the membership event that was dealt with last: older and repeated ones are skipped.
CREATE TABLE acted_membership (
    tenant     text        NOT NULL,
    account    text        NOT NULL,
    version    bigint      NOT NULL,
    segment    text        NOT NULL,               -- empty once the membership has ended
    settled    boolean     NOT NULL,               -- whether a closing told so, or a fact between two
    decided_at timestamptz NOT NULL,
    features   bytea       NOT NULL,               -- bellwether.features.v1.Features that the account was judged on
    acted_on   boolean     NOT NULL,               -- false: another scheme alone has moved it there, and plays do not act on that
    PRIMARY KEY (tenant, account)
);
