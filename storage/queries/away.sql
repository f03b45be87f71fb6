-- What waits for another study day than ?1, and the day it waits for: buried by
-- the learner, or (if ?2) because a sibling was answered on ?1; but not one in
-- a learning step, nor one that the learner took back on ?1.
SELECT x.question, x.until
FROM bury x INDEXED BY bury_until
WHERE x.until > ?1
UNION ALL
SELECT s.id, ?1 + 1
FROM memory m INDEXED BY memory_last
CROSS JOIN question q INDEXED BY question_kin ON q.id = m.question AND q.family <> ''
CROSS JOIN bank b ON b.bank = q.bank
CROSS JOIN question s INDEXED BY question_family ON s.bank = q.bank AND s.family = q.family AND s.family <> ''
LEFT JOIN memory y ON y.question = s.id
WHERE ?2 AND m.last_day = ?1 AND s.id <> q.id
  AND q.since <= b.generation AND q.until > b.generation AND s.since <= b.generation AND s.until > b.generation
  AND ifnull(y.step, 0) = 0
  AND NOT EXISTS (SELECT 1 FROM bury x WHERE x.question = s.id AND x.day = ?1 AND x.until <= ?1)
