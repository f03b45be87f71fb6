package actions_test

import (
	"archive/zip"
	"bufio"

	"encoding/xml"
	"flag"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"chartroom/app/actions"
	"chartroom/app/actions/actionstest"
	"chartroom/quiz"
	"chartroom/quiz/codebook"
)

// official is a file of ../shared/data/cms; the test is skipped without it.
func official(t testing.TB, name string) string {
	t.Helper()
	path := filepath.Join("..", "..", "..", "shared", "data", "cms", name)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("%s is not here", path)
	}
	return path
}

// shelf is a shelf with these files on it.
func shelf(t testing.TB, paths ...string) actions.Books {
	t.Helper()
	c, err := actions.OpenCodeBooks(t.TempDir(), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	job := c.Install(paths...)
	if err := job.Look(ctx, nil); err != nil {
		t.Fatal(err)
	}
	if err := job.Run(ctx, nil); err != nil {
		t.Fatal(err)
	}
	return c.Read()
}

// member is a file in an archive, read by nothing of ours.
func member(t testing.TB, path, suffix string) io.Reader {
	t.Helper()
	a, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { a.Close() })
	for _, f := range a.File {
		if strings.HasSuffix(f.Name, suffix) {
			r, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			return r
		}
	}
	t.Fatalf("%s has no %s", path, suffix)
	return nil
}

// orderFile is an order file by its columns: description by code that can be
// reported.
func orderFile(t testing.TB, r io.Reader) map[string]string {
	t.Helper()
	codes := map[string]string{}
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		if l := lines.Text(); l[14] == '1' {
			codes[strings.TrimSpace(l[6:13])] = strings.TrimSpace(l[77:])
		}
	}
	return codes
}

// drillsMade is how many of each kind are made: go test -run Drills -drills 2000.
var drillsMade = flag.Int("drills", 300, "how many drills of each kind are checked")

// made makes drills of a kind and hands each to check, which counts the right
// answers by means of its own.
func made(t *testing.T, books actions.Books, b codebook.Book, kind codebook.DrillKind, check func(q *quiz.Question) int) {
	t.Helper()
	draw := rand.New(rand.NewPCG(7, uint64(len(kind))))
	keys := map[string]bool{}
	for range *drillsMade {
		q, err := codebook.Drill(ctx, books, b, kind, draw)
		if err != nil {
			t.Fatal(err)
		}
		keys[q.Key] = true
		if n := check(&q); n != 1 {
			t.Fatalf("%d right answers in %+v", n, q)
		}
		if q.Rationale == "" {
			t.Errorf("nothing is explained in %+v", q)
		}
	}
	if len(keys) < *drillsMade/2 {
		t.Errorf("only %d different ones", len(keys))
	}
}

// key is the option that earns something, if it is only one.
func key(q *quiz.Question) (text string) {
	n := 0
	for _, o := range q.Options {
		if o.Fraction == 1 {
			text = o.Text
			n++
		} else if o.Fraction != 0 {
			n = 9
		}
	}
	if n != 1 {
		return ""
	}
	return text
}

var gapOf = regexp.MustCompile(`in the gap of ([0-9A-Z._]+)\?`)

