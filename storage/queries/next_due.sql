-- The first moment after ?1 at which something comes due in each bank, the
-- questions ?2 (a JSON list, hexadecimal) left out.
SELECT (SELECT min(m.due) FROM memory m
        WHERE m.hidden = 0 AND m.bank = b.bank AND m.due > ?1 AND m.question NOT IN (SELECT unhex(value) FROM json_each(?2)))
FROM bank b
WHERE b.deleted IS NULL
