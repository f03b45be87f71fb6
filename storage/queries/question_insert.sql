INSERT INTO question (n, id, bank, since, until, place, kind, asked, edited, topics, hash, family)
VALUES (?, ?, ?, ?, 2147483647, ?, ?, ?, ?, ?, ?, ?)
