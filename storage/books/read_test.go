package books_test

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"chartroom/quiz/codebook"
	"chartroom/storage"
)

func TestSearch(t *testing.T) {
	s := full(t)
	for _, c := range []struct {
		query codebook.Query
		first string // "E11 Type 2", "" = nothing is found
		why   string
	}{
		{codebook.Query{Text: "E11.9"}, "E119 ", ""},
		{codebook.Query{Text: "e119"}, "E119 ", ""},
		{codebook.Query{Text: "e11."}, "E11 ", ""},
		{codebook.Query{Text: "c4"}, "C43 ", ""},
		{codebook.Query{Text: "z3a"}, "Z3A ", ""},
		{codebook.Query{Text: "T07.XXXA"}, "T07XXXA ", ""},
		{codebook.Query{Text: "LT"}, "LT Left side", ""},
		{codebook.Query{Text: "291"}, "291 Heart failure", ""},
		{codebook.Query{Text: "0016070"}, "0016070 Bypass", ""},
		{codebook.Query{Text: "heart failure"}, "I50 Heart failure", ""},                   // the header before its codes
		{codebook.Query{Text: "heart failure", Valid: true}, "I509 Heart failure", ""},     // what can be reported
		{codebook.Query{Text: "heart fai"}, "I50 ", ""},                                    // the last word is being typed
		{codebook.Query{Text: "failure heart"}, "I50", ""},                                 // in any order
		{codebook.Query{Text: "fractures of radius"}, "S525 ", ""},                         // plural, small words
		{codebook.Query{Text: "systolic heart failure"}, "I502 ", ""},                      // what is in brackets may be left out
		{codebook.Query{Text: "congestive heart failure"}, "I509 ", "includes Congestive"}, // an inclusion term
		{codebook.Query{Text: "high blood pressure"}, "I10 ", "includes high blood"},       // an includes note
		{codebook.Query{Text: "hypertension"}, "I10 ", "includes hypertension (arterial)"}, // of which the brackets say nothing
		{codebook.Query{Text: "zonulitis"}, "I10 ", "index: Zonulitis"},                    // an index term
		{codebook.Query{Text: "attack sugar"}, "E119 ", "index: Attack, attacks, sugar"},   // with what is above it
		{codebook.Query{Text: "chf"}, "I509 ", "CHF = congestive heart failure; includes"}, // short forms
		{codebook.Query{Text: "HTN"}, "I10 ", "HTN = hypertension"},                        //
		{codebook.Query{Text: "copd"}, "J449 ", "COPD = chronic obstructive"},              //
		{codebook.Query{Text: "dm neuropathy"}, "E1140 ", "DM = diabetes mellitus"},        //
		{codebook.Query{Text: "CHF in HTN"}, "", ""},                                       // no title has both
		{codebook.Query{Text: "sx dm type ii"}, "", ""},
		{codebook.Query{Text: "dm type ii"}, "E11 ", "type ii = type 2; DM = diabetes mellitus"}, // both at once
		{codebook.Query{Text: "skin cancer"}, "C44 ", "cancer = malignant neoplasm"},             // everyday speech
		{codebook.Query{Text: "bleeding"}, "R58 ", "bleeding = hemorrhage"},                      //
		{codebook.Query{Text: "pnuemonia"}, "J18 ", "read as pneumonia"},                         // slips
		{codebook.Query{Text: "diabetis"}, "E11 ", "read as diabetes"},                           //
		{codebook.Query{Text: "hemorrage"}, "R58 ", "read as hemorrhage"},                        //
		{codebook.Query{Text: "haemorrhage"}, "R58 ", "read as hemorrhage"},                      // British spelling
		{codebook.Query{Text: "haemorr"}, "R58 ", "read as hemorrhage"},                          // not yet at its end
		{codebook.Query{Text: "pnuemo"}, "J18 ", "read as pneumonia"},                            //
		{codebook.Query{Text: "diabetis neuropathie"}, "E1140 ", "read as diabetes; read as neuropathy"},
		{codebook.Query{Text: "E11 neuropathy"}, "E1140 ", ""}, // a code beside a word
		{codebook.Query{Text: "bypass", Book: pcs25}, "001 Central Nervous System, Bypass", ""},
		{codebook.Query{Text: "0016", Book: pcs25}, "", ""},
		{codebook.Query{Text: "without any complication", Book: cm25}, "E119 ", ""},
		{codebook.Query{Text: "without any complication"}, "", ""}, // the newest year only
		{codebook.Query{Text: "xyzzy"}, "", ""},
		{codebook.Query{Text: ""}, "", ""},
		{codebook.Query{Text: " .-'\"*%\x00"}, "", ""},
		{codebook.Query{Text: strings.Repeat("heart ", 1000)}, "", ""},
		{codebook.Query{Text: strings.Repeat("h", 1000)}, "", ""},
	} {
		hits, err := s.Search(ctx, c.query)
		if err != nil {
			t.Errorf("%+v: %v", c.query, err)
			continue
		}
		if c.first == "" {
			if len(hits) > 0 && len(c.query.Text) < 1000 {
				t.Errorf("%q finds %+v", c.query.Text, hits[0])
			}
			continue
		}
		if len(hits) == 0 {
			t.Errorf("%q finds nothing", c.query.Text)
			continue
		}
		if got := hits[0].Code + " " + hits[0].Title; !strings.HasPrefix(got, c.first) || !strings.HasPrefix(hits[0].Why, c.why) || c.why == "" && hits[0].Why != "" {
			t.Errorf("%q finds %s, because of %q", c.query.Text, got, hits[0].Why)
		}
	}
}

