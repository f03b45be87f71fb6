-- Where answered questions are seen now.
SELECT q.id, q.bank, q.asked
FROM bank b CROSS JOIN question q ON q.bank = b.bank
WHERE q.since <= b.generation AND q.until > b.generation
