-- All events but attempts and drafts, in order.
SELECT e.device, e.number, e.id, e.at, e.day, e.kind, e.question, e.undoes, e.session, e.place,
       e.mode, e.grade, e.mark, e.marked, e.took, e.topics, e.interval,
       CASE WHEN e.kind IN ('setting', 'suspend', 'flag', 'note', 'session', 'bury', 'due', 'reset', 'remark', 'recipe', 'jotting') THEN e.payload ELSE '{}' END,
       EXISTS (SELECT 1 FROM event u WHERE u.undoes = e.id)
FROM event e INDEXED BY event_kind
WHERE e.kind NOT IN ('attempt', 'draft')
ORDER BY e.device, e.number
