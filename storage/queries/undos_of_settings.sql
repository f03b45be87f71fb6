SELECT u.device, u.number, u.id, u.at, u.day, u.kind, u.question, u.undoes, u.session, u.place,
       u.mode, u.grade, u.mark, u.marked, u.took, u.topics, u.interval, u.payload, 0
FROM event e CROSS JOIN event u ON u.undoes = e.id
WHERE e.kind = 'setting' AND e.kind NOT IN ('attempt', 'draft')
ORDER BY u.device, u.number
