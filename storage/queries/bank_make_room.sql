-- The questions of a bank that can be seen, from a place on, moved by so many.
UPDATE question SET place = place + ?3
WHERE bank = ?1 AND place >= ?2
  AND since <= (SELECT generation FROM bank WHERE bank = ?1)
  AND until > (SELECT generation FROM bank WHERE bank = ?1)
