package content

import (
	"archive/zip"
	"bufio"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"chartroom/quiz"
)

// The rules of the item-writing rubric that a script can check, by their
// numbers in domain/content-plan.md 6.2, where the shipped material is held to
// more than content/lint asks of everybody: lint's own tests look at it too
// (TestShippedMaterialHasNoOtherFault). Keys, tags and dates (1, 6, 7) are
// checked in builtin_test.go.

// texts are all that a learner reads of a question.
func texts(q *quiz.Question) []string {
	all := []string{q.Stem, q.Rationale, q.Example, q.Source}
	for _, o := range q.Options {
		all = append(all, o.Text, o.Feedback)
	}
	return all
}

func words(s string) int { return len(strings.Fields(s)) }

// Rule 1: the key is what the stem says it is. Of a choice one option is right,
// or as many as together earn everything.
func TestEveryShippedQuestionMarksItsOwnKeyRight(t *testing.T) {
	_, questions := cardsAndQuestions(t)
	for _, q := range questions {
		q, err := quiz.Instance(q, 1) // a drill's numbers
		if err != nil {
			t.Errorf("%s: %v", q.Key, err)
			continue
		}
		if m := quiz.Mark(&q, ownKey(t, &q)); m.Mark != 1 {
			t.Errorf("%s: its key earns %v: %s", q.Key, m.Mark, m.Reason)
		}
		if q.Kind != quiz.Choice {
			continue
		}
		for i, o := range q.Options {
			switch m := quiz.Mark(&q, quiz.Response{Chosen: []int{i}}); {
			case o.Fraction < 0 || o.Fraction > 1:
				t.Errorf("%s: an option earns %v", q.Key, o.Fraction)
			case o.Fraction == 0 && m.Mark != 0:
				t.Errorf("%s: a wrong option earns %v", q.Key, m.Mark)
			}
		}
		if right := q.RightCount(); q.Multiple != (right > 1) || right == 0 {
			t.Errorf("%s: %d options are right", q.Key, right)
		}
	}
}

// ownKey is the answer that a question's file calls right.
func ownKey(t *testing.T, q *quiz.Question) quiz.Response {
	var r quiz.Response
	switch q.Kind {
	case quiz.Choice, quiz.TrueFalse:
		for i, o := range q.Options {
			if o.Fraction > 0 {
				r.Chosen = append(r.Chosen, i)
			}
		}
	case quiz.Text, quiz.Number, quiz.Code:
		r.Text = q.Options[0].Text
	case quiz.Match:
		for _, o := range q.Options {
			if o.Text != "" {
				r.Gaps = append(r.Gaps, o.Partner)
			}
		}
	case quiz.Order:
		for i := range q.Options {
			r.Chosen = append(r.Chosen, i)
		}
	default:
		t.Errorf("%s is of the kind %s", q.Key, q.Kind)
	}
	return r
}

// Rule 3: every option says why it is right or wrong, in five words or more.
func TestShippedOptionsSayWhy(t *testing.T) {
	_, questions := cardsAndQuestions(t)
	for _, q := range questions {
		if q.Rationale == "" {
			t.Errorf("%s has no rationale", q.Key)
		}
		for _, o := range choices(&q) {
			if words(o.Feedback) < 5 {
				t.Errorf("%s: the feedback on %q says little: %q", q.Key, o.Text, o.Feedback)
			}
		}
	}
}

// choices are the options to choose among, of a question that has such.
func choices(q *quiz.Question) []quiz.Option {
	if q.Kind == quiz.Choice || q.Kind == quiz.TrueFalse {
		return q.Options
	}
	return nil
}

// CPT: five digits, or four and a letter; CDT: D and four digits.
var procedureCode = regexp.MustCompile(`\b(?:\d{5}|\d{4}[FTUM]|D\d{4})\b`)

// Rule 5: nothing that could be of CPT or CDT, whatever the words around it.
func TestShippedTextsHoldNoForeignCodes(t *testing.T) {
	for _, b := range shipped(t) {
		for _, q := range b.Questions {
			for _, s := range texts(&q) {
				if found := procedureCode.FindString(s); found != "" {
					t.Errorf("%s: %q looks like a CPT or CDT code", q.Key, found)
				}
			}
		}
	}
}

var codeOrNumber = regexp.MustCompile(`^[\s\d$%.,;:/A-Z-]*$`)

