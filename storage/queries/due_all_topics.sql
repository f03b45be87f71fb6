-- The same as due_all, with the question's topics.
SELECT m.question, m.stability, m.difficulty, m.fast, m.step, m.due, m.due_day,
       m.last, m.last_day, m.reps, m.lapses, (SELECT q.topics FROM question q WHERE q.id = m.question AND q.until > 2147483646)
FROM bank b CROSS JOIN memory m
WHERE b.deleted IS NULL AND m.hidden = 0 AND m.bank = b.bank AND m.due <= ?1
