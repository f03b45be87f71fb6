package cli

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"chartroom/app/actions"
	"chartroom/content"
	"chartroom/content/lint"
	"chartroom/quiz/codebook"
)

// sample is one of the small files in the layouts of the official ones.
func sample(name string) string {
	return filepath.Join("..", "..", "content", "codeset", "testdata", name)
}

// order makes a code list of a year: lines of code, flag and description.
func order(lines ...[3]string) string {
	var b strings.Builder
	for i, l := range lines {
		fmt.Fprintf(&b, "%05d %-7s %s %-60s %s\r\n", i+1, l[0], l[1], l[2], l[2])
	}
	return b.String()
}

func TestBooksAreInstalledSearchedShownAndRemoved(t *testing.T) {
	d := newDesk(t)
	data := "--data=" + d.data()
	d.run(ok, "codes", "list", data).says("No code book is installed")
	d.run(failed, "codes", "search", "cholera", data).complains("no code book is installed")
	d.run(failed, "codes", "check", "A00.0", data).complains("no book of ICD-10-CM is installed")
	d.run(ok, "codes", "install", sample("icd10cm_order_2031.txt"), sample("icd10cm_tabular_2031.xml"), data).says("codes in tabular order of ICD-10-CM 2031", "tabular list of ICD-10-CM 2031")
	d.run(ok, "codes", "list", data).says("icd10cm-2031", "Not here: index")
	d.run(ok, "codes", "search", "cholera", data).says("A00.0", "Cholera")
	d.run(ok, "codes", "search", "nothingofthekind", data).says("Nothing is called")
	d.run(ok, "codes", "show", "a000", data).says("A00.0", "ICD-10-CM 2031, can be reported", "A00 Cholera")
	d.run(ok, "codes", "show", "C4A.9", data).says("inclusion term: Merkel cell carcinoma NOS")
	d.run(failed, "codes", "show", "Z99.99", data).complains("ICD-10-CM 2031 has no code Z99.99")
	d.run(ok, "codes", "check", "A00.0", "--year", "2031", data).says("can be reported")
	d.run(problems, "codes", "check", "A00.0", "A00", "A99.9", data).says("A00.0 (ICD-10-CM 2031): can be reported", "A00 (ICD-10-CM 2031): is a heading", "A99.9 (ICD-10-CM 2031): there is no such code")
	d.run(failed, "codes", "check", "A00.0", "--year", "2030", data).complains("ICD-10-CM 2030 is not installed; of ICD-10-CM there is 2031")
	d.run(ok, "codes", "remove", "icd10cm-2031", data).says("off the shelf")
	d.run(ok, "codes", "list", data).says("No code book is installed")
	d.run(failed, "codes", "remove", "icd10cm-2031", data)
	d.run(failed, "codes", "remove", "the book", data).complains("is no book")
}

func TestCodesSpeakJSON(t *testing.T) {
	d := newDesk(t)
	data := "--data=" + d.data()
	doc := d.run(ok, "codes", "install", sample("icd10cm_order_2031.txt"), d.file("read me.txt", "hello"), "--json", data).parsed()
	if parts := doc["parts"].([]any); len(parts) != 1 || parts[0].(map[string]any)["book"] != "icd10cm-2031" || parts[0].(map[string]any)["records"].(float64) < 20 {
		t.Errorf("%v", doc)
	}
	if left := doc["left"].([]any); len(left) != 1 || left[0].(map[string]any)["why"] == "" {
		t.Errorf("left: %v", doc["left"])
	}
	books := d.run(ok, "codes", "list", "--json", data).parsed()["books"].([]any)
	if len(books) != 1 || books[0].(map[string]any)["valid"].(float64) < 10 || len(books[0].(map[string]any)["missing"].([]any)) == 0 {
		t.Errorf("%v", books)
	}
	found := d.run(ok, "codes", "search", "cholera", "--json", data).parsed()["found"].([]any)
	if len(found) == 0 {
		t.Error("nothing found")
	}
	checked := d.run(problems, "codes", "check", "A000", "A00", "--json", data).parsed()["codes"].([]any)
	if a, b := checked[0].(map[string]any), checked[1].(map[string]any); a["valid"] != true || a["code"] != "A00.0" || b["valid"] != false || b["known"] != true {
		t.Errorf("%v", checked)
	}
	if shown := d.run(ok, "codes", "show", "A00.0", "--json", data).parsed(); shown["valid"] != true || shown["notes"] == nil {
		t.Errorf("%v", shown)
	}
}

func TestABadBookCostsNoOther(t *testing.T) {
	d := newDesk(t)
	data := "--data=" + d.data()
	half := d.file("icd10cm_order_2032.txt", order([3]string{"A00", "0", "Cholera"}, [3]string{"A000", "1", "Cholera, classical"})+"00003 A009 ")
	d.run(problems, "codes", "install", half, sample("icd10cm_order_2031.txt"), data).says("ICD-10-CM 2031").complains("icd10cm_order_2032.txt", "Nothing of it was installed")
	d.run(ok, "codes", "list", data).says("icd10cm-2031")
	if strings.Contains(d.out.String(), "2032") {
		t.Error("half a book is on the shelf")
	}
	d.run(failed, "codes", "install", filepath.Join(d.dir, "nowhere.zip"), data).complains("not there")
}

