-- In the schedule and due, learning or not: by the index alone.
SELECT count(*)
FROM bank b CROSS JOIN memory m
WHERE b.deleted IS NULL AND m.hidden = 0 AND m.bank = b.bank AND m.due <= ?
