-- The trace that an event belongs to, as a traceparent of W3C Trace Context: for whoever follows an event through the platform. Null where
-- nothing is traced, and in what was stored before.
ALTER TABLE event ADD COLUMN trace text;
