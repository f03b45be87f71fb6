package moodlexml

import (
	"bufio"
	"context"
	"crypto/sha1"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"chartroom/content/gift"
	"chartroom/content/parse"
	"chartroom/quiz"
)

// conformance is the folder of third-party test files beside the project.
const conformance = "../../../shared/formats/conformance"

// reading is what Moodle 4.5.6 made of a question (conformance/README.md).
type reading struct {
	File            string  `json:"file"`
	Type            string  `json:"qtype"`
	Error           string  `json:"error"`
	Name            string  `json:"name"`
	Format          string  `json:"format"`
	Text            string  `json:"text"`
	GeneralFeedback string  `json:"generalfeedback"`
	ID              string  `json:"idnumber"`
	Category        string  `json:"category"`
	Single          int     `json:"single"`
	Correct         bool    `json:"correct"`
	FeedbackTrue    string  `json:"feedbacktrue"`
	FeedbackFalse   string  `json:"feedbackfalse"`
	Files           [][]any `json:"files"`

	Hints []string `json:"hints"`
	Right string   `json:"correctfeedback"`

	Tags    []string    `json:"tags"`
	Pairs   [][2]string `json:"pairs"`
	Answers []struct {
		Text      string  `json:"text"`
		Fraction  float64 `json:"fraction"`
		Feedback  string  `json:"feedback"`
		Tolerance any     `json:"tolerance"`
	} `json:"answers"`
	Gaps []struct {
		Type      string   `json:"qtype"`
		Mark      any      `json:"mark"`
		Answers   []string `json:"answers"`
		Fractions []any    `json:"fractions"`
	} `json:"subs"`
}

var moodleKinds = map[string]quiz.Kind{
	"multichoice": quiz.Choice, "truefalse": quiz.TrueFalse, "shortanswer": quiz.Text, "numerical": quiz.Number,
	"match": quiz.Match, "essay": quiz.Essay, "description": quiz.Description, "multianswer": quiz.Cloze,
}

var moodleMarkups = map[string]quiz.Markup{"html": quiz.HTML, "moodle": "", "plain": quiz.Plain, "markdown": quiz.Markdown}

// expectations are Moodle's readings by the file here that they belong to, in
// the order of the file. Where Moodle was run without a plugin it says so.
func expectations(t *testing.T) map[string][]reading {
	t.Helper()
	f, err := os.Open(filepath.Join(conformance, "expected", "moodle_xml_core.jsonl"))
	if err != nil {
		t.Skip("skipped: no conformance files")
	}
	defer f.Close()
	want := map[string][]reading{}
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var w reading
		if err := json.Unmarshal(lines.Bytes(), &w); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(w.File, "mod/lesson") {
			continue // the file is there twice
		}
		path := "xml-moodle/" + filepath.Base(w.File)
		if parts := strings.Split(w.File, "/"); len(parts) > 4 && parts[1] == "question" && parts[2] == "type" {
			path = "xml-moodle-qtypes/" + parts[3] + "_" + parts[len(parts)-1]
		} else if strings.Contains(w.File, "multianswer-all-types") {
			path = "multianswer/moodle/multianswer-all-types.xml"
		}
		want[path] = append(want[path], w)
	}
	return want
}

