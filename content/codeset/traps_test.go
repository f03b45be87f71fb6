package codeset

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/unicode"

	"chartroom/quiz/codebook"
)

// The traps are those of shared/domain/code-sets.md, §3.4, by their numbers.

// codes are the codes of a file, as it gives them.
func codes(t testing.TB, f *File) []codebook.Code {
	t.Helper()
	var all []codebook.Code
	for _, r := range read(t, f) {
		if c, ok := r.(codebook.Code); ok {
			all = append(all, c)
		}
	}
	return all
}

func TestTrap1CodesComeByOrderNumberAndNotByASCII(t *testing.T) {
	data := small(t, "icd10cm_order_2031.txt")
	want := codes(t, only(t, "icd10cm_order_2031.txt", data))
	at := func(code string) int {
		return slices.IndexFunc(want, func(c codebook.Code) bool { return c.Code == code })
	}
	for _, code := range []string{"C4A", "C7A", "C7B", "D3A", "I1A", "I5A", "J4A", "M1A", "O9A", "QA0", "Z3A"} {
		if at(code) < 0 {
			t.Errorf("%s was not read", code)
		}
	}
	if !(at("C43") < at("C4A") && at("C4A") < at("C44")) {
		t.Error("C4A does not stand between C43 and C44, as in the book")
	}
	// Somebody sorted the lines by their codes, backwards.
	lines := strings.SplitAfter(string(data), "\r\n")
	lines = lines[:len(lines)-1]
	slices.SortFunc(lines, func(a, b string) int { return strings.Compare(b[6:], a[6:]) })
	f := only(t, "icd10cm_order_2031.txt", []byte(strings.Join(lines, "")))
	got, said, err := records(f)
	if err != nil || len(got) != len(want) || !slices.Equal(said, []string{"codeset-order"}) {
		t.Fatalf("%d codes, %v, %v", len(got), said, err)
	}
	for i := range got {
		if got[i] != codebook.Record(want[i]) {
			t.Fatalf("place %d has %v, not %v", i+1, got[i], want[i])
		}
	}
}

func TestTrap2Chapter17EndsAtQA0AndChapter22IsU00ToU85(t *testing.T) {
	chapters := map[string]codebook.Heading{}
	for _, r := range read(t, only(t, "icd10cm_tabular_2031.xml", small(t, "icd10cm_tabular_2031.xml"))) {
		if h, ok := r.(codebook.Heading); ok && h.Level == codebook.LevelChapter {
			chapters[h.ID] = h
		}
	}
	if h := chapters["17"]; h.Last != "QA0" || h.Title != "Congenital malformations" {
		t.Errorf("chapter 17 is %+v", h)
	}
	if h := chapters["22"]; h.First != "U00" || h.Last != "U85" {
		t.Errorf("chapter 22 is %+v", h)
	}
}

func TestTrap3ACategoryCanBeValidItself(t *testing.T) {
	valid := map[int]int{} // by length
	for _, c := range codes(t, only(t, "icd10cm_order_2031.txt", small(t, "icd10cm_order_2031.txt"))) {
		if !c.Header {
			valid[len(c.Code)]++
		}
	}
	if want := (map[int]int{3: 2, 4: 11, 5: 2, 6: 1, 7: 4}); !reflect.DeepEqual(valid, want) {
		t.Errorf("valid codes by length: %v, not %v", valid, want)
	}
}

func TestTrap4ParentsAreTheLongestShorterCodesAndHeaders(t *testing.T) {
	dropped := parents(t, codes(t, only(t, "icd10cm_order_2031.txt", small(t, "icd10cm_order_2031.txt"))))
	if dropped[1] == 0 || dropped[3] == 0 {
		t.Errorf("characters dropped: %v; codes with and without placeholders are wanted", dropped)
	}
}

// parents counts by how many characters the parents of codes are shorter. No
// valid code may be a parent.
func parents(t testing.TB, all []codebook.Code) (dropped [7]int) {
	t.Helper()
	header := map[string]bool{}
	for _, c := range all {
		header[c.Code] = c.Header
	}
	for _, c := range all {
		for n := len(c.Code) - 1; n >= 3; n-- {
			if is, ok := header[c.Code[:n]]; ok {
				dropped[len(c.Code)-n]++
				if !is {
					t.Errorf("%s is valid, and the parent of %s", c.Code[:n], c.Code)
				}
				break
			}
		}
	}
	return dropped
}

