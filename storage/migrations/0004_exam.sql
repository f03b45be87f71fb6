-- Exams that survive anything, recipes, and answers marked by a corrected key.

ALTER TABLE memory ADD COLUMN doubt INTEGER NOT NULL DEFAULT 0;  -- of the last answer: 1 = the learner was not sure, 2 = it was wrong, 3 = both

-- Derived, as the tables of the fold are.
CREATE TABLE remark (           -- an attempt's mark by a key that was corrected later
  device INTEGER NOT NULL,
  number INTEGER NOT NULL,
  mark   REAL    NOT NULL,      -- 0 to 1
  grade  INTEGER NOT NULL,      -- 1 to 4
  PRIMARY KEY (device, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE recipe (
  name TEXT PRIMARY KEY,
  body TEXT NOT NULL            -- JSON
) STRICT, WITHOUT ROWID;

-- Not derived, and not in the log: it is written every second. The events of an
-- exam say how much time was left at each; this says what has passed since.
CREATE TABLE exam_clock (
  session BLOB    PRIMARY KEY,
  left    INTEGER NOT NULL,     -- ms of the limit
  stay    INTEGER NOT NULL,     -- ms since the exam's last event
  at      INTEGER NOT NULL      -- wall clock
) STRICT, WITHOUT ROWID;

-- Matching and ordering are asked now.
UPDATE question SET asked = 1 WHERE kind IN ('match', 'order') AND asked = 0;
UPDATE bank SET asked = (SELECT count(*) FROM question q
  WHERE q.bank = bank.bank AND q.since <= bank.generation AND q.until > bank.generation AND q.asked = 1);

-- The next Rebuild fills doubt from the log, and shows what is asked now.
INSERT INTO file (key, value)
SELECT 'stale', 1 WHERE EXISTS (SELECT 1 FROM event WHERE kind = 'attempt')
ON CONFLICT DO UPDATE SET value = 1;
