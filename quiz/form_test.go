package quiz_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"chartroom/quiz"
)

// six is a blueprint of six domains, as uneven as a real one.
func six() quiz.Blueprint {
	b := quiz.Blueprint{ID: "six", Name: "Six", Credential: "six", Items: 150, Scored: 130, Pretest: 20, Minutes: 205, Navigation: true,
		Pass: quiz.Pass{Kind: quiz.PassScaled, Value: 300}, Source: "made up", VerifiedOn: "2026-11-22", Confidence: "B"}
	for i, r := range [][2]float64{{19, 25}, {14, 18}, {12, 18}, {19, 25}, {13, 17}, {9, 12}} {
		id := fmt.Sprintf("six:%d", i+1)
		b.Domains = append(b.Domains, quiz.Domain{ID: id, Name: id, Short: id, Min: r[0], Max: r[1]})
	}
	return b
}

// pool is n items spread over the domains and levels, every tenth or so in a
// scenario of two to five.
func pool(b *quiz.Blueprint, n int, draw *rand.Rand) []quiz.FormItem {
	var all []quiz.FormItem
	for record := 0; len(all) < n; {
		in := 1
		if draw.IntN(30) == 0 {
			record++
			in = 2 + draw.IntN(4)
		}
		for range in {
			item := quiz.FormItem{Question: quiz.NewQuestionID("pool", fmt.Sprint(len(all))),
				Domain: b.Domains[draw.IntN(len(b.Domains))].ID, Level: quiz.Levels[draw.IntN(3)]}
			if in > 1 {
				item.Record = fmt.Sprint("case ", record)
			}
			all = append(all, item)
		}
	}
	return all
}

// inRanges reports whether the places with keep lie in the outline's ranges.
func inRanges(b *quiz.Blueprint, places []quiz.ExamPlace, keep func(quiz.ExamPlace) bool) string {
	counts, n := map[string]int{}, 0
	for _, p := range places {
		if keep(p) {
			counts[p.Domain]++
			n++
		}
	}
	covered := 0.0
	for _, d := range b.Covered() {
		covered += b.Weight(d.ID)
	}
	for _, d := range b.Covered() {
		share := 100 * float64(counts[d.ID]) / float64(n) * covered
		if share < d.Min-1e-6 || share > d.Max+1e-6 {
			return fmt.Sprintf("%s has %d of %d, %.2f %%, outside %g to %g", d.ID, counts[d.ID], n, share, d.Min, d.Max)
		}
	}
	return ""
}

func TestEveryFormIsWithinEveryRange(t *testing.T) {
	b := six()
	for seed := range uint64(1000) {
		draw := rand.New(rand.NewPCG(seed, 4))
		items := pool(&b, 900+draw.IntN(600), draw)
		f, err := quiz.Assemble(&b, items, b.FormItems(), quiz.MoveFree, draw)
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		if why := checkForm(&b, &f, items, 150, 20); why != "" {
			t.Fatalf("seed %d: %s", seed, why)
		}
	}
}

// checkForm holds a form to all that Assemble promises.
func checkForm(b *quiz.Blueprint, f *quiz.Form, items []quiz.FormItem, n, pretest int) string {
	all := func(quiz.ExamPlace) bool { return true }
	scored := func(p quiz.ExamPlace) bool { return !p.Pretest }
	if len(f.Questions) != n || len(f.Places) != n {
		return fmt.Sprintf("%d items and %d places", len(f.Questions), len(f.Places))
	}
	if why := inRanges(b, f.Places, all); why != "" {
		return why
	}
	if why := inRanges(b, f.Places, scored); why != "" {
		return "scored: " + why
	}
	spare, seen := 0, map[quiz.QuestionID]bool{}
	for i, p := range f.Places {
		if p.Pretest {
			spare++
		}
		if seen[f.Questions[i]] {
			return "a question stands twice"
		}
		seen[f.Questions[i]] = true
	}
	if spare != pretest {
		return fmt.Sprintf("%d places are not scored", spare)
	}
	return whole(f, items)
}

// whole says which scenario is torn apart, or "".
func whole(f *quiz.Form, items []quiz.FormItem) string {
	cases := map[string][]quiz.QuestionID{}
	for _, i := range items {
		if i.Record != "" {
			cases[i.Record] = append(cases[i.Record], i.Question)
		}
	}
	for at := 0; at < len(f.Places); at++ {
		record := f.Places[at].Record
		if record == "" {
			continue
		}
		set := cases[record]
		if at+len(set) > len(f.Questions) || !slices.Equal(f.Questions[at:at+len(set)], set) {
			return fmt.Sprintf("%s is not whole at place %d", record, at)
		}
		at += len(set) - 1
	}
	return ""
}

