INSERT INTO day_count (day, mode, attempts, right, new, took, young, young_kept, mature, mature_kept)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT DO UPDATE SET
  attempts = attempts + excluded.attempts, right = right + excluded.right, new = new + excluded.new,
  took = took + excluded.took, young = young + excluded.young, young_kept = young_kept + excluded.young_kept,
  mature = mature + excluded.mature, mature_kept = mature_kept + excluded.mature_kept
