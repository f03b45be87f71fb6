-- What saving an attempt needs to know of a question that can be seen.
SELECT q.n, q.bank, q.asked, q.topics
FROM question q JOIN bank b ON b.bank = q.bank
WHERE q.id = ? AND q.since <= b.generation AND q.until > b.generation
