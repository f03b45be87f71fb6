-- The questions of a bank that can be seen: what an import compares with.
SELECT q.n, q.id, q.hash, q.asked
FROM bank b CROSS JOIN question q ON q.bank = b.bank
WHERE b.bank = ? AND q.since <= b.generation AND q.until > b.generation
