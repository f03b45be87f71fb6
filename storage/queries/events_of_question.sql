-- Everything that happened to the question ?1 and was not taken back, in order.
-- An event that names it in a list says its value there as place.
SELECT e.device, e.number, e.id, e.at, e.day, e.kind, e.question, e.undoes, e.session, e.place,
       e.mode,
       ifnull((SELECT r.grade FROM remark r WHERE r.device = e.device AND r.number = e.number), e.grade),
       ifnull((SELECT r.mark FROM remark r WHERE r.device = e.device AND r.number = e.number), e.mark), e.marked, e.took, e.topics, e.interval, e.payload, 0
FROM event e
WHERE e.question = ?1 AND NOT EXISTS (SELECT 1 FROM event u WHERE u.undoes = e.id)
UNION ALL
SELECT e.device, e.number, e.id, e.at, e.day, e.kind, n.question, e.undoes, e.session, n.value,
       e.mode, e.grade, e.mark, e.marked, e.took, e.topics, e.interval, '{}', 0
FROM named n CROSS JOIN event e ON e.device = n.device AND e.number = n.number
WHERE n.question = ?1 AND NOT EXISTS (SELECT 1 FROM event u WHERE u.undoes = e.id)
ORDER BY 1, 2
