-- When those of the questions ? (a JSON list, hexadecimal) that are in the
-- schedule are due.
SELECT m.question, m.due
FROM json_each(?) j CROSS JOIN memory m ON m.question = unhex(j.value)
WHERE m.hidden = 0
