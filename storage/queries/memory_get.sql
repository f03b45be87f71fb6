SELECT bank, hidden, stability, difficulty, fast, step, due, due_day, last, last_day, reps, lapses, wrong, doubt
FROM memory
WHERE question = ?
