package codeset

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"chartroom/content/hostiletest"
	"chartroom/quiz/codebook"
)

// The official files that lie beside the project, when they do. None of them is
// part of it.
const official = "../../../shared/data/"

// parts are the parts of an official file, by kind; left is what was left of it.
func parts(t testing.TB, name string) (byKind map[codebook.PartKind]*File, left []Left) {
	t.Helper()
	path := filepath.Join(official, filepath.FromSlash(name))
	files, left, err := OpenPath(context.Background(), path)
	if err != nil {
		t.Skipf("%s is not there: %v", name, err)
	}
	byKind = map[codebook.PartKind]*File{}
	for i := range files {
		byKind[files[i].Part.Kind] = &files[i]
	}
	return byKind, left
}

// is checks which file of which book a part is.
func is(t testing.TB, f *File, title, file, by string) {
	t.Helper()
	if f == nil {
		t.Fatalf("%s was not recognised", file)
	}
	if f.Part.Book.Title() != title || filepath.Base(f.Part.File) != file || f.Part.YearBy != by {
		t.Errorf("%+v, not %s in %s by %s", f.Part, title, file, by)
	}
}

func TestRealOrderFileOfICD10CM(t *testing.T) {
	found, _ := parts(t, "cms/cms_2026_dx.zip")
	f := found[codebook.PartOrder]
	is(t, f, "ICD-10-CM 2026", "icd10cm_order_2026.txt", "its name")
	all := codes(t, f)
	valid, special, differ := map[int]int{}, 0, 0
	for _, c := range all {
		if c.Short != c.Long {
			differ++
		}
		if c.Header {
			continue
		}
		valid[len(c.Code)]++
		if c.Code[0] == 'U' {
			special++
		}
	}
	if want := (map[int]int{3: 214, 4: 5_398, 5: 7_143, 6: 10_479, 7: 51_485}); !reflect.DeepEqual(valid, want) {
		t.Errorf("trap 3: valid codes by length %v, not %v", valid, want)
	}
	if got := len(all); got != 98_186 {
		t.Errorf("trap 7: %d lines", got)
	}
	if special != 3 {
		t.Errorf("trap 2: %d valid codes in chapter 22", special)
	}
	if dropped := parents(t, all); dropped != [7]int{1: 85_143, 2: 7_495, 3: 3_438, 4: 192} {
		t.Errorf("trap 4: parents are shorter by %v", dropped)
	}
	if differ != 55_443 {
		t.Errorf("trap 5: short and long descriptions differ on %d lines", differ)
	}
	at := func(code string) int {
		return slices.IndexFunc(all, func(c codebook.Code) bool { return c.Code == code })
	}
	if !(at("C43") < at("C4A") && at("C4A") < at("C44") && at("C44") < at("C45")) || at("QA0") < 0 {
		t.Error("trap 1: C4A does not stand between C43 and C44, or QA0 is not there")
	}
}

func TestRealCodesFileSaysWhatTheOrderFileSays(t *testing.T) {
	found, left := parts(t, "cms/cms_2026_dx.zip")
	if !slices.ContainsFunc(left, func(l Left) bool { return strings.HasSuffix(l.File, "icd10cm_codes_2026.txt") }) {
		t.Fatal("the codes file is not left beside the order file")
	}
	// The file alone, as somebody who unpacked it gives it.
	alone := inside(t, "cms/cms_2026_dx.zip", "icd10cm_codes_2026.txt")
	var want []codebook.Code
	for _, c := range codes(t, found[codebook.PartOrder]) {
		if !c.Header {
			want = append(want, codebook.Code{Code: c.Code, Long: c.Long})
		}
	}
	if got := codes(t, alone); len(want) != 74_719 || !slices.Equal(got, want) {
		t.Errorf("%d codes, not %d, or others", len(got), len(want))
	}
}

