package storage_test

import (
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"

	"chartroom/quiz"
	"chartroom/quiz/srs"
	"chartroom/storage"
	"chartroom/storage/storagetest"
)

// old writes the profile of schema 1 (testdata/README.md) to a folder.
func old(t *testing.T) (path string) {
	t.Helper()
	f := must1(os.Open("testdata/schema1.db.gz"))(t)
	defer f.Close()
	data := must1(io.ReadAll(must1(gzip.NewReader(f))(t)))(t)
	path = filepath.Join(t.TempDir(), "chartroom.db")
	must(t, os.WriteFile(path, data, 0o600))
	return path
}

func TestAnOldProfileIsBroughtUpToDate(t *testing.T) {
	path := old(t)
	same := []string{"import", "passage", "mark", "day_count", "topic_count", "session", "setting", "label", "topic"}
	const memory = "SELECT question, stability, difficulty, step, due, due_day, last, last_day, reps, lapses, wrong, bank FROM memory ORDER BY question"
	rows := func() (all string) {
		db := plainDB(t, path, "ro")
		defer db.Close()
		r := must1(db.Query(memory))(t)
		defer r.Close()
		for r.Next() {
			var v [12]any
			into := make([]any, len(v))
			for i := range v {
				into[i] = &v[i]
			}
			must(t, r.Scan(into...))
			for _, x := range v {
				if f, ok := x.(float64); ok {
					x = fmt.Sprintf("%b", f)
				}
				all += fmt.Sprint(x, " ")
			}
			all += "\n"
		}
		return all
	}
	before, memories := dump(t, path, same...), rows()
	s := storagetest.OpenAt(t, path)
	if d := difference(before, dump(t, path, same...)); d != "" {
		t.Fatalf("changed %s", d)
	}
	if d := difference(memories, rows()); d != "" || len(memories) < 12*50 {
		t.Fatalf("memory changed %s", d)
	}
	asksAllKinds(t, path)
	rep := must1(s.Rebuild(ctx, nil))(t)
	if !rep.Agreed || rep.Events != 524 || rep.Attempts != 167 || rep.Undone != 31 || rep.Unknown != 0 {
		t.Fatalf("report %+v", rep)
	}
	must(t, s.Reader().Check(ctx))
	all := must1(storage.Backups(path))(t)
	if len(all) != 1 || all[0].Reason != "migration" || must1(storage.Verify(ctx, all[0].Path))(t).Version != 1 {
		t.Fatalf("backups %+v", all)
	}
}

// asksAllKinds looks whether matching and ordering, which schema 1 did not ask,
// are asked, counted and in the schedule.
func asksAllKinds(t *testing.T, path string) {
	t.Helper()
	db := plainDB(t, path, "ro")
	defer db.Close()
	var match, wrong int
	must(t, db.QueryRow("SELECT count(*) FROM question WHERE kind IN ('match', 'order')").Scan(&match))
	must(t, db.QueryRow(`SELECT (SELECT count(*) FROM question WHERE kind IN ('match', 'order') AND asked = 0)
		+ (SELECT count(*) FROM memory m JOIN question q ON q.id = m.question WHERE q.kind = 'match' AND q.until = 2147483647 AND m.hidden & 2 <> 0)
		+ (SELECT count(*) FROM bank b WHERE b.asked <> (SELECT count(*) FROM question q WHERE q.bank = b.bank AND q.since <= b.generation AND q.until > b.generation AND q.asked = 1))`).Scan(&wrong))
	if match == 0 || wrong > 0 {
		t.Errorf("of %d questions to match or to order, or their banks, %d are not asked or counted", match, wrong)
	}
}

// What is new works on an old profile, and comes back out of it.
func TestAnOldProfileTakesWhatIsNew(t *testing.T) {
	s := storagetest.OpenAt(t, old(t))
	r, stamps := s.Reader(), storagetest.NewStamps(9)
	stamps.At = storagetest.Noon.AddDate(2, 0, 0)
	whole := dump(t, s.Path(), dumped...)
	due := must1(r.DueAll(ctx, stamps.At, "rhit"))(t)
	if len(due) < 3 || due[0].Tag == "" {
		t.Fatalf("due %+v", due)
	}
	var done []quiz.EventID
	do := func(f func(stamp quiz.Stamp) error) {
		t.Helper()
		stamp := stamps.Next()
		must(t, f(stamp))
		done = append(done, stamp.ID)
	}
	ids := []quiz.QuestionID{due[0].Question, due[1].Question}
	do(func(st quiz.Stamp) error { return s.SetSetting(ctx, st, quiz.SettingModel, srs.FSRS7) })
	do(func(st quiz.Stamp) error { return s.SetDue(ctx, st, ids, st.Day+3) })
	do(func(st quiz.Stamp) error { return s.SetBuried(ctx, st, ids, st.Day+1) })
	do(func(st quiz.Stamp) error { return s.Reset(ctx, st, ids[:1]) })
	do(func(st quiz.Stamp) error { return s.SetSetting(ctx, st, quiz.SettingModel, "") })
	agreed(t, s)
	if m := must1(r.Progress(ctx, due[2].Question))(t); m.Memory != due[2].Progress.Memory {
		t.Errorf("the model came back and memory is %+v, was %+v", m.Memory, due[2].Progress.Memory)
	}
	for i := len(done) - 1; i >= 0; i-- {
		must(t, s.Undo(ctx, stamps.Next(), done[i]))
	}
	agreed(t, s)
	if d := difference(whole, dump(t, s.Path(), dumped...)); d != "" {
		t.Fatal(d)
	}
}
