-- The same, by a filter: ?3 to ?10 are ?1 to ?8 of filtered.sql.
SELECT q.n, p.name, matchinfo(passage_fts, 'pcy')
FROM passage_fts f CROSS JOIN question q ON q.n = f.docid
JOIN bank b ON b.bank = q.bank
JOIN passage p ON p.n = f.docid
LEFT JOIN memory m ON ?9 <> '' AND m.question = q.id
LEFT JOIN mark k ON ?9 <> '' AND k.question = q.id
WHERE f.passage_fts MATCH ?1
  AND b.deleted IS NULL AND q.since <= b.generation AND q.until > b.generation
  AND (?3 IS NULL OR b.id IN (SELECT value FROM json_each(?3)))
  AND (?4 IS NULL OR q.kind IN (SELECT value FROM json_each(?4)))
  AND (?5 IS NULL OR EXISTS (SELECT 1 FROM json_each(?5) j CROSS JOIN question_tag t ON t.label = j.value AND t.n = q.n))
  AND (?6 IS NULL OR EXISTS (SELECT 1 FROM json_each(?6) j CROSS JOIN question_tag t ON t.label = j.value AND t.n = q.n))
  AND (?7 IS NULL OR EXISTS (SELECT 1 FROM json_each(?7) j CROSS JOIN question_tag t ON t.label = j.value AND t.n = q.n))
  AND (?8 IS NULL OR EXISTS (SELECT 1 FROM json_each(?8) j CROSS JOIN question_tag t ON t.label = j.value AND t.n = q.n))
  AND (?9 = '' OR q.asked = 1 AND CASE ?9
        WHEN 'new' THEN m.question IS NULL AND ifnull(k.suspended, 0) = 0
        WHEN 'wrong' THEN m.wrong > 0 AND ifnull(k.suspended, 0) = 0
        WHEN 'flagged' THEN k.flag = 1
        WHEN 'due' THEN m.hidden = 0 AND m.due <= ?10
        WHEN 'suspended' THEN k.suspended = 1
        WHEN 'noted' THEN k.note <> ''
        ELSE 0 END)
LIMIT ?2
