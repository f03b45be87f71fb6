SELECT p.body
FROM question q JOIN bank b ON b.bank = q.bank JOIN passage p ON p.n = q.n
WHERE q.id = ? AND q.since <= b.generation AND q.until > b.generation