func TestLevelsAreBalancedWithinDomains(t *testing.T) {
	b := six()
	draw := rand.New(rand.NewPCG(1, 2))
	f, err := quiz.Assemble(&b, pool(&b, 3000, draw), 150, quiz.MoveFree, draw)
	if err != nil {
		t.Fatal(err)
	}
	total := map[string]float64{}
	counts := map[[2]string]float64{}
	domains := map[string]float64{}
	for _, p := range f.Places {
		total[p.Level]++
		counts[[2]string{p.Domain, p.Level}]++
		domains[p.Domain]++
	}
	for l, level := range quiz.Levels {
		if d := math.Abs(total[level] - 150*quiz.LevelShares[l]); d > 2 {
			t.Errorf("%g of 150 are %s", total[level], level)
		}
		for domain, n := range domains {
			if d := math.Abs(counts[[2]string{domain, level}] - n*quiz.LevelShares[l]); d > 3 {
				t.Errorf("%s: %g of %g are %s", domain, counts[[2]string{domain, level}], n, level)
			}
		}
	}
}

// Form after form, nothing comes again while something is left that has not
// been, and then what was longest ago.
func TestNothingComesAgainWhileOthersRemain(t *testing.T) {
	b := six()
	draw := rand.New(rand.NewPCG(3, 2))
	items := pool(&b, 700, draw)
	for i := range items {
		items[i].Record = "" // a scenario may come again to fill a domain
	}
	for number := 1; number <= 12; number++ {
		f, err := quiz.Assemble(&b, items, 150, quiz.MoveFree, draw)
		if err != nil {
			t.Fatal(err)
		}
		used := map[quiz.QuestionID]bool{}
		for _, q := range f.Questions {
			used[q] = true
		}
		newest, oldest, repeats := map[string]int{}, map[string]int{}, 0
		for _, i := range items {
			if used[i.Question] {
				newest[i.Domain] = max(newest[i.Domain], i.Used)
				if i.Used > 0 {
					repeats++
				}
			} else if o, ok := oldest[i.Domain]; !ok || i.Used < o {
				oldest[i.Domain] = i.Used
			}
		}
		for d, n := range newest {
			if o, ok := oldest[d]; ok && o < n {
				t.Fatalf("form %d: %s repeats what was in form %d, and something of form %d is left", number, d, n, o)
			}
		}
		if repeats != f.Repeats {
			t.Fatalf("form %d: %d repeats, says %d", number, repeats, f.Repeats)
		}
		for i := range items {
			if used[items[i].Question] {
				items[i].Used = number
			}
		}
	}
}

func TestAnUnusedScenarioComesBeforeAUsedOne(t *testing.T) {
	b := six()
	for seed := range uint64(50) {
		draw := rand.New(rand.NewPCG(seed, 2))
		items := pool(&b, 1500, draw)
		for i := range items {
			if items[i].Record != "" && items[i].Record < "case 3" {
				items[i].Used = 1
			}
		}
		f, err := quiz.Assemble(&b, items, 150, quiz.MoveFree, draw)
		if err != nil || f.Repeats > 0 {
			t.Fatalf("seed %d: %d repeats, %v", seed, f.Repeats, err)
		}
	}
}