// TestReadsAsMoodleDoes compares every question with what Moodle made of it.
func TestReadsAsMoodleDoes(t *testing.T) {
	compared := 0
	for path, want := range expectations(t) {
		data, err := os.ReadFile(filepath.Join(conformance, path))
		if err != nil {
			continue // ddmarker: its file is not among those here
		}
		bank, problems, err := Parse(context.Background(), data, "x", nil)
		if err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		category, read, failed := "", 0, 0
		for _, w := range want {
			switch {
			case w.Type == "category":
				category = gift.CategoryPath(w.Category)
				continue
			case strings.Contains(w.Error, "invalidmultianswerquestion"):
				failed++ // Moodle refuses it, and so do we
				continue
			case strings.Contains(w.Error, "not found"):
				if strings.Contains(path, "broken") { // Moodle's own error, before it came to ours
					failed++
				} else {
					read++
				}
				continue
			}
			if read >= len(bank.Questions) {
				t.Errorf("%s: %d questions are too few", path, len(bank.Questions))
				break
			}
			q := &bank.Questions[read]
			read++
			if w.Error != "" { // a plugin that Moodle was run without
				continue
			}
			compared++
			if q.Category != category {
				t.Errorf("%s: category %q, not %q", path, q.Category, category)
			}
			if differs := difference(q, w, bank.Media); differs != "" {
				t.Errorf("%s, %q: %s", path, w.Name, differs)
			}
		}
		if read != len(bank.Questions) {
			t.Errorf("%s: %d questions, not %d", path, len(bank.Questions), read)
		}
		if n := parse.Count(problems, parse.Error); n != failed {
			t.Errorf("%s: %d errors, not %d: %v", path, n, failed, problems)
		}
		if n := parse.Count(problems, parse.Repair); n != 0 {
			t.Errorf("%s: repairs: %v", path, problems)
		}
	}
	if compared < 25 {
		t.Errorf("only %d questions compared", compared)
	}
	t.Logf("%d questions compared", compared)
}

// difference says where a question is not what Moodle has, or "".
func difference(q *quiz.Question, w reading, media []quiz.Media) string {
	same := func(ours, moodles string) bool {
		ours = strings.TrimSpace(ours)
		for i := range media {
			for _, file := range w.Files {
				sum := sha1.Sum(media[i].Data)
				if hex.EncodeToString(sum[:]) == file[2] {
					moodles = strings.ReplaceAll(moodles, "@@PLUGINFILE@@"+file[0].(string), media[i].Ref())
				}
			}
		}
		return ours == strings.ReplaceAll(moodles, "\r", "")
	}
	stem := q.Stem
	for i := range q.Gaps {
		stem = strings.Replace(stem, fmt.Sprintf("{{%d}}", i+1), fmt.Sprintf("{#%d}", i+1), 1)
	}
	rationale := q.Rationale
	if len(w.Hints) > 0 || w.Right != "" && !isStock(w.Right) {
		rationale, _, _ = strings.Cut(rationale, "\n<p>")
		for _, hint := range append(w.Hints, w.Right) {
			if !strings.Contains(q.Rationale, hint) && !isStock(hint) {
				return fmt.Sprintf("%q is not in the rationale %q", hint, q.Rationale)
			}
		}
	}
	switch {
	case q.Kind != moodleKinds[w.Type]:
		return fmt.Sprintf("kind %s, not %s", q.Kind, w.Type)
	case q.Name != w.Name:
		return fmt.Sprintf("name %q, not %q", q.Name, w.Name)
	case q.Markup != moodleMarkups[w.Format]:
		return fmt.Sprintf("markup %q, not %q", q.Markup, w.Format)
	case !same(stem, w.Text):
		return fmt.Sprintf("text %q, not %q", q.Stem, w.Text)
	case !same(rationale, w.GeneralFeedback):
		return fmt.Sprintf("general feedback %q, not %q", rationale, w.GeneralFeedback)
	case parse.OwnID(q.Key) != w.ID:
		return fmt.Sprintf("id %q, not %q", parse.OwnID(q.Key), w.ID)
	case !slices.Equal(q.Tags, w.Tags):
		return fmt.Sprintf("tags %q, not %q", q.Tags, w.Tags)
	}
	for _, file := range w.Files {
		if !slices.ContainsFunc(media, func(m quiz.Media) bool {
			sum := sha1.Sum(m.Data)
			return hex.EncodeToString(sum[:]) == file[2] && "/"+m.Name == file[0] && float64(len(m.Data)) == file[1]
		}) {
			return fmt.Sprintf("no media %v", file)
		}
	}
	switch q.Kind {
	case quiz.TrueFalse:
		right := map[bool]int{true: 0, false: 1}[w.Correct]
		if q.Options[right].Fraction != 1 || !same(q.Options[0].Feedback, w.FeedbackTrue) || !same(q.Options[1].Feedback, w.FeedbackFalse) {
			return fmt.Sprintf("options %+v", q.Options)
		}
		return ""
	case quiz.Match:
		for i, pair := range w.Pairs {
			if i >= len(q.Options) || q.Options[i].Text != pair[0] || q.Options[i].Partner != pair[1] {
				return fmt.Sprintf("pair %d is not %q", i, pair)
			}
		}
		return ""
	case quiz.Cloze:
		if len(q.Gaps) != len(w.Gaps) {
			return fmt.Sprintf("%d gaps, not %d", len(q.Gaps), len(w.Gaps))
		}
		for i, g := range q.Gaps {
			if g.Kind != moodleKinds[w.Gaps[i].Type] || len(g.Options) != len(w.Gaps[i].Answers) || fmt.Sprint(g.Weight) != fmt.Sprint(w.Gaps[i].Mark) {
				return fmt.Sprintf("gap %+v, not %+v", g, w.Gaps[i])
			}
			for j, o := range g.Options {
				if o.Text != w.Gaps[i].Answers[j] || fmt.Sprint(o.Fraction) != fmt.Sprint(w.Gaps[i].Fractions[j]) {
					return fmt.Sprintf("answer %+v of a gap", o)
				}
			}
		}
		return ""
	}
	if len(q.Options) != len(w.Answers) || q.Kind == quiz.Choice && q.Multiple != (w.Single == 0) {
		return fmt.Sprintf("options %+v, not %+v", q.Options, w.Answers)
	}
	for i, o := range q.Options {
		a := w.Answers[i]
		if tolerance, ok := gift.Decimal(fmt.Sprint(a.Tolerance)); q.Kind == quiz.Number && (!ok || tolerance != o.Tolerance) {
			return fmt.Sprintf("number %+v, not %+v", o, a)
		}
		if !same(o.Text, a.Text) || math.Abs(o.Fraction-a.Fraction) > 1e-12 || !same(o.Feedback, a.Feedback) {
			return fmt.Sprintf("option %+v, not %+v", o, a)
		}
	}
	return ""
}