func TestRealAddendaLeadsFromOneYearToTheNext(t *testing.T) {
	for _, c := range []struct {
		name                    string
		before, after           int // valid codes
		added, deleted, revised int
	}{
		{"cms/cms_2026_dx.zip", 74_260, 74_719, 487, 28, 38},
		{"cms/cms_2026_pr.zip", 78_986, 79_115, 156, 27, 0},
	} {
		found, _ := parts(t, c.name)
		f := found[codebook.PartAddenda]
		if f == nil || f.Part.Book.Year != 2026 || f.Part.YearBy != "the file itself" {
			t.Fatalf("%s: the addenda is %+v", c.name, f)
		}
		kinds, headers := map[codebook.ChangeKind]int{}, 0
		for _, r := range read(t, f) {
			change := r.(codebook.Change)
			if change.Header {
				headers++
				continue
			}
			kinds[change.Kind]++
		}
		if kinds[codebook.Added] != c.added || kinds[codebook.Deleted] != c.deleted || kinds[codebook.Revised] != c.revised || headers == 0 {
			t.Errorf("%s: %v and %d headers", c.name, kinds, headers)
		}
		valid := 0
		for _, code := range codes(t, found[codebook.PartOrder]) {
			if !code.Header {
				valid++
			}
		}
		if valid != c.after || valid-kinds[codebook.Added]+kinds[codebook.Deleted] != c.before {
			t.Errorf("%s: %d valid codes, %d a year before", c.name, valid, valid-kinds[codebook.Added]+kinds[codebook.Deleted])
		}
	}
}

func TestRealTablesOfICD10PCSMakeTheCodesOfTheirYear(t *testing.T) {
	found, _ := parts(t, "cms/icd10pcs_xml_2025.zip")
	is(t, found[codebook.PartTables], "ICD-10-PCS 2025", "icd10pcs_tables_2025.xml", "the file itself")
	tables, made, rows, said := map[string]bool{}, map[string]bool{}, 0, 0
	for _, r := range read(t, found[codebook.PartTables]) {
		row, ok := r.(codebook.Row)
		if !ok {
			continue
		}
		rows++
		said += row.Codes
		tables[row.Table] = true
		for _, a := range row.Values[0] {
			for _, b := range row.Values[1] {
				for _, c := range row.Values[2] {
					for _, d := range row.Values[3] {
						made[row.Table+a.Character+b.Character+c.Character+d.Character] = true
					}
				}
			}
		}
	}
	if len(made) != 78_948 || said != 78_948 || rows != 2_661 || len(tables) != 908 {
		t.Errorf("%d codes (%d said) of %d rows in %d tables", len(made), said, rows, len(tables))
	}

	// The order file of the next year has each of them, but for those that its
	// addenda deletes, and for 12 that must have gone with the update of April: the
	// addenda counts 78,986 codes before it.
	next, _ := parts(t, "cms/cms_2026_pr.zip")
	is(t, next[codebook.PartOrder], "ICD-10-PCS 2026", "icd10pcs_order_2026.txt", "its name")
	all := codes(t, next[codebook.PartOrder])
	headers := 0
	for _, c := range all {
		delete(made, c.Code)
		if c.Header {
			headers++
		}
	}
	for _, r := range read(t, next[codebook.PartAddenda]) {
		if c := r.(codebook.Change); c.Kind == codebook.Deleted {
			delete(made, c.Code)
		}
	}
	if len(all) != 80_029 || headers != 914 || len(made) != 12 {
		t.Errorf("%d lines with %d headers; %d codes of the year before are not among them", len(all), headers, len(made))
	}
}

func TestRealDefinitionsAndIndexOfICD10PCS(t *testing.T) {
	found, _ := parts(t, "cms/icd10pcs_xml_2025.zip")
	is(t, found[codebook.PartDefinitions], "ICD-10-PCS 2025", "icd10pcs_definitions_2025.xml", "the file itself")
	axes := map[int]int{}
	operations := 0
	for _, r := range read(t, found[codebook.PartDefinitions]) {
		d := r.(codebook.Definition)
		axes[d.Axis]++
		if d.Section == "0" && d.Axis == 3 {
			operations++
		}
	}
	if operations != 31 {
		t.Errorf("%d root operations in section 0, of %v", operations, axes)
	}
	is(t, found[codebook.PartPCSIndex], "ICD-10-PCS 2025", "icd10pcs_index_2025.xml", "the file itself")
	mains, codes, uses := 0, 0, 0
	for _, r := range read(t, found[codebook.PartPCSIndex]) {
		term := r.(codebook.Term)
		if term.Depth == 0 {
			mains++
		}
		if term.Code != "" {
			codes++
		}
		if term.Use != "" {
			uses++
		}
	}
	if mains != 3_215 || codes < 16_000 || uses < 2_300 {
		t.Errorf("%d main terms, %d codes, %d uses", mains, codes, uses)
	}
}

