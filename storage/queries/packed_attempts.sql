-- The attempts of device ?1 from number ?2 to ?3 in one text: fetching a
-- million rows one by one takes longer than folding them. Each is the
-- question's 16 bytes and nine numbers and its mode, split by commas. The
-- ninth: whether the learner was not sure; see saysUnsure.
SELECT group_concat(question || number || ',' || at || ',' || day || ',' || grade || ',' || marked || ','
                    || took || ',' || topics || ',' || ifnull(interval, 0) || ',' || unsure || ',' || mode || ';', '')
FROM (SELECT e.question, e.number, e.at, e.day, e.marked, e.took, e.topics, e.interval, e.mode,
             ifnull((SELECT r.grade FROM remark r WHERE r.device = e.device AND r.number = e.number), e.grade) AS grade,
             instr(e.payload, '"c":1') > 0 OR instr(e.payload, '"c":2') > 0 AS unsure
      FROM event e WHERE e.device = ?1 AND e.number BETWEEN ?2 AND ?3 AND e.kind = 'attempt' ORDER BY e.number)
