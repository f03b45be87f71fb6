package settings

import (
	"strings"
	"testing"
	"time"

	"chartroom/quiz"
	"chartroom/quiz/srs"
	"chartroom/storage"
)

const today = quiz.Day(20779) // 22 November 2026

func TestAnExamDateIsADayToCome(t *testing.T) {
	for text, want := range map[string]string{
		"":           "",
		"2026-11-22": "",
		"2027-01-18": "",
		"2026-11-21": "That day has passed.",
		"2027-02-30": "There is no such day.",
		"2040-01-01": "more than ten years away",
		"18.1.2027":  "year-month-day, for example 2027-01-21.",
		"tomorrow":   "year-month-day",
	} {
		if got := dateProblem(text, today); want == "" && got != "" || !strings.Contains(got, want) {
			t.Errorf("%q: %q; want %q in it", text, got, want)
		}
	}
}

func TestADateSaysHowFarAwayItIs(t *testing.T) {
	for text, want := range map[string]string{
		"":           "No date yet. With one, Today counts the days.",
		"2026-11-22": "Today.",
		"2026-11-23": "Tomorrow, Monday, 23 November 2026.",
		"2027-01-18": "Monday, 18 January 2027, in 57 days.",
		"2026-11-20": "Friday, 20 November 2026, 2 days ago.",
	} {
		if got := dateNote(text, today); got != want {
			t.Errorf("%q: %q", text, got)
		}
	}
}

func TestAZoneIsOneThatTheSystemKnows(t *testing.T) {
	for text, fine := range map[string]bool{
		"America/New_York": true, "Pacific/Honolulu": true, "UTC": true,
		"": false, "Local": false, "New York": false, "America/Chikago": false, "EST": false, "../etc/passwd": false,
	} {
		if got := zoneProblem(text) == ""; got != fine {
			t.Errorf("%q: %v", text, zoneProblem(text))
		}
	}
	for _, z := range usZones {
		if p := zoneProblem(z.Name); p != "" {
			t.Errorf("%s: %s", z.Word, p)
		}
	}
}

func TestTheCostOfMemoryIsSaid(t *testing.T) {
	w := srs.Default
	for percent, want := range map[int]string{
		90: "About 1 in 10 is forgotten when it comes back: the usual balance of memory and work.",
		95: "About 1 in 20 is forgotten when it comes back; reviews come 2.5 times as often as at 90 %.",
		97: "About 1 in 33 is forgotten when it comes back; reviews come 4.5 times as often as at 90 %.",
		80: "About 1 in 5 is forgotten when it comes back; the waits are 3.3 times as long as at 90 %.",
		70: "About 30 in 100 are forgotten when it comes back; the waits are 9.3 times as long as at 90 %.",
	} {
		if got := cost(&w, percent); got != want {
			t.Errorf("%d %%: %q", percent, got)
		}
	}
}

func TestACommandSurvivesTheShell(t *testing.T) {
	for _, c := range []struct{ word, system, want string }{
		{"/home/ann/b.db", "linux", "/home/ann/b.db"},
		{"/home/ann lee/b.db", "linux", "'/home/ann lee/b.db'"},
		{"/home/o'neil/b.db", "linux", `'/home/o'\''neil/b.db'`},
		{"/home/$x/b.db", "darwin", "'/home/$x/b.db'"},
		{`C:\Users\ann\b.db`, "windows", `C:\Users\ann\b.db`},
		{`C:\Users\ann lee\b.db`, "windows", `"C:\Users\ann lee\b.db"`},
	} {
		if got := quoted(c.word, c.system); got != c.want {
			t.Errorf("%s on %s: %s", c.word, c.system, got)
		}
	}
	got := restoreCommand("/data/profiles/learner/chartroom.db", "/data/profiles/learner/backups/x.db")
	if want := "chartroom restore --data /data --profile learner /data/profiles/learner/backups/x.db"; got != want {
		t.Error(got)
	}
	if got := restoreCommand("/tmp/1/chartroom.db", "/tmp/1/backups/x.db"); got != "chartroom restore /tmp/1/backups/x.db" {
		t.Error(got)
	}
}

func TestBackupsSayWhenAndWhy(t *testing.T) {
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	got := backupsOf([]storage.BackupInfo{{At: time.Date(2026, 11, 22, 17, 0, 0, 0, time.UTC), Reason: "import"}, {Reason: "some-day"}}, zone)
	if got[0].When != "Sunday, 22 November 2026, 12:00 pm" || got[0].Why != "before an import" || got[1].Why != "some day" {
		t.Errorf("%+v", got)
	}
}

func TestSizesAreReadable(t *testing.T) {
	for bytes, want := range map[int64]string{0: "0 bytes", 1: "1 byte", 4096: "4 kB", 1_234_567: "1.2 MB", 45_600_000: "46 MB", 2_340_000_000: "2.3 GB"} {
		if got := size(bytes); got != want {
			t.Errorf("%d: %s", bytes, got)
		}
	}
}