// Every drill has one right answer, by the official file as it stands.
func TestDrillsHaveOneRightAnswerByTheOfficialFile(t *testing.T) {
	for _, o := range []struct {
		set           codebook.Set
		archive, name string
	}{{codebook.ICD10CM, "cms_2026_dx.zip", "icd10cm_order_2026.txt"}, {codebook.ICD10PCS, "cms_2026_pr.zip", "icd10pcs_order_2026.txt"}} {
		t.Run(string(o.set), func(t *testing.T) {
			t.Parallel()
			path := official(t, o.archive)
			books, codes := shelf(t, path), orderFile(t, member(t, path, o.name))
			b := codebook.Book{Set: o.set, Year: 2026}
			by := map[string][]string{}
			for code, long := range codes {
				by[long] = append(by[long], code)
			}
			made(t, books, b, codebook.DrillFind, func(q *quiz.Question) int {
				_, long, _ := strings.Cut(q.Stem, ": ")
				found := by[strings.TrimSuffix(long, ".")]
				if len(found) == 0 {
					found = by[long]
				}
				if len(found) == 1 && quiz.CodeKey(key(q)) != found[0] {
					return 0
				}
				return len(found)
			})
			made(t, books, b, codebook.DrillValid, func(q *quiz.Question) int {
				word, _, _ := strings.Cut(q.Stem, " ")
				_, is := codes[quiz.CodeKey(word)]
				if is == (key(q) == "True") {
					return 1
				}
				return 0
			})
			made(t, books, b, codebook.DrillMissing, func(q *quiz.Question) int {
				_, rest, _ := strings.Cut(q.Stem, ": ")
				n, right := 0, ""
				for _, opt := range q.Options {
					code := quiz.CodeKey(strings.Replace(gapOf.FindStringSubmatch(q.Stem)[1], "_", opt.Text, 1))
					if long, is := codes[code]; is && (strings.HasPrefix(rest, long+". Which") || strings.HasPrefix(rest, long+" Which")) {
						n++
						right = opt.Text
					}
				}
				if right != key(q) || len(q.Options) != 4 {
					return 0
				}
				return n
			})
		})
	}
}

// element is any element of the tabular list.
type element struct {
	XMLName xml.Name
	Name    string    `xml:"name"`
	ID      string    `xml:"id,attr"`
	Ex      []notes   `xml:"excludes1"`
	Within  []element `xml:",any"`
}

type notes struct {
	Note []string `xml:"note"`
}

// notesAbove are the Excludes1 notes that hold for each code.
func (e *element) notesAbove(above []string, put func(code string, notes []string)) {
	for _, x := range e.Ex {
		above = append(above[:len(above):len(above)], x.Note...)
	}
	if e.XMLName.Local == "diag" {
		put(quiz.CodeKey(e.Name), above)
	}
	for i := range e.Within {
		e.Within[i].notesAbove(above, put)
	}
}

var anyCode = regexp.MustCompile(`[A-Z][0-9][0-9A-Z](?:\.[0-9A-Z]{1,4})?(?:-[A-Z][0-9][0-9A-Z])?`)

// names reports whether a note may name a code, by any code or range that stands
// in it.
func names(note, code string) bool {
	for _, m := range anyCode.FindAllString(note, -1) {
		from, to, isRange := strings.Cut(m, "-")
		from = quiz.CodeKey(from)
		if isRange && code[:3] >= from[:3] && code[:3] <= to || !isRange && strings.HasPrefix(code, from) {
			return true
		}
	}
	return false
}

func TestExcludesDrillsHaveOneRightAnswerByTheTabularList(t *testing.T) {
	t.Parallel()
	path := official(t, "icd10cm_tabular_2021.zip")
	books := shelf(t, path)
	var tabular element
	if err := xml.NewDecoder(member(t, path, "icd10cm_tabular_2021.xml")).Decode(&tabular); err != nil {
		t.Fatal(err)
	}
	above := map[string][]string{}
	tabular.notesAbove(nil, func(code string, notes []string) { above[code] = notes })
	if len(above) < 40000 {
		t.Fatalf("%d codes were read", len(above))
	}
	target := regexp.MustCompile(`together with ([0-9A-Z.]+),`)
	made(t, books, codebook.Book{Set: codebook.ICD10CM, Year: 2021}, codebook.DrillExcludes, func(q *quiz.Question) int {
		of := quiz.CodeKey(target.FindStringSubmatch(q.Stem)[1])
		n := 0
		for _, o := range q.Options {
			word, _, _ := strings.Cut(o.Text, " ")
			code := quiz.CodeKey(word)
			barred := false
			for _, note := range above[of] {
				barred = barred || names(note, code)
			}
			for _, note := range above[code] {
				barred = barred || names(note, of)
			}
			if barred != (o.Fraction == 1) {
				return 0
			}
			if barred {
				n++
			}
		}
		return n
	})
}

// tableFile is the tables of ICD-10-PCS as they stand.
type tableFile struct {
	Tables []struct {
		Axes []tableAxis `xml:"axis"`
		Rows []struct {
			Axes []tableAxis `xml:"axis"`
		} `xml:"pcsRow"`
	} `xml:"pcsTable"`
}

