SELECT d.kind, d.key, p.name, p.stem, matchinfo(passage_fts, 'pcy')
FROM passage_fts f CROSS JOIN document d ON d.n = f.docid
JOIN passage p ON p.n = f.docid
WHERE f.passage_fts MATCH ?1 AND (?2 = '' OR d.kind = ?2)
LIMIT 400
