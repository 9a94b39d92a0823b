-- Built to be merged: rows are made on several devices and meet later. So no UNIQUE and no enforced
-- foreign key between rows that people make, a delete is a column, a vote is a row, and what will be
-- kept to oneself lies in `sealed`, with NULL in the columns it stands for. Days are days since 1970-01-01, instants UTC milliseconds with the
-- zone's offset in minutes.

CREATE TABLE setting (          -- the household's; merges by name
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL,
    changed_at INTEGER NOT NULL, changed_offset INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE device_setting (   -- this device's own; never leaves it
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE person (
    id BLOB PRIMARY KEY,
    name TEXT NOT NULL,
    colour TEXT NOT NULL,
    face TEXT NOT NULL,         -- a drawn face's name
    portrait BLOB,              -- a photo's content hash; wins over the drawn face
    created_at INTEGER NOT NULL, created_offset INTEGER NOT NULL,
    edited_at INTEGER, edited_offset INTEGER,
    deleted_at INTEGER, deleted_offset INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE check_in (
    id BLOB PRIMARY KEY,
    author BLOB NOT NULL,
    audience TEXT NOT NULL,
    day INTEGER NOT NULL,
    felt_at INTEGER NOT NULL, felt_offset INTEGER NOT NULL,
    mood INTEGER,               -- 1 rough … 5 lovely
    feeling TEXT,
    note TEXT,
    sealed BLOB,
    edited_at INTEGER, edited_offset INTEGER,
    deleted_at INTEGER, deleted_offset INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX check_in_day ON check_in(day, author);

CREATE TABLE thanks (
    id BLOB PRIMARY KEY,
    author BLOB NOT NULL,
    recipient BLOB,             -- NULL: to life
    audience TEXT NOT NULL,
    day INTEGER NOT NULL,
    given_at INTEGER NOT NULL, given_offset INTEGER NOT NULL,
    text TEXT,
    sealed BLOB,
    edited_at INTEGER, edited_offset INTEGER,
    deleted_at INTEGER, deleted_offset INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX thanks_given ON thanks(given_at);
CREATE INDEX thanks_author ON thanks(author, given_at);

CREATE TABLE heart (            -- one person's heart on one thanks; a vote is a row
    id BLOB PRIMARY KEY,
    thanks BLOB NOT NULL,
    author BLOB NOT NULL,
    given_at INTEGER NOT NULL, given_offset INTEGER NOT NULL,
    deleted_at INTEGER, deleted_offset INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX heart_thanks ON heart(thanks);

CREATE TABLE ritual (
    id BLOB PRIMARY KEY,
    author BLOB,                -- NULL: the household's
    audience TEXT NOT NULL,
    title TEXT,
    note TEXT,
    symbol TEXT,                -- an icon's name
    colour TEXT,
    rule TEXT,                  -- RFC 5545 RRULE; empty: once
    starts_on INTEGER,          -- the first day, as DTSTART
    starts_at INTEGER,          -- minute of the day, floating; NULL: any time that day
    sealed BLOB,
    created_at INTEGER NOT NULL, created_offset INTEGER NOT NULL,
    edited_at INTEGER, edited_offset INTEGER,
    deleted_at INTEGER, deleted_offset INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE ritual_pause (     -- days from_day … until_day are left out; NULL: until it is taken up again
    id BLOB PRIMARY KEY,
    ritual BLOB NOT NULL,
    from_day INTEGER NOT NULL,
    until_day INTEGER,
    author BLOB,
    created_at INTEGER NOT NULL, created_offset INTEGER NOT NULL,
    deleted_at INTEGER, deleted_offset INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX ritual_pause_ritual ON ritual_pause(ritual);

CREATE TABLE occurrence_mark (  -- kept or skipped; the newest that is not deleted counts
    id BLOB PRIMARY KEY,
    ritual BLOB NOT NULL,
    day INTEGER NOT NULL,
    outcome TEXT,               -- kept, skipped
    author BLOB,
    marked_at INTEGER NOT NULL, marked_offset INTEGER NOT NULL,
    deleted_at INTEGER, deleted_offset INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX occurrence_mark_day ON occurrence_mark(day, ritual);

CREATE TABLE memory (
    id BLOB PRIMARY KEY,
    author BLOB,                -- NULL: the household's
    audience TEXT NOT NULL,
    day INTEGER NOT NULL,
    taken_at INTEGER, taken_offset INTEGER,
    dated_by TEXT,              -- photo, file, person
    caption TEXT,
    photo BLOB,                 -- content hash, BLAKE2b-256, or the random name of a sealed file; it lies beside the database
    format TEXT,                -- jpeg, png
    width INTEGER, height INTEGER,  -- as seen upright
    source_name TEXT,           -- the file's name where it came from
    sealed BLOB,
    added_at INTEGER NOT NULL, added_offset INTEGER NOT NULL,
    edited_at INTEGER, edited_offset INTEGER,
    deleted_at INTEGER, deleted_offset INTEGER
) STRICT, WITHOUT ROWID;
-- Covers what a gallery is laid out from, in its order.
CREATE INDEX memory_day ON memory(day, taken_at, id, author, audience) WHERE deleted_at IS NULL AND photo IS NOT NULL;
CREATE INDEX memory_photo ON memory(photo);
CREATE INDEX memory_sealed ON memory(author) WHERE sealed IS NOT NULL;

-- What people keep to themselves is sealed to their public key (X25519). The secret half is here wrapped only: by a key on a
-- device, by a PIN with that device's pepper, by a recovery phrase.
CREATE TABLE vault_key (
    id BLOB PRIMARY KEY,
    person BLOB NOT NULL,
    public_key BLOB NOT NULL,
    created_at INTEGER NOT NULL, created_offset INTEGER NOT NULL,
    deleted_at INTEGER, deleted_offset INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX vault_key_person ON vault_key(person);

CREATE TABLE vault_wrap (
    id BLOB PRIMARY KEY,
    vault_key BLOB NOT NULL,
    kind TEXT NOT NULL,         -- device, pin, passphrase, phrase
    salt BLOB,                  -- of a PIN, with what Argon2id costs
    passes INTEGER, memory INTEGER,
    device_mark BLOB,           -- which device's pepper a PIN was mixed with
    nonce BLOB NOT NULL,
    wrapped BLOB,               -- XChaCha20-Poly1305
    created_at INTEGER NOT NULL, created_offset INTEGER NOT NULL,
    deleted_at INTEGER, deleted_offset INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX vault_wrap_key ON vault_wrap(vault_key);

CREATE TABLE vault_attempt (    -- this device's own: wrong PINs in a row
    person BLOB PRIMARY KEY,
    failures INTEGER NOT NULL,
    last_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE person_setting (   -- merges by person and name
    person BLOB NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    changed_at INTEGER NOT NULL, changed_offset INTEGER NOT NULL,
    PRIMARY KEY (person, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE draft (            -- this device's own: half-typed, always sealed
    person BLOB NOT NULL,
    place TEXT NOT NULL,        -- which field
    sealed BLOB NOT NULL,
    changed_at INTEGER NOT NULL, changed_offset INTEGER NOT NULL,
    PRIMARY KEY (person, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE file_removal (     -- this device's own: photo files to take away now that the transaction is on disk
    path TEXT PRIMARY KEY       -- in the data folder; the write-ahead log's is emptied
) STRICT, WITHOUT ROWID;
