package lint_test

import (
	"fmt"
	"slices"
	"strings"

	. "chartroom/content/lint"
	"chartroom/quiz"
)

// flaw plants a kind of fault into a question without one; fits says into
// which. The fault is found when one of the rules speaks that did not before.
type flaw struct {
	name  string
	rules string // "L01 L02"
	fits  func(q *quiz.Question) bool
	plant func(w *writer, q *quiz.Question)
}

func isKind(kinds ...quiz.Kind) func(*quiz.Question) bool {
	return func(q *quiz.Question) bool { return slices.Contains(kinds, q.Kind) }
}

func single(q *quiz.Question) bool { return q.Kind == quiz.Choice && !q.Multiple }

// worded are single choices with options in words.
func worded(q *quiz.Question) bool {
	return single(q) && !strings.ContainsAny(q.Options[0].Text[:1], "$0123456789") && !strings.ContainsAny(q.Options[0].Text, "0123456789")
}

func figured(q *quiz.Question) bool { return single(q) && q.KeepOrder }

func marked(q *quiz.Question) bool { return slices.Contains(quiz.MarkedKinds, q.Kind) }

func keyOf(q *quiz.Question) int {
	return slices.IndexFunc(q.Options, func(o quiz.Option) bool { return o.Fraction > 0 })
}

// wrong is a wrong option.
func wrong(w *writer, q *quiz.Question) *quiz.Option {
	for {
		if o := pick(w, indices(len(q.Options))); q.Options[o].Fraction <= 0 {
			return &q.Options[o]
		}
	}
}

func indices(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = i
	}
	return list
}

// anywhere puts words into a text that learners read.
func anywhere(w *writer, q *quiz.Question, s string) {
	switch place := w.IntN(3); {
	case place == 0 || len(q.Options) == 0:
		q.Stem = s + " " + q.Stem
	case place == 1 && q.Kind != quiz.Flip:
		q.Rationale += " " + s
	default:
		o := &q.Options[w.IntN(len(q.Options))]
		o.Feedback += " " + s
	}
}