func TestEveryCodeIsFoundByItsTitle(t *testing.T) {
	s := full(t)
	for _, p := range parts {
		for _, r := range p.records {
			c, ok := r.(codebook.Code)
			if !ok || p.kind == codebook.PartTabular {
				continue
			}
			for _, text := range []string{c.Long, c.Long + " ", strings.ToUpper(c.Long), c.Code, p.book.Set.Dotted(c.Code)} {
				hits := must1(s.Search(ctx, codebook.Query{Text: text, Book: p.book}))(t)
				if !slices.ContainsFunc(hits, func(h codebook.Hit) bool { return h.Code == c.Code && h.Title == c.Long }) {
					t.Errorf("%s is not found by %q", c.Code, text)
				}
			}
		}
	}
}

func TestSearchKeepsItsLimitAndFindsEachCodeOnce(t *testing.T) {
	s := full(t)
	for _, text := range append(typed, "a", "e", "s") {
		for limit := 1; limit < 40; limit++ {
			hits := must1(s.Search(ctx, codebook.Query{Text: text, Limit: limit}))(t)
			had := map[string]bool{}
			for _, h := range hits {
				if id := h.Book.String() + h.Code; had[id] {
					t.Errorf("%q: %s twice", text, id)
				} else {
					had[id] = true
				}
			}
			if len(hits) > limit {
				t.Errorf("%q: %d hits, and not more than %d were wanted", text, len(hits), limit)
			}
		}
	}
}

func TestLinesOfTheIndexAreFound(t *testing.T) {
	s := full(t)
	hits := must1(s.Search(ctx, codebook.Query{Text: "fracture radius wrist", Terms: true}))(t)
	if len(hits) != 1 || hits[0].Term == nil || hits[0].Term.Term.See != "Fracture, radius" || !reflect.DeepEqual(hits[0].Term.Path, []string{"Fracture", "radius"}) {
		t.Errorf("%+v", hits)
	}
	main := must1(s.Terms(ctx, cm26, codebook.IndexDiseases, 0, "fra", 1))(t)
	if len(main) != 1 || main[0].Term.Title != "Fracture" || main[0].More != 2 {
		t.Fatalf("%+v", main)
	}
	below := must1(s.Terms(ctx, cm26, codebook.IndexDiseases, main[0].ID, "", 0))(t)
	if len(below) != 2 || below[0].Term.Title != "radius" || below[0].More != 1 || !reflect.DeepEqual(below[1].Path, []string{"Fracture"}) {
		t.Errorf("%+v", below)
	}
	if all := must1(s.Terms(ctx, cm26, codebook.IndexDiseases, 0, "", 0))(t); len(all) != 3 {
		t.Errorf("main terms: %+v", all)
	}
	if after := must1(s.Terms(ctx, cm26, codebook.IndexDiseases, 0, "frog", 0))(t); len(after) != 1 || after[0].Term.Title != "Zonulitis" {
		t.Errorf("after frog: %+v", after)
	}
	for _, under := range []int64{-1, 1, 1 << 40, main[0].ID + 1000} {
		if none := must1(s.Terms(ctx, cm26, codebook.IndexDiseases, under, "", 0))(t); len(none) != 0 {
			t.Errorf("below %d: %+v", under, none)
		}
	}
}

