-- Numbers have no gaps, so the newest of each device is its count.
SELECT ifnull(sum(n), 0)
FROM (SELECT (SELECT ifnull(max(number), 0) FROM event e WHERE e.device = d.device) AS n FROM device d)
