package books_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"chartroom/quiz/codebook"
	"chartroom/storage/books"
)

var (
	ctx  = context.Background()
	noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

	cm26  = codebook.Book{Set: codebook.ICD10CM, Year: 2026}
	cm25  = codebook.Book{Set: codebook.ICD10CM, Year: 2025}
	cm21  = codebook.Book{Set: codebook.ICD10CM, Year: 2021}
	pcs26 = codebook.Book{Set: codebook.ICD10PCS, Year: 2026}
	pcs25 = codebook.Book{Set: codebook.ICD10PCS, Year: 2025}
	hcpcs = codebook.Book{Set: codebook.HCPCS, Year: 2026}
	drg   = codebook.Book{Set: codebook.MSDRG, Year: 2026}
)

// lines are codes as an order file has them: code, 0 or 1, title. The titles
// are ours.
func lines(text string) []codebook.Record {
	var all []codebook.Record
	for _, line := range strings.Split(strings.TrimSpace(text), "\n") {
		f := strings.SplitN(strings.TrimSpace(line), " ", 3)
		all = append(all, codebook.Code{Code: f[0], Header: f[1] == "0", Short: f[2], Long: f[2]})
	}
	return all
}

// order26 is in tabular order: C4A stands before C44, and M1A before M10.
var order26 = lines(`
	C43 0 Malignant melanoma of skin
	C430 1 Malignant melanoma of lip
	C4A 0 Merkel cell carcinoma
	C4A0 1 Merkel cell carcinoma of lip
	C44 0 Other malignant neoplasm of skin
	C440 1 Skin of lip, malignant neoplasm
	E11 0 Type 2 diabetes mellitus
	E114 0 Type 2 diabetes mellitus with neurological complications
	E1140 1 Type 2 diabetes mellitus with diabetic neuropathy, unspecified
	E119 1 Type 2 diabetes mellitus without complications
	E11A 1 Type 2 diabetes mellitus in remission
	I10 1 Essential (primary) hypertension
	I50 0 Heart failure
	I502 0 Systolic (congestive) heart failure
	I5020 1 Unspecified systolic (congestive) heart failure
	I509 1 Heart failure, unspecified
	J18 0 Pneumonia, unspecified organism
	J180 1 Bronchopneumonia, unspecified organism
	J189 1 Pneumonia, unspecified organism
	J44 0 Other chronic obstructive pulmonary disease
	J449 1 Chronic obstructive pulmonary disease, unspecified
	Q99 0 Other chromosome abnormalities
	Q998 1 Other specified chromosome abnormalities
	QA0 0 Neurodevelopmental disorders of pathogenic variants
	QA08 1 Other neurodevelopmental disorders
	R58 1 Hemorrhage, not elsewhere classified
	S525 0 Fracture of lower end of radius
	S52501 0 Unspecified fracture of the lower end of right radius
	S52501A 1 Unspecified fracture of the lower end of right radius, initial encounter for closed fracture
	S52501D 1 Unspecified fracture of the lower end of right radius, subsequent encounter
	T07 0 Unspecified multiple injuries
	T07XXXA 1 Unspecified multiple injuries, initial encounter
	T07XXXD 1 Unspecified multiple injuries, subsequent encounter
	Z3A 0 Weeks of gestation
	Z3A1 1 10 weeks of gestation`)

var order25 = lines(`
	C43 0 Malignant melanoma of skin
	C430 1 Malignant melanoma of lip
	E11 0 Type 2 diabetes mellitus
	E119 1 Type 2 diabetes mellitus without any complication
	E112 1 A code of old
	I10 1 Essential (primary) hypertension`)

func heading(level codebook.Level, id, title, first, last, parent string) codebook.Record {
	return codebook.Heading{Level: level, ID: id, Title: title, First: first, Last: last, Parent: parent}
}

func note(of string, kind codebook.NoteKind, text string) codebook.Record {
	return codebook.Note{Of: of, Kind: kind, Text: text}
}

