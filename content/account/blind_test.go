package account

import (
	"testing"

	"chartroom/quiz"
)

// The record of the second reader holds every question once, knows none that
// never was, and no difference with a key is left open.
func TestTheBlindRecordIsSettled(t *testing.T) {
	record, err := blindRecord()
	if err != nil {
		t.Fatal(err)
	}
	once := onceEach(t)
	for _, row := range record {
		once(row.id)
		if row.answer == "" || row.confidence == "" {
			t.Errorf("%s: what did the reader answer, and how sure was she?", row.id)
		}
		if row.open() {
			t.Errorf("%s: %q is not settled; write how after \"settled: \", or take the question out", row.id, row.settled)
		}
	}
	r := report(t)
	if len(r.Unsettled) > 0 {
		t.Errorf("shipped in dispute: %v", r.Unsettled)
	}
	if len(r.Unread) > 0 {
		t.Errorf("shipped and not read blind: %v", r.Unread)
	}
}

// onceEach checks the ids of a record: each is told once, and is or was
// shipped.
func onceEach(t *testing.T) func(id string) {
	known, seen := knownIDs(t), map[string]bool{}
	return func(id string) {
		t.Helper()
		if seen[id] {
			t.Errorf("%s is there twice", id)
		}
		seen[id] = true
		if _, ok := known[id]; !ok {
			t.Errorf("%s is nothing that is or was shipped", id)
		}
	}
}

// A record that differs is open until it says how it was settled, and one that
// cannot be read is an error.
func TestDifferencesAreOpenUntilSettled(t *testing.T) {
	const head = "id\treader's answer\tconfidence\tagainst the key\treader's remark\n"
	rows, err := readRecord(head + "a\tx\tsure\tagrees\nb\tx\tunsure\tdiffers\tit is y\nc\tx\tsure\tsettled: the key was corrected by 45 CFR 164.524\t\n")
	if err != nil || len(rows) != 3 || rows[0].open() || !rows[1].open() || rows[2].open() {
		t.Errorf("%+v, %v", rows, err)
	}
	r := Report{}
	r.readBlind([]quiz.Bank{{Questions: []quiz.Question{{Key: "b", Kind: quiz.Choice}, {Key: "d", Kind: quiz.Choice}, {Key: "e", Kind: quiz.Flip}}}}, rows)
	if r.ReadBlind != 1 || len(r.Unread) != 1 || r.Unread[0] != "d" || len(r.Unsettled) != 1 || r.Unsettled[0] != "b" || r.Sound() {
		t.Errorf("%+v", r)
	}
	for _, bad := range []string{"", "id\n", head + "a\tx\n", head + "a\tb\tc\td\te\tf\n"} {
		if _, err := readRecord(bad); err == nil {
			t.Errorf("%q is read", bad)
		}
	}
}
