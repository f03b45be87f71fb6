-- Every question that may stand in an exam, in the order of banks and files.
SELECT q.id, b.id, q.kind, q.topics
FROM bank b CROSS JOIN question q ON q.bank = b.bank
WHERE b.deleted IS NULL AND q.since <= b.generation AND q.until > b.generation AND q.asked = 1
  AND q.id NOT IN (SELECT question FROM mark WHERE suspended = 1)
ORDER BY q.bank, q.place
