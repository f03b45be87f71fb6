package missingword_test

import (
	"bufio"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"chartroom/content/missingword"
	"chartroom/quiz"
)

// conformance is the folder of third-party test files beside the project.
const conformance = "../../../shared/formats/conformance"

// TestReadsAsMoodleDoes compares every question with what Moodle made of it. A
// comment that is a single space is none: Moodle writes one where a file has
// nothing.
func TestReadsAsMoodleDoes(t *testing.T) {
	file, err := os.Open(filepath.Join(conformance, "expected/moodle_missingword_core.jsonl"))
	if err != nil {
		t.Skip("skipped: no conformance files")
	}
	defer file.Close()
	compared := 0
	for lines := bufio.NewScanner(file); lines.Scan(); compared++ {
		var want struct {
			File, QType, Name, Text string
			Answers                 []struct {
				Text, Feedback string
				Fraction       float64
			}
		}
		if err := json.Unmarshal(lines.Bytes(), &want); err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(filepath.Join(conformance, want.File))
		if err != nil {
			t.Fatal(err)
		}
		bank, problems, err := missingword.Parse(context.Background(), data, "test", nil)
		if err != nil || len(problems) > 0 || len(bank.Questions) != 1 {
			t.Fatalf("%s: %d questions, %v, %v", want.File, len(bank.Questions), problems, err)
		}
		q := bank.Questions[0]
		kind := map[string]quiz.Kind{"multichoice": quiz.Choice, "shortanswer": quiz.Text}[want.QType]
		if q.Kind != kind || q.Stem != want.Text || q.Line != 1 || q.Multiple || len(q.Options) != len(want.Answers) {
			t.Errorf("%s: read %+v, Moodle %+v", want.File, q, want)
			continue
		}
		for i, o := range q.Options {
			a := want.Answers[i]
			if o.Text != a.Text || o.Fraction != a.Fraction || o.Feedback != strings.TrimSpace(a.Feedback) {
				t.Errorf("%s: option %+v, Moodle %+v", want.File, o, a)
			}
		}
	}
	if compared != 3 {
		t.Errorf("%d questions were compared, not 3", compared)
	}
}