// An index without any list of codes can be searched all the same.
func TestAnIndexAloneIsSearched(t *testing.T) {
	s := open(t, t.TempDir())
	must(t, install(s, part{cm26, codebook.PartIndex, index26}))
	if hits := must1(s.Search(ctx, codebook.Query{Text: "fracture radius", Terms: true}))(t); len(hits) != 2 || hits[0].Term.Term.Code != "S52.5-" {
		t.Errorf("%+v", hits)
	}
	if hits := must1(s.Search(ctx, codebook.Query{Text: "fracture radius"}))(t); len(hits) != 0 {
		t.Errorf("%+v", hits)
	}
	must(t, install(s, part{cm25, codebook.PartOrder, order25}))
	hits := must1(s.Search(ctx, codebook.Query{Text: "zonulitis", Terms: true}))(t)
	if len(hits) != 1 || hits[0].Book != cm25 || hits[0].Why != "index of 2026" {
		t.Errorf("an index of another year does not say so: %+v", hits)
	}
}

func codes(nodes []codebook.Node) (all []string) {
	for _, n := range nodes {
		if n.Code == "" {
			n.Code = n.Of
		}
		all = append(all, n.Code)
	}
	return all
}

func TestTreeIsInTabularOrder(t *testing.T) {
	s := full(t)
	for of, want := range map[string][]string{
		"":                {"chapter 2", "chapter 4", "chapter 9", "chapter 17", "chapter 19", "chapter 10", "chapter 18", "chapter 21"},
		"chapter 2":       {"block C43-C44"},
		"block C43-C44":   {"C43", "C4A", "C44"}, // where no range of letters and digits would put it
		"block Q90-Q99":   {"Q99", "QA0"},        // a category younger than the tabular list
		"chapter 19":      {"S525", "T07"},
		"T07":             {"T07XXXA", "T07XXXD"},
		"E11":             {"E114", "E119", "E11A"},
		"E119":            nil,
		"chapter 21":      {"Z3A"},
		"block of nobody": nil,
	} {
		nodes, err := s.Children(ctx, cm26, of)
		if strings.Contains(of, "nobody") {
			if !errors.Is(err, storage.ErrNotFound) {
				t.Errorf("%s: %v", of, err)
			}
			continue
		}
		if got := codes(must1(nodes, err)(t)); of == "" && len(got) == len(want) {
			slices.Sort(got)
			slices.Sort(want)
		}
		if got := codes(nodes); of != "" && !reflect.DeepEqual(got, want) {
			t.Errorf("below %q: %v, not %v", of, got, want)
		}
	}
	for book, want := range map[codebook.Book][]string{
		pcs26: {"chapter 0", "block 00", "001", "0016070"},
		pcs25: {"chapter 0", "block 00", "001", "0016070"},
		hcpcs: {"chapter A", "A0428"},
		drg:   {"chapter ", "001"},
	} {
		of := ""
		for _, w := range want {
			nodes := must1(s.Children(ctx, book, of))(t)
			if len(nodes) == 0 || codes(nodes)[0] != w {
				t.Errorf("%s below %q: %+v", book, of, nodes)
				break
			}
			of = nodes[0].Of
		}
	}
}

func TestEveryChildKnowsItsPath(t *testing.T) {
	s := full(t)
	for _, b := range []codebook.Book{cm26, cm25, cm21, pcs26, pcs25, hcpcs, drg} {
		var visit func(of string, path []string)
		visit = func(of string, path []string) {
			for _, n := range must1(s.Children(ctx, b, of))(t) {
				if n.Code != "" {
					e := must1(s.Entry(ctx, b, n.Code))(t)
					var got []string
					for _, p := range e.Path {
						got = append(got, p.Of)
					}
					if !reflect.DeepEqual(got, path) {
						t.Errorf("%s %s stands under %v, but was found under %v", b, n.Code, got, path)
					}
					if e.Valid != n.Valid || len(e.Below) != n.Children || e.Code.Long != n.Title {
						t.Errorf("%s %s: %+v and %+v", b, n.Code, n, e)
					}
				}
				visit(n.Of, append(slices.Clone(path), n.Of))
			}
		}
		visit("", nil)
	}
}

