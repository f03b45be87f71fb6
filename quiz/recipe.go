package quiz

import (
	"errors"
	"fmt"
	"slices"
	"time"
)

// State is where the learner stands with a question, for a filter.
type State string

// The states. Suspended questions are in none but StateSuspended, StateFlagged,
// StateNoted, StateLeech and StateBuried.
const (
	StateAny       State = ""
	StateNew       State = "new"       // never answered
	StateWrong     State = "wrong"     // answered wrong at least once
	StateMissed    State = "missed"    // answered wrong the last time
	StateUnsure    State = "unsure"    // the last time the learner guessed or thought so
	StateFlagged   State = "flagged"   //
	StateDue       State = "due"       // its time has come
	StateSuspended State = "suspended" //
	StateNoted     State = "noted"     // has a note of the learner's own
	StateLeech     State = "leech"     // forgotten so often that it is a leech
	StateBuried    State = "buried"    // waits for another study day
)

// Recipe says what a practice session is made of. A zero field means any.
type Recipe struct {
	Name    string   `json:"name"`
	Mode    Mode     `json:"mode"` // ModeStudy, ModeAdapt or ModeTest
	Exam    string   `json:"exam,omitempty"`
	Domain  string   `json:"domain,omitempty"` // "rhit:2"
	Subject string   `json:"subject,omitempty"`
	Level   string   `json:"level,omitempty"`
	Banks   []BankID `json:"banks,omitempty"`
	Kinds   []Kind   `json:"kinds,omitempty"`
	State   State    `json:"state,omitempty"`
	NotSeen int      `json:"not_seen,omitempty"` // days since the last answer, at least; what was never answered is not meant
	Count   int      `json:"count"`              // questions; 1 or more
	Minutes int      `json:"minutes,omitempty"`  // time limit; 0 = none; for ModeTest
}

// MaxRecipe is the most questions that a session of one recipe has.
const MaxRecipe = 500

// Check says what is wrong with a recipe, or nil.
func (r *Recipe) Check() error {
	switch {
	case r.Name == "":
		return errors.New("a recipe needs a name")
	case r.Mode != ModeStudy && r.Mode != ModeAdapt && r.Mode != ModeTest:
		return fmt.Errorf("a recipe is for study, adaptive or test mode, not for %q", r.Mode)
	case r.Count < 1 || r.Count > MaxRecipe:
		return fmt.Errorf("a recipe has 1 to %d questions, not %d", MaxRecipe, r.Count)
	case r.Minutes < 0 || r.Minutes > 24*60 || r.NotSeen < 0:
		return errors.New("minutes and days of a recipe are 0 or more, and minutes at most a day's")
	case r.Minutes > 0 && r.Mode != ModeTest:
		return errors.New("only a test has a time limit: study and adaptive mode explain in between")
	}
	return nil
}

// Setup is what a timed practice by the recipe is begun with: an exam of one's
// own making, in which one may move freely.
func (r *Recipe) Setup(places []ExamPlace) ExamSetup {
	return ExamSetup{Blueprint: Blueprint{Name: r.Name}, Limit: time.Duration(r.Minutes) * time.Minute,
		Rule: ExamRule{Moves: MoveFree, Books: Books{Open: true}}, Places: places}
}

// MyMisses is the recipe of what was wrong the last time.
func MyMisses(exam string) Recipe {
	return Recipe{Name: "My misses", Mode: ModeStudy, Exam: exam, State: StateMissed, Count: 20}
}

// levelDone is the share right from which a level counts as mastered, with nine
// in ten chance: CBM's threshold for being sure, see CBMWindow.
const levelDone = .8

// LevelUp is the recipe of the lowest level that is not mastered yet: whose
// share right, by level, is not above 80 % for certain. All mastered: the
// highest.
func LevelUp(exam string, levels map[string]Estimate) Recipe {
	at := slices.IndexFunc(Levels[:], func(l string) bool { return levels[l].Answers == 0 || levels[l].Low < levelDone })
	if at < 0 {
		at = len(Levels) - 1
	}
	return Recipe{Name: "Level up: " + Levels[at], Mode: ModeStudy, Exam: exam, Level: Levels[at], Count: 20}
}

// QuestionOfTheDay is the one of n that a study day brings: every day another,
// the same all day, and each once before any comes again. -1 if n is 0.
func QuestionOfTheDay(day Day, n int) int {
	if n <= 0 {
		return -1
	}
	round, at := int(day)/n, int(day)%n
	return shuffledPlace(uint64(round), n, at)
}

// shuffledPlace is what stands at a place of 0 to n-1 shuffled by seed, without
// shuffling them all: a walk by a step that shares no divisor with n.
func shuffledPlace(seed uint64, n, at int) int {
	mixed := (seed + 1) * 0x9e3779b97f4a7c15 // 2^64 / golden ratio: neighbours come far apart
	step := 1 + int(mixed>>33)%n
	for gcd(step, n) != 1 {
		step = step%n + 1
	}
	return (int(mixed&0x7fffffff)%n + at*step) % n
}

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}
