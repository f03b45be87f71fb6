INSERT INTO passage (name, stem, options, rationale, tags, body)
VALUES (?, ?, ?, ?, ?, ?)