type tableAxis struct {
	Title  string `xml:"title"`
	Labels []struct {
		Code string `xml:"code,attr"`
		Text string `xml:",chardata"`
	} `xml:"label"`
}

// has reports whether a line is the axis with one of its labels.
func (a *tableAxis) has(line string) bool {
	for _, l := range a.Labels {
		if a.Title+": "+strings.TrimSpace(l.Text) == line {
			return true
		}
	}
	return false
}

func TestBuildDrillsHaveOneRightAnswerByTheTables(t *testing.T) {
	t.Parallel()
	path := official(t, "icd10pcs_xml_2025.zip")
	books := shelf(t, path)
	var file tableFile
	if err := xml.NewDecoder(member(t, path, "icd10pcs_tables_2025.xml")).Decode(&file); err != nil {
		t.Fatal(err)
	}
	made(t, books, codebook.Book{Set: codebook.ICD10PCS, Year: 2025}, codebook.DrillBuild, func(q *quiz.Question) int {
		_, list, _ := strings.Cut(q.Stem, "\n\n")
		lines := strings.Split(list, "\n")
		codes := map[string]bool{}
		for _, table := range file.Tables {
			if !table.Axes[1].has(lines[1]) || !table.Axes[2].has(lines[2]) {
				continue
			}
			for _, row := range table.Rows {
				all := []string{""}
				for i, axis := range append(table.Axes[:3:3], row.Axes...) {
					var longer []string
					for _, l := range axis.Labels {
						if axis.Title+": "+strings.TrimSpace(l.Text) != lines[i] {
							continue
						}
						for _, code := range all {
							longer = append(longer, code+l.Code)
						}
					}
					all = longer
				}
				for _, code := range all {
					codes[code] = true
				}
			}
		}
		if !codes[key(q)] {
			return 0
		}
		return len(codes)
	})
}

// Drills are questions like any other: they have a bank, are asked, and come
// back.
func TestADrillIsASessionOfQuestionsThatComeBack(t *testing.T) {
	p := actionstest.New(t)
	t.Cleanup(func() { p.Must(p.Act.CloseBooks()) })
	b := codebook.Book{Set: codebook.ICD10CM, Year: 2031}
	if _, _, err := p.Act.StartDrill(ctx, b, "", 5); err == nil || !strings.Contains(err.Error(), "the book lacks") {
		t.Errorf("without a book: %v", err)
	}
	job := p.Act.InstallBooks(filepath.Join("..", "..", "content", "codeset", "testdata", "icd10cm_order_2031.txt"))
	p.Must(job.Look(ctx, nil))
	p.Must(job.Run(ctx, nil))
	if _, _, err := p.Act.StartDrill(ctx, b, codebook.DrillBuild, 5); err == nil {
		t.Error("an ICD-10-CM book builds PCS codes")
	}
	s, _, err := p.Act.StartDrill(ctx, b, codebook.DrillFind, 4)
	p.Must(err)
	if len(s.Queue) != 4 || s.Mode != quiz.ModeStudy || !strings.Contains(s.Title, "ICD-10-CM 2031") {
		t.Errorf("%+v", s)
	}
	q, err := p.Act.Reader().Question(ctx, s.Queue[0].Question)
	p.Must(err)
	_, _, err = p.Act.Answer(ctx, &q, actions.Answer{Mode: quiz.ModeStudy, Session: &s, Response: quiz.Response{Text: "Z99.9"}, Took: time.Second})
	p.Must(err)
	if progress := p.Progress(q.ID); progress.Reps != 1 || progress.DueDay > p.Act.Today()+1 {
		t.Errorf("a wrong one comes back %v", progress.Due)
	}
	again, _, err := p.Act.StartDrill(ctx, b, codebook.DrillFind, 4)
	p.Must(err)
	banks, err := p.Act.Reader().Banks(ctx, false)
	p.Must(err)
	if len(banks) != 1 || banks[0].Name != "Code drills · ICD-10-CM 2031" || len(again.Queue) == 0 || banks[0].Count < 4 || banks[0].Count > 8 {
		t.Errorf("%+v", banks)
	}
}