func TestCodesAreMisused(t *testing.T) {
	d := newDesk(t)
	for _, args := range [][]string{{"codes"}, {"codes", "fly"}, {"codes", "install"}, {"codes", "search"}, {"codes", "show"}, {"codes", "check"}, {"codes", "list", "more"},
		{"codes", "remove"}, {"codes", "changed", "more"}, {"codes", "list", "--set", "icd9"}, {"codes", "list", "--year", "-1"}} {
		d.run(misused, args...).complains("codes install FILE...")
	}
	d.run(ok, "codes", "--help").says("exit with 3")
}

// After a new year the questions are listed whose codes it changed.
func TestQuestionsOfChangedCodesAreListed(t *testing.T) {
	d := newDesk(t)
	data := "--data=" + d.data()
	bank := d.file("coding.gift", `// [id:c1] [tag:code:icd10cm-2030]
::Typhus::Code the eleventh kind of cholera.{=A00.9}

// [id:c2] [tag:code:icd10cm-2030]
::Classical::Code classical cholera.{=A00.0}

::Named::Which is the code of cholera, unspecified?{=A00.9#It is. ~A00.0}

// [id:c4] [tag:code:icd10cm-2031]
::Of this year::Code HIV disease.{=B20}
`)
	d.run(ok, "import", bank, "--no-repairs", data)
	now := d.file("icd10cm_order_2031.txt", order([3]string{"A00", "0", "Cholera"}, [3]string{"A000", "1", "Cholera, classical"},
		[3]string{"A009", "0", "Cholera, other"}, [3]string{"A0091", "1", "Cholera, eleventh kind"}, [3]string{"B20", "1", "HIV disease"}))
	d.run(ok, "codes", "install", now, sample("icd10cm_order_addenda_2031.txt"), data)
	doc := d.run(problems, "codes", "changed", "--year", "2031", "--json", data).parsed()
	var keys []string
	for _, q := range doc["questions"].([]any) {
		q := q.(map[string]any)
		if q["bank"] == "coding" {
			keys = append(keys, q["stem"].(string))
		}
	}
	if len(keys) != 2 || !strings.Contains(keys[0], "eleventh") || !strings.Contains(keys[1], "unspecified") {
		t.Errorf("%q", keys)
	}
	d.run(problems, "codes", "changed", data).says("coding/c1: A00.9 is deleted", "coding/name:Named: A00.9 is")
}

// The content check looks codes up in the book of the year that a question
// states, if it is there.
func TestCheckLooksCodesUp(t *testing.T) {
	d := newDesk(t)
	data := "--data=" + d.data()
	bank := d.file("coding.gift", `// [id:c1] [tag:code:icd10cm-2031]
::Gone::Code the third kind of cholera.{=A00.3####It is A00.3. Source\: ICD-10-CM 2031}

// [id:c2] [tag:code:icd10cm-2031]
::Heading::Code cholera.{=A00####It is A00. Source\: ICD-10-CM 2031}

// [id:c3] [tag:code:icd10cm-2031]
::Good::Code classical cholera, of category A00.{=A00.0####A00.8 is no valid code. Source\: ICD-10-CM 2031}

// [id:c4] [tag:code:icd10cm-2030]
::Of another year::Code the fourth kind of cholera.{=A00.4####It is A00.4. Source\: ICD-10-CM 2031}
`)
	d.run(ok, "check", bank, data)
	if strings.Contains(d.err.String(), "L49") {
		t.Errorf("without a book:\n%s", d.err.String())
	}
	d.run(ok, "codes", "install", sample("icd10cm_order_2031.txt"), data)
	d.run(problems, "check", "--lint", bank, data).complains("ICD-10-CM 2031 has no code A00.3.", "A00 is a heading of ICD-10-CM 2031 and cannot be reported.")
	if n := strings.Count(d.err.String(), "L49"); n != 2 {
		t.Errorf("%d findings:\n%s", n, d.err.String())
	}
}

// The shipped banks name no code that the official files of their year do not
// have.
func TestShippedCodesAreInTheOfficialBook(t *testing.T) {
	official := filepath.Join("..", "..", "..", "shared", "data", "cms")
	files := []string{filepath.Join(official, "cms_2026_dx.zip"), filepath.Join(official, "cms_2026_pr.zip")}
	for _, f := range files {
		if fileSize(f) == 0 {
			t.Skipf("%s is not here", f)
		}
	}
	shelf, err := actions.OpenCodeBooks(t.TempDir(), time.Now)
	must(t, err)
	defer shelf.Close()
	job := shelf.Install(files...)
	must(t, job.Look(ctx, nil))
	must(t, job.Run(ctx, nil))
	banks, err := content.Builtin()
	must(t, err)
	looked := 0
	for _, b := range banks {
		for i := range b.Questions {
			q := &b.Questions[i]
			if set, year := q.CodeSet(); year > 0 {
				looked += len(codebook.Mentions(q, codebook.Set(set)))
			}
			for _, f := range lint.Question(q, lint.Options{Codes: shelf.Lint()}) {
				if f.Rule.Code == "L49" {
					t.Errorf("%s/%s: %s", b.ID, q.Key, f.Message)
				}
			}
		}
	}
	if looked < 20 {
		t.Errorf("only %d codes were looked up", looked)
	}
}
