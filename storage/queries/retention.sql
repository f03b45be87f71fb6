SELECT day, sum(young), sum(young_kept), sum(mature), sum(mature_kept)
FROM day_count
WHERE day >= ?
GROUP BY day
HAVING sum(young) + sum(mature) > 0
ORDER BY day
