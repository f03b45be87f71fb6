INSERT INTO memory (question, bank, hidden, stability, difficulty, fast, step, due, due_day,
                    last, last_day, reps, lapses, wrong, doubt)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT DO UPDATE SET
  bank = excluded.bank, hidden = excluded.hidden,
  stability = excluded.stability, difficulty = excluded.difficulty, fast = excluded.fast, step = excluded.step,
  due = excluded.due, due_day = excluded.due_day, last = excluded.last, last_day = excluded.last_day,
  reps = excluded.reps, lapses = excluded.lapses, wrong = excluded.wrong, doubt = excluded.doubt
