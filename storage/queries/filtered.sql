-- Questions that can be asked, by a filter whose parts are JSON arrays or
-- NULL (= any). ?1 banks, ?2 kinds, ?3 to ?6 labels of which one must be there,
-- ?7 state, ?8 now (ms).
SELECT q.n
FROM bank b CROSS JOIN question q ON q.bank = b.bank
LEFT JOIN memory m ON ?7 <> '' AND m.question = q.id
LEFT JOIN mark k ON ?7 <> '' AND k.question = q.id
WHERE b.deleted IS NULL AND q.since <= b.generation AND q.until > b.generation AND q.asked = 1
  AND (?1 IS NULL OR b.id IN (SELECT value FROM json_each(?1)))
  AND (?2 IS NULL OR q.kind IN (SELECT value FROM json_each(?2)))
  AND (?3 IS NULL OR q.n IN (SELECT t.n FROM json_each(?3) j CROSS JOIN question_tag t ON t.label = j.value))
  AND (?4 IS NULL OR q.n IN (SELECT t.n FROM json_each(?4) j CROSS JOIN question_tag t ON t.label = j.value))
  AND (?5 IS NULL OR q.n IN (SELECT t.n FROM json_each(?5) j CROSS JOIN question_tag t ON t.label = j.value))
  AND (?6 IS NULL OR q.n IN (SELECT t.n FROM json_each(?6) j CROSS JOIN question_tag t ON t.label = j.value))
  AND (?7 = '' OR CASE ?7
        WHEN 'new' THEN m.question IS NULL AND ifnull(k.suspended, 0) = 0
        WHEN 'wrong' THEN m.wrong > 0 AND ifnull(k.suspended, 0) = 0
        WHEN 'flagged' THEN k.flag = 1
        WHEN 'due' THEN m.hidden = 0 AND m.due <= ?8
        WHEN 'suspended' THEN k.suspended = 1
        WHEN 'noted' THEN k.note <> ''
        ELSE ifnull(k.suspended, 0) = 0 END)
ORDER BY b.bank, q.place
