package exam

import (
	"errors"
	"math/rand/v2"
	"slices"
	"strconv"

	"chartroom/app/actions"
	"chartroom/quiz"
	"chartroom/storage"
)

// The settings of exams.
const (
	settingExtra = "exam_extra"       // share of the time that is added for an accommodation: "0.5"
	settingFull  = "exam_full_screen" // "on": an exam fills the screen
)

// extras are the extra times offered, as shares of the time, and their words.
// Half as long again and double are what the certifying bodies usually grant.
var extras = []struct {
	share float64
	word  string
}{{0, "None"}, {.25, "A quarter more"}, {.5, "Half as long again"}, {1, "Double time"}}

// leastForm is how short a form may be: fewer items show nothing of six domains.
const leastForm = 10

// start is what to choose an exam from.
type start struct {
	blueprints []quiz.Blueprint // those of the learner's exam first
	at         int              // chosen
	pools      map[string][]quiz.FormItem
	sizes      []int // lengths that the banks allow, the longest first
	size       int   // chosen among them
	short      *quiz.Shortage
	extra      float64
	full       bool
	figures    bool // every figure is on show, with its source
	past       []actions.ExamLine
	remarked   []storage.Remarked
}

// load reads what there is to choose from, and the settings.
func (s *start) load(act *actions.Actions) error {
	chosen := ""
	if len(s.blueprints) > 0 {
		chosen = s.blueprint().ID
	}
	own := act.Setting(quiz.SettingExam)
	s.blueprints = act.Blueprints()
	slices.SortStableFunc(s.blueprints, func(a, b quiz.Blueprint) int { return boolean(b.Credential == own) - boolean(a.Credential == own) })
	s.at = max(slices.IndexFunc(s.blueprints, func(b quiz.Blueprint) bool { return b.ID == chosen }), 0)
	s.extra, _ = strconv.ParseFloat(act.Setting(settingExtra), 64) // what cannot be read is none
	s.full = act.Setting(settingFull) == "on"
	s.pools = map[string][]quiz.FormItem{}
	var err error
	if s.past, err = act.ExamHistory(ctx(), ""); err != nil {
		return err
	}
	slices.Reverse(s.past)
	if s.remarked, err = act.Remarked(ctx()); err != nil {
		return err
	}
	return s.measure(act)
}

// blueprint is the one chosen.
func (s *start) blueprint() *quiz.Blueprint { return &s.blueprints[s.at] }

// items is the length chosen; 0 if no form can be made.
func (s *start) items() int {
	if s.size < len(s.sizes) {
		return s.sizes[s.size]
	}
	return 0
}

// choose chooses another blueprint.
func (s *start) choose(act *actions.Actions, at int) error {
	s.at, s.size, s.figures = (at+len(s.blueprints))%len(s.blueprints), 0, false
	return s.measure(act)
}

// measure works out how long a form can be, and what is missing for the whole.
func (s *start) measure(act *actions.Actions) error {
	b := s.blueprint()
	pool, read := s.pools[b.Credential]
	if !read {
		var err error
		if pool, err = act.Reader().FormPool(ctx(), b.Credential); err != nil {
			return err
		}
		s.pools[b.Credential] = pool
	}
	s.sizes, s.short = quiz.FormSizes(b, pool), nil
	s.sizes = slices.DeleteFunc(s.sizes, func(n int) bool { return n < min(leastForm, b.FormItems()) })
	s.size = min(s.size, max(len(s.sizes)-1, 0))
	if len(s.sizes) > 0 && s.sizes[0] == b.FormItems() {
		return nil
	}
	_, err := quiz.Assemble(b, pool, b.FormItems(), quiz.MoveFree, rand.New(rand.NewPCG(1, 1)))
	errors.As(err, &s.short)
	return nil
}

// raised is how many past answers were marked anew since the learner last
// looked, and how many of them higher.
func (s *start) raised() (answers, raised int) {
	for _, r := range s.remarked {
		answers += r.Answers
		raised += r.Raised
	}
	return answers, raised
}

func boolean(on bool) int {
	if on {
		return 1
	}
	return 0
}
