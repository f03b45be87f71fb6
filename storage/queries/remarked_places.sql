-- The places of a session whose mark is by a corrected key.
SELECT e.place
FROM event e CROSS JOIN remark r ON r.device = e.device AND r.number = e.number
WHERE e.session = ? AND e.place IS NOT NULL AND e.kind = 'attempt'
