-- Which topics this service's offsets and publications are of: the id that Kafka gave each when it was made. A topic of the same name with
-- another id is another log, however far it reaches. See KnownLog.
CREATE TABLE log_topic (
    topic text PRIMARY KEY,
    id    uuid NOT NULL
);
