package quiz

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func TestAClozeTextMakesACardANumber(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want []string // number: stem | hidden (hint), …
	}{
		"one":                         {"The {{c1::heart}} pumps.", []string{"1: The {{1}} pumps. | heart"}},
		"a hint":                      {"The {{c1::heart::organ}} pumps.", []string{"1: The {{1}} pumps. | heart (organ)"}},
		"several numbers":             {"{{c2::HIPAA}} is of {{c1::1996}}", []string{"1: HIPAA is of {{1}} | 1996", "2: {{1}} is of 1996 | HIPAA"}},
		"one number twice":            {"{{c1::Right}} and {{c1::left::side}}", []string{"1: {{1}} and {{2}} | Right, left (side)"}},
		"nested":                      {"{{c1::the {{c2::left}} side}}!", []string{"1: {{1}}! | the left side", "2: the {{1}} side! | left"}},
		"nested in its own":           {"{{c1::a {{c1::b}}}}", []string{"1: {{1}} | a b"}},
		"a hint after a nested one":   {"{{c1::a {{c2::b}} c::why}}", []string{"1: {{1}} | a b c (why)", "2: a {{1}} c | b"}},
		"HTML":                        {"<p>{{c1::<b>bold</b>}}</p>", []string{"1: <p>{{1}}</p> | <b>bold</b>"}},
		"stray braces":                {"}} {{c1::a}} {{x}}", []string{"1: }} {{1}} {{x}} | a"}},
		"numbers with a hole in them": {"{{c3::a}}", []string{"3: {{1}} | a"}},
		"two colons in a hint":        {"{{c1::a::b::c}}", []string{"1: {{1}} | a (b::c)"}},
	} {
		t.Run(name, func(t *testing.T) {
			cards, err := ClozeCards(c.text, HTML)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, card := range cards {
				var hidden []string
				for i := range card.Gaps {
					h := Hidden(&card.Gaps[i])
					if card.Gaps[i].Hint != "" {
						h += " (" + card.Gaps[i].Hint + ")"
					}
					hidden = append(hidden, h)
				}
				got = append(got, fmt.Sprintf("%d: %s | %s", card.Number, card.Stem, strings.Join(hidden, ", ")))
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestBadClozeTextsSayWhy(t *testing.T) {
	deep := strings.Repeat("{{c1::a", 9) + strings.Repeat("}}", 9)
	for text, want := range map[string]error{
		"no gap": ErrNoCloze, "{{c1::open": ErrClozeBraces, "{{c1::a {{c2::b}}": ErrClozeBraces, "{{c1::}}": ErrClozeEmpty,
		"{{c1::::hint}}": ErrClozeEmpty, "{{c1::a}} {{1}}": ErrClozeHole, deep: ErrClozeDeep,
		strings.Repeat("{{c1::a}} ", 501): ErrClozeMany, strings.Repeat("{{c1::a}}{{c2::b}}", 2) + strings.Repeat("x", 3<<20): ErrClozeMany, "{{c0::a}}": nil, "{{c501::a}}": nil,
	} {
		if _, err := ClozeCards(text, Plain); err == nil || want != nil && !errors.Is(err, want) {
			t.Errorf("%.60s: %v, not %v", text, err, want)
		}
	}
}

func TestTheBackMarksWhatWasAsked(t *testing.T) {
	for m, want := range map[Markup]string{Plain: "The [heart] pumps blood", HTML: "The <b>heart</b> pumps blood", Moodle: "The <b>heart</b> pumps blood", Markdown: "The **heart** pumps blood"} {
		cards, err := ClozeCards("The {{c1::heart}} pumps {{c2::blood}}", m)
		if err != nil || cards[0].Back != want {
			t.Errorf("%s: %q, %v", m, cards[0].Back, err)
		}
		q := Question{Kind: Flip, Markup: m, Stem: cards[0].Stem, Gaps: cards[0].Gaps, Options: []Option{{Text: ClozeAnswer(cards[0].Back, "extra", m)}}}
		if extra, ok := q.ClozeExtra(); !ok || extra != "extra" {
			t.Errorf("%s: extra %q, %v", m, extra, ok)
		}
		if q.Options[0].Text = "a back of its own"; true {
			if _, ok := q.ClozeExtra(); ok {
				t.Errorf("%s: a back of its own is taken for the text", m)
			}
		}
	}
}

// randomCloze is a text with gaps in gaps, hints and stray signs.
func randomCloze(r *rand.Rand, depth int) string {
	var b strings.Builder
	for range 1 + r.IntN(4) {
		switch {
		case depth > 0 && r.IntN(2) == 0:
			hint := []string{"", "", "::why", "::a::b"}[r.IntN(4)]
			fmt.Fprintf(&b, "{{c%d::%s%s}}", 1+r.IntN(3), randomCloze(r, depth-1), hint)
		default:
			b.WriteString([]string{"heart ", "é", "<b>", ": ", "{", "{{x ", "日本", "}} "}[r.IntN(8)])
		}
	}
	return b.String()
}

// Whatever can be read is written as a text that reads the same: all cards of
// it, and each alone.
func TestReadingWhatIsWrittenIsTheSame(t *testing.T) {
	read := 0
	for seed := range uint64(4000) {
		r := rand.New(rand.NewPCG(seed, 11))
		text := randomCloze(r, 3)
		cards, err := ClozeCards(text, Plain)
		if err != nil {
			continue
		}
		for i := range cards {
			if again, ok := ClozeText(cards[i:i+1], Plain); !ok {
				t.Fatalf("%s: card %d alone is written as %s", text, i, again)
			}
		}
		again, ok := ClozeText(cards, Plain)
		if !ok {
			t.Fatalf("%s: written as %s", text, again)
		}
		read++
	}
	if read < 500 {
		t.Fatalf("only %d texts could be read", read)
	}
}

func TestCardsOfDifferentTextsMakeNoText(t *testing.T) {
	a, _ := ClozeCards("{{c1::a}} b", Plain)
	b, _ := ClozeCards("{{c1::x}} b", Plain)
	if text, ok := ClozeText(append(a, b...), Plain); ok {
		t.Errorf("written as %s", text)
	}
	a[0].Gaps[0].Options[0].Text = "a}"
	if text, ok := ClozeText(a, Plain); ok {
		t.Errorf("words that end in a brace are written as %s", text)
	}
	a[0].Gaps[0].Options[0].Text = "std::vector"
	if text, ok := ClozeText(a, Plain); ok {
		t.Errorf("words with :: are written as %s", text)
	}
}
