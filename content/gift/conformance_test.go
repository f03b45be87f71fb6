package gift

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"chartroom/content/parse"
	"chartroom/quiz"
)

// conformance is the folder of third-party test files beside the project.
const conformance = "../../../shared/formats/conformance"

// reading is what Moodle 4.5.6 made of a question (conformance/README.md).
type reading struct {
	File            string `json:"file"`
	Line            int    `json:"line"`
	Type            string `json:"qtype"`
	Text            string `json:"text"`
	GeneralFeedback string `json:"generalfeedback"`
	ID              string `json:"idnumber"`
	Single          int    `json:"single"`
	Correct         bool   `json:"correct"`
	FeedbackTrue    string `json:"feedbacktrue"`
	FeedbackFalse   string `json:"feedbackfalse"`

	Tags    []string    `json:"tags"`
	Pairs   [][2]string `json:"pairs"`
	Answers []struct {
		Text      any     `json:"text"`
		Fraction  float64 `json:"fraction"`
		Feedback  string  `json:"feedback"`
		Tolerance any     `json:"tolerance"`
	} `json:"answers"`
}

var moodleKinds = map[string]quiz.Kind{
	"multichoice": quiz.Choice, "truefalse": quiz.TrueFalse, "shortanswer": quiz.Text, "numerical": quiz.Number,
	"match": quiz.Match, "essay": quiz.Essay, "description": quiz.Description,
}

// otherwise lists, by file and line, where we read another thing than Moodle,
// on purpose: what differs, and why.
var otherwise = map[string]string{
	"ordering_testexport.gift.txt:1":              "Moodle was run without its ordering plugin, which reads {> ...}; we read an order",
	"ordering_testimport.gift.txt:1":              "as above",
	"questions_encoding_windows-1252.gift.txt:13": "Moodle refuses the file in a real import; the expected reading has U+FFFD where we read ö",
}

func conformanceFiles(t *testing.T, patterns ...string) []string {
	t.Helper()
	var files []string
	for _, p := range patterns {
		found, err := filepath.Glob(filepath.Join(conformance, p))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, found...)
	}
	if len(files) == 0 {
		t.Skip("skipped: no conformance files")
	}
	return files
}

// TestReadsAsMoodleDoes compares every question with what Moodle made of it.
func TestReadsAsMoodleDoes(t *testing.T) {
	files := conformanceFiles(t, "gift-moodle/*.txt", "gift-pegjs/*.gift")
	want := map[string][]reading{}
	for _, name := range []string{"moodle_gift_core.jsonl", "moodle_gift_pegjs.jsonl"} {
		f, err := os.Open(filepath.Join(conformance, "expected", name))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		lines := bufio.NewScanner(f)
		lines.Buffer(nil, 1<<20)
		for lines.Scan() {
			var r reading
			if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
				t.Fatal(err)
			}
			base := filepath.Base(r.File)
			if strings.Contains(r.File, "/ordering/") {
				base = "ordering_" + base
			}
			if r.Type != "category" {
				want[base] = append(want[base], r)
			}
		}
	}
	if len(files) < 57 {
		t.Errorf("%d files, not 6 of Moodle and 51 of gift-pegjs", len(files))
	}
	questions := 0
	for _, path := range files {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		base := filepath.Base(path)
		bank, problems, err := Parse(context.Background(), data, base, nil)
		if err != nil {
			t.Errorf("%s: %v", base, err)
			continue
		}
		for _, p := range problems {
			if p.Severity == parse.Error {
				t.Errorf("%s: %v", base, p)
			}
		}
		if len(bank.Questions) != len(want[base]) {
			t.Errorf("%s: %d questions, Moodle has %d", base, len(bank.Questions), len(want[base]))
			continue
		}
		for i := range bank.Questions {
			questions++
			differs := difference(&bank.Questions[i], want[base][i])
			place := fmt.Sprintf("%s:%d", base, want[base][i].Line)
			reason, declared := otherwise[place]
			switch {
			case differs != "" && !declared:
				t.Errorf("%s: %s", place, differs)
			case differs == "" && declared:
				t.Errorf("%s: reads as Moodle does, but is declared otherwise: %s", place, reason)
			}
		}
	}
	t.Logf("%d questions in %d files compared, %d declared differences", questions, len(files), len(otherwise))
}

// difference says where a question is not what Moodle has, or "".
func difference(q *quiz.Question, w reading) string {
	text, options := q.Stem, w.Answers
	switch {
	case q.Kind != moodleKinds[w.Type]:
		return fmt.Sprintf("kind %s, not %s", q.Kind, w.Type)
	case q.Line != w.Line:
		return fmt.Sprintf("line %d, not %d", q.Line, w.Line)
	case text != w.Text:
		return fmt.Sprintf("text %q, not %q", text, w.Text)
	case q.Rationale != w.GeneralFeedback:
		return fmt.Sprintf("general feedback %q, not %q", q.Rationale, w.GeneralFeedback)
	case parse.OwnID(q.Key) != w.ID:
		return fmt.Sprintf("id %q, not %q", parse.OwnID(q.Key), w.ID)
	case !slices.Equal(q.Tags, w.Tags):
		return fmt.Sprintf("tags %q, not %q", q.Tags, w.Tags)
	}
	switch q.Kind {
	case quiz.TrueFalse:
		right := 1
		if w.Correct {
			right = 0
		}
		if q.Options[right].Fraction != 1 || q.Options[0].Feedback != w.FeedbackTrue || q.Options[1].Feedback != w.FeedbackFalse {
			return fmt.Sprintf("options %+v", q.Options)
		}
		return ""
	case quiz.Match:
		for i, pair := range w.Pairs {
			if q.Options[i].Text != pair[0] || q.Options[i].Partner != pair[1] {
				return fmt.Sprintf("pair %+v, not %q", q.Options[i], pair)
			}
		}
		if len(q.Options) != len(w.Pairs) {
			return "pairs"
		}
		return ""
	}
	if len(q.Options) != len(options) || q.Kind == quiz.Choice && q.Multiple != (w.Single == 0) {
		return fmt.Sprintf("options %+v, not %+v", q.Options, options)
	}
	for i, o := range q.Options {
		text := options[i].Text
		if number, ok := decimal(fmt.Sprint(text)); ok && q.Kind == quiz.Number {
			tolerance, _ := decimal(fmt.Sprint(options[i].Tolerance))
			if math.Abs(o.Value-number) > 1e-12 || math.Abs(o.Tolerance-tolerance) > 1e-12 {
				return fmt.Sprintf("number %+v, not %+v", o, options[i])
			}
			text = o.Text
		}
		if o.Text != text || math.Abs(o.Fraction-options[i].Fraction) > 1e-12 || o.Feedback != options[i].Feedback {
			return fmt.Sprintf("option %+v, not %+v", o, options[i])
		}
	}
	return ""
}
