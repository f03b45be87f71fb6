INSERT INTO hour_count (hour, reviews, kept, expected)
VALUES (?, ?, ?, ?)
ON CONFLICT DO UPDATE SET
  reviews = reviews + excluded.reviews, kept = kept + excluded.kept, expected = expected + excluded.expected
