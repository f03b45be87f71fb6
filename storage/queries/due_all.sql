-- Everything in the schedule that is due at ?1.
SELECT m.question, m.stability, m.difficulty, m.fast, m.step, m.due, m.due_day,
       m.last, m.last_day, m.reps, m.lapses
FROM bank b CROSS JOIN memory m
WHERE b.deleted IS NULL AND m.hidden = 0 AND m.bank = b.bank AND m.due <= ?1
