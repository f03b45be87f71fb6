package account

import (
	"bufio"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"

	"chartroom/quiz"
)

// The record of sources holds every question once, names what was read, and
// what was found unread is asked in no exam.
func TestTheSourceRecordIsWhole(t *testing.T) {
	record, err := sourceRecord()
	if err != nil {
		t.Fatal(err)
	}
	once, found := onceEach(t), map[string]string{}
	for _, row := range record {
		once(row.id)
		found[row.id] = row.found
		if !slices.Contains([]string{foundText, foundOther, foundSum, foundUnread}, row.found) {
			t.Errorf("%s: %q is no finding", row.id, row.found)
		}
		if (row.found == foundText || row.found == foundOther) && row.read == "" {
			t.Errorf("%s: what was read?", row.id)
		}
	}
	for _, q := range questions(t) {
		switch how := found[q.Key]; {
		case how == "":
			t.Errorf("%s was not held against its source", q.Key)
		case (how == foundUnread) != q.HasTag(quiz.PracticeOnly):
			t.Errorf("%s: found %q; its tags are %v", q.Key, how, q.Tags)
		}
	}
	if r := report(t); len(r.Unproven) > 0 || len(r.PracticeOnly) != r.SourcesRead[foundUnread] {
		t.Errorf("in exams without a source: %v; %d only for practice, %v", r.Unproven, len(r.PracticeOnly), r.SourcesRead)
	}
}

// A question that nobody held against its source and that exams ask is told,
// and then the material is not sound.
func TestAnUnprovenQuestionIsTold(t *testing.T) {
	r := Report{SourcesRead: map[string]int{}}
	r.readSources([]quiz.Bank{{Questions: []quiz.Question{
		{Key: "a", Kind: quiz.Choice}, {Key: "b", Kind: quiz.Choice}, {Key: "c", Kind: quiz.Choice, Tags: []string{quiz.PracticeOnly}}, {Key: "d", Kind: quiz.Flip},
	}}}, []sourceRow{{id: "a", found: foundText}, {id: "c", found: foundUnread}})
	if !slices.Equal(r.Unproven, []string{"b"}) || !slices.Equal(r.PracticeOnly, []string{"c"}) || r.SourcesRead[foundUnread] != 2 || r.Sound() {
		t.Errorf("%+v", r)
	}
}

// The head of a file says how many of its questions are kept out of exams.
func TestHeadsTellWhatIsOnlyForPractice(t *testing.T) {
	seen := 0
	err := fs.WalkDir(os.DirFS("../builtin"), "banks", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		f, err := os.Open(path.Join("../builtin", p))
		if err != nil {
			return err
		}
		defer f.Close()
		said, is := 0, 0
		lines := bufio.NewScanner(f)
		for lines.Buffer(nil, 1<<20); lines.Scan(); {
			l := lines.Text()
			if _, after, ok := strings.Cut(l, "only-practice: "); ok {
				n, _, _ := strings.Cut(after, " ")
				if said, err = strconv.Atoi(n); err != nil {
					t.Errorf("%s: %q", p, l)
				}
			} else if strings.Contains(l, quiz.PracticeOnly) {
				is++
			}
		}
		if said != is {
			t.Errorf("%s: its head says %d, and %d are marked", p, said, is)
		}
		seen++
		return lines.Err()
	})
	if err != nil || seen < 40 {
		t.Fatal(seen, err)
	}
}
