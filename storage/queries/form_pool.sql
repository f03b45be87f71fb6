-- Every question that may stand in an exam, without those of the kinds ?1 (a
-- JSON list), in the order of banks and files, in one text: fetching them one by
-- one takes ten times as long. Each is the question's 16 bytes, and its bank and
-- topics by number, split by commas.
SELECT group_concat(id || bank || ',' || topics || ',', '')
FROM (SELECT q.id, q.bank, q.topics
      FROM bank b CROSS JOIN question q ON q.bank = b.bank
      WHERE b.deleted IS NULL AND q.since <= b.generation AND q.until > b.generation AND q.asked = 1
        AND q.kind NOT IN (SELECT value FROM json_each(?1))
        AND q.id NOT IN (SELECT question FROM mark WHERE suspended = 1)
      ORDER BY q.bank, q.place)
