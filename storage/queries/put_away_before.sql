-- Question rows of banks that were put away before a moment.
SELECT q.n
FROM bank b CROSS JOIN question q ON q.bank = b.bank
WHERE b.deleted < ?
