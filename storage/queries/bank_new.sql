INSERT INTO bank (id, generation, name, source, version, language, licence, builtin,
                  questions, asked, imported, deleted)
VALUES (?, 0, '', '', '', '', '', 0, 0, 0, 0, NULL)
