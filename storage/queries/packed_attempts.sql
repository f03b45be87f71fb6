-- The attempts of device ?1 from number ?2 to ?3 in one text: fetching a
-- million rows one by one takes longer than folding them. Each is the
-- question's 16 bytes and eight numbers and its mode, split by commas.
SELECT group_concat(question || number || ',' || at || ',' || day || ',' || grade || ',' || marked || ','
                    || took || ',' || topics || ',' || ifnull(interval, 0) || ',' || mode || ';', '')
FROM (SELECT question, number, at, day, grade, marked, took, topics, interval, mode FROM event WHERE device = ?1 AND number BETWEEN ?2 AND ?3 AND kind = 'attempt' ORDER BY number)
