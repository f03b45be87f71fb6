-- Every question that can be seen, with what the learner did with it and put on it.
SELECT q.id, b.id, q.kind, q.topics, q.asked, m.hidden, m.due, m.wrong, m.lapses, k.suspended, k.flag, k.note <> ''
FROM bank b CROSS JOIN question q ON q.bank = b.bank
LEFT JOIN memory m ON m.question = q.id
LEFT JOIN mark k ON k.question = q.id
WHERE b.deleted IS NULL AND q.since <= b.generation AND q.until > b.generation
ORDER BY q.bank, q.place
