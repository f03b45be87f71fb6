-- The questions of a bank that can be seen, in their order.
SELECT q.n, q.id, q.place
FROM bank b CROSS JOIN question q ON q.bank = b.bank
WHERE b.bank = ? AND q.since <= b.generation AND q.until > b.generation
ORDER BY q.place
