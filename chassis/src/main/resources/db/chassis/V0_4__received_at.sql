-- When the fact was received that an event was decided on: for how long it took, see ReceivedAt. Null where no fact caused it, and
-- in what was stored before.
ALTER TABLE event ADD COLUMN received_at timestamptz;