func notes(e codebook.Entry) (all []string) {
	for _, n := range e.Notes {
		all = append(all, fmt.Sprintf("%s: %s [%s]", n.Kind, n.Text, n.Where))
	}
	return all
}

func TestNotesAreGatheredUpwards(t *testing.T) {
	e := must1(full(t).Entry(ctx, cm26, "E11.9"))(t)
	const since = " (tabular list of 2021)"
	want := []string{
		"inclusion term: Sugar sickness of adults [E11.9 Type 2 diabetes mellitus without complications" + since + "]",
		"includes: diabetes NOS [E11 Type 2 diabetes mellitus" + since + "]",
		"excludes1: gestational diabetes (O24.4-) [E11 Type 2 diabetes mellitus" + since + "]",
		"use additional code: insulin (Z79.4) [E08-E13 Diabetes mellitus" + since + "]",
		"note: All of them are here. [Chapter 4 Endocrine diseases" + since + "]",
	}
	if got := notes(e); !reflect.DeepEqual(got, want) {
		t.Errorf("%s", strings.Join(got, "\n"))
	}
	s := full(t)
	must(t, install(s, part{cm26, codebook.PartTabular, tabular21}))
	if got := must1(s.Entry(ctx, cm26, "E119"))(t).Notes[0].Where; got != "" {
		t.Errorf("of its own year a code's own note stands at %q", got)
	}
}

func TestEntry(t *testing.T) {
	s := full(t)
	e := must1(s.Entry(ctx, cm26, "s52.501a"))(t)
	if !e.Valid || len(e.Seventh) != 2 || e.Seventh[0].Of != "S525" || e.Code.Placeholder || e.Exempt || !e.ExemptOf {
		t.Errorf("%+v", e)
	}
	if len(e.Terms) != 1 || e.Terms[0].Term.Code != "S52.5-" {
		t.Errorf("terms: %+v", e.Terms)
	}
	e = must1(s.Entry(ctx, cm26, "T07"))(t)
	if e.Valid || len(e.Seventh) != 3 || !e.Code.Placeholder || len(e.Below) != 2 {
		t.Errorf("%+v", e)
	}
	if e = must1(s.Entry(ctx, cm26, "T07XXXA"))(t); !e.Exempt || !e.Code.Placeholder || e.Code.Parent != "T07" {
		t.Errorf("%+v", e)
	}
	e = must1(s.Entry(ctx, cm26, "I50.9"))(t)
	if len(e.Terms) != 1 || e.Terms[0].Term.Manifestation != "I50.9" || len(e.Seventh) != 0 {
		t.Errorf("%+v", e)
	}
	if e = must1(s.Entry(ctx, cm26, "I10"))(t); !reflect.DeepEqual(e.Duplicate, []codebook.Book{cm25, cm21}) {
		t.Errorf("also in %v", e.Duplicate)
	}
	if e = must1(s.Entry(ctx, hcpcs, "E1140"))(t); len(e.Notes) != 1 || e.Notes[0].Where != "" || !e.Valid {
		t.Errorf("%+v", e)
	}
	if e = must1(s.Entry(ctx, hcpcs, "E1130"))(t); e.Valid {
		t.Error("a code that ended in 2019 is valid in 2026")
	}
	if e = must1(s.Entry(ctx, drg, "291"))(t); e.Group == nil || e.Group.MDC != "05" || e.Path[0].Title != "Diseases and disorders of the circulatory system" {
		t.Errorf("%+v", e)
	}
	for _, code := range []string{"", "Z", "E11999", "no code", "\x00"} {
		if _, err := s.Entry(ctx, cm26, code); !errors.Is(err, storage.ErrNotFound) {
			t.Errorf("%q: %v", code, err)
		}
	}
}

