-- Cards as people know them. Families, days chosen for reviews, what is buried,
-- moved to another day and reset, FSRS-7's second stability, pictures and sounds.

ALTER TABLE event ADD COLUMN interval INTEGER;          -- attempt: days chosen within their range; NULL = by the question's own draw
ALTER TABLE memory ADD COLUMN fast REAL NOT NULL DEFAULT 0;  -- days; FSRS-7 only
ALTER TABLE question ADD COLUMN family TEXT NOT NULL DEFAULT '';  -- shared with its siblings in the bank; '' = none

CREATE INDEX memory_last ON memory (last_day);
CREATE INDEX question_family ON question (bank, family, place, id, since, until) WHERE family <> '';
CREATE INDEX question_kin ON question (id, bank, family, since, until) WHERE family <> '';

-- Derived, as the tables of the fold are.
CREATE TABLE named (            -- questions that an event names in a list, and what it says of each
  question BLOB    NOT NULL,
  device   INTEGER NOT NULL,
  number   INTEGER NOT NULL,
  value    INTEGER NOT NULL,    -- bury: until that day; due: that day; reset: 0
  PRIMARY KEY (question, device, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE bury (             -- what the learner last said
  question BLOB    PRIMARY KEY,
  until    INTEGER NOT NULL,    -- hidden until that study day begins
  day      INTEGER NOT NULL     -- on which it was said
) STRICT, WITHOUT ROWID;
CREATE INDEX bury_until ON bury (until);

CREATE TABLE media (            -- pictures and sounds that questions name by their hash
  media INTEGER PRIMARY KEY,
  hash  BLOB    NOT NULL UNIQUE, -- SHA-256 of bytes
  type  TEXT    NOT NULL,
  name  TEXT    NOT NULL,
  added INTEGER NOT NULL,       -- ms; the last time that somebody brought it
  bytes BLOB    NOT NULL
) STRICT;
