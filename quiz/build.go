package quiz

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
)

// Term is the word that the pieces make: "hepatomegaly".
func Term(parts []Part) string {
	var b strings.Builder
	for _, p := range parts {
		b.WriteString(p.Form)
	}
	return b.String()
}

// TakesApart reports whether a question of kind build shows the term, to be
// cut into its pieces. Otherwise it shows the meaning, and the term is built.
func (q *Question) TakesApart() bool {
	return q.Kind == Build && piece(q.Stem) == piece(Term(q.Parts))
}

// Tray is what a term is built from: its own pieces and those that do not
// belong, in the order of seed.
func Tray(q *Question, seed uint64) []string {
	var tray []string
	for _, p := range q.Parts {
		tray = append(tray, p.Form)
	}
	for _, o := range q.Options {
		tray = append(tray, o.Text)
	}
	r := rand.New(rand.NewPCG(seed, uint64(len(tray))))
	r.Shuffle(len(tray), func(i, j int) { tray[i], tray[j] = tray[j], tray[i] })
	return tray
}

// piece is what a piece is compared by: without case, and without the hyphens
// and slashes with which word parts are written ("-itis", "hepat/o").
func piece(s string) string {
	return strings.Trim(Normalise(s, false), "-/ ")
}

// markBuild gives an equal share for every piece that stands in its order;
// pieces too many cost as much as pieces missing.
func markBuild(q *Question, given []string) Result {
	want := make([]string, len(q.Parts))
	for i, p := range q.Parts {
		want[i] = piece(p.Form)
	}
	var got []string
	for _, g := range given {
		if g = piece(g); g != "" {
			got = append(got, g)
		}
	}
	res := Result{Expected: BuiltFrom(q.Parts)}
	placed := placedPieces(want, got)
	for i, p := range q.Parts {
		one := Result{Expected: p.Form, Reason: "Not there."}
		if placed[i] >= 0 {
			one.Mark, one.Reason = 1, "Right."
		}
		res.Gaps = append(res.Gaps, one)
	}
	if len(got) == 0 || len(want) == 0 {
		res.Reason = "Not answered."
		return res
	}
	hits := 0
	for _, at := range placed {
		if at >= 0 {
			hits++
		}
	}
	res.settle(float64(hits) / float64(max(len(want), len(got))))
	if res.Verdict() != Right {
		res.Feedback = whyNotBuilt(q, want, got, placed)
	}
	return res
}

// BuiltFrom is a term's pieces as one line: "hepat + o + megaly".
func BuiltFrom(parts []Part) string {
	forms := make([]string, len(parts))
	for i, p := range parts {
		forms[i] = p.Form
	}
	return strings.Join(forms, " + ")
}

// placedPieces says for every piece of want where got has it, or -1: the
// longest run of pieces that stand in the right order.
func placedPieces(want, got []string) []int {
	n, m := len(want), len(got)
	longest := make([][]int, n+1)
	longest[n] = make([]int, m+1)
	for i := n - 1; i >= 0; i-- {
		longest[i] = make([]int, m+1)
		for j := m - 1; j >= 0; j-- {
			if want[i] == got[j] {
				longest[i][j] = longest[i+1][j+1] + 1
			} else {
				longest[i][j] = max(longest[i+1][j], longest[i][j+1])
			}
		}
	}
	at := make([]int, n)
	for i, j := 0, 0; i < n; {
		switch {
		case j < m && want[i] == got[j]:
			at[i] = j
			i, j = i+1, j+1
		case j < m && longest[i][j+1] >= longest[i+1][j]:
			j++
		default:
			at[i] = -1
			i++
		}
	}
	return at
}

