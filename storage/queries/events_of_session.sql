-- Everything that happened in a session and was not taken back, in order.
SELECT e.device, e.number, e.id, e.at, e.day, e.kind, e.question, e.undoes, e.session, e.place,
       e.mode,
       ifnull((SELECT r.grade FROM remark r WHERE r.device = e.device AND r.number = e.number), e.grade),
       ifnull((SELECT r.mark FROM remark r WHERE r.device = e.device AND r.number = e.number), e.mark), e.marked, e.took, e.topics, e.interval, e.payload, 0
FROM event e
WHERE e.session = ? AND NOT EXISTS (SELECT 1 FROM event u WHERE u.undoes = e.id)
ORDER BY e.device, e.number
