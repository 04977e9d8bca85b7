-- The last day whose end is marked in every partition of the log. One row.
CREATE TABLE closing (
    only_row       boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    closed_through date NOT NULL
);