func TestRealTabularList(t *testing.T) {
	found, _ := parts(t, "cms/icd10cm_tabular_2021.zip")
	f := found[codebook.PartTabular]
	is(t, f, "ICD-10-CM 2021", "icd10cm_tabular_2021.xml", "the file itself")
	counts, header := map[string]int{}, map[string]bool{}
	known := map[string]bool{} // what stood before
	for _, r := range read(t, f) {
		switch r := r.(type) {
		case codebook.Heading:
			counts[string(r.Level)]++
			known[string(r.Level)+" "+r.ID] = true
			if r.Title == "" || r.First == "" || r.Last == "" || r.Level == codebook.LevelBlock && !known["chapter "+r.Parent] {
				t.Errorf("%+v", r)
			}
		case codebook.Code:
			counts["codes"]++
			known[r.Code] = true
			header[r.Code] = r.Header
			if !known[r.Parent] {
				t.Errorf("%s stands before its parent %q", r.Code, r.Parent)
			}
			if r.Placeholder {
				counts["placeholders"]++
			}
		case codebook.Note:
			counts["notes"]++
			if !known[r.Of] || r.Text == "" {
				t.Errorf("%+v", r)
			}
		case codebook.Extension:
			counts["extensions"]++
			if !known[r.Of] || len(r.Character) != 1 {
				t.Errorf("%+v", r)
			}
		}
	}
	want := map[string]int{"chapter": 22, "block": 296, "codes": 45_017, "placeholders": 245, "notes": 23_402, "extensions": 1_787}
	if !reflect.DeepEqual(counts, want) {
		t.Errorf("%v, not %v", counts, want)
	}

	// What is a header here is one in the order file of another year, but for the
	// few codes that were divided since.
	order, _ := parts(t, "cms/cms_2026_dx.zip")
	both, differ := 0, 0
	for _, c := range codes(t, order[codebook.PartOrder]) {
		if is, ok := header[c.Code]; ok {
			both++
			if is != c.Header && !c.Header {
				t.Errorf("%s is a header here and valid in 2026", c.Code)
			} else if is != c.Header {
				differ++
			}
		}
	}
	if both < 44_000 || differ > 400 {
		t.Errorf("of %d codes in both, %d are headers in the order file alone", both, differ)
	}
}

func TestRealIndexes(t *testing.T) {
	found, _ := parts(t, "cms/icd10cm_index_2022.zip")
	for _, c := range []struct {
		kind         codebook.PartKind
		file         string
		mains, terms int
		cells        int // that are not empty
	}{
		{codebook.PartExternal, "icd10cm_eindex_2022.xml", 314, 314 + 7_486, 0},
		{codebook.PartDrugs, "icd10cm_drug_2022.xml", 5_175, 5_175 + 2_248, 40_000},
		{codebook.PartNeoplasms, "icd10cm_neoplasm_2022.xml", 1, 1 + 1_938, 9_000},
	} {
		is(t, found[c.kind], "ICD-10-CM 2022", c.file, "the file itself")
		mains, terms, cells := 0, 0, 0
		for _, r := range read(t, found[c.kind]) {
			term := r.(codebook.Term)
			if terms++; term.Depth == 0 {
				mains++
			}
			for _, cell := range term.Cells {
				if cell != "" {
					cells++
				}
			}
			if term.Title == "" && term.Nonessential == "" {
				t.Errorf("a term without a title: %+v", term)
			}
		}
		if mains != c.mains || terms != c.terms || cells < c.cells {
			t.Errorf("%s: %d main terms, %d terms, %d cells", c.file, mains, terms, cells)
		}
	}
}

func TestRealListOfExemptCodes(t *testing.T) {
	found, left := parts(t, "cms/POAexemptCodesFY26.zip")
	f := found[codebook.PartExempt]
	is(t, f, "ICD-10-CM 2026", "POAexemptCodesFY26.txt", "the file itself")
	text := read(t, f)
	if len(text) != 38_349 || len(left) != 8 {
		t.Errorf("%d codes; left are %v", len(text), left)
	}
	order, _ := parts(t, "cms/cms_2026_dx.zip")
	valid := map[string]bool{}
	for _, c := range codes(t, order[codebook.PartOrder]) {
		valid[c.Code] = !c.Header
	}
	for _, r := range text {
		if c := r.(codebook.Exempt).Code; !valid[c] {
			t.Errorf("%s is exempt and no valid code", c)
		}
	}
	if book := read(t, inside(t, "cms/POAexemptCodesFY26.zip", "POAexemptCodesFY26.xlsx")); !reflect.DeepEqual(book, text) {
		t.Errorf("the workbook has %d codes, not %d, or others", len(book), len(text))
	}
}

