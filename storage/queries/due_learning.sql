-- In a learning step that is over, of banks that are not put away.
SELECT m.question, m.bank, m.hidden, m.stability, m.difficulty, m.fast, m.step, m.due, m.due_day,
       m.last, m.last_day, m.reps, m.lapses, m.wrong, m.doubt
FROM memory m INDEXED BY memory_learning CROSS JOIN bank b ON b.bank = m.bank
WHERE m.step > 0 AND m.due <= ?1 AND m.hidden = 0 AND b.deleted IS NULL
ORDER BY m.due
LIMIT ?2