// TestReadsOrNamesEveryPlugin proves that no question of the plugins' fixtures
// is lost: read as its kind, or kept as text and named.
func TestReadsOrNamesEveryPlugin(t *testing.T) {
	paths, _ := filepath.Glob(filepath.Join(conformance, "xml-moodle-qtypes", "*.xml"))
	paths = append(paths, filepath.Join(conformance, "multianswer", "moodle", "multianswer-all-types.xml"))
	if len(paths) < 2 {
		t.Skip("skipped: no conformance files")
	}
	want := map[string]quiz.Kind{"ddimageortext": quiz.Description, "ddwtos": quiz.Cloze, "description": quiz.Description, "essay": quiz.Essay,
		"gapselect": quiz.Cloze, "match": quiz.Match, "multichoice": quiz.Choice, "numerical": quiz.Number, "ordering": quiz.Order,
		"shortanswer": quiz.Text, "truefalse": quiz.TrueFalse, "multianswer-all-types.xml": quiz.Cloze}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		bank, problems, err := Parse(context.Background(), data, "x", nil)
		name, _, _ := strings.Cut(filepath.Base(path), "_")
		if err != nil || len(bank.Questions) != 1 || bank.Questions[0].Kind != want[name] {
			t.Errorf("%s: %v, %d questions, %v", path, err, len(bank.Questions), problems)
			continue
		}
		q := &bank.Questions[0]
		for _, p := range problems {
			if p.Severity == parse.Error || p.Severity == parse.Repair {
				t.Errorf("%s: %v", name, p)
			}
		}
		if q.Kind.Asked() == (parse.Count(problems, parse.Unsupported) > 0) {
			t.Errorf("%s: kind %s and %v", name, q.Kind, problems)
		}
		if name == "ddimageortext" && (len(bank.Media) != 2 || !strings.Contains(q.Rationale, "mid-ocean<br/>ridge") || !strings.Contains(q.Stem, "media:")) {
			t.Errorf("%s: %d media, %q", name, len(bank.Media), q.Stem)
		}
		if name == "multianswer-all-types.xml" && len(q.Gaps) < 15 {
			t.Errorf("%d gaps in %s", len(q.Gaps), q.Stem)
		}
	}
}