// tabular21 is a tabular list that is older than the codes.
var tabular21 = []codebook.Record{
	heading(codebook.LevelChapter, "2", "Neoplasms", "C00", "D49", ""),
	heading(codebook.LevelBlock, "C43-C44", "Neoplasms of skin", "C43", "C44", "2"),
	codebook.Code{Code: "C43", Header: true, Long: "Malignant melanoma of skin", Parent: "block C43-C44"},
	codebook.Code{Code: "C430", Long: "Malignant melanoma of lip", Parent: "C43"},
	heading(codebook.LevelChapter, "4", "Endocrine diseases", "E00", "E89", ""),
	note("chapter 4", codebook.NoteText, "All of them are here."),
	heading(codebook.LevelBlock, "E08-E13", "Diabetes mellitus", "E08", "E13", "4"),
	note("block E08-E13", codebook.NoteUse, "insulin (Z79.4)"),
	codebook.Code{Code: "E11", Header: true, Long: "Type 2 diabetes mellitus", Parent: "block E08-E13"},
	note("E11", codebook.NoteExcludes1, "gestational diabetes (O24.4-)"),
	note("E11", codebook.NoteIncludes, "diabetes NOS"),
	codebook.Code{Code: "E119", Long: "Type 2 diabetes mellitus without complications", Parent: "E11"},
	note("E119", codebook.NoteTerm, "Sugar sickness of adults"),
	heading(codebook.LevelChapter, "9", "Diseases of the circulatory system", "I00", "I99", ""),
	codebook.Code{Code: "I10", Long: "Essential (primary) hypertension"},
	note("I10", codebook.NoteIncludes, "high blood pressure"),
	note("I10", codebook.NoteIncludes, "hypertension (arterial) (benign)"),
	codebook.Code{Code: "I509", Long: "Heart failure, unspecified"},
	note("I509", codebook.NoteTerm, "Congestive heart failure NOS"),
	heading(codebook.LevelChapter, "17", "Congenital malformations", "Q00", "Q99", ""),
	heading(codebook.LevelBlock, "Q90-Q99", "Chromosomal abnormalities", "Q90", "Q99", "17"),
	heading(codebook.LevelChapter, "19", "Injury", "S00", "T88", ""),
	codebook.Code{Code: "S525", Header: true, Long: "Fracture of lower end of radius"},
	note("S525", codebook.NoteSeventh, "The seventh character is to be added"),
	codebook.Extension{Of: "S525", Character: "A", Meaning: "initial encounter for closed fracture"},
	codebook.Extension{Of: "S525", Character: "D", Meaning: "subsequent encounter"},
	codebook.Code{Code: "S52501", Header: true, Long: "Unspecified fracture of the lower end of right radius", Parent: "S525"},
	codebook.Code{Code: "T07", Header: true, Long: "Unspecified multiple injuries", Placeholder: true},
	codebook.Extension{Of: "T07", Character: "A", Meaning: "initial encounter"},
	codebook.Extension{Of: "T07", Character: "D", Meaning: "subsequent encounter"},
	codebook.Extension{Of: "T07", Character: "S", Meaning: "sequela"},
}

var index26 = []codebook.Record{
	codebook.Term{Index: codebook.IndexDiseases, Title: "Attack, attacks", Code: ""},
	codebook.Term{Index: codebook.IndexDiseases, Depth: 1, Title: "sugar", Code: "E11.9"},
	codebook.Term{Index: codebook.IndexDiseases, Title: "Fracture", Nonessential: "(abduction) (avulsion)", Code: "T14.8"},
	codebook.Term{Index: codebook.IndexDiseases, Depth: 1, Title: "radius", Code: "S52.5-"},
	codebook.Term{Index: codebook.IndexDiseases, Depth: 2, Title: "wrist", See: "Fracture, radius"},
	codebook.Term{Index: codebook.IndexDiseases, Depth: 1, Title: "skull", Code: "S02.9"},
	codebook.Term{Index: codebook.IndexDiseases, Title: "Zonulitis", Code: "I10", Manifestation: "I50.9"},
}

func axis(values ...string) (all []codebook.AxisValue) {
	for _, v := range values {
		all = append(all, codebook.AxisValue{Character: v[:1], Label: v[2:]})
	}
	return all
}

func row(table, operation string, values ...[]codebook.AxisValue) codebook.Row {
	return codebook.Row{Table: table, Names: [3]string{"Section", "Body System", "Operation"},
		Labels: [3]string{"Medical and Surgical", "Central Nervous System", operation}, Definition: "Altering the route",
		Titles: [4]string{"Body Part", "Approach", "Device", "Qualifier"}, Values: [4][]codebook.AxisValue(values)}
}

var tables25 = []codebook.Record{
	row("001", "Bypass", axis("6=Cerebral Ventricle"), axis("0=Open", "3=Percutaneous"), axis("7=Tissue", "J=Synthetic"), axis("0=Nasopharynx", "1=Mastoid")),
	row("001", "Bypass", axis("6=Cerebral Ventricle"), axis("0=Open", "3=Percutaneous"), axis("Z=No Device"), axis("B=Cisterns")),
	row("001", "Bypass", axis("U=Spinal Canal"), axis("0=Open"), axis("7=Tissue"), axis("2=Atrium")),
	row("002", "Change", axis("0=Brain"), axis("X=External"), axis("0=Drain"), axis("Z=None")),
}

var orderPCS26 = lines(`
	001 0 Central Nervous System and Cranial Nerves, Bypass
	0016070 1 Bypass Cerebral Ventricle to Nasopharynx with Tissue, Open
	0016071 1 Bypass Cerebral Ventricle to Mastoid with Tissue, Open
	001U0Z9 1 Bypass Spinal Canal, new in 2026`)

