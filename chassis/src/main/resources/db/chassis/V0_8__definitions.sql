-- What a tenant's people define (package chassis.definition): drafts, published revisions, and who has changed what.
CREATE TABLE definition_draft (
    tenant        text COLLATE "C" NOT NULL,
    kind          text COLLATE "C" NOT NULL,     -- the collection in names, as in schemes
    id            text COLLATE "C" NOT NULL,
    text          text        NOT NULL,          -- as it was written, to the letter
    title         text        NOT NULL,
    retire        boolean     NOT NULL,          -- the definition is to end; the text is empty
    etag          text        NOT NULL,          -- another one with each change
    author        text        NOT NULL,
    update_time   timestamptz NOT NULL,
    approver      text,                          -- absent until it is approved as it is
    base_revision int         NOT NULL,          -- 0: none
    PRIMARY KEY (tenant, kind, id)
);

-- Rows are added, never changed but for `announced`. The tenant '' has what has come with a release: it counts for every tenant that
-- has no revisions of the definition itself.
CREATE TABLE definition_revision (
    tenant       text COLLATE "C" NOT NULL,
    kind         text COLLATE "C" NOT NULL,
    id           text COLLATE "C" NOT NULL,
    revision     int         NOT NULL,           -- 1, 2, 3, …
    text         text        NOT NULL,
    title        text        NOT NULL,
    digest       text        NOT NULL,           -- SHA-256 of the text in UTF-8, in hexadecimal digits
    author       text        NOT NULL,
    publisher    text        NOT NULL,
    publish_time timestamptz NOT NULL,
    reason       text        NOT NULL,
    first_day    date,                           -- absent: in force from the beginning
    reverts_to   int         NOT NULL,           -- 0: no revert
    retired      boolean     NOT NULL,
    plays_act    boolean     NOT NULL,
    publication  bigint      NOT NULL,           -- the count of changes of 'definitions' with which it came
    announced    boolean     NOT NULL,           -- those who have decided by the revision before have been told
    PRIMARY KEY (tenant, kind, id, revision)
);
CREATE INDEX definition_revision_by_publication ON definition_revision (kind, publication);
CREATE INDEX definition_revision_to_announce ON definition_revision (kind, first_day) WHERE NOT announced;

CREATE TABLE definition_audit (
    number        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tenant        text COLLATE "C" NOT NULL,
    kind          text COLLATE "C" NOT NULL,
    id            text COLLATE "C" NOT NULL,
    action        text        NOT NULL,          -- dev.bellwether.chassis.definition.DefinitionAction
    actor         text        NOT NULL,          -- subject of the credential
    at            timestamptz NOT NULL,
    from_revision int         NOT NULL,          -- 0: none
    to_revision   int         NOT NULL,          -- the same as before where a draft has been changed
    reason        text        NOT NULL
);
CREATE INDEX definition_audit_by_definition ON definition_audit (tenant, kind, id, number);

-- The last day that has been closed for a tenant, by the partition of its accounts: no revision may begin on it, or before.
CREATE TABLE closed_day (
    tenant        text COLLATE "C" NOT NULL,
    log_partition int  NOT NULL,
    day           date NOT NULL,
    PRIMARY KEY (tenant, log_partition)
);
