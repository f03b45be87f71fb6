SELECT b.bank, b.id, b.generation, b.name, b.source, b.version, b.language, b.licence, b.builtin,
       b.questions, b.asked, b.imported, b.deleted, ifnull(t.answered, 0)
FROM bank b LEFT JOIN tally t ON t.bank = b.bank
WHERE b.generation > 0
ORDER BY b.name, b.id
