package cli

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"chartroom/app/actions"
	"chartroom/quiz/srs"
	"chartroom/storage"
)

// answered gives n answers to cards of this desk's profile, one a day, and
// takes the last one back.
func (d *desk) answered(n int) {
	d.t.Helper()
	now, draw := noon, rand.New(rand.NewPCG(1, 1))
	store, err := storage.Open(storage.ProfilePath(d.data(), ""), storage.Options{Now: now, Draw: draw})
	must(d.t, err)
	defer store.Close()
	act, err := actions.New(ctx, store, func() time.Time { return now }, draw)
	must(d.t, err)
	all, err := act.Reader().BankQuestions(ctx, "prefixes")
	must(d.t, err)
	for i := range n {
		now = noon.AddDate(0, 0, i)
		q := &all.Questions[i%len(all.Questions)]
		before, err := act.Reader().Progress(ctx, q.ID)
		must(d.t, err)
		done, err := act.Grade(ctx, q, before, srs.Grades[i%4], 1500*time.Millisecond)
		must(d.t, err)
		if i == n-1 {
			_, err = act.Undo(ctx, done)
			must(d.t, err)
		}
	}
}

// What history writes is what train reads, answer for answer.
func TestHistoryIsALogThatTrainReads(t *testing.T) {
	d := newDesk(t)
	d.run(ok, "import", "--data", d.data(), d.file("prefixes.tsv", cards))
	d.answered(21)
	path := filepath.Join(d.dir, "log.csv")
	d.run(ok, "history", path, "--data", d.data()).says("20 answers written to " + path + ".")
	whole, err := os.ReadFile(path)
	must(t, err)
	if doc := d.run(ok, "train", path, "--json").parsed(); doc["reviews"] != 20. || doc["items"] != 18. { // two cards
		t.Errorf("train reads %v answers, %v on a later day", doc["reviews"], doc["items"])
	}
	doc := d.run(ok, "history", path, "--json", "--data", d.data()).parsed()
	if doc["answers"].(float64) != 20 || !slices.Equal(keys(doc), []string{"answers"}) {
		t.Errorf("%v", doc)
	}
	if again, err := os.ReadFile(path); err != nil || string(again) != string(whole) {
		t.Errorf("written again it is\n%s\nnot\n%s", again, whole)
	}
}

func TestHistorySaysWhatItCannot(t *testing.T) {
	d := newDesk(t)
	empty := filepath.Join(d.dir, "empty.csv")
	d.run(ok, "history", empty, "--data", d.data()).says("0 answers written")
	d.run(misused, "history", "--data", d.data()).complains("chartroom history FILE.csv")
	d.run(misused, "history", "a.csv", "b.csv", "--data", d.data())
	path := filepath.Join(d.dir, "no folder", "log.csv")
	d.run(failed, "history", path, "--data", d.data()).complains("log.csv")
	doc := d.run(failed, "history", path, "--json", "--data", d.data()).parsed()
	if doc["error"] == nil {
		t.Errorf("%v", doc)
	}
}
