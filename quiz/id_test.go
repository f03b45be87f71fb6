package quiz_test

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/uuid"
	"golang.org/x/text/unicode/norm"

	"chartroom/quiz"
)

// These ids must never change: learners' progress hangs on them. They were
// computed by Python's uuid module.
func TestQuestionIDsNeverChange(t *testing.T) {
	for _, c := range []struct {
		bank quiz.BankID
		key  string
		want string
	}{
		{"rhit-practice", "q1", "e47e6dd3-7fb8-5838-8ee5-e5e31e374852"},
		{"medical-terms", "carditis", "10d8ea70-0f37-500e-abd5-5d94719b9897"},
		{"日本", "Ménière", "91e86f8a-2397-565e-830f-c95d31275130"},
		{"", "", "bd45355c-2ca1-5ca2-a847-bff9b84d4ec1"},
	} {
		if got := quiz.NewQuestionID(c.bank, c.key).String(); got != c.want {
			t.Errorf("%s, %s: %s; want %s", c.bank, c.key, got, c.want)
		}
	}
}

func TestBankAndKeyDoNotRunTogether(t *testing.T) {
	if quiz.NewQuestionID("ab", "c") == quiz.NewQuestionID("a", "bc") {
		t.Error("ab, c and a, bc have one id")
	}
}

func TestIDsAreReadAsWritten(t *testing.T) {
	q := quiz.NewQuestionID("b", "k")
	e := quiz.NewEventID(noonUTC, rand.New(rand.NewPCG(1, 2)))
	if back, err := quiz.ParseQuestionID(q.String()); err != nil || back != q || q.IsZero() {
		t.Errorf("%v is read as %v (%v)", q, back, err)
	}
	if back, err := quiz.ParseEventID(e.String()); err != nil || back != e || e.IsZero() {
		t.Errorf("%v is read as %v (%v)", e, back, err)
	}
	type both struct {
		Q quiz.QuestionID
		E quiz.EventID
	}
	b, err := json.Marshal(both{q, e})
	if want := `{"Q":"` + q.String() + `","E":"` + e.String() + `"}`; err != nil || string(b) != want {
		t.Errorf("JSON %s (%v); want %s", b, err, want)
	}
	var back both
	if err := json.Unmarshal(b, &back); err != nil || back != (both{q, e}) {
		t.Errorf("%s is read as %+v (%v)", b, back, err)
	}
	for _, bad := range []string{"", "x", "e47e6dd3-7fb8-5838-8ee5-e5e31e37485"} {
		if id, err := quiz.ParseQuestionID(bad); err == nil || !id.IsZero() {
			t.Errorf("%q is read as %v", bad, id)
		}
		if id, err := quiz.ParseEventID(bad); err == nil || !id.IsZero() {
			t.Errorf("%q is read as %v", bad, id)
		}
	}
}

func TestEventIDsAreUUIDv7OfTheirMillisecond(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	var every, none uuid.UUID // bits that were ever set, and ever clear
	for range 500 {
		at := time.UnixMilli(r.Int64N(1 << 47))
		id := uuid.UUID(quiz.NewEventID(at, r))
		if id.Version() != 7 || id.Variant() != uuid.RFC4122 {
			t.Fatalf("%v has version %v, variant %v", id, id.Version(), id.Variant())
		}
		sec, nsec := id.Time().UnixTime()
		if got := time.Unix(sec, nsec); !got.Equal(at) {
			t.Fatalf("%v was made at %v and says %v", id, at, got)
		}
		for i, b := range id {
			every[i] |= b
			none[i] |= ^b
		}
	}
	for i := 6; i < 16; i++ { // all but version and variant is random
		fixed := [16]byte{6: 0xf0, 8: 0xc0}[i]
		if every[i]|fixed != 0xff || none[i]|fixed != 0xff {
			t.Errorf("byte %d is not random: %08b, %08b", i, every[i], none[i])
		}
	}
}

func TestEventIDsSortByTime(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	at := noonUTC
	last := quiz.NewEventID(at, r)
	for range 2000 {
		at = at.Add(time.Duration(1+r.IntN(500)) * time.Millisecond)
		id := quiz.NewEventID(at, r)
		if bytes.Compare(last[:], id[:]) >= 0 || last.String() >= id.String() {
			t.Fatalf("%v is not before %v", last, id)
		}
		last = id
	}
}

func TestBankIDs(t *testing.T) {
	for name, want := range map[string]quiz.BankID{
		"RHIT practice": "rhit-practice", "  ICD-10-CM / 2026! ": "icd-10-cm-2026", "Ménière": "ménière",
		"用語 1": "用語-1", "": "bank", "---": "bank", "a__b": "a-b", "A": "a",
	} {
		if got := quiz.NewBankID(name); got != want {
			t.Errorf("%q becomes %q; want %q", name, got, want)
		}
	}
}

// A file name reaches us decomposed from a Mac and composed from Windows.
func TestABankIDDoesNotDependOnTheNormalForm(t *testing.T) {
	for _, name := range []string{"Ménière", "Übung Ä", "각 시험", "Plain"} {
		if c, d := quiz.NewBankID(norm.NFC.String(name)), quiz.NewBankID(norm.NFD.String(name)); c != d {
			t.Errorf("%s becomes %q and %q", name, c, d)
		}
	}
}

func FuzzBankID(f *testing.F) {
	f.Add("RHIT practice")
	f.Add("İ ß 用語")
	f.Add("-a-")
	f.Fuzz(func(t *testing.T, name string) {
		id := quiz.NewBankID(name)
		if again := quiz.NewBankID(string(id)); again != id || id == "" {
			t.Errorf("%q becomes %q, and that %q", name, id, again)
		}
	})
}

func TestTagsWithAMeaning(t *testing.T) {
	q := quiz.Question{Tags: []string{"level:application", "rhit:2", "rhit:5", "levels", "plain"}}
	for prefix, want := range map[string]string{"level": "application", "rhit": "2", "plain": "", "lev": ""} {
		if got := q.Tag(prefix); got != want {
			t.Errorf("%s is %q; want %q", prefix, got, want)
		}
	}
	if !q.HasTag("plain") || q.HasTag("rhit") {
		t.Error("plain is not a tag, or rhit is")
	}
}
