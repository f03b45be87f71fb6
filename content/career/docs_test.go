package career

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// docs/careers.md tells instructors how the files are written; every example in
// it can be read, and its names of fields are those of the program.
func TestTheExamplesForInstructorsCanBeRead(t *testing.T) {
	data, err := os.ReadFile("../../docs/careers.md")
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	examples := regexp.MustCompile("(?s)```markdown (\\S+)\n(.*?)```").FindAllStringSubmatch(text, -1)
	if len(examples) != 3 {
		t.Fatalf("%d examples", len(examples))
	}
	for _, e := range examples {
		files := shelf(e[1], e[2])
		if strings.HasPrefix(e[1], "credentials") {
			files["organizations/o.md"] = shelf("o", head+"# Example\nid: example-body\nkind: board\nsite: example.org\n\nText.\n")["o"]
		}
		h, err := Read(files)
		if err != nil || len(h.Careers)+len(h.Credentials)+len(h.Lists) != 1 {
			t.Errorf("%s: %v", e[1], err)
		}
	}
	if !strings.Contains(text, strings.Join(figureColumns, ",")) {
		t.Error("the columns of figures are not those of the program")
	}
	for _, m := range Measures {
		if !strings.Contains(text, string(m)) {
			t.Errorf("the measure %s is not named", m)
		}
	}
	for _, field := range stampFields {
		if !strings.Contains(text, "`"+field+"`") {
			t.Errorf("the field %s is not named", field)
		}
	}
}
