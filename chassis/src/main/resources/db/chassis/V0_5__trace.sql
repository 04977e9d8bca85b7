-- The trace that an event belongs to, as a traceparent of W3C Trace Context: to follow an event through the platform. Null where
-- the event is not traced, and in rows that were stored before this column.
ALTER TABLE event ADD COLUMN trace text;
