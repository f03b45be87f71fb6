-- The first moment after ?1 at which something comes due in each bank.
SELECT (SELECT min(m.due) FROM memory m WHERE m.hidden = 0 AND m.bank = b.bank AND m.due > ?1)
FROM bank b
WHERE b.deleted IS NULL
