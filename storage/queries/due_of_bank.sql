-- Of one bank: in the schedule, past its learning steps and due.
SELECT m.question, m.bank, m.hidden, m.stability, m.difficulty, m.fast, m.step, m.due, m.due_day,
       m.last, m.last_day, m.reps, m.lapses, m.wrong, m.doubt
FROM memory m
WHERE m.hidden = 0 AND m.bank = ?1 AND m.due <= ?2 AND m.step = 0
ORDER BY m.due
LIMIT ?3
