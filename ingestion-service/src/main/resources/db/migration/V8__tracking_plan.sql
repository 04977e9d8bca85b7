-- What tenants' own events mean. Versions are kept for ever; the newest is in force.
CREATE TABLE tracking_plan (
    tenant      text COLLATE "C" NOT NULL,
    version     int              NOT NULL,
    definition  text             NOT NULL,  -- YAML, to the letter
    create_time timestamptz      NOT NULL,
    PRIMARY KEY (tenant, version)
);
