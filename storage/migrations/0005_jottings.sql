-- What the learner puts down beside the material. Derived.
CREATE TABLE jotting (
  subject TEXT    NOT NULL,      -- 'career:medical-coder', 'code:icd10cm:E11.9'
  field   TEXT    NOT NULL,      -- 'note', 'rating', 'done', ...
  value   TEXT    NOT NULL,      -- not empty
  at      INTEGER NOT NULL,      -- ms
  PRIMARY KEY (subject, field)
) STRICT, WITHOUT ROWID;
