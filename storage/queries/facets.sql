SELECT l.name, count(*)
FROM label l CROSS JOIN question_tag t ON t.label = l.label
CROSS JOIN question q ON q.n = t.n
JOIN bank b ON b.bank = q.bank
WHERE b.deleted IS NULL AND q.since <= b.generation AND q.until > b.generation AND q.asked = 1
GROUP BY l.label
ORDER BY l.name
