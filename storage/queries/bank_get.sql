SELECT bank, id, generation, name, source, version, language, licence, builtin,
       questions, asked, imported, deleted
FROM bank
WHERE id = ?
