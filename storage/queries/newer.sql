-- Whether something of the kinds ?4 (a JSON list) happened after the event ?3 of
-- device ?2 to one of the questions ?1 (a JSON list, hexadecimal), and was not
-- taken back.
SELECT 1
FROM json_each(?1) j
WHERE EXISTS (
    SELECT 1 FROM event e
    WHERE e.question = unhex(j.value) AND (e.device, e.number) > (?2, ?3) AND e.kind IN (SELECT value FROM json_each(?4))
      AND NOT EXISTS (SELECT 1 FROM event u WHERE u.undoes = e.id))
  OR EXISTS (
    SELECT 1 FROM named n CROSS JOIN event e ON e.device = n.device AND e.number = n.number
    WHERE n.question = unhex(j.value) AND (n.device, n.number) > (?2, ?3) AND e.kind IN (SELECT value FROM json_each(?4))
      AND NOT EXISTS (SELECT 1 FROM event u WHERE u.undoes = e.id))
LIMIT 1
