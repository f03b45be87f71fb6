-- Questions that can be asked; a filter's conditions and the order follow.
SELECT q.n
FROM bank b CROSS JOIN question q ON q.bank = b.bank
WHERE b.deleted IS NULL AND q.since <= b.generation AND q.until > b.generation AND q.asked = 1
