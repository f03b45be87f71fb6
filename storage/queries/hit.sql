SELECT q.id, q.kind, b.id, p.name, p.stem
FROM question q JOIN bank b ON b.bank = q.bank JOIN passage p ON p.n = q.n
WHERE q.n = ?
