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
	d := newDesk(t)
	all, picture, err := learner.Cards()
	d.Must(err)
	for _, q := range all {
		if q.Key != key {
			continue
		}
		q.Bank, q.ID = "b", quiz.NewQuestionID("b", key)
		d.bank.Questions, d.bank.Media = []quiz.Question{q}, []quiz.Media{picture}
		d.Bring(d.bank)
		d.graded(0, srs.Good, 30*24*time.Hour)
		return d.open()
	}
	t.Fatalf("no card %q", key)
	return nil
}

// forgotten reports whether the card comes back within the hour, as one does
// that was graded Again.
func (d *desk) forgotten() bool {
	d.T.Helper()
	p := d.Progress(d.bank.Questions[0].ID)
	return p.Learning()
}

func TestACardWithGapsIsReviewedByKeys(t *testing.T) {
	d := sorted(t, "gap")
	d.Sees("The [which standard] standard limits", "What belongs in the gap?")
	d.Misses("minimum necessary")
	d.Key(space)
	d.Sees("The minimum necessary standard", "Nor to what the patient asks for", "Again (I forgot)", "Hard (I got it)")
	d.Misses("suggested")
	n := d.Counts().Today
	d.Key(enter) // nothing is suggested, so Enter takes nothing
	d.Typed("3")
	if d.Counts().Today != n+1 {
		t.Errorf("%d answers", d.Counts().Today-n)
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
		d.Misses("gastritis")
		d.Typed(typed) // s, f and n are letters here, not keys
		d.Sees(typed)
		d.Key(enter)
		d.Sees(c.sees, "gastritis", "suggested")
		n := d.Counts().Today
		d.Key(enter)
		if d.Counts().Today != n+1 || d.forgotten() != c.lapsed {
			t.Errorf("%s: %d answers, lapsed %v", typed, d.Counts().Today-n, d.forgotten())
		}
	}
}

// The suggestion is not forced: any grade can be given, with the mouse, too.
func TestASuggestedGradeIsOnlyASuggestion(t *testing.T) {
	d := sorted(t, "typed")
	d.Typed("gastritis")
	uitest.Tap(t, d.Window, "Show answer")
	uitest.Tap(t, d.Window, "Again (I forgot)")
	if !d.forgotten() {
		t.Error("the learner's own grade did not count")
	}
}

func TestATermIsBuiltInReview(t *testing.T) {
	d := sorted(t, "build")
	n := d.Counts().Today
	d.Key(enter)
	if d.Counts().Today != n {
		t.Fatal("an empty row was saved")
	}
	for _, form := range []string{"hepat", "o", "megaly"} {
		uitest.Tap(t, d.Window, form)
	}
	uitest.Tap(t, d.Window, "Answer")
	d.Sees("right", "hepat + o + megaly", "comes back")
	if d.Counts().Today != n+1 {
		t.Fatalf("%d answers", d.Counts().Today-n)
	}
	d.Key(enter)
	d.Sees("Done for now", "Practise questions")
}

func TestATermIsTakenApartInReview(t *testing.T) {
	d := sorted(t, "apart")
	for range 4 {
		d.Key(fyne.KeyRight)
	}
	d.Key(space)
	d.Key(enter)
	d.Sees("partly right", "The combining vowel o is a piece of its own", "comes back")
}

func TestAPictureIsShownFromTheLearnersFile(t *testing.T) {
	d := sorted(t, "picture")
	d.Sees("Organs of the trunk, drawn from the front.", "?")
	d.Misses("liver", "cannot be shown")
	d.Key(space)
	d.Sees("liver", "stomach")
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
	d.Misses("Say it")
	d.Typed("v") // no voice, no key
	m := &mouth{}
	d.screen.WithVoice(m)
	d.Ctrl(fyne.Key1)
	d.Ctrl(fyne.Key2)
	d.Sees("Say it")
	d.Typed("v")
	d.Key(space)
	uitest.Tap(t, d.Window, "Say it")
	if got := strings.Join(m.said, "; "); got != "card 0; card 0. back of card 0" {
		t.Errorf("said %q", got)
	}
	before := m.stops
	d.Typed("3") // the card changes
	if m.stops == before {
		t.Error("it goes on speaking of a card that is gone")
	}
	m.fail = errors.New("the system's voice did not start")
	d.Typed("v")
	d.Sees("the system's voice did not start")
}
