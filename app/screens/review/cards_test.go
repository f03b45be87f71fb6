package review

import (
	"errors"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"chartroom/app/learner"
	"chartroom/app/uitest"
	"chartroom/quiz"
	"chartroom/quiz/srs"
)

// sorted is a desk on which one of the made-up cards is due.
func sorted(t *testing.T, key string) *desk {
	t.Helper()
	all, picture, err := learner.Cards()
	must(t, err)
	for _, q := range all {
		if q.Key != key {
			continue
		}
		d := newDesk(t)
		q.Bank, q.ID = "b", quiz.NewQuestionID("b", key)
		d.bank.Questions, d.bank.Media = []quiz.Question{q}, []quiz.Media{picture}
		must(t, d.act.Import(d.bank).Run(ctx(), nil))
		d.graded(0, srs.Good, 30*24*time.Hour)
		return d.open()
	}
	t.Fatalf("no card %q", key)
	return nil
}

// forgotten reports whether the card comes back within the hour, as one does
// that was graded Again.
func (d *desk) forgotten() bool {
	d.t.Helper()
	p, err := d.act.Reader().Progress(ctx(), d.bank.Questions[0].ID)
	must(d.t, err)
	return p.Learning()
}

func TestACardWithGapsIsReviewedByKeys(t *testing.T) {
	d := sorted(t, "gap")
	d.sees("The [which standard] standard limits", "What belongs in the gap?")
	d.misses("minimum necessary")
	d.key(space)
	d.sees("The minimum necessary standard", "Nor to what the patient asks for", "Again (I forgot)", "Hard (I got it)")
	d.misses("suggested")
	n := d.answered()
	d.key(enter) // nothing is suggested, so Enter takes nothing
	d.typed("3")
	if d.answered() != n+1 {
		t.Errorf("%d answers", d.answered()-n)
	}
}

func TestATypedCardIsReviewedByKeys(t *testing.T) {
	for typed, c := range map[string]struct {
		sees   string
		lapsed bool
	}{
		"gastritis": {"Typed as it is written.", false}, "stomach ache": {"Too much", true},
	} {
		d := sorted(t, "typed")
		d.misses("gastritis")
		d.typed(typed) // s, f and n are letters here, not keys
		d.sees(typed)
		d.key(enter)
		d.sees(c.sees, "gastritis", "suggested")
		n := d.answered()
		d.key(enter)
		if d.answered() != n+1 || d.forgotten() != c.lapsed {
			t.Errorf("%s: %d answers, lapsed %v", typed, d.answered()-n, d.forgotten())
		}
	}
}

// The suggestion is not forced: any grade can be given, with the mouse, too.
func TestASuggestedGradeIsOnlyASuggestion(t *testing.T) {
	d := sorted(t, "typed")
	d.typed("gastritis")
	uitest.Tap(t, d.w, "Show answer")
	uitest.Tap(t, d.w, "Again (I forgot)")
	if !d.forgotten() {
		t.Error("the learner's own grade did not count")
	}
}

func TestATermIsBuiltInReview(t *testing.T) {
	d := sorted(t, "build")
	n := d.answered()
	d.key(enter)
	if d.answered() != n {
		t.Fatal("an empty row was saved")
	}
	for _, form := range []string{"hepat", "o", "megaly"} {
		uitest.Tap(t, d.w, form)
	}
	uitest.Tap(t, d.w, "Answer")
	d.sees("right", "hepat + o + megaly", "comes back")
	if d.answered() != n+1 {
		t.Fatalf("%d answers", d.answered()-n)
	}
	d.key(enter)
	d.sees("Done for now", "Practise questions")
}

func TestATermIsTakenApartInReview(t *testing.T) {
	d := sorted(t, "apart")
	for range 4 {
		d.key(fyne.KeyRight)
	}
	d.key(space)
	d.key(enter)
	d.sees("partly right", "The combining vowel o is a piece of its own", "comes back")
}

func TestAPictureIsShownFromTheLearnersFile(t *testing.T) {
	d := sorted(t, "picture")
	d.sees("Organs of the trunk, drawn from the front.", "?")
	d.misses("liver", "cannot be shown")
	d.key(space)
	d.sees("liver", "stomach")
}

// mouth notes what it is told to say.
type mouth struct {
	said  []string
	stops int
	fail  error
}

func (m *mouth) Say(words string) error { m.said = append(m.said, words); return m.fail }
func (m *mouth) Stop()                  { m.stops++ }

func TestTheVoiceSaysWhatIsOnShow(t *testing.T) {
	d := newDesk(t, cards(2)...)
	d.open()
	d.misses("Say it")
	d.typed("v") // no voice, no key
	m := &mouth{}
	d.screen.WithVoice(m)
	d.ctrl(fyne.Key1)
	d.ctrl(fyne.Key2)
	d.sees("Say it")
	d.typed("v")
	d.key(space)
	uitest.Tap(t, d.w, "Say it")
	if got := strings.Join(m.said, "; "); got != "card 0; card 0. back of card 0" {
		t.Errorf("said %q", got)
	}
	before := m.stops
	d.typed("3") // the card changes
	if m.stops == before {
		t.Error("it goes on speaking of a card that is gone")
	}
	m.fail = errors.New("the system's voice did not start")
	d.typed("v")
	d.sees("the system's voice did not start")
}
