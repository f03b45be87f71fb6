package library

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	"chartroom/content/pack"
	"chartroom/content/table"
	"chartroom/quiz"
)

// A table whose columns nobody named is asked about, and read by the answer.
func TestColumnsThatNobodyNamedAreAskedFor(t *testing.T) {
	d := newDesk(t, privacy())
	path := d.file("from work.csv", "7,Who owns the record of care?,The provider,The patient,1\n8,Which form is for a hospital’s bill?,The UB-04,The CMS-1500,1\n9,Which rule sets the time for access?,The Privacy Rule,The Security Rule,1\n")
	d.Shell.Go("Library", path)
	if d.screen.model.incoming.Table == nil {
		d.screen.readAs("csv")
	}
	d.Sees("WHAT THE COLUMNS HOLD")
	for i, r := range []table.Role{table.ID, table.Question, table.Option(0), table.Option(1), table.Answer} {
		d.screen.readBy(func(m *table.Mapping) { m.HeaderRow = 0; give(m, i, r) })
	}
	d.Sees("Import 3 questions", "right: The provider", "Right answer", "No row names the columns")
	d.Key(fyne.KeyReturn)
	d.Sees("3 questions added")
}

func TestAColumnHasARoleOfItsOwn(t *testing.T) {
	m := table.Mapping{Roles: []table.Role{table.Question, table.Answer}}
	give(&m, 3, table.Question)
	want := []table.Role{table.Unused, table.Answer, table.Unused, table.Question}
	for i := range want {
		if m.Roles[i] != want[i] {
			t.Errorf("column %d holds %q, not %q", i, m.Roles[i], want[i])
		}
	}
}

func TestAFileIsReadAsTheLearnerSays(t *testing.T) {
	d := newDesk(t, privacy())
	d.Shell.Go("Library", d.file("odd.txt", "What does POA mean?\tpresent on admission\nWhat does DNFB mean?\tdischarged, not final billed\n"))
	d.Sees("Read as: Table of flashcards")
	d.Typed("f")
	if d.Canvas().Overlays().Top() == nil {
		t.Fatal("F asks nothing")
	}
	d.Key(fyne.KeyEscape)
	d.screen.readAs("gift")
	d.Sees("Read as: GIFT")
	d.screen.readAs("")
	d.Sees("Read as: Table of flashcards", "Import 2 questions")
}

// packFile is a pack of two banks in a file.
func packFile(t *testing.T, version string, key []byte) string {
	t.Helper()
	p := pack.Pack{Manifest: pack.Manifest{Name: "HIM 1110", Version: version, Author: "A. Teacher", Exams: []string{"rhit"}}}
	for _, id := range []quiz.BankID{"unit-1", "unit-2"} {
		b := quiz.Bank{ID: id, Name: "HIM " + string(id)}
		for _, k := range []string{"a", "b"} {
			b.Questions = append(b.Questions, quiz.Question{ID: quiz.NewQuestionID(id, k), Bank: id, Key: k, Kind: quiz.Choice, Name: k,
				Stem: "Which " + k + " is of " + string(id) + "?", Options: []quiz.Option{{Text: "this", Fraction: 1}, {Text: "that"}}})
		}
		p.Banks = append(p.Banks, b)
	}
	var buf bytes.Buffer
	var signer, err = pack.ParseKey(key)
	if key == nil {
		signer, err = nil, nil
	}
	if err == nil {
		err = pack.Write(context.Background(), &buf, p, signer, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "him-1110.chartroom")
	if err := os.WriteFile(path, buf.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// A pack whose signature is another one than before is not taken without asking.
func TestAPackByAnotherKeyIsAskedAbout(t *testing.T) {
	d := newDesk(t, privacy())
	mine, err := pack.NewKey()
	d.Must(err)
	d.Shell.Go("Library", packFile(t, "1", mine))
	d.Sees("HIM 1110 · version 1 · by A. Teacher", "Signed, and unchanged since.", "HIM unit-2: 2 questions", "Import 4 questions")
	d.Key(fyne.KeyReturn)
	d.Sees("2 banks: 4 questions added")
	d.Shell.Go("Library", packFile(t, "2", nil))
	d.Sees("This pack is not signed", "0 added, 0 changed, 4 as they are.")
	d.Key(fyne.KeyReturn)
	d.Sees("Take this pack?")
	d.Key(fyne.KeyEscape)
	if got := d.Act.Setting("pack.him-1110"); got[:2] != "v1" {
		t.Errorf("remembered: %q", got)
	}
}

// After an import with other keys the past answers are marked by them if the
// learner says so.
func TestPastAnswersAreMarkedByNewKeysWhenAskedTo(t *testing.T) {
	d := newDesk(t, privacy())
	d.Shell.Go("Library", d.file("week 2.gift", "// [id:a]\nWhich form is a hospital's bill?{=CMS-1500 ~UB-04}\n"))
	d.Key(fyne.KeyReturn)
	bank, err := d.Act.Reader().BankQuestions(context.Background(), "week-2")
	d.Must(err)
	d.answer(bank.Questions[0], 1)
	d.Shell.Go("Library", d.file("week 2.gift", "// [id:a]\nWhich form is a hospital's bill?{~CMS-1500 =UB-04}\n"))
	d.Key(fyne.KeyReturn)
	d.Sees("Mark your past answers by the new keys?", "1 past answer would get another mark, 1 of them a higher one.")
	d.Tap("Mark them anew")
	d.Sees("1 past answer to 1 question got another mark")
}
