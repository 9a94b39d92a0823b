-- How close somebody felt, once in a while: one of seven pictures of two circles.
CREATE TABLE closeness (
    id BLOB PRIMARY KEY,
    author BLOB NOT NULL,
    audience TEXT NOT NULL,
    day INTEGER NOT NULL,
    felt_at INTEGER NOT NULL, felt_offset INTEGER NOT NULL,
    level INTEGER,              -- 1 side by side … 7 almost one
    sealed BLOB,
    edited_at INTEGER, edited_offset INTEGER,
    deleted_at INTEGER, deleted_offset INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX closeness_day ON closeness(day, author);
