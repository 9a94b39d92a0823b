-- What a person's days have around them: their own names and pictures, in their own order. For nobody else.
CREATE TABLE activity (
    id BLOB PRIMARY KEY,
    author BLOB NOT NULL,
    position INTEGER NOT NULL,  -- with gaps, so that moving one writes one; equal ones by id
    sealed BLOB,                -- its name and picture
    created_at INTEGER NOT NULL, created_offset INTEGER NOT NULL,
    edited_at INTEGER, edited_offset INTEGER,
    deleted_at INTEGER, deleted_offset INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX activity_author ON activity(author);
