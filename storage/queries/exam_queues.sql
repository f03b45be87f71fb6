-- How each exam began, the oldest first.
SELECT e.payload
FROM session s CROSS JOIN event e ON e.id = s.id
WHERE s.mode = 'exam'
ORDER BY s.began, s.id
