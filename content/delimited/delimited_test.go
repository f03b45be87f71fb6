package delimited

import (
	"fmt"
	"strings"
	"testing"

	"chartroom/content/parse"
)

func TestRowsAreCutAsPeopleMeanThem(t *testing.T) {
	for text, want := range map[string]string{
		"a,b\nc,d":                 `["a" "b"] ["c" "d"]`,
		"\n  \n a , \"b\" \n":      `["a" "b"]`,
		"\"a, \"\"x\"\"\nb\",c":    `["a, \"x\"\nb" "c"]`,
		"5\" tall,\"Do Not\" use":  `["5\" tall" "\"Do Not\" use"] quote-in-text`,
		"\"open,b\nc,d":            `["c" "d"] quote-not-closed`,
		",\n":                      `["" ""]`,
		strings.Repeat(",", 600):   ` too-many-columns`,
		strings.Repeat("x", 2<<20): ` field-too-long`,
		strings.Repeat("\"\n", 20): "",
	} {
		var got, rules []string
		rows := Rows{Text: text, Separator: ',', Say: func(_ parse.Severity, at int, rule, _ string, _ ...any) {
			if at < 0 || at > len(text) {
				t.Errorf("%.20q: a problem at byte %d", text, at)
			}
			rules = append(rules, rule)
		}}
		for row, ok := rows.Next(); ok; row, ok = rows.Next() {
			got = append(got, fmt.Sprintf("%q", row.Fields))
			if len(row.At) != len(row.Fields) || row.Get(-1) != "" || row.Get(len(row.Fields)) != "" || row.Place(99) != row.At[len(row.At)-1] {
				t.Errorf("%.20q: %+v", text, row)
			}
		}
		if s := strings.Join(append([]string{strings.Join(got, " ")}, rules...), " "); want != "" && s != want {
			t.Errorf("%.40q: %s, not %s", text, s, want)
		}
	}
}

func TestTheSeparatorIsTheOneThatRowsAgreeOn(t *testing.T) {
	for text, want := range map[string]byte{
		"a\tb, c\nd\te": '\t', "a;1,5\nb;2,5\n": ';', "a,b\nc,d\n": ',', "x: 1\ny: 2\n": ':', "only words\nand more\n": 0, "a|b\nc|d": '|',
	} {
		if got := Sniff(text); got != want {
			t.Errorf("%q: %q, not %q", text, got, want)
		}
	}
}
