-- How many questions are due on each study day from ?1 to ?2, by the index
-- alone. ?3 and ?4 = moments (ms) around the range.
SELECT m.due_day, count(*)
FROM bank b CROSS JOIN memory m
WHERE b.deleted IS NULL AND m.hidden = 0 AND m.bank = b.bank AND m.due BETWEEN ?3 AND ?4 AND m.due_day BETWEEN ?1 AND ?2
GROUP BY m.due_day