// Rule 10: four options, or five to eight where several are right, of like
// length.
func TestShippedOptionsAreAlike(t *testing.T) {
	_, questions := cardsAndQuestions(t)
	for _, q := range questions {
		if q.Kind != quiz.Choice {
			continue
		}
		if n := len(q.Options); n != 4 && !(q.Multiple && 5 <= n && n <= 8) {
			t.Errorf("%s has %d options", q.Key, len(q.Options))
		}
		shortest, longest := 1000, 0
		codes := true
		for _, o := range q.Options {
			shortest, longest = min(shortest, words(o.Text)), max(longest, words(o.Text))
			codes = codes && codeOrNumber.MatchString(o.Text)
		}
		if float64(longest) > 1.6*float64(shortest) && !codes {
			t.Errorf("%s: options of %d to %d words", q.Key, shortest, longest)
		}
	}
}

// Rule 11: the key is as likely in each place, and not the longest option.
func TestShippedKeysGiveNothingAway(t *testing.T) {
	_, questions := cardsAndQuestions(t)
	var places [4]int
	longest, asked := 0, 0
	for _, q := range questions {
		if q.Kind != quiz.Choice || q.Multiple {
			continue
		}
		asked++
		key, other := 0, 0
		for i, o := range q.Options {
			if o.Fraction == 1 {
				places[i%4]++
				key = len(o.Text)
			} else {
				other = max(other, len(o.Text))
			}
		}
		if key > other {
			longest++
		}
	}
	for i, n := range places {
		if share := float64(n) / float64(asked); share < 0.2 || share > 0.3 {
			t.Errorf("the key is %.0f %% of the time at place %d", 100*share, i+1)
		}
	}
	if share := float64(longest) / float64(asked); share > 0.35 {
		t.Errorf("the key is the longest option in %.0f %%", 100*share)
	}
}

// Rule 18: no run of twelve words is that of a source, where the sources are at
// hand.
func TestShippedTextsAreOurOwn(t *testing.T) {
	files, _ := filepath.Glob("../../shared/domain/*")
	guidelines, _ := filepath.Glob("../../shared/data/cms/*guidelines*.txt")
	if files = append(files, guidelines...); len(files) == 0 {
		t.Skip("skipped: no texts to compare with")
	}
	const run = 12
	theirs := map[string]string{}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		list := plainWords(string(data))
		for i := 0; i+run <= len(list); i++ {
			theirs[strings.Join(list[i:i+run], " ")] = filepath.Base(file)
		}
	}
	for _, b := range shipped(t) {
		for _, q := range b.Questions {
			for _, s := range texts(&q) {
				list := plainWords(s)
				for i := 0; i+run <= len(list); i++ {
					same := strings.Join(list[i:i+run], " ")
					if file, taken := theirs[same]; taken {
						t.Errorf("%s: %q is in %s", q.Key, same, file)
						break
					}
				}
			}
		}
	}
}

var word = regexp.MustCompile(`[\pL\d]+`)

func plainWords(s string) []string { return word.FindAllString(strings.ToLower(s), -1) }

// Rule 4: every ICD-10-CM code with a dot is in the official file of the year,
// where that is at hand.
func TestShippedDiagnosisCodesAreValid(t *testing.T) {
	archive, err := zip.OpenReader("../../shared/data/cms/cms_2026_dx.zip")
	if err != nil {
		t.Skip("skipped: no official code file")
	}
	defer archive.Close()
	file, err := archive.Open("icd10cm_order_2026.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	valid := map[string]bool{}
	for lines := bufio.NewScanner(file); lines.Scan(); {
		if line := lines.Text(); len(line) > 14 { // order number in 1-5, code in 7-13
			valid[strings.TrimSpace(line[6:13])] = true
		}
	}
	if len(valid) < 90_000 {
		t.Fatalf("only %d codes in the official file", len(valid))
	}
	diagnosis := regexp.MustCompile(`\b[A-Z]\d[0-9A-Z]\.[0-9A-Z]{1,4}\b`)
	found := 0
	for _, b := range shipped(t) {
		for _, q := range b.Questions {
			for _, s := range texts(&q) {
				for _, code := range diagnosis.FindAllString(s, -1) {
					found++
					if !valid[strings.Replace(code, ".", "", 1)] {
						t.Errorf("%s: %s is no code of FY2026", q.Key, code)
					}
				}
			}
		}
	}
	if found == 0 {
		t.Error("no code was found")
	}
}