func TestChangesAgainstTheYearBefore(t *testing.T) {
	s := full(t)
	var got []string
	for _, c := range must1(s.Changes(ctx, cm26, ""))(t) {
		if strings.HasPrefix(c.Code, "E") {
			got = append(got, string(c.Kind)+" "+c.Code)
		}
	}
	if want := []string{"deleted E112", "new E114", "new E1140", "revised E119", "new E11A"}; !reflect.DeepEqual(got, want) {
		t.Errorf("%v", got)
	}
	if all := must1(s.Changes(ctx, cm26, codebook.Deleted))(t); len(all) != 1 || all[0].Before != "A code of old" {
		t.Errorf("deleted: %+v", all)
	}
	if e := must1(s.Entry(ctx, cm26, "E119"))(t); e.Change == nil || e.Change.Kind != codebook.Revised || e.Change.Before != "Type 2 diabetes mellitus without any complication" {
		t.Errorf("%+v", e.Change)
	}
	// What is gone is told, with what it became.
	e := must1(s.Entry(ctx, cm26, "E11.2"))(t)
	if e.Valid || e.Change == nil || e.Change.Kind != codebook.Deleted || len(e.Became) != 1 || e.Became[0].To != "E1140" || !slices.Contains(e.Duplicate, cm25) {
		t.Errorf("%+v", e)
	}
	// An addenda is asked first. It takes out what becomes a header.
	must(t, install(s, part{cm26, codebook.PartAddenda, []codebook.Record{
		codebook.Change{Code: "I10", Kind: codebook.Deleted, Before: "Hypertension"}, codebook.Change{Code: "I10", Kind: codebook.Added, Header: true, After: "Hypertension"}}}))
	all := must1(s.Changes(ctx, cm26, ""))(t)
	if want := []codebook.Change{{Code: "I10", Kind: codebook.Revised, Header: true, Before: "Hypertension", After: "Hypertension"}}; !reflect.DeepEqual(all, want) {
		t.Errorf("%+v", all)
	}
}

func TestValid(t *testing.T) {
	s := full(t)
	for _, c := range []struct {
		set          string
		year         int
		code         string
		valid, known bool
	}{
		{"icd10cm", 2026, "E11.9", true, true},
		{"icd10cm", 0, "e119", true, true},
		{"icd10cm", 2026, "E11", false, true},
		{"icd10cm", 2025, "E11A", false, true},
		{"icd10cm", 2025, "E112", true, true},
		{"icd10cm", 0, "E112", false, true}, // the newest year is asked
		{"icd10cm", 1999, "E119", false, false},
		{"icd10cm", 2021, "T07XXXS", true, true}, // a tabular list says what the seventh may be
		{"icd10cm", 2021, "T07XXXZ", false, true},
		{"icd10cm", 2021, "T07XXA", false, true},
		{"icd10cm", 2021, "S52501A", true, true},
		{"icd10cm", 2021, "S525XXA", false, true}, // codes are below it
		{"icd10cm", 2021, "T07", false, true},
		{"icd10pcs", 2025, "0016070", true, true}, // tables alone
		{"icd10pcs", 2025, "001607B", false, true},
		{"icd10pcs", 2025, "001", false, true},
		{"icd10pcs", 0, "001U0Z9", true, true},
		{"hcpcs", 0, "A0428", true, true},
		{"hcpcs", 2026, "E1130", false, true},
		{"msdrg", 2026, "291", true, true},
		{"cpt", 0, "99213", false, false},
		{"", 0, "", false, false},
	} {
		if valid, known := s.Valid(c.set, c.year, c.code); valid != c.valid || known != c.known {
			t.Errorf("%s %d %s: valid %v, known %v", c.set, c.year, c.code, valid, known)
		}
	}
}

