-- What is remembered. Times are milliseconds since 1970 (UTC); days are study
-- days since 1 January 1970; ids are 16 raw bytes.

CREATE TABLE file (             -- facts about this file: profile, device, clean, builtin, backup
  key   TEXT PRIMARY KEY,
  value ANY
) STRICT;

CREATE TABLE device (           -- who wrote events into this file
  device  INTEGER PRIMARY KEY,  -- 1, 2, ... in order of arrival
  profile BLOB    NOT NULL,
  id      BLOB    NOT NULL,     -- random; new for a restored copy
  began   INTEGER NOT NULL,
  UNIQUE (profile, id)
) STRICT;

-- The log. Only ever added to. Its order is (device, number): one device
-- writes at a time, and the next one begins where the last one stopped.
CREATE TABLE event (
  device   INTEGER NOT NULL REFERENCES device,
  number   INTEGER NOT NULL,    -- 1, 2, 3, ... without a gap
  id       BLOB    NOT NULL,    -- UUIDv7, made before saving
  at       INTEGER NOT NULL,
  day      INTEGER NOT NULL,
  kind     TEXT    NOT NULL,
  question BLOB,
  undoes   BLOB,                -- the event that this one takes back
  session  BLOB,
  place    INTEGER,             -- in the session's queue, from 0
  mode     TEXT,                -- attempt, from here on
  grade    INTEGER,             -- 1 to 4
  mark     REAL,                -- 0 to 1
  marked   INTEGER,             -- 1 = by the app, 0 = the learner graded herself
  took     INTEGER,             -- milliseconds
  topics   INTEGER,             -- the question's topics when it was answered
  payload  TEXT    NOT NULL,    -- JSON: what the columns do not hold
  PRIMARY KEY (device, number)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX event_id ON event (id);
CREATE INDEX event_question ON event (question) WHERE question IS NOT NULL;
CREATE UNIQUE INDEX event_undoes ON event (undoes) WHERE undoes IS NOT NULL;
CREATE INDEX event_session ON event (session, place) WHERE session IS NOT NULL;
CREATE INDEX event_kind ON event (kind) WHERE kind NOT IN ('attempt', 'draft');

CREATE TRIGGER event_kept BEFORE DELETE ON event
BEGIN SELECT raise(ABORT, 'events are never deleted'); END;
CREATE TRIGGER event_fixed BEFORE UPDATE ON event
BEGIN SELECT raise(ABORT, 'events are never changed'); END;

-- Words that rows refer to by number. Only ever added to.
CREATE TABLE label (            -- a tag
  label INTEGER PRIMARY KEY,
  name  TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE topics (           -- a set of tags that have a meaning ("rhit:2")
  topics INTEGER PRIMARY KEY,
  names  TEXT NOT NULL UNIQUE   -- sorted, one a line
) STRICT;
CREATE TABLE topic (
  topics INTEGER NOT NULL REFERENCES topics,
  label  INTEGER NOT NULL REFERENCES label,
  PRIMARY KEY (topics, label)
) STRICT, WITHOUT ROWID;

-- What there is to study. A question row is seen while
-- since <= bank.generation < until.
CREATE TABLE bank (
  bank       INTEGER PRIMARY KEY,
  id         TEXT    NOT NULL UNIQUE,
  generation INTEGER NOT NULL,  -- 0 = its first import is not finished
  name       TEXT    NOT NULL,
  source     TEXT    NOT NULL,
  version    TEXT    NOT NULL,
  language   TEXT    NOT NULL,
  licence    TEXT    NOT NULL,
  builtin    INTEGER NOT NULL,
  questions  INTEGER NOT NULL,  -- seen
  asked      INTEGER NOT NULL,  -- of them, of a kind that can be asked
  imported   INTEGER NOT NULL,
  deleted    INTEGER            -- put away then
) STRICT;
CREATE TABLE import (
  import     BLOB    PRIMARY KEY,  -- the event's id
  bank       INTEGER NOT NULL REFERENCES bank,
  generation INTEGER NOT NULL,     -- that it makes
  state      TEXT    NOT NULL CHECK (state IN ('staging', 'live', 'undone')),
  at         INTEGER NOT NULL,
  before     TEXT                  -- JSON of the bank row that it replaces
) STRICT, WITHOUT ROWID;
CREATE INDEX import_bank ON import (bank, generation);

CREATE TABLE question (
  n      INTEGER PRIMARY KEY,   -- the passage's
  id     BLOB    NOT NULL,
  bank   INTEGER NOT NULL REFERENCES bank,
  since  INTEGER NOT NULL,      -- generation
  until  INTEGER NOT NULL,      -- generation; 2147483647 = no end yet
  place  INTEGER NOT NULL,      -- in its file, from 0
  kind   TEXT    NOT NULL,
  asked  INTEGER NOT NULL,      -- 1 = of a kind that can be asked
  edited INTEGER NOT NULL,      -- 1 = changed by hand since it came
  topics INTEGER NOT NULL REFERENCES topics,
  hash   BLOB    NOT NULL       -- of what the file said
) STRICT;
CREATE INDEX question_id ON question (id);
CREATE INDEX question_bank ON question (bank, place, since, until, asked, id); -- all that most searches need
CREATE INDEX question_kind ON question (bank, kind, place);
CREATE INDEX question_replaced ON question (bank, until) WHERE until < 2147483647;
CREATE TABLE question_tag (
  label INTEGER NOT NULL,
  n     INTEGER NOT NULL,
  PRIMARY KEY (label, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE passage (          -- text to search, without markup
  n         INTEGER PRIMARY KEY,
  name      TEXT NOT NULL,
  stem      TEXT NOT NULL,
  options   TEXT NOT NULL,
  rationale TEXT NOT NULL,
  tags      TEXT NOT NULL,
  body      TEXT NOT NULL       -- question: all of it as JSON; document: empty
) STRICT;
CREATE TABLE document (         -- other texts that can be found: careers, help
  n     INTEGER PRIMARY KEY,
  kind  TEXT NOT NULL,
  key   TEXT NOT NULL,
  UNIQUE (kind, key)
) STRICT;
CREATE VIRTUAL TABLE passage_fts USING fts4 (
  content="passage", name, stem, options, rationale, tags,
  tokenize=unicode61 "remove_diacritics=2", prefix="2,3"
);

-- Derived: the fold of the log. Rebuild makes them anew.
CREATE TABLE memory (
  question   BLOB    PRIMARY KEY,
  bank       INTEGER NOT NULL,  -- 0 = not known here
  hidden     INTEGER NOT NULL,  -- 0 = in the schedule; 1 = suspended, 2 = cannot be asked, 3 = both
  stability  REAL    NOT NULL,  -- days
  difficulty REAL    NOT NULL,  -- 1 to 10
  step       INTEGER NOT NULL,  -- learning step, from 1; 0 = none
  due        INTEGER NOT NULL,
  due_day    INTEGER NOT NULL,
  last       INTEGER NOT NULL,
  last_day   INTEGER NOT NULL,
  reps       INTEGER NOT NULL,
  lapses     INTEGER NOT NULL,
  wrong      INTEGER NOT NULL   -- answers graded again
) STRICT, WITHOUT ROWID;
CREATE INDEX memory_due ON memory (hidden, bank, due, due_day, step);
CREATE INDEX memory_learning ON memory (due) WHERE step > 0;

CREATE TABLE mark (             -- what the learner put on a question
  question  BLOB PRIMARY KEY,
  suspended INTEGER NOT NULL,
  flag      INTEGER NOT NULL,
  note      TEXT    NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX mark_suspended ON mark (question) WHERE suspended = 1;

CREATE TABLE tally (            -- answered questions a bank, of those that can be asked
  bank     INTEGER PRIMARY KEY,
  answered INTEGER NOT NULL
) STRICT;

CREATE TABLE day_count (
  day         INTEGER NOT NULL,
  mode        TEXT    NOT NULL,
  attempts    INTEGER NOT NULL,
  right       INTEGER NOT NULL,
  new         INTEGER NOT NULL, -- first answers to a question
  took        INTEGER NOT NULL, -- milliseconds
  young       INTEGER NOT NULL, -- answers on a later day to questions learnt, stability below 21 days
  young_kept  INTEGER NOT NULL, -- of them, remembered
  mature      INTEGER NOT NULL, -- the same from 21 days on
  mature_kept INTEGER NOT NULL,
  PRIMARY KEY (day, mode)
) STRICT, WITHOUT ROWID;
CREATE TABLE topic_count (
  label       INTEGER NOT NULL,
  day         INTEGER NOT NULL,
  attempts    INTEGER NOT NULL,
  right       INTEGER NOT NULL,
  first       INTEGER NOT NULL, -- first answers to a question
  first_right INTEGER NOT NULL,
  PRIMARY KEY (label, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE session (
  id       BLOB    PRIMARY KEY,
  mode     TEXT    NOT NULL,
  title    TEXT    NOT NULL,
  began    INTEGER NOT NULL,
  places   INTEGER NOT NULL,
  finished INTEGER NOT NULL     -- 0 = still open
) STRICT, WITHOUT ROWID;
CREATE INDEX session_open ON session (began) WHERE finished = 0;

CREATE TABLE setting (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
