-- ";" follows ":", so the range is the labels that begin "exam:".
SELECT l.name, c.day, c.attempts, c.right, c.first, c.first_right
FROM label l CROSS JOIN topic_count c ON c.label = l.label
WHERE l.name >= ?1 || ':' AND l.name < ?1 || ';' AND c.day >= ?2
ORDER BY l.name, c.day
