-- Systems of tenants that send events, and what they may send: NULL is no limit.
CREATE TABLE source (
    tenant            text COLLATE "C" NOT NULL,
    id                text COLLATE "C" NOT NULL,
    display_name      text             NOT NULL,
    events_per_second bigint,
    events_per_day    bigint,
    events_per_month  bigint,
    create_time       timestamptz      NOT NULL,
    PRIMARY KEY (tenant, id)
);

CREATE TABLE write_key (
    id             text COLLATE "C" PRIMARY KEY,
    tenant         text COLLATE "C" NOT NULL,
    source         text COLLATE "C" NOT NULL,
    hash           bytea            NOT NULL UNIQUE,  -- SHA-256 of the key
    prefix         text             NOT NULL,
    create_time    timestamptz      NOT NULL,
    expire_time    timestamptz,
    revoke_time    timestamptz,
    last_used_time timestamptz,
    FOREIGN KEY (tenant, source) REFERENCES source (tenant, id)
);

CREATE INDEX write_key_newest ON write_key (tenant, source, create_time, id);

-- What each source has sent, by day (UTC). Replicas add up here once a second.
CREATE TABLE source_use (
    tenant    text COLLATE "C" NOT NULL,
    source    text COLLATE "C" NOT NULL,
    day       date             NOT NULL,
    accepted  bigint           NOT NULL,
    rejected  bigint           NOT NULL,
    bytes     bigint           NOT NULL,
    last_seen timestamptz      NOT NULL,
    PRIMARY KEY (tenant, source, day)
);
