-- An erased account is remembered by its fingerprint alone.
INSERT INTO erased_account (fingerprint, log_partition, state)
SELECT encode(substring(sha256(convert_to(tenant, 'UTF8') || '\x00'::bytea || convert_to(account, 'UTF8')) FROM 1 FOR 16), 'hex')::uuid,
       log_partition, 'ERASED'
FROM account WHERE erased;
DELETE FROM account WHERE erased;
ALTER TABLE account DROP COLUMN erased;

-- What was made when accounts were there that have been erased since cannot be made again from the journal: false says so.
ALTER TABLE peer_contribution ADD COLUMN rebuildable boolean NOT NULL DEFAULT true;
ALTER TABLE backfill_closing ADD COLUMN rebuildable boolean NOT NULL DEFAULT true;
ALTER TABLE closed_tenant ADD COLUMN rebuildable boolean NOT NULL DEFAULT true;
ALTER TABLE closed_tenant ADD COLUMN since_offset bigint;  -- the DayClosed at which accounts of the tenant were closed first