var flaws = []flaw{
	{"no key", "L01", single, func(w *writer, q *quiz.Question) { q.Options[keyOf(q)].Fraction = 0 }},
	{"two keys", "L01", single, func(w *writer, q *quiz.Question) { wrong(w, q).Fraction = 1 }},
	{"weights that do not make 1", "L02", func(q *quiz.Question) bool { return q.Multiple }, func(w *writer, q *quiz.Question) {
		q.Options[keyOf(q)].Fraction = pick(w, []float64{0.1, 0.25, 0.4, 1})
	}},
	{"a negative weight", "L03", single, func(w *writer, q *quiz.Question) { wrong(w, q).Fraction = pick(w, []float64{-1, -0.5, -0.25}) }},
	{"count not said", "L04", func(q *quiz.Question) bool { return q.Multiple }, func(w *writer, q *quiz.Question) {
		q.Stem = pick(w, []string{"Which of these are tools of a records department?", "What belongs to the department?"})
	}},
	{"count differs", "L05", func(q *quiz.Question) bool { return q.Multiple }, func(w *writer, q *quiz.Question) {
		q.Stem = "Look at these tools of a department. " + pick(w, []string{"Select three.", "Choose 3.", "Which three fit?", "Pick four."})
	}},
	{"too few options", "L06", single, func(w *writer, q *quiz.Question) {
		k := keyOf(q)
		q.Options = []quiz.Option{q.Options[k], q.Options[(k+1)%len(q.Options)]}
	}},
	{"empty stem", "L07", marked, func(w *writer, q *quiz.Question) { q.Stem = pick(w, []string{"", "  ", "<p>&nbsp;</p>"}) }},
	{"empty option", "L07", single, func(w *writer, q *quiz.Question) { wrong(w, q).Text = pick(w, []string{"", " ", "<b></b>"}) }},
	{"long stem", "L08", worded, func(w *writer, q *quiz.Question) {
		q.Stem = strings.Repeat(pick(w, []string{"The clerk puts one more folder on the shelf and goes home. ", "It was raining on that day, and the elevator was late again. "}), 9) + q.Stem
	}},
	{"no question", "L09", single, func(w *writer, q *quiz.Question) {
		q.Stem = pick(w, []string{"A clinic keeps its files in the basement.", "The director has read four reports. Each of them has a different view.", "Records belong to the hospital."})
	}},
	{"no topic", "L10", single, func(w *writer, q *quiz.Question) {
		q.Stem = pick(w, []string{"Which of the following is true?", "Which one of these statements is correct?", "Which statement is NOT true?", "Choose the correct answer.", "Which is the most accurate statement?"})
	}},
	{"hidden negative", "L11", worded, func(w *writer, q *quiz.Question) {
		q.Stem = pick(w, []string{"Which of these is not a tool of the department?", "Which of the following does not belong to the record?", "All of these are parts of the record except:",
			"A nurse asks for a chart. Which of the following would not be given to her?", "Which is least likely to help the clerk?", "Which tool isn't used for statistics?", "Each of the following is an index except"})
	}},
	{"opinion", "L12", single, func(w *writer, q *quiz.Question) {
		q.Stem += pick(w, []string{" What do you think?", " In your opinion, which is best?", " Which do you prefer?"})
	}},
	{"all of the above", "L13", worded, func(w *writer, q *quiz.Question) {
		wrong(w, q).Text = pick(w, []string{"All of the above", "None of the above", "Both A and B", "A and C", "None of these", "A, B, and C", "all of the above.", "Neither of the above"})
	}},
	{"same options", "L14", single, func(w *writer, q *quiz.Question) {
		s := q.Options[keyOf(q)].Text
		wrong(w, q).Text = pick(w, []string{s, strings.ToUpper(s), s + ".", " " + strings.ReplaceAll(s, " ", "  ")})
	}},
	{"overlapping ranges", "L15", figured, func(w *writer, q *quiz.Question) {
		for n := range q.Options {
			q.Options[n].Text = fmt.Sprintf(pick(w, []string{"%d-%d days", "%d to %d days", "%d–%d"}), 10*n, 10*n+10)
		}
	}},
	{"part of another option", "L15", worded, func(w *writer, q *quiz.Question) {
		wrong(w, q).Text = q.Options[keyOf(q)].Text + pick(w, []string{" and a list of names", " or a folder"})
	}},
	{"unlike options", "L16", figured, func(w *writer, q *quiz.Question) {
		wrong(w, q).Text = pick(w, []string{"as soon as the director has time", "the privacy officer", "whenever it suits the staff"})
	}},
	{"one sentence among phrases", "L16", worded, func(w *writer, q *quiz.Question) {
		wrong(w, q).Text = "The clerk looks it up."
	}},
	{"numbers unsorted", "L17", figured, func(w *writer, q *quiz.Question) {
		q.Options[0], q.Options[2] = q.Options[2], q.Options[0]
	}},
	{"numbers shuffled", "L18", figured, func(w *writer, q *quiz.Question) { q.KeepOrder = false }},
	{"uneven options", "L19", worded, func(w *writer, q *quiz.Question) {
		wrong(w, q).Text += " that somebody in the department keeps for his own work"
	}},
	{"longest key", "L20", worded, func(w *writer, q *quiz.Question) {
		q.Options[keyOf(q)].Text += pick(w, []string{", as the standard of the profession has described it since the beginning", " with all that belongs to it in the long run and for everybody"})
	}},
	{"hedged key", "L21", worded, func(w *writer, q *quiz.Question) {
		o := &q.Options[keyOf(q)]
		o.Text = pick(w, []string{"usually ", "in general often ", "typically "}) + o.Text
	}},
	{"explained key", "L21 L20", worded, func(w *writer, q *quiz.Question) {
		q.Options[keyOf(q)].Text += pick(w, []string{" (the one with the numbers)", ", because the rule says so", ", if the rule allows that"})
	}},
	{"article gives it away", "L22", worded, func(w *writer, q *quiz.Question) {
		q.Stem = "The clerk looks for it in an"
		for n := range q.Options {
			q.Options[n].Text = []string{"register", "file", "table", "record", "book", "list"}[n]
		}
		q.Options[keyOf(q)].Text = pick(w, []string{"index", "archive", "overview", "index of names"})
		if w.IntN(2) == 0 {
			q.Stem = "The clerk looks for it in a"
			for n := range q.Options {
				q.Options[n].Text = []string{"index", "archive", "overview", "album", "inbox", "entry"}[n]
			}
			q.Options[keyOf(q)].Text = pick(w, []string{"register", "unit file"})
		}
	}},
	{"number gives it away", "L22", worded, func(w *writer, q *quiz.Question) {
		q.Stem = "The parts that the clerk needs are"
		for n := range q.Options {
			q.Options[n].Text = []string{"a register", "the analysis", "an index", "a book", "one list", "a file"}[n]
		}
		q.Options[keyOf(q)].Text = pick(w, []string{"the registers", "indexes of names", "folders"})
	}},
	{"repeated word", "L23", worded, func(w *writer, q *quiz.Question) {
		s := pick(w, []string{"chronological", "transcription", "abstracting", "microfilm", "retention"})
		q.Stem = "A clerk thinks about " + s + " today. " + q.Stem
		q.Options[keyOf(q)].Text += " " + pick(w, []string{s, strings.TrimSuffix(s, "s") + "s"})
	}},
	{"absolute words", "L24", worded, func(w *writer, q *quiz.Question) {
		o := wrong(w, q)
		o.Text = pick(w, []string{"always ", "never ", "only "}) + o.Text
	}},
	{"no rationale", "L25", marked, func(w *writer, q *quiz.Question) {
		q.Rationale = ""
		for n := range q.Options {
			q.Options[n].Feedback = pick(w, []string{"", "Correct.", "No."})
		}
	}},
	{"option unexplained", "L26", func(q *quiz.Question) bool { return q.Kind == quiz.Choice }, func(w *writer, q *quiz.Question) {
		q.Options[w.IntN(len(q.Options))].Feedback = pick(w, []string{"", "Wrong!"})
	}},
	{"no source", "L27", func(q *quiz.Question) bool { return marked(q) || q.Kind == quiz.Flip }, func(w *writer, q *quiz.Question) { q.Source = "" }},
	{"vague source", "L28", marked, func(w *writer, q *quiz.Question) {
		q.Source = pick(w, []string{"the privacy rule", "HIPAA", "my lecture notes", "45 CFR 164.524", "textbook, 2019", "standard formula"})
	}},
	{"wrong sum", "L29", func(q *quiz.Question) bool { return strings.HasPrefix(q.Family, "drill-") }, func(w *writer, q *quiz.Question) {
		spoil(w, q)
	}},
	{"wrong sum in words", "L29", marked, func(w *writer, q *quiz.Question) {
		a, b := 20+w.IntN(80), 2+w.IntN(9)
		q.Rationale += pick(w, []string{
			fmt.Sprintf(" Here %d divided by %d is %.1f.", a, b, float64(a)/float64(b)+1.3), fmt.Sprintf(" %d times %d equals %d.", a, b, a*b+10),
			fmt.Sprintf(" %d%% of %d is %.1f.", a, 10*b, float64(a*b)/10+2.5), fmt.Sprintf(" The average of %d, %d and %d is %.1f.", a, b, b, float64(a+2*b)/3+3),
			fmt.Sprintf(" So %d of %d is %.1f%%.", b, a, 100*float64(b)/float64(a)+4), fmt.Sprintf(" (%d + %d) × 2 = %d", a, b, 2*a+b), fmt.Sprintf(" $%d,000 − $%d,000 = $%d,000.", a, b, a+b)})
	}},
	{"key not reached", "L30", func(q *quiz.Question) bool { return q.Kind == quiz.Number }, func(w *writer, q *quiz.Question) {
		q.Options[0].Value += 7.3
		q.Options[0].Text = ""
	}},
	{"rounding not said", "L31", isKind(quiz.Number), func(w *writer, q *quiz.Question) {
		q.Stem = "What is the average stay in days?"
		q.Options[0].Value, q.Options[0].Tolerance = 4.57, 0
	}},
	{"CPT code as an option", "L32", worded, func(w *writer, q *quiz.Question) {
		q.Stem = pick(w, []string{"Which code is reported?", "Which CPT code fits the visit?", "How is the procedure coded?"})
		for n := range q.Options {
			q.Options[n].Text = fmt.Sprint(10000 + w.IntN(89999))
		}
	}},
	{"CPT or CDT code in a text", "L32", func(q *quiz.Question) bool { return q.Kind != quiz.Order && q.Kind != quiz.Match }, func(w *writer, q *quiz.Question) {
		anywhere(w, q, pick(w, []string{fmt.Sprintf("The office bills CPT %d for it.", 90000+w.IntN(9000)), fmt.Sprintf("Code %d-25 was on the claim.", 99200+w.IntN(50)),
			fmt.Sprintf("It is coded as 0%d%s.", 100+w.IntN(800), pick(w, []string{"T", "F", "U"})), fmt.Sprintf("The dentist writes D0%d.", 100+w.IntN(800)),
			fmt.Sprintf("The codes %d and %d are reported.", 20000+w.IntN(9000), 30000+w.IntN(9000))}))
	}},
	{"abbreviation", "L33", func(q *quiz.Question) bool { return marked(q) && q.Tag("subject") != "abbreviations" }, func(w *writer, q *quiz.Question) {
		q.Stem = "This concerns the " + pick(w, []string{"MPI", "DNFB", "OIG", "UHDDS", "CMI", "EHR", "POA", "NPP", "FTEs", "RAC's"}) + ". " + q.Stem
	}},
	{"personal data", "L34", func(*quiz.Question) bool { return true }, func(w *writer, q *quiz.Question) {
		q.Stem += pick(w, []string{" (SSN 219-09-9999)", " Call (312) 867-5309.", " Call 312-867-5309.", " Write to jane.roe@mercy.org today."})
	}},
	{"past review", "L35", marked, func(w *writer, q *quiz.Question) {
		q.AsOf, q.ReviewBy = "2024-10", pick(w, []string{"2025-09-30", "2025-06", "2026-10", "2026-11-01"})
	}},
	{"dates out of order", "L36", marked, func(w *writer, q *quiz.Question) {
		dates := pick(w, [][2]string{{"2026-10", "2028-01"}, {"", ""}, {"2026-10", ""}, {"", "2027-01"}, {"2026-10", "2026-01"}, {"2027-03", "2028-01"}})
		q.AsOf, q.ReviewBy = dates[0], dates[1]
	}},
	{"tags missing", "L37", marked, func(w *writer, q *quiz.Question) { q.Tags = slices.Delete(slices.Clone(q.Tags), 0, 1+w.IntN(3)) }},
	{"left-over marks", "L38", marked, func(w *writer, q *quiz.Question) {
		q.Stem = pick(w, []string{"<b>Look: ", "</i>", `\: `, "[html]", "{{1}} ", "&amp;nbsp;", "<div><b>See</div>", "#### ", "~%50%"}) + q.Stem
		if q.Kind == quiz.Cloze {
			q.Stem = "<b>" + q.Stem
		}
	}},
	{"lettered options", "L38", single, func(w *writer, q *quiz.Question) {
		for n := range q.Options {
			q.Options[n].Text = fmt.Sprintf(pick(w, []string{"%c) ", "%c. "}), 'A'+n) + q.Options[n].Text
		}
	}},
	{"broken letters", "L39", func(*quiz.Question) bool { return true }, func(w *writer, q *quiz.Question) {
		q.Stem += pick(w, []string{" The patientâ€™s file.", " A rÃ©sumÃ©.", " Â© 2026", " A lost \uFFFD letter.", " An oldâ€”and longâ€”dash."})
	}},
	{"picture without words", "L40", func(*quiz.Question) bool { return true }, func(w *writer, q *quiz.Question) {
		q.Stem += pick(w, []string{` <img src="a.png">`, ` <img alt="" src="a.png"/>`, " ![](media:a.png)"})
	}},
	{"front is back", "L41", isKind(quiz.Flip), func(w *writer, q *quiz.Question) {
		q.Options[0].Text = pick(w, []string{q.Stem, strings.ToUpper(q.Stem)})
	}},
	{"long back", "L42", isKind(quiz.Flip), func(w *writer, q *quiz.Question) {
		q.Options[0].Text = pick(w, []string{"who sends it; what is sent; to whom it goes; when it ends", "who\nwhat\nwhen\nwhere\nwhy",
			strings.Repeat("It is one thing among the many that a clerk must know. ", 5)})
	}},
	{"accepts no rule", "L48", marked, func(w *writer, q *quiz.Question) {
		q.Tags = append(slices.Clone(q.Tags), AcceptTag+pick(w, []string{"key-longest", "L77", "19"}))
	}},
}

