package practice

import (
	"maps"
	"slices"
	"testing"

	"chartroom/app/actions/actionstest"
	"chartroom/quiz"
)

// The list of keys and what works are the same, at every moment.
func TestTheListedKeysAreThoseThatWork(t *testing.T) {
	notes := []string{"flag", "note", "report a problem"}
	certain := []string{"guess", "think so", "sure"}
	choosing := append(slices.Clone(certain), "choose an option", "strike an option out", "strike out the option of the next letter")
	check := func(d *desk, when string, lists ...[]string) {
		t.Helper()
		want := slices.Sorted(slices.Values(slices.Concat(lists...)))
		listed := map[string]bool{}
		taken := map[string]bool{}
		for _, k := range d.screen.Keys() {
			if k.Does != "" {
				listed[k.Does] = true
			}
			if k.Do == nil && k.Name != "A-F" && k.Name != "Right click" {
				t.Errorf("%s: %s does nothing", when, k.Cap())
			}
			if taken[k.Cap()] {
				t.Errorf("%s: %s has two meanings", when, k.Cap())
			}
			taken[k.Cap()] = true
		}
		if got := slices.Sorted(maps.Keys(listed)); !slices.Equal(got, want) {
			t.Errorf("%s: listed are %q, not %q", when, got, want)
		}
	}
	d := newDesk(t, choices(2)...).open()
	check(d, "the builder", []string{"start", "save as a recipe", "my misses", "level up", "question of the day"})
	d.Key(enter)
	check(d, "study", notes, choosing, []string{"answer", "leave; it can be resumed"})
	d.Typed("b")
	d.Key(enter)
	check(d, "study, marked", notes, []string{"next question", "ask me again tomorrow", "leave; it can be resumed"})
	d.Key(enter)
	d.Typed("a")
	d.Key(enter, enter)
	check(d, "a result", []string{"Practise again", "look at what was missed", "walk through all answers", "ask what was missed again"})
	d.Typed("m")
	moving := []string{"question before", "question after"}
	check(d, "looking back", notes, moving, []string{"back to the result", "the same"})

	d = sit(t, choices(2)...)
	check(d, "a test", notes, choosing, moving, []string{"save and go on", "hand in", "leave; it can be resumed"})
	d.Typed("b")
	d.Typed("h")
	d.Key(enter)
	d.Typed("m")
	check(d, "looking back at a test", notes, moving, []string{"back to the result", "the same"})

	d = sit(t, quiz.Question{Kind: quiz.Text, Stem: "Swelling?", Options: []quiz.Option{{Text: "edema", Fraction: 1}}})
	check(d, "a typed answer", notes, certain, moving, []string{"save and go on", "hand in", "leave; it can be resumed"})

	many := actionstest.Choice("Which of eight?")
	for range 5 {
		many.Options = append(many.Options, quiz.Option{Text: "yet another"})
	}
	d = newDesk(t, many).open()
	d.Key(enter)
	check(d, "eight options", notes, choosing, []string{"answer", "leave; it can be resumed"})
	d.Typed("8g")
	if m := d.screen.m.ask; len(m.Chosen) != 1 || m.Chosen[0] != 7 || m.Certainty != quiz.Guess {
		t.Errorf("chosen %v, %v", m.Chosen, m.Certainty)
	}
}
