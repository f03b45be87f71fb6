INSERT INTO recall_count (day, bin, reviews, kept, expected)
VALUES (?, ?, ?, ?, ?)
ON CONFLICT DO UPDATE SET
  reviews = reviews + excluded.reviews, kept = kept + excluded.kept, expected = expected + excluded.expected