// spoil changes a result in a worked sum by more than rounding.
func spoil(w *writer, q *quiz.Question) {
	change := func(s string) string {
		at := strings.LastIndex(s, "= ")
		if at < 0 {
			at = strings.LastIndex(s, "is ") + 1
		}
		for n := at + 2; n < len(s); n++ {
			if s[n] >= '1' && s[n] <= '8' {
				return s[:n] + string(s[n]+1) + s[n+1:]
			}
		}
		return s
	}
	texts := []*string{&q.Rationale}
	for n := range q.Options {
		texts = append(texts, &q.Options[n].Feedback)
	}
	for _, s := range texts {
		if strings.Contains(*s, " = ") || strings.Contains(*s, "mean of") {
			*s = change(*s)
			return
		}
	}
	panic("no sum to spoil in " + q.Rationale)
}

// fitting is a copy of a question into which a flaw fits.
func (w *writer) fitting(bank quiz.Bank, fits func(*quiz.Question) bool) quiz.Question {
	for range 10_000 {
		q := copyOf(pick(w, bank.Questions))
		if fits(&q) {
			return q
		}
	}
	panic("no question fits")
}

// setFlaws are planted into a set; plant returns how many findings it is good
// for.
var setFlaws = []struct {
	name, rule string
	plant      func(w *writer, b *quiz.Bank) int
}{
	{"near-duplicate", "L43", func(w *writer, b *quiz.Bank) int {
		q := w.fitting(*b, func(q *quiz.Question) bool { return q.Family == "" && q.Kind != quiz.Description && len(q.Stem) > 40 })
		q.Key = "copy"
		switch w.IntN(4) {
		case 0:
			q.Stem = strings.ToUpper(q.Stem[:1]) + q.Stem[1:] + " "
		case 1:
			q.Stem = strings.Replace(q.Stem, " the ", " this ", 1)
		case 2:
			q.Options = slices.Clone(q.Options)
			slices.Reverse(q.Options)
			q.Stem += " Say it."
		case 3:
			q.Stem = "Say: " + q.Stem
		}
		b.Questions = slices.Insert(b.Questions, w.IntN(len(b.Questions)), q)
		return 1
	}},
	{"key too often in one place", "L44", func(w *writer, b *quiz.Bank) int {
		moveKeys(w, b, func(n int) int {
			if w.IntN(3) > 0 {
				return 2
			}
			return w.IntN(4)
		})
		return 1
	}},
	{"keys in a pattern", "L45", func(w *writer, b *quiz.Bank) int {
		period := 1 + w.IntN(4)
		places := w.Perm(4)[:period]
		moveKeys(w, b, func(n int) int { return places[n%period] })
		return 1
	}},
	{"many negatives", "L46", func(w *writer, b *quiz.Bank) int {
		for n := range b.Questions {
			if q := &b.Questions[n]; single(q) && w.IntN(6) == 0 {
				q.Stem = pick(w, []string{"Which of these is NOT so? ", "Which one does NOT belong here?", "All of these fit EXCEPT:"})
			}
		}
		return 1
	}},
	{"keys longest", "L47", func(w *writer, b *quiz.Bank) int {
		for n := range b.Questions {
			if q := &b.Questions[n]; single(q) && w.IntN(3) > 0 {
				q.Options = slices.Clone(q.Options)
				q.Options[keyOf(q)].Text += " and whatever else belongs there"
			}
		}
		return 1
	}},
}

// moveKeys puts the right option of the nth choice of four where place says.
func moveKeys(_ *writer, b *quiz.Bank, place func(n int) int) {
	n := 0
	for i := range b.Questions {
		q := &b.Questions[i]
		if !single(q) || len(q.Options) != 4 {
			continue
		}
		q.Options = slices.Clone(q.Options)
		k, p := keyOf(q), place(n)
		q.Options[k], q.Options[p] = q.Options[p], q.Options[k]
		n++
	}
}
