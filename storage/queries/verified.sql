-- What a file holds.
SELECT (SELECT count(*) FROM event),
       (SELECT ifnull(sum(attempts), 0) FROM day_count),
       (SELECT ifnull(sum(questions), 0) FROM bank WHERE deleted IS NULL AND generation > 0),
       (SELECT count(*) FROM bank WHERE deleted IS NULL AND generation > 0),
       (SELECT ifnull(max(at), 0) FROM (SELECT max(number) AS number, device FROM event GROUP BY device) t
          JOIN event e ON e.device = t.device AND e.number = t.number)
