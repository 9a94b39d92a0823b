-- What was brought in from another program, so that it can be taken back in one step, later too.
CREATE TABLE import (
    id BLOB PRIMARY KEY,
    author BLOB NOT NULL,
    sealed BLOB,                -- which program, the file's name, for whom it was meant: its author's alone
    imported_at INTEGER NOT NULL, imported_offset INTEGER NOT NULL,
    deleted_at INTEGER, deleted_offset INTEGER  -- taken back
) STRICT, WITHOUT ROWID;
CREATE INDEX import_author ON import(author);

CREATE TABLE import_item (      -- one thing that came with an import
    id BLOB PRIMARY KEY,
    import BLOB NOT NULL,
    item BLOB NOT NULL,
    item_kind TEXT NOT NULL,    -- check_in, thanks, memory
    deleted_at INTEGER, deleted_offset INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX import_item_import ON import_item(import);
