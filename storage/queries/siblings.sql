-- The other questions of a question's family that can be seen, in order, and
-- the study day on which each comes back, if it was answered.
SELECT s.id, m.due_day
FROM question q INDEXED BY question_kin
CROSS JOIN bank b ON b.bank = q.bank
CROSS JOIN question s INDEXED BY question_family ON s.bank = q.bank AND s.family = q.family AND s.family <> ''
LEFT JOIN memory m ON m.question = s.id
WHERE q.id = ? AND q.family <> '' AND s.id <> q.id
  AND q.since <= b.generation AND q.until > b.generation AND s.since <= b.generation AND s.until > b.generation
ORDER BY s.place, s.id
