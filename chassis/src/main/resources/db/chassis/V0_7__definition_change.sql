-- Counts the changes of each kind of definition. Every change begins by counting, so that changes of a kind come one after the
-- other, and replicas learn from one small row that what they hold in memory is old.
CREATE TABLE definition_change (
    kind    text   PRIMARY KEY,
    changes bigint NOT NULL
);
