-- How many questions in the schedule there are of each stability (?1 to ?8 =
-- the edges, days) and whole difficulty.
SELECT CASE WHEN stability < ?1 THEN 0 WHEN stability < ?2 THEN 1 WHEN stability < ?3 THEN 2
            WHEN stability < ?4 THEN 3 WHEN stability < ?5 THEN 4 WHEN stability < ?6 THEN 5
            WHEN stability < ?7 THEN 6 WHEN stability < ?8 THEN 7 ELSE 8 END AS held,
       max(min(CAST(difficulty AS INTEGER), 9), 1) AS hard,
       count(*)
FROM memory
WHERE hidden = 0 AND bank IN (SELECT bank FROM bank WHERE deleted IS NULL)
GROUP BY held, hard
