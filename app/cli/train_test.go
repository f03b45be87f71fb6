package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"chartroom/content/revlog"
	"chartroom/quiz"
	"chartroom/quiz/srs"
)

// log is a file with the log of a simulated learner.
func (d *desk) log(name string, cards int) string {
	d.t.Helper()
	reviews := srs.Simulated(&srs.Default, cards, 300, rand.New(rand.NewPCG(1, 2)))
	var text strings.Builder
	must(d.t, revlog.Write(&text, func(yield func(revlog.Entry) bool) {
		for _, r := range reviews {
			if !yield(revlog.Entry{Card: r.Card, At: r.At, Grade: r.Grade}) {
				return
			}
		}
	}))
	return d.file(name, text.String())
}

func TestTrainPrintsTheDocument(t *testing.T) {
	d := newDesk(t)
	path := d.log("log.csv", 400)
	for model, n := range map[string]int{"fsrs6": 21, "fsrs7": 34} {
		doc := d.run(ok, "train", path, "--model", model, "--json").parsed()
		if got, want := keys(doc), []string{"default_log_loss", "fitted_log_loss", "items", "model", "reviews", "seconds", "weights"}; !slices.Equal(got, want) {
			t.Fatalf("keys %v", got)
		}
		before, after := doc["default_log_loss"].(float64), doc["fitted_log_loss"].(float64)
		if doc["model"] != model || len(doc["weights"].([]any)) != n || doc["items"].(float64) < 1000 || doc["reviews"].(float64) <= doc["items"].(float64) || !(after < before && after > .2) {
			t.Errorf("%v", doc)
		}
		d.run(ok, "train", "--model", model, path).says("log.csv: ", "reviews, of which", fmt.Sprintf("%.5f with the published weights", before), "Weights of "+model)
	}
}

func TestTrainSaysWhenTheLogIsShort(t *testing.T) {
	d := newDesk(t)
	text := "card_id,review_time,rating\n"
	for card := range 40 {
		text += fmt.Sprintf("%d,%d,3\n%d,%d,1\n", card, 1700000000000+card, card, 1700000000000+3*86400000+card)
	}
	d.run(ok, "train", d.file("few.csv", text)).says("80 reviews, of which 40", "only the stabilities after a first answer")
	doc := d.run(ok, "train", d.file("one.csv", "card_id,review_time,rating\n1,1700000000000,3\n"), "--json").parsed()
	if w := doc["weights"].([]any); w[2] != srs.Default[2] || doc["items"] != 0. || doc["reviews"] != 1. || doc["default_log_loss"] != 0. {
		t.Errorf("%v", doc)
	}
	d.run(ok, "train", d.file("two.csv", "card_id,review_time,rating\n1,1700000000000,3\n")).says("1 review, of which 0", "too little")
}

func TestTrainNamesWhatIsWrong(t *testing.T) {
	d := newDesk(t)
	path := d.file("log.csv", "card_id,review_time,rating\n1,1700000000000,3\n1,17000000x,3\n2,1700000000000,7\n")
	d.run(problems, "train", path, "--json").complains(path+":3:3: error: review_time is \"17000000x\"", path+":4:17: error: rating is 7")
	if doc := d.parsed(); doc["reviews"] != 1. {
		t.Errorf("%v", doc)
	}
	for text, says := range map[string]string{
		"":                                    "the file is empty",
		"card_id,review_time,rating\n":        "no answer in it that could be read",
		"card_id,review_time,rating\n1,2,9\n": "no answer in it that could be read",
		"front,back\na,b\n":                   "no column card_id",
		"\x89PNG\r\n\x1a\n":                   "a PNG picture",
	} {
		d.run(failed, "train", d.file("bad.csv", text)).complains("bad.csv", says)
	}
	d.run(failed, "train", d.dir).complains("folder")
	d.run(failed, "train", d.dir+"/gone.csv").complains("there is no such file")
	for _, args := range [][]string{
		{"train"}, {"train", path, path}, {"train", path, "--model", "fsrs5"}, {"train", path, "--zone", "Mars/Base"}, {"train", path, "--zone", ""},
		{"train", path, "--day-start", "24"}, {"train", path, "--day-start", "-1"}, {"train", path, "--day-start", "NaN"}, {"train", path, "--day-start", "x"},
	} {
		d.run(misused, args...).complains("chartroom train")
		if d.out.Len() > 0 {
			t.Errorf("%v writes to standard output", args)
		}
	}
}

// Two answers on either side of 04:00 UTC are on two days, unless told.
func TestTrainRollsDaysWhereTold(t *testing.T) {
	d := newDesk(t)
	at := time.Date(2026, 3, 1, 3, 30, 0, 0, time.UTC).UnixMilli()
	path := d.file("log.csv", fmt.Sprintf("card_id,review_time,rating\n1,%d,3\n1,%d,3\n", at, at+60*60*1000))
	for flags, want := range map[string]float64{
		"": 1, "--day-start 0": 0, "--day-start 4.25": 1, "--day-start 5": 0, "--zone America/Chicago": 0, "--zone America/Chicago --day-start 22": 1, "--zone Asia/Kolkata --day-start 9.5": 1,
	} {
		doc := d.run(ok, append([]string{"train", path, "--json"}, strings.Fields(flags)...)...).parsed()
		if doc["items"] != want {
			t.Errorf("%q: %v items; want %v", flags, doc["items"], want)
		}
	}
}

// The quick way to a study day is the slow one's.
func TestStudyDaysAreQuizDays(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	for _, zone := range []string{"UTC", "America/Chicago", "Europe/London", "Pacific/Apia", "Asia/Kolkata", "Africa/Casablanca"} {
		for _, hours := range []float64{0, 2, 4, 12} {
			days, err := (&trainOptions{zone: zone, dayStart: hours}).days()
			must(t, err)
			starts := dayStarts{days: days, known: map[quiz.Day]int64{}}
			for range 3000 {
				at := r.Int64N(4_000_000_000_000)
				if got, want := starts.of(at), days.Of(time.UnixMilli(at)); got != want {
					t.Fatalf("%s, %g h: %d ms is on day %v, not %v", zone, hours, at, want, got)
				}
			}
		}
	}
}

const josh = "../../../shared/srs/data/josh.csv"

func TestTrainOnALearnersLog(t *testing.T) {
	d := newDesk(t)
	if _, err := os.Stat(josh); errors.Is(err, fs.ErrNotExist) {
		t.Skip("not here: " + josh + " (simulated logs are tested instead)")
	}
	doc := d.run(ok, "train", josh, "--json").parsed()
	if doc["items"] != 6276. || doc["reviews"] != 12580. || math.Abs(doc["default_log_loss"].(float64)-.46504) > 1e-5 || doc["fitted_log_loss"].(float64) > .4485 {
		t.Errorf("%v", doc)
	}
}
