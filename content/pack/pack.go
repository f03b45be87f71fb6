// Package pack reads and writes packs: files with the ending .chartroom that
// carry banks with their pictures and sounds. A pack is a zip archive of
//
//   - manifest.json, which says what the pack is, lists its banks, and every
//     other member with its SHA-256;
//   - manifest.sig, where the pack is signed: the 64 bytes of the ed25519
//     signature over manifest.json, as "openssl pkeyutl -rawin" checks it;
//   - banks/ID/cards.tsv, questions.gift and others.jsonl: flashcards as a
//     table, questions as GIFT, and what neither can hold as JSON, one question
//     a line;
//   - media/HASH.png and the like, each named by its SHA-256.
//
// The ids of banks and the keys of questions are kept, so that a newer version
// updates in place and progress stays; quiz.CompareBanks says what it changes.
// A pack carries no code, no fonts and no drawings (SVG). The package touches
// no disk, no clock and no database, and remembers no keys: whoever asks does.
package pack

import "chartroom/quiz"

// Pack is a set of banks under one name.
type Pack struct {
	Manifest Manifest
	Banks    []quiz.Bank
}