func TestRealHCPCSFile(t *testing.T) {
	found, _ := parts(t, "hcpcs/2019-Alpha-Numeric-HCPCS-File.zip")
	f := found[codebook.PartItems]
	is(t, f, "HCPCS Level II 2019", "HCPC2019_CONTR_ANWEB.txt", "its name")
	modifiers, items, ended, notes := 0, 0, 0, 0
	text := read(t, f)
	for _, r := range text {
		switch r := r.(type) {
		case codebook.Note:
			notes++
		case codebook.Code:
			switch {
			case r.Modifier:
				modifiers++
			case r.Ended != "":
				ended++
				fallthrough
			default:
				items++
			}
		}
	}
	if items != 6_440 || modifiers != 360 || ended != 506 || notes < 700 {
		t.Errorf("%d codes, %d modifiers, %d ended, %d notes", items, modifiers, ended, notes)
	}
	book := inside(t, "hcpcs/2019-Alpha-Numeric-HCPCS-File.zip", "HCPC2019_CONTR_ANWEB.xlsx")
	book.notes = f.notes
	other := read(t, book)
	if len(other) != len(text) {
		t.Fatalf("the workbook has %d records, not %d", len(other), len(text))
	}
	for i := range text {
		one, isCode := text[i].(codebook.Code)
		same, _ := other[i].(codebook.Code)
		if isCode && same.Effective == "" { // the workbook leaves some out
			one.Effective = ""
		}
		if one.Code == "E0210" || one.Code == "E0776" { // of which the files say different types of service
			one.Service, same.Service = "", ""
		}
		if isCode && one != same || !isCode && text[i] != other[i] {
			t.Errorf("%v\nis in the workbook\n%v", shown(text[i]), shown(other[i]))
		}
	}
}

// inside is one file of an official archive, as if it had been given alone.
func inside(t *testing.T, archive, name string) *File {
	t.Helper()
	path := filepath.Join(official, filepath.FromSlash(archive))
	info, err := os.Stat(path)
	if err != nil {
		t.Skip(err)
	}
	outer := onDisk(path, archive, info.Size())
	a, closer, err := outer.archive()
	if err != nil {
		t.Fatal(err)
	}
	defer closer.Close()
	m, ok := a.Member(name)
	if !ok {
		t.Fatalf("%s is not there", name)
	}
	l := looker{ctx: context.Background()}
	l.plain(outer.inner(m))
	if len(l.files) != 1 {
		t.Fatalf("%s: %v", name, l.left)
	}
	return &l.files[0]
}

// TestRealFilesThatEndEarlyAreRefused gives each official file without its last two
// fifths, cut at the end of a line, as a broken download leaves it.
func TestRealFilesThatEndEarlyAreRefused(t *testing.T) {
	for _, name := range []string{"cms/cms_2026_dx.zip", "cms/cms_2026_pr.zip", "cms/icd10pcs_xml_2025.zip", "cms/icd10cm_tabular_2021.zip",
		"cms/icd10cm_index_2022.zip", "cms/POAexemptCodesFY26.zip", "hcpcs/2019-Alpha-Numeric-HCPCS-File.zip"} {
		found, _ := parts(t, name)
		for kind, f := range found {
			in, err := f.member.open()
			if err != nil {
				t.Fatal(err)
			}
			data, err := io.ReadAll(in)
			in.Close()
			if err != nil {
				t.Fatal(err)
			}
			data = data[:len(data)*3/5]
			data = data[:bytes.LastIndexByte(data, '\n')+1]
			_, said, err := records(only(t, filepath.Base(f.Part.File), data))
			if err == nil && (kind != codebook.PartAddenda || !slices.Contains(said, "codeset-no-counts")) {
				t.Errorf("%s was taken for a whole file: %v", f.Part.File, said)
			}
		}
	}
}

// BenchmarkRealFiles reads every official file there is, and says how much memory
// that took.
func BenchmarkRealFiles(b *testing.B) {
	for _, name := range []string{"cms/cms_2026_dx.zip", "cms/cms_2026_pr.zip", "cms/icd10pcs_xml_2025.zip", "cms/icd10cm_tabular_2021.zip",
		"cms/icd10cm_index_2022.zip", "cms/POAexemptCodesFY26.zip", "hcpcs/2019-Alpha-Numeric-HCPCS-File.zip"} {
		b.Run(filepath.Base(name), func(b *testing.B) {
			given := 0
			all := func() {
				found, _ := parts(b, name)
				given = 0
				for _, f := range found {
					if _, err := f.Each(context.Background(), nil, func(codebook.Record) error { given++; return nil }); err != nil {
						b.Fatal(err)
					}
				}
			}
			cost := hostiletest.Measure(all)
			for b.Loop() {
				all()
			}
			b.ReportMetric(float64(cost.Memory>>20), "MB-peak")
			b.ReportMetric(float64(given), "records")
		})
	}
}
