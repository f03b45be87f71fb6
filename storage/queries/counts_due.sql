SELECT ifnull(sum(m.step = 0), 0), ifnull(sum(m.step > 0), 0)
FROM bank b CROSS JOIN memory m
WHERE b.deleted IS NULL AND m.hidden = 0 AND m.bank = b.bank AND m.due <= ?
