SELECT question, bank, hidden, stability, difficulty, fast, step, due, due_day, last, last_day, reps, lapses, wrong, doubt
FROM memory
WHERE hidden & 2 = 0 AND lapses >= ?1 AND bank IN (SELECT bank FROM bank WHERE deleted IS NULL)
ORDER BY lapses DESC, stability, question
LIMIT ?2
