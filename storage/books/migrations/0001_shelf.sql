-- The shelf of code books. A part is what one official file brought; its
-- records are packed into blocks, which are never changed: see volume.go.

CREATE TABLE part (
  part    INTEGER PRIMARY KEY AUTOINCREMENT, -- never used twice, so that what is remembered of one is never another's
  book    TEXT NOT NULL,    -- icd10cm
  year    INTEGER NOT NULL,
  kind    TEXT NOT NULL,    -- order, tabular, ...
  file    TEXT NOT NULL,
  version TEXT NOT NULL,
  year_by TEXT NOT NULL,
  at      INTEGER NOT NULL, -- ms since 1970, UTC
  records INTEGER NOT NULL,
  codes   INTEGER NOT NULL, -- lines of codes among them
  valid   INTEGER NOT NULL, -- codes that can be reported
  state   TEXT NOT NULL CHECK (state IN ('live', 'replaced', 'taken', 'removed')),
  step    INTEGER NOT NULL, -- when it came into this state: shelf.step then
  head    BLOB NOT NULL     -- the volume's directory
) STRICT;

-- At most one part of a kind is live.
CREATE UNIQUE INDEX part_live ON part (book, year, kind) WHERE state = 'live';

CREATE TABLE block (
  part INTEGER NOT NULL REFERENCES part,
  n    INTEGER NOT NULL,
  data BLOB NOT NULL,
  PRIMARY KEY (part, n)
) STRICT;

-- One row, which every change counts up.
CREATE TABLE shelf (step INTEGER NOT NULL) STRICT;
INSERT INTO shelf (step) VALUES (1);
