-- The first passages in which the words stand; a filter's conditions and
-- LIMIT follow. ? = words.
SELECT q.n, matchinfo(passage_fts, 'pcy')
FROM passage_fts f CROSS JOIN question q ON q.n = f.docid
JOIN bank b ON b.bank = q.bank
WHERE f.passage_fts MATCH ?
  AND b.deleted IS NULL AND q.since <= b.generation AND q.until > b.generation
