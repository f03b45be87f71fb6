-- What schema 11 has besides: packages of the older layouts hold it.
CREATE TABLE graves (usn integer NOT NULL, oid integer NOT NULL, type integer NOT NULL);
