package widgets

import (
	"slices"
	"strings"
	"testing"

	"chartroom/quiz"
)

// shape is a text's passages in one line: prose in brackets, rows by slashes.
func shape(text string, m quiz.Markup) string {
	var parts []string
	for _, p := range passages(text, m) {
		if p.rows == nil {
			parts = append(parts, "["+PlainText(p.prose, m)+"]")
			continue
		}
		for _, r := range p.rows {
			var cells []string
			for _, c := range r {
				s := c.text
				if c.head {
					s = strings.ToUpper(s)
				}
				cells = append(cells, s)
			}
			parts = append(parts, strings.Join(cells, "|"))
		}
	}
	return strings.Join(parts, "/")
}

func TestTablesAreFoundInTexts(t *testing.T) {
	for text, want := range map[string]string{
		"<p>before</p><table><tr><th>a</th><td>1</td></tr></table>after":        "[before]/A|1/[after]",
		"<TABLE border=1><thead><tr><th>a<th>b<tbody><tr><td>1<td>2":            "A|B/1|2",
		"<table><tr><td>1</td></tr><tr><td>2</td><td>3</td></tr></table>":       "1|/2|3",
		"<table><tr><td><table><tr><td>in</td></tr></table></td></tr></table>x": "<table><tr><td>in</td></tr></table>/[x]",
		"<table><td>no row</td></table>":                                        "no row",
		"<table></table>nothing":                                                "[nothing]",
		"a < b and <i>c</i>":                                                    "[a < b and c]",
		"<table><tr><td>a<b</td></tr></table><table><tr><td>2":                  "a<b/2",
		"<!-- <table> -->":                                                      "[]",
	} {
		if got := shape(text, quiz.HTML); got != want {
			t.Errorf("%s\nis %s\nwant %s", text, got, want)
		}
	}
	for text, want := range map[string]string{
		"Fill in.\n\n| a | b |\n|---|:-:|\n| 1 | {{1}} |\n| x\\|y |\n\nDone.": "[Fill in.]/A|B/1|{{1}}/x|y|/[Done.]",
		"a | b\n-- | --\n1 | 2": "A|B/1|2",
		"no | table":            "[no | table]",
		"":                      "[]",
	} {
		if got := shape(text, quiz.Markdown); got != want {
			t.Errorf("%s\nis %s\nwant %s", text, got, want)
		}
	}
	if got := shape("<table><tr><td>1</td></tr></table>", quiz.Plain); !strings.HasPrefix(got, "[") {
		t.Errorf("plain text holds a table: %s", got)
	}
}

// Whatever a text holds, its passages end, its tables are full rectangles, and
// no gap is lost.
func FuzzPassages(f *testing.F) {
	f.Add("<table><tr><td>{{1}}</td></tr></table>", true)
	f.Add("<table><tr><table><td>x</table></tr>", true)
	f.Add("|a|b|\n|-|-|\n|{{1}}", false)
	f.Add("<table", true)
	f.Add(strings.Repeat("<table>", 50000), true)
	f.Fuzz(func(t *testing.T, text string, html bool) {
		m := quiz.Markdown
		if html {
			m = quiz.HTML
		}
		all := passages(text, m)
		if len(all) == 0 {
			t.Fatal("a text without passages")
		}
		for _, p := range all {
			for _, r := range p.rows {
				if len(r) != len(p.rows[0]) || len(r) == 0 {
					t.Errorf("rows of %d and %d cells", len(p.rows[0]), len(r))
				}
			}
		}
		if text == "{{1}}" && !slices.ContainsFunc(all, func(p passage) bool { return strings.Contains(p.prose, "{{1}}") }) {
			t.Error("a gap is lost")
		}
	})
}
