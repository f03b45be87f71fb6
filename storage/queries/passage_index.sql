INSERT INTO passage_fts (docid, name, stem, options, rationale, tags)
VALUES (?, ?, ?, ?, ?, ?)