// whyNotBuilt names the first piece that is wrong and what it means, or the
// rule of the combining vowel that was broken.
func whyNotBuilt(q *Question, want, got []string, placed []int) string {
	if slices.Equal(slices.Sorted(slices.Values(want)), slices.Sorted(slices.Values(got))) {
		return "The pieces are right; their order is not: " + BuiltFrom(q.Parts) + "."
	}
	next := 0 // of got, behind what is placed already
	for i, p := range q.Parts {
		if placed[i] >= 0 {
			if next < placed[i] {
				return tooMuch(q, got[next], &q.Parts[i])
			}
			next = placed[i] + 1
			continue
		}
		instead := ""
		if next < len(got) && !slices.Contains(placed, next) {
			instead = got[next]
		}
		return q.missingPart(i, p, instead)
	}
	return tooMuch(q, got[next], nil)
}

// missingPart explains part i, in whose place stands instead, if anything.
func (q *Question) missingPart(i int, p Part, instead string) string {
	if p.Role == Vowel && i+1 < len(q.Parts) && instead == piece(p.Form+q.Parts[i+1].Form) {
		return fmt.Sprintf("The combining vowel %s is a piece of its own: it joins, and does not belong to %s.", p.Form, named(q.Parts[i+1]))
	}
	if p.Role == Vowel && !isVowel(instead) {
		return keptVowel(q.Parts, i)
	}
	if instead == "" {
		return fmt.Sprintf("%s is missing.", named(p))
	}
	if i+1 < len(q.Parts) && q.Parts[i+1].Role == Vowel && instead == piece(p.Form+q.Parts[i+1].Form) {
		return fmt.Sprintf("%s and the combining vowel %s are two pieces: the vowel only joins what comes next.", named(p), q.Parts[i+1].Form)
	}
	for j, other := range q.Parts {
		if j != i && piece(other.Form) == instead {
			return fmt.Sprintf("Here belongs %s, not yet %s.", named(p), named(other))
		}
	}
	return fmt.Sprintf("Here belongs %s, not %s.", named(p), q.stranger(instead))
}

// tooMuch explains a piece that should not be there; before is what follows it.
func tooMuch(q *Question, form string, before *Part) string {
	if isVowel(form) && before != nil && startsWithVowel(before.Form) && before.Role == Suffix {
		return fmt.Sprintf("The combining vowel is dropped before a suffix that begins with a vowel: there is no %s before %s.", form, named(*before))
	}
	if isVowel(form) {
		return fmt.Sprintf("There is no combining vowel %s here: %s.", form, BuiltFrom(q.Parts))
	}
	return fmt.Sprintf("%s does not belong to the term.", q.stranger(form))
}

// keptVowel is the rule by which part i, a combining vowel, is kept. (Chabner,
// The Language of Medicine, chapter 1: dropped before a suffix that begins
// with a vowel, kept between two roots.)
func keptVowel(parts []Part, i int) string {
	vowel := parts[i].Form
	switch {
	case i+1 == len(parts):
		return fmt.Sprintf("The combining vowel %s is missing at the end.", vowel)
	case parts[i+1].Role == Root:
		return fmt.Sprintf("The combining vowel %s is kept between two roots, before %s.", vowel, named(parts[i+1]))
	case !startsWithVowel(parts[i+1].Form):
		return fmt.Sprintf("The combining vowel %s is kept before a consonant: %s begins with one.", vowel, named(parts[i+1]))
	}
	return fmt.Sprintf("The combining vowel %s is kept here, before %s.", vowel, named(parts[i+1]))
}

// named is a piece with what it means: "hepat" (liver).
func named(p Part) string {
	if p.Meaning == "" {
		return fmt.Sprintf("“%s”", p.Form)
	}
	return fmt.Sprintf("“%s” (%s)", p.Form, p.Meaning)
}

// stranger is a piece of the tray with what it means.
func (q *Question) stranger(form string) string {
	for _, o := range q.Options {
		if piece(o.Text) == form {
			return named(Part{Form: o.Text, Meaning: o.Feedback})
		}
	}
	return named(Part{Form: form})
}

func isVowel(form string) bool { return len(form) == 1 && startsWithVowel(form) }

// startsWithVowel counts y as none: in suffixes it sounds as one ("-y") only
// where it is the whole of it, and there the combining vowel is dropped too.
func startsWithVowel(form string) bool {
	form = piece(form)
	return form == "y" || form != "" && strings.ContainsRune("aeiou", rune(form[0]))
}