func TestAxesLeadToEveryCodeAndNoOther(t *testing.T) {
	s := full(t)
	for book, want := range map[codebook.Book]int{pcs25: 8 + 2 + 1 + 1, pcs26: 3} {
		all := map[string]bool{}
		var build func(prefix string, left int)
		build = func(prefix string, left int) {
			choices := must1(s.Axis(ctx, book, prefix))(t)
			sum := 0
			for _, c := range choices {
				sum += c.Codes
				if len(prefix) == 6 {
					all[prefix+c.Character] = true
				} else {
					build(prefix+c.Character, c.Codes)
				}
			}
			if sum != left {
				t.Errorf("%s after %q: the choices make %d codes, not %d", book, prefix, sum, left)
			}
		}
		build("", want)
		if len(all) != want {
			t.Errorf("%s: %d codes, not %d", book, len(all), want)
		}
		for code := range all {
			if valid, _ := s.Valid("icd10pcs", book.Year, code); !valid {
				t.Errorf("%s: %s was built, and is not valid", book, code)
			}
		}
	}
	for _, prefix := range []string{"9", "001Z", "0016070", "001607Z"} {
		if _, err := s.Axis(ctx, pcs25, prefix); !errors.Is(err, storage.ErrNotFound) {
			t.Errorf("after %s: %v", prefix, err)
		}
	}
	// Legal is what the year's codes say; the labels are of the tables there are.
	choices := must1(s.Axis(ctx, pcs26, "00"))(t)
	if len(choices) != 1 || choices[0].Label != "Bypass" || choices[0].Title != "Operation" || choices[0].Definition == nil || choices[0].Definition.Text != "Altering the route of passage" {
		t.Errorf("%+v", choices)
	}
	table := must1(s.Table(ctx, pcs26, "001"))(t)
	if table.Book != pcs25 || len(table.Rows) != 3 || table.Label[2] != "Bypass" {
		t.Errorf("%+v", table)
	}
	if _, err := s.Table(ctx, pcs26, "009"); !errors.Is(err, storage.ErrNotFound) {
		t.Errorf("%v", err)
	}
}

func TestInstalledSaysWhatIsThere(t *testing.T) {
	all := must1(full(t).Installed(ctx))(t)
	var got []string
	for _, b := range all {
		got = append(got, fmt.Sprintf("%s %d %d %d", b.Book, len(b.Parts), b.Codes, b.Valid))
	}
	want := []string{"icd10cm-2026 4 35 20", "icd10cm-2025 1 6 4", "icd10cm-2021 1 9 4", "icd10pcs-2026 1 4 3", "icd10pcs-2025 2 12 12", "hcpcs-2026 1 3 2", "msdrg-2026 1 2 2"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%v", got)
	}
	if p := all[0].Parts[0]; p.Kind != codebook.PartOrder || p.File != "icd10cm-2026-order.txt" || p.YearBy != "its name" || p.At != noon.UnixMilli() || p.Records != 35 {
		t.Errorf("%+v", p)
	}
}

// A list of valid codes alone has no categories; they are made of the codes.
func TestACodesFileAloneHasATree(t *testing.T) {
	s := open(t, t.TempDir())
	must(t, install(s, part{cm26, codebook.PartCodes, lines("A000 1 Cholera, one\nA009 1 Cholera, other\nT07XXXA 1 Injuries")}))
	for of, want := range map[string][]string{"chapter 1": {"A00"}, "A00": {"A000", "A009"}, "chapter 19": {"T07"}, "T07": {"T07XXXA"}} {
		if got := codes(must1(s.Children(ctx, cm26, of))(t)); !reflect.DeepEqual(got, want) {
			t.Errorf("below %s: %v", of, got)
		}
	}
	if e := must1(s.Entry(ctx, cm26, "A009"))(t); len(e.Path) != 2 || e.Path[1].Of != "A00" {
		t.Errorf("%+v", e.Path)
	}
}

func FuzzSearch(f *testing.F) {
	s := full(f)
	for _, text := range append(typed, "e11.9 ", "fracture, radius; wrist", "ﬃ", "CHF HTN DM COPD MI CVA UTI", "\xff\x00") {
		f.Add(text, 5, true)
	}
	f.Fuzz(func(t *testing.T, text string, limit int, terms bool) {
		hits, err := s.Search(ctx, codebook.Query{Text: text, Limit: limit % 100, Terms: terms})
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range hits {
			if h.Term == nil && (h.Code == "" || h.Title == "") {
				t.Errorf("%q finds %+v", text, h)
			}
		}
		s.Valid("icd10cm", 0, text)
		if _, err := s.Entry(ctx, cm26, text); err != nil && !errors.Is(err, storage.ErrNotFound) {
			t.Error(err)
		}
	})
}
