package career

import (
	"strings"
	"testing"
	"testing/fstest"

	"chartroom/content"
)

const head = "---\nsources: A; B\nchecked-on: 2026-11-22\nas-of: 2026-11\nreview-by: 2027-10-31\nconfidence: B\n---\n"

var tableHead = "# " + strings.ReplaceAll(strings.TrimSuffix(strings.TrimPrefix(head, "---\n"), "\n---\n"), "\n", "\n# ") + "\n"

func TestEntriesAreTakenApart(t *testing.T) {
	text := head + "\n# One\nid: one\nconfidence: A\n\nA text\nof two lines.\n\nSecond: it has a colon.\n\n## List\n- first\n  goes on\n- second\n\n# Two\r\nid: two\r\n\r\nText.\r\n"
	all, err := parseEntries("x.md", text)
	if err != nil || len(all) != 2 {
		t.Fatal(all, err)
	}
	one := all[0]
	if got := one.items("List"); len(got) != 2 || got[0] != "first goes on" {
		t.Errorf("items %q", got)
	}
	if p := one.page(); p.ID != "one" || p.Text != "A text of two lines.\n\nSecond: it has a colon." || p.Confidence != "A" || len(p.Sources) != 2 {
		t.Errorf("page %+v", p)
	}
	if err := one.done(); err != nil {
		t.Error(err)
	}
	if p := all[1].page(); p.Title != "Two" || p.Text != "Text." || p.Confidence != "B" {
		t.Errorf("page %+v", p)
	}
}

// What an instructor may get wrong is said with the file and, where there is
// one, the line.
func TestMistakesInAFileAreNamed(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"nothing":         {"", "the head is missing"},
		"no head":         {"# One\nid: one\n\nText.", "the head is missing"},
		"no end of head":  {"---\nsources: A\n", "the head has no end"},
		"half a head":     {"---\nsources: A\n---\n", "checked-on"},
		"strange head":    {"---\nauthor: me\n---\n", "author"},
		"before headings": {head + "Text.\n", "questions/q.md:8: text before the first heading"},
		"no id":           {head + "# One\n\nText.\n", `questions/q.md:8: One: the field "id" is missing`},
		"no text":         {head + "# One\nid: one\n", "no text"},
		"unknown field":   {head + "# One\nid: one\npay: 3\n\nText.\n", `the field "pay" is not known`},
		"unknown section": {head + "# One\nid: one\n\nText.\n\n## Pay\nMuch.\n", `the section "Pay" is not known`},
		"field twice":     {head + "# One\nid: one\nid: two\n\nText.\n", `"id" is there twice`},
		"page twice":      {head + "# One\nid: one\n\nText.\n\n# Two\nid: one\n\nText.\n", "there twice"},
		"bad confidence":  {head + "# One\nid: one\nconfidence: D\n\nText.\n", "none of A, B, C"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := Read(shelf("questions/q.md", c.text)); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%v", err)
			}
		})
	}
	for name, c := range map[string]struct{ file, text, want string }{
		"level":    {"education/ladder.md", head + "# A\nlevel: doctor\nfrom: master\nmonths: 4\nlength: long\n\nText.\n", "doctor"},
		"months":   {"education/ladder.md", head + "# A\nlevel: master\nfrom: bachelor\nmonths: many\nlength: long\n\nText.\n", "months"},
		"item":     {"plan/lists.md", head + "# A\nid: a\n\nText.\n\n## To do\n- without a name\n", "without a name"},
		"list":     {"plan/lists.md", head + "# A\nid: a\n\nText.\n\n## To do\nNo item.\n", "no item of one"},
		"way":      {"credentials/c.md", head + "# A\nid: a\nfull: A\nissuer: x\n\nText.\n\n## Ways in\n- 3 years of gardening\n", "gardening"},
		"issuer":   {"credentials/c.md", head + "# A\nid: a\nfull: A\nissuer: x\n\nText.\n", "no organization"},
		"ended":    {"organizations/o.md", head + "# A\nid: a\nkind: club\n\nText.\n", "either a site or an end"},
		"basis":    {"corrections/c.md", head + "# C1 A\nbasis: rumor\n\n## Why\nSo.\n", "basis"},
		"columns":  {"pay/p.csv", "soc,value\n29-2072,1\n", "fields"},
		"no head":  {"pay/p.csv", strings.Join(figureColumns, ",") + "\n", "the head has no"},
		"measure":  {"pay/p.csv", tableHead + strings.Join(figureColumns, ",") + "\n29-2072,T,US,,modal,1,May 2025,S,A,\n", "measure"},
		"no place": {"pay/p.csv", tableHead + strings.Join(figureColumns, ",") + "\n29-2072,T,,,median,1,May 2025,S,A,\n", "lacks"},
		"number":   {"pay/p.csv", tableHead + strings.Join(figureColumns, ",") + "\n29-2072,T,US,,median,much,May 2025,S,A,\n", "much"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := Read(shelf(c.file, c.text)); err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), c.file) && name != "issuer" {
				t.Errorf("%v", err)
			}
		})
	}
}

// shelf is a folder with empty files, and one that is not.
func shelf(file, text string) fstest.MapFS {
	files := fstest.MapFS{}
	for _, name := range []string{"education/ladder.md", "education/schooling.md", "plan/steps.md", "plan/lists.md", "pay/outlook.md"} {
		files[name] = &fstest.MapFile{Data: []byte(head)}
	}
	files[file] = &fstest.MapFile{Data: []byte(text)}
	return files
}

func TestAnEmptyFolderSaysWhatIsMissing(t *testing.T) {
	if _, err := Read(fstest.MapFS{}); err == nil || !strings.Contains(err.Error(), "education/ladder.md") {
		t.Errorf("%v", err)
	}
}

func FuzzHandbook(f *testing.F) {
	f.Add(head + "# One\nid: one\n\nText.\n\n## Duties\n- a\n")
	f.Add("---\n")
	f.Add(tableHead + strings.Join(figureColumns, ",") + "\n29-2072,T,US,,median,1,May 2025,S,A,\n")
	f.Fuzz(func(t *testing.T, text string) {
		for _, name := range []string{"profiles/a.md", "credentials/a.md", "organizations/a.md", "corrections/a.md", "plan/lists.md", "pay/a.csv"} {
			if h, err := Read(shelf(name, text)); err == nil && h == nil {
				t.Error("neither a handbook nor an error")
			}
		}
	})
}

func BenchmarkRead(b *testing.B) {
	for b.Loop() {
		if _, err := Read(content.Careers()); err != nil {
			b.Fatal(err)
		}
	}
}

func handbook(t testing.TB) *Handbook {
	t.Helper()
	h, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return h
}
