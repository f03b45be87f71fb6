// Package storage remembers. One learner profile is one SQLite file; this
// package stores quiz values in it and fetches them, and decides nothing: when
// a question comes back is quiz's business, and it never reads a clock or
// makes randomness of its own.
//
// # The log
//
// Everything the learner does is one row of the table event, which triggers
// keep from being changed or deleted. The tables memory, mark, bury, tally,
// day_count, topic_count, recall_count, hour_count, session, setting, recipe,
// jotting and remark are the fold of that log: every write adds its event and moves them in one
// transaction, and Rebuild makes them anew and says whether they agreed. An
// undo is an event of its own that names what it takes back; the derived
// tables are then exactly as before.
//
// An event can name many questions (buried, given other days, reset). They are
// listed in its payload; the derived table named turns the lists round.
//
// An answer whose key was wrong keeps what was answered and how it was marked;
// a remark is an event that gives it another mark. The table remark holds them
// by the answer's place in the log, the queries that read answers look there,
// and so everything that follows from answers follows the new marks.
//
// An exam is a session with a clock. Each of its events says how much time was
// left; what has passed since is in exam_clock, the one table that is neither
// log nor fold: it is written every second. An exam comes back with the smaller
// of the two.
//
// What was decided stays: the day on which a question comes back follows from
// the settings in force at its answer's place in the log, and a day that was
// chosen by load is kept with the answer. Memory is different: it is always
// what the model in force makes of all that was answered. A setting that
// changes the model recalls every memory, live, in an undo and in Rebuild.
//
// # Importing while the learner answers
//
// There is one writing connection. An import of 100,000 questions holds it
// for seconds if it is one transaction, and an answer must not wait that
// long. So an import is many small transactions that nobody can see, and a
// last one that shows them all:
//
//   - A bank has a generation, and each question row the range of generations
//     in which it is seen: since <= bank.generation < until.
//   - An import stages its rows with since = generation+1 (text and search
//     index too) and ends the rows that they replace with until =
//     generation+1. Both change nothing that can be seen. Questions that did
//     not change are not touched.
//   - The last transaction adds the event and sets bank.generation. It is
//     small, so it is atomic and quick. Undoing an import sets it back.
//   - Cancelled, failed and killed imports leave rows of a generation that
//     never came; the sweep removes them, at once or at the next opening.
//
// Between two rows the import looks whether the learner waits to write, ends
// its transaction if so, and lets her go first; see gate.
//
// # Rules
//
// Open never scans: checking (Check), sweeping (Tidy) and backing up (Backup)
// are for the caller to run in the background.
package storage
