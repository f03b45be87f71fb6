UPDATE passage
SET name = ?2, stem = ?3, options = ?4, rationale = ?5, tags = ?6, body = ?7
WHERE n = ?1
