-- Suspended questions that can be asked, and how many of them are new.
SELECT count(*), ifnull(sum(x.question IS NULL), 0)
FROM mark m INDEXED BY mark_suspended
CROSS JOIN question q ON q.id = m.question
JOIN bank b ON b.bank = q.bank
LEFT JOIN memory x ON x.question = m.question
WHERE m.suspended = 1 AND q.asked = 1 AND b.deleted IS NULL
  AND q.since <= b.generation AND q.until > b.generation
