-- Answered questions that a generation of a bank brought (was NULL) or changed.
SELECT q.id, q.asked, old.asked
FROM question q CROSS JOIN memory m ON m.question = q.id
LEFT JOIN question old ON old.id = q.id AND old.bank = q.bank AND old.until = q.since
WHERE q.bank = ? AND q.since = ?
