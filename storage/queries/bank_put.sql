-- Everything an import says of a bank; undoing one writes what was there.
UPDATE bank
SET generation = ?2, name = ?3, source = ?4, version = ?5, language = ?6, licence = ?7,
    builtin = ?8, questions = ?9, asked = ?10, imported = ?11, deleted = ?12
WHERE bank = ?1
