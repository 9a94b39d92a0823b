-- Thanks that come in an envelope, at their moment, with a photo, and what becomes of them at the reader's.
ALTER TABLE thanks ADD COLUMN addressee TEXT;       -- person, us, life; NULL: as `recipient` tells
ALTER TABLE thanks ADD COLUMN memory BLOB;          -- the photo that goes with it; in the seal of what is for oneself
ALTER TABLE thanks ADD COLUMN envelope INTEGER;     -- 1: each of its readers opens it; else it lies open, as all did before
ALTER TABLE thanks ADD COLUMN waits INTEGER;        -- 1: its author's alone until given_at, and in the trash; 0: that has come
CREATE INDEX thanks_envelope ON thanks(envelope) WHERE envelope = 1;
CREATE INDEX thanks_waits ON thanks(given_at) WHERE waits = 1;

CREATE TABLE thanks_read (      -- what somebody did with a note to them; nobody else is told
    id BLOB PRIMARY KEY,
    thanks BLOB NOT NULL,
    reader BLOB NOT NULL,
    what TEXT,                  -- opened, drawn, put_away, taken_out; of the last two the newest counts
    done_at INTEGER NOT NULL, done_offset INTEGER NOT NULL,
    deleted_at INTEGER, deleted_offset INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX thanks_read_reader ON thanks_read(reader, thanks, what, done_at);
CREATE INDEX thanks_read_thanks ON thanks_read(thanks);

CREATE TABLE prompt_shown (     -- a question that helped somebody to begin, each time it was shown to them
    id BLOB PRIMARY KEY,
    person BLOB NOT NULL,
    prompt TEXT,                -- its name in assets/prompts
    shown_at INTEGER NOT NULL, shown_offset INTEGER NOT NULL,
    deleted_at INTEGER, deleted_offset INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX prompt_shown_person ON prompt_shown(person, prompt);
