SELECT p.body
FROM bank b CROSS JOIN question q ON q.bank = b.bank CROSS JOIN passage p ON p.n = q.n
WHERE b.id = ? AND q.since <= b.generation AND q.until > b.generation
ORDER BY q.place
