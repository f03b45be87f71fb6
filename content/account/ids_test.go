package account

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"chartroom/quiz"
)

var update = flag.Bool("update", false, "rewrite testdata/ids.txt: new ids are added, those that are gone are retired, corrected answers are taken over")

const (
	idsFile = "testdata/ids.txt"
	retired = "retired"
)

// knownIDs is every id that is or was shipped, with the short hash of its right
// answer, or "retired".
func knownIDs(t *testing.T) map[string]string {
	t.Helper()
	data, err := os.ReadFile(idsFile)
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]string{}
	for line := range strings.Lines(string(data)) {
		id, hash, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if _, twice := known[id]; !ok || twice {
			t.Fatalf("%s: %q", idsFile, line)
		}
		known[id] = hash
	}
	return known
}

// A learner's progress hangs on ids: one may be added, but none may vanish
// without being retired, come back from there, or stand for something else. A
// new id is taken up by the next update.
func TestIDsAreUniqueAndStable(t *testing.T) {
	now := map[string]string{}
	for _, b := range shipped(t) {
		for _, q := range b.Questions {
			if _, twice := now[q.Key]; twice {
				t.Errorf("the id %s is there twice", q.Key)
			}
			now[q.Key] = meaning(&q)
		}
	}
	known := knownIDs(t)
	if *update {
		for id := range known {
			known[id] = retired
		}
		maps.Copy(known, now)
		var b bytes.Buffer
		for _, id := range slices.Sorted(maps.Keys(known)) {
			fmt.Fprintf(&b, "%s\t%s\n", id, known[id])
		}
		if err := os.WriteFile(idsFile, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	fresh := 0
	for id, hash := range known {
		if _, here := now[id]; !here && hash != retired {
			t.Errorf("%s has vanished: bring it back, or retire it (go test ./content/account -run IDs -update)", id)
		}
	}
	for id, hash := range now {
		switch was, ok := known[id]; {
		case !ok:
			fresh++
		case was == retired:
			t.Errorf("%s was retired: a new question has a new id", id)
		case was != hash:
			t.Errorf("%s has another answer: give it a new id, or if it is corrected, take it over (go test ./content/account -run IDs -update)", id)
		}
	}
	if fresh > 0 {
		t.Logf("%d new ids are not in %s yet; -update takes them up", fresh, idsFile)
	}
}

// meaning is the short hash of what is right.
func meaning(q *quiz.Question) string {
	var right []string
	for i, o := range q.Options {
		switch {
		case q.Kind == quiz.Match:
			right = append(right, o.Text+"\n"+o.Partner)
		case q.Kind == quiz.Order:
			right = append(right, fmt.Sprint(i, o.Text))
		case o.Fraction > 0:
			right = append(right, o.Text)
		}
	}
	for i, p := range q.Parts {
		right = append(right, fmt.Sprint(i, p.Role, p.Form))
	}
	if q.Drill != nil {
		right = append(right, q.Drill.Formula)
	}
	if q.Kind == quiz.Description {
		right = append(right, "a record")
	}
	for i := range right {
		right[i] = quiz.Normalise(right[i], false)
	}
	slices.Sort(right)
	sum := sha256.Sum256([]byte(strings.Join(right, "\x00")))
	return hex.EncodeToString(sum[:4])
}

// Another answer has another hash, in every kind; its order in the file does
// not matter where it means nothing.
func TestAnotherAnswerHasAnotherHash(t *testing.T) {
	for _, q := range questions(t) {
		was := meaning(&q)
		if q.Kind == quiz.Drill {
			rule := *q.Drill
			rule.Formula += "+1"
			q.Drill = &rule
		} else {
			q.Options = slices.Clone(q.Options)
			if q.Kind != quiz.Order {
				slices.Reverse(q.Options)
				if meaning(&q) != was {
					t.Errorf("%s: the order of its options changes what is right", q.Key)
				}
			}
			for i, o := range q.Options {
				if o.Fraction > 0 || o.Partner != "" || q.Kind == quiz.Order {
					q.Options[i].Text += " not"
				}
			}
		}
		if meaning(&q) == was {
			t.Errorf("%s: another answer has the same hash", q.Key)
		}
	}
}
