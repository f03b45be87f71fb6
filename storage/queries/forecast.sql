-- How many questions come due each day, by the index alone. ?1 = first moment
-- after the range (ms).
SELECT m.due_day, count(*)
FROM bank b CROSS JOIN memory m
WHERE b.deleted IS NULL AND m.hidden = 0 AND m.bank = b.bank AND m.due < ?1
GROUP BY m.due_day
