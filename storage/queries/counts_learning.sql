SELECT count(*)
FROM memory m INDEXED BY memory_learning CROSS JOIN bank b ON b.bank = m.bank
WHERE m.step > 0 AND m.due <= ? AND m.hidden = 0 AND b.deleted IS NULL
