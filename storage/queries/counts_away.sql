-- Of the questions ?2 (a JSON list, hexadecimal): those in the schedule and due
-- at ?1, learning or not; those learning; and those that are new.
SELECT ifnull(sum(x.due), 0), ifnull(sum(x.due AND x.step > 0), 0), ifnull(sum(x.new), 0)
FROM (SELECT m.step, m.hidden = 0 AND m.due <= ?1 AND EXISTS (SELECT 1 FROM bank b WHERE b.bank = m.bank AND b.deleted IS NULL) AS due,
             m.question IS NULL AND EXISTS (
               SELECT 1 FROM question q JOIN bank b ON b.bank = q.bank
               WHERE q.id = unhex(j.value) AND q.asked = 1 AND b.deleted IS NULL AND q.since <= b.generation AND q.until > b.generation)
             AND NOT EXISTS (SELECT 1 FROM mark k WHERE k.question = unhex(j.value) AND k.suspended = 1) AS new
      FROM json_each(?2) j LEFT JOIN memory m ON m.question = unhex(j.value)) x
