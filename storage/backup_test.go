package storage_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"chartroom/quiz"
	"chartroom/storage"
	"chartroom/storage/storagetest"
)

func TestThinKeepsTwoDaysTwelveDaysTenWeeksNineMonths(t *testing.T) {
	now := time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
	var times []time.Time
	for at := now; now.Sub(at) < 3*365*24*time.Hour; at = at.Add(-30 * time.Minute) {
		times = append(times, at)
	}
	keep := storage.Thin(times, now)
	recent, older := 0, 0
	for i, k := range keep {
		switch {
		case !k:
		case now.Sub(times[i]) < 48*time.Hour:
			recent++
		default:
			older++
		}
	}
	if recent != 96 || older != 12+10+9 {
		t.Errorf("%d recent, %d older", recent, older)
	}
	// Thinning every time, as they are made, keeps a year's history too.
	var kept []time.Time
	for day := range 500 {
		at := now.Add(time.Duration(day) * 24 * time.Hour)
		kept = append(kept, at)
		var next []time.Time
		for i, k := range storage.Thin(kept, at) {
			if k {
				next = append(next, kept[i])
			}
		}
		kept = next
	}
	if len(kept) < 30 || len(kept) > 36 {
		t.Errorf("%d kept after 500 days", len(kept))
	}
	if got := storage.Thin([]time.Time{now.Add(-9999 * time.Hour)}, now); !got[0] {
		t.Error("the only one was thinned")
	}
	if got := storage.Thin(nil, now); len(got) != 0 {
		t.Error(got)
	}
}

func TestBackupsAreMadeWhenDue(t *testing.T) {
	st := newStudent(t, 1)
	now := storagetest.Noon.Add(time.Hour)
	if made := must1(st.s.BackupIfDue(ctx, now))(t); !made {
		t.Error("none after an hour of work")
	}
	must(t, st.s.SetFlag(ctx, st.stamps.Next(), st.question(), true))
	if made := must1(st.s.BackupIfDue(ctx, now.Add(29*time.Minute)))(t); made {
		t.Error("one after 29 minutes")
	}
	if made := must1(st.s.BackupIfDue(ctx, now.Add(30*time.Minute)))(t); !made {
		t.Error("none after 30 minutes")
	}
	if made := must1(st.s.BackupIfDue(ctx, now.Add(9*time.Hour)))(t); made {
		t.Error("one though nothing changed")
	}
	if last := must1(st.r.LastBackup(ctx))(t); !last.Equal(now.Add(30 * time.Minute)) {
		t.Error(last)
	}
	must(t, st.reimport(st.later()))
	all := must1(storage.Backups(st.s.Path()))(t)
	if len(all) != 3 || all[0].Reason != "import" {
		t.Errorf("%+v", all)
	}
	for _, b := range all {
		v := must1(storage.Verify(ctx, b.Path))(t)
		if v.Banks != 1 || v.Questions < 12 || b.Size == 0 {
			t.Errorf("%+v %+v", b, v)
		}
	}
	if files, _ := filepath.Glob(filepath.Join(storage.BackupFolder(st.s.Path()), "*")); len(files) != 3 {
		t.Errorf("files %q", files)
	}
}

// TestRestoreDrill loses a profile in every way we know, and gets it back.
func TestRestoreDrill(t *testing.T) {
	st := newStudent(t, 2)
	path := st.s.Path()
	for range 30 {
		_, _ = st.act()
	}
	b := must1(st.s.Backup(ctx, storagetest.Noon, "manual"))(t)
	want := dump(t, path, dumped...)
	for range 10 {
		_, _ = st.act()
	}
	must(t, st.s.Close())
	lost := map[string]func(){
		"nothing":   func() {},
		"deleted":   func() { must(t, os.Remove(path)) },
		"emptied":   func() { must(t, os.Truncate(path, 0)) },
		"cut off":   func() { must(t, os.Truncate(path, 5000)) },
		"scribbled": func() { must(t, os.WriteFile(path, []byte(strings.Repeat("x", 9000)), 0o600)) },
		"stale log": func() { must(t, os.WriteFile(path+"-wal", []byte(strings.Repeat("x", 9000)), 0o600)) },
	}
	for name, lose := range lost {
		lose()
		must(t, storage.Restore(ctx, path, b.Path, storagetest.Noon.Add(time.Hour)))
		s := must1(storage.Open(path, options()))(t)
		if d := difference(want, dump(t, path, dumped...)); d != "" {
			t.Errorf("%s: %s", name, d)
		}
		agreed(t, s)
		must(t, s.SetFlag(ctx, st.later(), st.question(), true)) // as a new device
		must(t, s.Reader().Check(ctx))
		must(t, s.Close())
		must1(storage.Verify(ctx, path))(t)
	}
	all := must1(storage.Backups(path))(t)
	kept := 0
	for _, k := range all {
		if k.Reason == "before-restore" {
			kept++
		}
	}
	aside, _ := filepath.Glob(path + ".damaged-*")
	if kept == 0 || len(aside) == 0 {
		t.Errorf("%d backups before restoring, set aside %q", kept, aside)
	}
	if temps, _ := filepath.Glob(filepath.Join(filepath.Dir(path), "unfinished-*")); len(temps) != 0 {
		t.Errorf("left %q", temps)
	}
}

func TestBadBackupsAreRefusedAndChangeNothing(t *testing.T) {
	st := newStudent(t, 3)
	path := st.s.Path()
	for range 10 {
		_, _ = st.act()
	}
	good := must1(st.s.Backup(ctx, storagetest.Noon, "manual"))(t)
	must(t, st.s.Close())
	want := dump(t, path, dumped...)
	whole := must1(os.ReadFile(good.Path))(t)
	bad := func(name string, change func([]byte) []byte) string {
		p := filepath.Join(t.TempDir(), name)
		must(t, os.WriteFile(p, change(append([]byte(nil), whole...)), 0o600))
		return p
	}
	gap := bad("gap.db", func(b []byte) []byte { return b })
	db := plainDB(t, gap, "rw")
	_, err := db.Exec("DROP TRIGGER event_kept; DELETE FROM event WHERE number = 5")
	must(t, err)
	must(t, db.Close())
	for _, p := range []string{
		bad("half.db", func(b []byte) []byte { return b[:len(b)/2] }),
		bad("noise.db", func(b []byte) []byte { copy(b[8192:], strings.Repeat("\xee", 4096)); return b }),
		bad("empty.db", func([]byte) []byte { return nil }), gap,
	} {
		if err := storage.Restore(ctx, path, p, storagetest.Noon); !errors.Is(err, storage.ErrBadBackup) {
			t.Errorf("%s: %v", filepath.Base(p), err)
		}
		if d := difference(want, dump(t, path, dumped...)); d != "" {
			t.Errorf("%s: %s", filepath.Base(p), d)
		}
	}
	if err := storage.Restore(ctx, path, "/nowhere", storagetest.Noon); !errors.Is(err, storage.ErrNotFound) {
		t.Error(err)
	}
}

func TestTheLearnerAnswersDuringABackup(t *testing.T) {
	st := newStudent(t, 4)
	done := make(chan error)
	go func() { _, err := st.s.Backup(ctx, storagetest.Noon, "manual"); done <- err }()
	for range 50 {
		a := st.attempt(st.question())
		must(t, st.s.SaveAttempt(ctx, a))
	}
	must(t, <-done)
	agreed(t, st.s)
}

var _ quiz.Day
