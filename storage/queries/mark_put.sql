INSERT INTO mark (question, suspended, flag, note)
VALUES (?, ?, ?, ?)
ON CONFLICT DO UPDATE SET suspended = excluded.suspended, flag = excluded.flag, note = excluded.note
