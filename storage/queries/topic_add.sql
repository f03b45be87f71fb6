INSERT INTO topic_count (label, day, attempts, right, first, first_right)
SELECT label, ?2, ?3, ?4, ?5, ?6 FROM topic WHERE topics = ?1
ON CONFLICT DO UPDATE SET
  attempts = attempts + excluded.attempts, right = right + excluded.right,
  first = first + excluded.first, first_right = first_right + excluded.first_right
