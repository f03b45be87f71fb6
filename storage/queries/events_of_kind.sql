-- Of the kinds that are indexed (not attempt, not draft): in order, those
-- taken back included.
SELECT e.device, e.number, e.id, e.at, e.day, e.kind, e.question, e.undoes, e.session, e.place,
       e.mode, e.grade, e.mark, e.marked, e.took, e.topics, e.interval, e.payload,
       EXISTS (SELECT 1 FROM event u WHERE u.undoes = e.id)
FROM event e
WHERE e.kind = ? AND e.kind NOT IN ('attempt', 'draft')
ORDER BY e.device, e.number