func TestTrap5ShortAndLongDescriptionsAreBothKept(t *testing.T) {
	for _, c := range codes(t, only(t, "icd10cm_order_2031.txt", small(t, "icd10cm_order_2031.txt"))) {
		if c.Code == "W000XXA" && (c.Short != "Fall on same level, ice, init" || c.Long != "Fall on same level due to ice and snow, initial encounter") {
			t.Errorf("%+v", c)
		}
	}
}

// packed is a zip archive of members, each a name and its bytes.
func packed(t testing.TB, members ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(members); i += 2 {
		f, err := w.Create(members[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(members[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestTrap6AnyNameLineEndAndEncodingOfAFileIsRead(t *testing.T) {
	for _, name := range ours(t) {
		base := filepath.Base(name)
		if strings.HasPrefix(base, "proc_notes") {
			continue
		}
		data := small(t, base)
		want := read(t, only(t, base, data))
		wide, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().Bytes(data)
		if err != nil {
			wide = data // Latin-1, of which UTF-16 is not made
		}
		lf := bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
		for what, other := range map[string][]byte{
			"LF":                lf,
			"CRLF":              bytes.ReplaceAll(lf, []byte("\n"), []byte("\r\n")),
			"byte order mark":   append([]byte("\xEF\xBB\xBF"), data...),
			"UTF-16":            wide,
			"blank lines after": append(slices.Clone(data), "\r\n\r\n\x1A"...),
		} {
			if what == "blank lines after" && strings.HasSuffix(base, ".xml") {
				other = append(slices.Clone(data), "\r\n\r\n"...)
			}
			for _, called := range []string{base, "download.tmp", strings.ReplaceAll(base, "_", "-")} {
				f := only(t, called, other)
				if got := read(t, f); !reflect.DeepEqual(got, want) {
					t.Errorf("%s as %s, called %s: %d records, not %d, or others", base, what, called, len(got), len(want))
				}
			}
		}
	}
}

func TestTrap6TwoLayoutsInOneArchive(t *testing.T) {
	order, short := string(small(t, "icd10cm_order_2031.txt")), string(small(t, "icd10cm-codes-2031.txt"))
	data := packed(t,
		"Code Descriptions/icd10cm-codes-2031.txt", short,
		"Code Descriptions/icd10cm-order-2031.txt", order,
		"Code Descriptions/icd10cm_order_addenda_2031.txt", string(small(t, "icd10cm_order_addenda_2031.txt")),
		"Code Descriptions/icd10cm_codes_addenda_2031.txt", string(small(t, "icd10cm_codes_addenda_2031.txt")),
		"Code Descriptions/icd10OrderFiles.pdf", "%PDF-1.7",
	)
	files, left, err := opened(t, "2031-code-descriptions.zip", data)
	if err != nil {
		t.Fatal(err)
	}
	var kinds []codebook.PartKind
	for _, f := range files {
		kinds = append(kinds, f.Part.Kind)
	}
	if !slices.Equal(kinds, []codebook.PartKind{codebook.PartOrder, codebook.PartAddenda}) {
		t.Errorf("read are %v", kinds)
	}
	if f := files[0].Part.File; f != "2031-code-descriptions.zip/Code Descriptions/icd10cm-order-2031.txt" {
		t.Errorf("its name is %q", f)
	}
	whys := map[string]string{}
	for _, l := range left {
		whys[filepath.Base(l.File)] = l.Why
	}
	if len(left) != 3 || !strings.Contains(whys["icd10cm-codes-2031.txt"], "the same codes") || !strings.Contains(whys["icd10OrderFiles.pdf"], "PDF") || !strings.Contains(whys["icd10cm_codes_addenda_2031.txt"], "icd10cm_order_addenda_2031.txt") {
		t.Errorf("left are %v", left)
	}
}

func TestTrap6TheYearIsReadAndNotGuessed(t *testing.T) {
	order, tabular := string(small(t, "icd10cm_order_2031.txt")), string(small(t, "icd10cm_tabular_2031.xml"))
	addenda := string(small(t, "icd10cm_order_addenda_2031.txt"))
	for name, c := range map[string]struct {
		file, inside, data string
		year               int
		by                 string
	}{
		"its name":                     {"icd10cm_order_2019.txt", "", order, 2019, "its name"},
		"its name with hyphens":        {"icd10cm-order-April-1-2019.txt", "", order, 2019, "its name"},
		"no name":                      {"order.txt", "", order, 0, ""},
		"two years in the name":        {"from-2018-to-2019.txt", "", order, 0, ""},
		"a date in the name":           {"order_01122031.txt", "", order, 0, ""},
		"the archive's name":           {"2020-code-descriptions.zip", "order.txt", order, 2020, "the name “2020-code-descriptions.zip”"},
		"the folder's name":            {"download.zip", "FY 2020/order.txt", order, 2020, "the name “FY 2020”"},
		"a wrong year in the name":     {"icd10cm_tabular_2026.xml", "", tabular, 2031, "the file itself, while its name says 2026"},
		"the file itself":              {"tabular.xml", "", tabular, 2031, "the file itself"},
		"an addenda tells the newer":   {"addenda.txt", "", addenda, 2031, "the file itself"},
		"a name with a fiscal year":    {"POAexemptCodesFY26.txt", "", strings.Replace(string(small(t, "POAexemptCodesFY31.txt")), "Order31\t", "", 1), 2026, "its name"},
		"the head of the exempt codes": {"exempt.txt", "", string(small(t, "POAexemptCodesFY31.txt")), 2031, "the file itself"},
		"an early head, with a name":   {"POAexemptCodes2018.txt", "", "Diagnosis Code\tDescription\nB90.0\tSequelae\n", 2018, "its name"},
		"a fiscal year and a date":     {"ICD-10-CM-Conversion-Table-FY2025-Effective-10-01-2024-FINAL.txt", "", string(small(t, "icd10cm_conversion_table_FY2031.txt")), 2025, "its name"},
		"a version of the MS-DRGs":     {"appendix_a.txt", "", string(small(t, "appendix_a.txt")), 2031, "the file itself"},
		"an archive of a version":      {"icd-10-ms-drg-manual-v43.zip", "appendix_a.txt", strings.Replace(string(small(t, "appendix_a.txt")), "VERSION 48.0", "", 1), 2026, "the name “icd-10-ms-drg-manual-v43.zip”"},
		"a name with a date as well":   {"HCPC2026_JAN_ANWEB_01122026.txt", "", string(small(t, "HCPC2031_JAN_ANWEB_01122031.txt")), 2026, "its name"},
	} {
		data := []byte(c.data)
		if c.inside != "" {
			data = packed(t, c.inside, c.data)
		}
		f := only(t, c.file, data)
		if f.Part.Book.Year != c.year || f.Part.YearBy != c.by {
			t.Errorf("%s: %d by %q, not %d by %q", name, f.Part.Book.Year, f.Part.YearBy, c.year, c.by)
		}
	}
	files, _, err := opened(t, "x.zip", packed(t, "order.txt", order, "addenda.txt", addenda))
	if err != nil || files[0].Part.Book.Year != 2031 || files[0].Part.YearBy != "beside it, in addenda.txt" {
		t.Errorf("beside an addenda: %+v, %v", files, err)
	}
}

func TestAnArchiveInAnArchiveIsLookedInto(t *testing.T) {
	inner := string(packed(t, "icd10cm_order_2031.txt", string(small(t, "icd10cm_order_2031.txt"))))
	f := only(t, "outer.zip", packed(t, "inner.zip", inner, "readme.txt", "Read me.\n"))
	if got := len(read(t, f)); got != 44 || f.Part.File != "outer.zip/inner.zip/icd10cm_order_2031.txt" {
		t.Errorf("%d codes of %s", got, f.Part.File)
	}
	_, left, err := opened(t, "a.zip", packed(t, "b.zip", string(packed(t, "c.zip", inner))))
	if err == nil || len(left) != 1 || !strings.Contains(left[0].Why, "unpack") {
		t.Errorf("an archive three deep: %v, %v", left, err)
	}
}

func TestProcessingNotesComeWithTheirCodes(t *testing.T) {
	items, notes := string(small(t, "HCPC2031_JAN_ANWEB_01122031.txt")), string(small(t, "proc_notes_JAN2031.txt"))
	f := only(t, "hcpcs.zip", packed(t, "HCPC2031_JAN_ANWEB_01122031.txt", items, "proc_notes_JAN2031.txt", notes))
	var got []codebook.Note
	for _, r := range read(t, f) {
		if n, ok := r.(codebook.Note); ok {
			got = append(got, n)
		}
	}
	want := []codebook.Note{
		{Of: "E0194", Kind: codebook.NotePayment, Text: "THIS DEVICE (E0194) SHOULD NOT BE CONFUSED WITH E0193 POWERED FLOTATION THERAPY BED."},
		{Of: "V5364", Kind: codebook.NotePayment, Text: "A NOTE OF ANOTHER CODE."},
	}
	if !slices.Equal(got, want) {
		t.Errorf("%v", got)
	}
}

func TestCodesOfAnotherSetAreLeftOutOfHCPCS(t *testing.T) {
	data := strings.Replace(string(small(t, "HCPC2031_JAN_ANWEB_01122031.txt")), "A4206001003", "99213001003", 1)
	all, said, err := records(only(t, "HCPC2031_JAN_ANWEB_01122031.txt", []byte(data)))
	if err != nil || len(all) != 4 || !slices.Equal(said, []string{"codeset-other-set"}) {
		t.Errorf("%d records, %v, %v", len(all), said, err)
	}
}

func TestAFolderIsReadAsAnArchiveIs(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "ICD 2031")
	if err := os.MkdirAll(filepath.Join(dir, "more"), 0o755); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{
		"order.txt":        small(t, "icd10cm_order_2031.txt"),
		"more/tabular.zip": packed(t, "icd10cm_tabular_2031.xml", string(small(t, "icd10cm_tabular_2031.xml"))),
		"notes.txt":        []byte("Remember the milk.\n"),
	} {
		if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(name)), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	files, left, err := OpenPath(context.Background(), dir)
	if err != nil || len(files) != 2 || len(left) != 1 || left[0].File != "ICD 2031/notes.txt" {
		t.Fatalf("%v, %v, %v", files, left, err)
	}
	for i, want := range []string{"ICD 2031/order.txt", "ICD 2031/more/tabular.zip/icd10cm_tabular_2031.xml"} {
		if f := &files[i]; f.Part.File != want || f.Part.Book.Year != 2031 || len(read(t, f)) < 20 {
			t.Errorf("%+v, not %s", f.Part, want)
		}
	}
	// The same as files of their own, of which one is not there.
	files, left, err = OpenPath(context.Background(), filepath.Join(dir, "order.txt"), filepath.Join(dir, "more"), filepath.Join(dir, "none"))
	if err != nil || len(files) != 2 || files[0].Part.File != "order.txt" || len(left) != 1 || left[0].Why != "the file is not there" {
		t.Errorf("%v, %v, %v", files, left, err)
	}
	if _, _, err := OpenPath(context.Background(), filepath.Join(dir, "none")); err == nil || strings.Contains(err.Error(), dir) {
		t.Errorf("a file that is not there: %v", err)
	}
}

func TestOtherFilesAreNamedWithWhy(t *testing.T) {
	for name, c := range map[string]struct{ data, want string }{
		"a PDF document":         {"%PDF-1.7 ...", "PDF"},
		"an empty file":          {"", "empty"},
		"prose":                  {"Dear reader,\nhow are you?\n", "not one of the official files"},
		"capital prose":          {"PURPOSE OF THIS FILE\nCODES  AND MORE\n", "not one of the official files"},
		"other XML":              {"<?xml version=\"1.0\"?><html/>", "not one of the official files"},
		"changes of exempt list": {"Order31\tAction\tPOAexemptCode\tDescription\n30219\tRevise from:\tQ75.001\tx\n", "changed"},
		"an addenda of tabular":  {"<ICD10CM.tabular isAddenda=\"true\"><version>2031</version></ICD10CM.tabular>", "addenda"},
		"changes of HCPCS":       {"HCPCS/MOD\tTYPE OF CHANGE\tSHORT DESCRIPTION\tLONG DESCRIPTION\nCO\tADD\tx\ty\n", "changes"},
	} {
		files, left, err := opened(t, name, []byte(c.data))
		if err == nil || len(files) > 0 || len(left) != 1 || !strings.Contains(left[0].Why, c.want) {
			t.Errorf("%s: %v, %v, %v", name, files, left, err)
		}
	}
}

// TestCountsOfTheFileItselfAreHeld changes one thing in each file that counts
// itself; the error says which.
func TestCountsOfTheFileItselfAreHeld(t *testing.T) {
	for _, c := range []struct{ file, old, new, want string }{
		{"icd10pcs_tables_2031.xml", `codes="12"`, `codes="13"`, "13 codes, but its values make 12"},
		{"icd10pcs_tables_2031.xml", `<label code="K">Nonautologous Tissue</label>`, ``, "says that it has 3 values, but has 2"},
		{"icd10pcs_tables_2031.xml", `<label code="K">`, `<label code="J">`, "stands there twice"},
		{"icd10cm_order_2031.txt", "00009 C44     0", "00008 C44     0", "stands in the file twice"},
		{"icd10cm_order_2031.txt", "00044 U071 ", "00046 U071 ", "00044 to 00045 are missing"},
		{"icd10cm_order_2031.txt", "00044 U071 ", "00044 A000 ", "A000 stands in the file twice"},
		{"icd10cm_order_2031.txt", "00001 A00     0 Cholera                                                      Cholera\r\n", "", "number 00001 is missing"},
		{"icd10cm_order_2031.txt", "00002 A000    1", "00002 A000    7", "line 2 is not a line of an order file"},
		{"icd10cm-codes-2031.txt", "A009    ", "A000    ", "line 2: the code A000 stands in the file twice"},
		{"POAexemptCodesFY31.txt", "01246\tB91\t", "01246\tB90.0\t", "the code B900 stands in the file twice"},
		{"HCPC2031_JAN_ANWEB_01122031.txt", "V5364001003", "A4206001003", "the code A4206 stands in the file twice"},
		{"icd10cm_order_addenda_2031.txt", "Add:         1 A0091 ", "Add:         0 A0091 ", "1 addition, 1 deletion and 1 revision of codes, but it lists 0 additions"},
		{"icd10cm_order_addenda_2031.txt", "Revise to:   1 B20 ", "Revise to:   1 B21 ", "do not belong together"},
		{"icd10cm_codes_addenda_2031.txt", "Add:         A0091   Cholera of an eleventh kind\r\n", "", "but it lists 0 additions"},
		{"HCPC2031_JAN_ANWEB_01122031.txt", "E0194002004", "E0194003004", "line before it is missing"},
		{"HCPC2031_JAN_ANWEB_01122031.txt", "E0194002004", "E0195002004", "line before it is missing"},
		{"HCPC2031_JAN_ANWEB_01122031.txt", "A4206001003", "A420600100x", "is not a line of the HCPCS file"},
		{"icd10cm_drug_2031.xml", `<cell col="7">`, `<cell col="9">`, "column 9"},
		{"icd10cm_tabular_2031.xml", "<name>S79.9</name>", "<name>?</name>", "no name or no description"},
		{"appendix_a.txt", "014     M  A", "001     M  A", "001 stands in the file twice"},
		{"2031_I10gem.txt", "Z9989   NoDx  11000", "Z9989   NoDx  1100", "not a line of a general equivalence mapping"},
		{"POAexemptCodesFY31.txt", "01246\tB91\t", "01246\t91\t", "not a row of the list of exempt codes"},
	} {
		data := string(small(t, c.file))
		if !strings.Contains(data, c.old) {
			t.Fatalf("%s does not hold %q", c.file, c.old)
		}
		f := only(t, c.file, []byte(strings.Replace(data, c.old, c.new, 1)))
		if _, _, err := records(f); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s with %q: %v does not say %q", c.file, c.new, err, c.want)
		}
	}
}

// TestHalfAFileIsNeverTakenForAWhole cuts each file after every byte. It is
// refused, or what was read is the beginning of the whole; an XML file that is
// cut is always refused.
func TestHalfAFileIsNeverTakenForAWhole(t *testing.T) {
	for _, name := range ours(t) {
		base := filepath.Base(name)
		if strings.HasPrefix(base, "proc_notes") {
			continue
		}
		data := small(t, base)
		whole := read(t, only(t, base, data))
		markup := strings.HasSuffix(base, ".xml")
		for n := range data {
			if n == len(bytes.TrimRight(data, "\r\n")) && markup {
				break // only line ends are missing
			}
			files, _, err := opened(t, base, data[:n])
			if err != nil {
				continue
			}
			got, said, err := records(&files[0])
			switch {
			case err != nil:
				if markup && !strings.Contains(err.Error(), "ends in the middle, at line") {
					t.Fatalf("%s after %d bytes: %v", base, n, err)
				}
			case markup:
				t.Fatalf("%s after %d bytes was taken for a whole file", base, n)
			case len(got) > len(whole):
				t.Fatalf("%s after %d bytes has %d records, more than the whole", base, n, len(got))
			default:
				for i := range got {
					if i < len(got)-1 && !reflect.DeepEqual(got[i], whole[i]) {
						t.Fatalf("%s after %d bytes, record %d: %v, not %v; %v", base, n, i, got[i], whole[i], said)
					}
				}
			}
		}
	}
}

func TestStopsAtOnceWhenAskedTo(t *testing.T) {
	for _, name := range ours(t) {
		base := filepath.Base(name)
		if strings.HasPrefix(base, "proc_notes") {
			continue
		}
		f := only(t, base, small(t, base))
		ctx, cancel := context.WithCancel(context.Background())
		given := 0
		_, err := f.Each(ctx, nil, func(codebook.Record) error {
			given++
			cancel()
			return nil
		})
		if !errors.Is(err, context.Canceled) || given != 1 {
			t.Errorf("%s: %d records, %v", base, given, err)
		}
		if _, _, err := Open(ctx, base, bytes.NewReader(nil), 0); !errors.Is(err, context.Canceled) {
			t.Errorf("%s is opened after that: %v", base, err)
		}
		own := errors.New("the disk is full")
		if _, err := f.Each(context.Background(), nil, func(codebook.Record) error { return own }); !errors.Is(err, own) {
			t.Errorf("%s: the error of put comes back as %v", base, err)
		}
	}
}

func TestATermIsReadWhereItStandsWhateverItsLevelSays(t *testing.T) {
	data := small(t, "icd10cm_index_2031.xml")
	want := read(t, only(t, "index.xml", data))
	got, said, err := records(only(t, "index.xml", bytes.Replace(data, []byte(`level="2"`), []byte(`level="3"`), 1)))
	if err != nil || !reflect.DeepEqual(got, want) || !slices.Equal(said, []string{"codeset-level"}) {
		t.Errorf("%v, %v, %v", got, said, err)
	}
}

func TestAPartOfAListIsNotTakenForTheList(t *testing.T) {
	order := string(small(t, "icd10cm_order_2031.txt"))
	line := strings.Index(order, "00036 ")
	for what, c := range map[string]struct {
		name string
		data []byte
		said string // rule of a warning
		err  string
	}{
		"a sample of a list":          {"icd10cm_order_2026.txt", []byte(order), "codeset-fewer", ""},
		"all that its addenda counts": {"x.zip", packed(t, "o.txt", order, "a.txt", string(small(t, "icd10cm_order_addenda_2031.txt"))), "", ""},
		"less than it counts":         {"x.zip", packed(t, "o.txt", order[:line], "a.txt", string(small(t, "icd10cm_order_addenda_2031.txt"))), "", "By its addenda, the list of ICD-10-CM 2031 has 20 codes; this file has 16, so 4 are missing"},
		"a last line without its end": {"icd10cm_order_2031.txt", []byte(strings.TrimRight(order, "\r\n")), "codeset-last-line", ""},
	} {
		files, left, err := opened(t, c.name, c.data)
		if err != nil {
			t.Fatalf("%s: %v, %v", what, left, err)
		}
		_, said, err := records(&files[0])
		if strings.Join(said, " ") != c.said || (err == nil) != (c.err == "") || err != nil && !strings.Contains(err.Error(), c.err) {
			t.Errorf("%s: %v, %v", what, said, err)
		}
	}
}
