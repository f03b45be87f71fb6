INSERT INTO event (device, number, id, at, day, kind, question, undoes, session, place,
                   mode, grade, mark, marked, took, topics, interval, payload)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
