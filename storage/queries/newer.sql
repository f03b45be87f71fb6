-- Whether something of the kinds ?4 (a JSON list) happened to the question ?1
-- after the event ?3 of device ?2, and was not taken back.
SELECT 1
FROM (SELECT e.id, e.kind, e.device, e.number FROM event e WHERE e.question = ?1
      UNION ALL
      SELECT e.id, e.kind, e.device, e.number FROM named n CROSS JOIN event e ON e.device = n.device AND e.number = n.number WHERE n.question = ?1) e
WHERE (e.device, e.number) > (?2, ?3) AND e.kind IN (SELECT value FROM json_each(?4))
  AND NOT EXISTS (SELECT 1 FROM event u WHERE u.undoes = e.id)
LIMIT 1
