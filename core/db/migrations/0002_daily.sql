-- What a check-in says besides how it is.
ALTER TABLE check_in ADD COLUMN around TEXT;        -- what was around it: names, "a walk, work"
ALTER TABLE check_in ADD COLUMN help TEXT;          -- what would help: listen, hug, space, ideas
ALTER TABLE check_in ADD COLUMN good_news INTEGER;  -- 1: to be enlarged together

CREATE TABLE answer (           -- to what somebody shared; whoever sees that sees what was answered
    id BLOB PRIMARY KEY,
    subject BLOB NOT NULL,
    subject_kind TEXT NOT NULL, -- check_in, thanks
    author BLOB NOT NULL,
    kind TEXT,                  -- hard, more, hug, glad, question, words
    text TEXT,                  -- own words, of kinds question and words
    given_at INTEGER NOT NULL, given_offset INTEGER NOT NULL,
    deleted_at INTEGER, deleted_offset INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX answer_subject ON answer(subject);
CREATE INDEX answer_author ON answer(author);

CREATE TABLE touch (            -- a hug, a kiss: one tap from one to another
    id BLOB PRIMARY KEY,
    author BLOB NOT NULL,
    recipient BLOB NOT NULL,
    kind TEXT,                  -- hug, kiss, thinking, proud
    day INTEGER NOT NULL,
    given_at INTEGER NOT NULL, given_offset INTEGER NOT NULL,
    deleted_at INTEGER, deleted_offset INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX touch_day ON touch(day, recipient);
