-- Times of the newest answers (?1 events back) to questions of a kind.
SELECT e.took
FROM (SELECT question, took FROM event WHERE kind = 'attempt' ORDER BY device DESC, number DESC LIMIT ?1) e
CROSS JOIN question q ON q.id = e.question AND q.until = 2147483647
WHERE q.kind = ?2
