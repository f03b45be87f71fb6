-- Every question that may be asked, with its memory where there is one.
SELECT q.id, q.kind, q.topics, m.stability, m.difficulty, m.fast, m.step, m.due, m.due_day, m.last, m.last_day, m.reps, m.lapses
FROM bank b CROSS JOIN question q ON q.bank = b.bank
LEFT JOIN memory m ON m.question = q.id
WHERE b.deleted IS NULL AND q.since <= b.generation AND q.until > b.generation AND q.asked = 1
  AND (m.hidden = 0 OR m.hidden IS NULL AND q.id NOT IN (SELECT question FROM mark WHERE suspended = 1))
ORDER BY q.bank, q.place
