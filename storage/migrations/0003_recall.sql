-- What the memory model predicted, and what came. A review is the first answer
-- on a later day to a question learnt, as in day_count's young and mature.
CREATE TABLE recall_count (
  day      INTEGER NOT NULL,
  bin      INTEGER NOT NULL,    -- of the recall predicted: 0 = below 5 %, ... 19 = from 95 % on
  reviews  INTEGER NOT NULL,
  kept     INTEGER NOT NULL,    -- of them, remembered
  expected INTEGER NOT NULL,    -- the predictions' sum, millionths
  PRIMARY KEY (day, bin)
) STRICT, WITHOUT ROWID;
CREATE TABLE hour_count (
  hour     INTEGER PRIMARY KEY, -- 0 to 23, of the zone in force
  reviews  INTEGER NOT NULL,
  kept     INTEGER NOT NULL,
  expected INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Both are filled from the log by the next Rebuild.
INSERT INTO file (key, value)
SELECT 'stale', 1 WHERE EXISTS (SELECT 1 FROM event WHERE kind = 'attempt')
ON CONFLICT DO UPDATE SET value = 1;