var items26 = []codebook.Record{
	codebook.Code{Code: "A0428", Long: "Ambulance service, basic life support", Short: "Bls", Coverage: "D", Added: "2001-01-01"},
	codebook.Code{Code: "E1130", Long: "Standard wheelchair", Short: "Wheelchair", Ended: "2019-12-31", Action: "D"},
	codebook.Code{Code: "E1140", Long: "Wheelchair, detachable arms", Short: "Wheelchair"},
	note("E1140", codebook.NotePayment, "Paid by the month"),
	codebook.Code{Code: "LT", Long: "Left side", Modifier: true},
}

type part struct {
	book    codebook.Book
	kind    codebook.PartKind
	records []codebook.Record
}

func (p part) official() codebook.Part {
	return codebook.Part{Book: p.book, Kind: p.kind, File: fmt.Sprintf("%s-%s.txt", p.book, p.kind), YearBy: "its name"}
}

var parts = []part{
	{cm26, codebook.PartOrder, order26},
	{cm25, codebook.PartOrder, order25},
	{cm21, codebook.PartTabular, tabular21},
	{cm26, codebook.PartIndex, index26},
	{cm26, codebook.PartExempt, []codebook.Record{codebook.Exempt{Code: "T07XXXA"}}},
	{cm26, codebook.PartConversion, []codebook.Record{codebook.Mapping{From: "E112", To: "E1140", Since: 2026}}},
	{pcs25, codebook.PartTables, tables25},
	{pcs26, codebook.PartOrder, orderPCS26},
	{pcs25, codebook.PartDefinitions, []codebook.Record{codebook.Definition{Section: "0", Axis: 3, Label: "Bypass", Text: "Altering the route of passage"}}},
	{hcpcs, codebook.PartItems, items26},
	{drg, codebook.PartGroups, []codebook.Record{
		codebook.Group{DRG: "001", Type: "P", Title: "Heart transplant with major complications"},
		codebook.Group{DRG: "291", MDC: "05", Type: "M", Title: "Heart failure and shock with major complications"}}},
}

func install(s *books.Shelf, p part) error {
	return s.Install(ctx, noon, p.official(), func(put func(codebook.Record) error) error {
		for _, r := range p.records {
			if err := put(r); err != nil {
				return err
			}
		}
		return nil
	})
}

func open(tb testing.TB, dir string) *books.Shelf {
	tb.Helper()
	s, err := books.Open(dir)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := s.Close(); err != nil {
			tb.Error(err)
		}
	})
	return s
}

// full is a shelf with all small parts.
func full(tb testing.TB) *books.Shelf {
	tb.Helper()
	s := open(tb, tb.TempDir())
	for _, p := range parts {
		must(tb, install(s, p))
	}
	return s
}

func must(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}

func must1[T any](v T, err error) func(testing.TB) T {
	return func(tb testing.TB) T {
		tb.Helper()
		must(tb, err)
		return v
	}
}

var typed = []string{"diabetes", "e11", "heart failure", "chf", "bypass", "wheelchair", "pnuemonia", "fracture radius", "sugar", "z3a.1", "01"}

// everything is what can be read of a shelf, as text.
func everything(tb testing.TB, s *books.Shelf) string {
	tb.Helper()
	var b strings.Builder
	for _, i := range must1(s.Installed(ctx))(tb) {
		fmt.Fprintf(&b, "%+v\n", i)
		if i.Codes > 0 && !i.Removed {
			walk(tb, &b, s, i.Book, "")
		}
	}
	for _, text := range typed {
		for _, terms := range []bool{false, true} {
			for _, h := range must1(s.Search(ctx, codebook.Query{Text: text, Terms: terms}))(tb) {
				if h.Term != nil {
					h.Title, h.Term = fmt.Sprint(h.Title, h.Term.Path), nil
				}
				fmt.Fprintf(&b, "%s: %+v\n", text, h)
			}
		}
	}
	return b.String()
}

func walk(tb testing.TB, b *strings.Builder, s *books.Shelf, book codebook.Book, of string) {
	tb.Helper()
	for _, n := range must1(s.Children(ctx, book, of))(tb) {
		fmt.Fprintf(b, "%+v\n", n)
		if n.Code != "" {
			e := must1(s.Entry(ctx, book, n.Code))(tb)
			for i := range e.Terms {
				e.Terms[i].ID = 0
			}
			fmt.Fprintf(b, "%+v %+v %+v\n", e.Code, e.Notes, e.Terms)
		}
		if n.Children > 0 {
			walk(tb, b, s, book, n.Of)
		}
	}
}

func isAny(err error, any ...error) bool {
	for _, e := range any {
		if errors.Is(err, e) {
			return true
		}
	}
	return false
}
