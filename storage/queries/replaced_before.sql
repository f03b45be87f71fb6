-- Question rows that an import replaced before a moment.
SELECT q.n
FROM import i CROSS JOIN question q ON q.bank = i.bank AND q.until = i.generation AND q.until < 2147483647
JOIN bank b ON b.bank = q.bank
WHERE i.state = 'live' AND i.at < ? AND q.until <= b.generation
