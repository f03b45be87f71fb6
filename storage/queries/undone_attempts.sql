SELECT e.device, e.number
FROM event u CROSS JOIN event e ON e.id = u.undoes
WHERE u.undoes IS NOT NULL AND e.kind = 'attempt'