func TestTheSameDrawMakesTheSameForm(t *testing.T) {
	b := six()
	items := pool(&b, 600, rand.New(rand.NewPCG(9, 9)))
	make := func(seed uint64) quiz.Form {
		f, err := quiz.Assemble(&b, items, 150, quiz.MoveFree, rand.New(rand.NewPCG(seed, 1)))
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	if one, two := make(7), make(7); !slices.Equal(one.Questions, two.Questions) || !slices.Equal(one.Places, two.Places) {
		t.Error("the same draw makes another form")
	}
	if slices.Equal(make(7).Questions, make(8).Questions) {
		t.Error("another draw makes the same form")
	}
}

func TestABankTooSmallIsSaid(t *testing.T) {
	b := six()
	draw := rand.New(rand.NewPCG(1, 1))
	var items []quiz.FormItem
	for _, i := range pool(&b, 400, draw) {
		i.Record = ""
		items = append(items, i)
	}
	few := 0
	items = slices.DeleteFunc(items, func(i quiz.FormItem) bool {
		if i.Domain == "six:2" {
			few++
		}
		return i.Domain == "six:2" && few > 7
	})
	_, err := quiz.Assemble(&b, items, 150, quiz.MoveFree, draw)
	short, ok := err.(*quiz.Shortage)
	if !ok || len(short.Domains) != 1 || short.Domains[0] != (quiz.Shortfall{Domain: "six:2", Want: 24, Have: 7}) {
		t.Fatalf("%v", err)
	}
	want := "the banks hold too few questions for Six of 150 items: six:2 needs 24 and has 7; a form of 50 keeps the exam's proportions"
	if err.Error() != want {
		t.Errorf("says %q", err)
	}
	if n := quiz.LargestForm(&b, items); n != short.Largest || n != 50 {
		t.Errorf("the largest form has %d", n)
	}
	f, err := quiz.Assemble(&b, items, short.Largest, quiz.MoveFree, draw)
	if err != nil {
		t.Fatal(err)
	}
	if why := inRanges(&b, f.Places, func(quiz.ExamPlace) bool { return true }); why != "" {
		t.Error(why)
	}
	if sizes := quiz.FormSizes(&b, items); !slices.Equal(sizes, []int{50, 37}) {
		t.Errorf("offers %v", sizes)
	}
	if _, err := quiz.Assemble(&b, nil, 150, quiz.MoveFree, draw); err == nil || err.(*quiz.Shortage).Largest != 0 {
		t.Errorf("of nothing: %v", err)
	}
}

// However short a form is, each domain is within one item of its range.
func TestShorterFormsKeepTheProportions(t *testing.T) {
	b := six()
	draw := rand.New(rand.NewPCG(5, 1))
	items := pool(&b, 2000, draw)
	for n := 1; n <= 150; n++ {
		f, err := quiz.Assemble(&b, items, n, quiz.MoveFree, draw)
		if err != nil {
			t.Fatal(err)
		}
		counts := map[string]int{}
		for _, p := range f.Places {
			counts[p.Domain]++
		}
		for _, d := range b.Domains {
			if c := float64(counts[d.ID]); c < math.Floor(d.Min*float64(n)/100) || c > math.Ceil(d.Max*float64(n)/100) {
				t.Errorf("%d items: %s has %g", n, d.ID, c)
			}
		}
		if why := whole(&f, items); why != "" {
			t.Error(why)
		}
	}
}

// What is left out of an exam takes its share of items and minutes with it.
func TestAPartOfAnExam(t *testing.T) {
	b := quiz.Blueprint{Credential: "p", Items: 100, Scored: 100, Minutes: 240, Cover: "a part"}
	for i, n := range []float64{4, 4, 5, 3, 7, 3, 74} {
		id := fmt.Sprintf("p:%d", i+1)
		b.Domains = append(b.Domains, quiz.Domain{ID: id, Name: id, Short: id, Min: n, Max: n, LeftOut: i == 6})
	}
	draw := rand.New(rand.NewPCG(5, 1))
	f, err := quiz.Assemble(&b, pool(&b, 500, draw), b.FormItems(), quiz.MoveSections, draw)
	if err != nil || len(f.Questions) != 26 || b.TimeOf(26).Minutes() != 62 {
		t.Fatalf("%d items in %v, %v", len(f.Questions), b.TimeOf(26), err)
	}
	counts := map[string]int{}
	for _, p := range f.Places {
		counts[p.Domain]++
	}
	if fmt.Sprint(counts) != "map[p:1:4 p:2:4 p:3:5 p:4:3 p:5:7 p:6:3]" {
		t.Errorf("counts %v", counts)
	}
	if !slices.Equal(f.Sections, []int{0, 4, 8, 13, 16, 23}) {
		t.Errorf("sections begin at %v", f.Sections)
	}
}

func BenchmarkAssembleOf20000(b *testing.B) {
	six := six()
	items := pool(&six, 20_000, rand.New(rand.NewPCG(1, 1)))
	for i := 0; b.Loop(); i++ {
		if _, err := quiz.Assemble(&six, items, 150, quiz.MoveFree, rand.New(rand.NewPCG(uint64(i), 1))); err != nil {
			b.Fatal(err)
		}
	}
}
