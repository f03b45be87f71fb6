package cli

import (
	"fmt"
	"strings"
	"testing"
)

// hinting has a question without a fault of its format, whose writing tells the
// answer.
const hinting = "// bank: Hints\n\n::Fee::Which of these is not a fee for copies?{\n~daily\n=all of the above\n~yearly\n}\n\n" +
	"// [accept:L11 the exam writes it so]\n::Fees::Which fee for charts is not known?{\n~daily\n=hourly\n~yearly\n}\n"

func TestCheckTellsFaultsInTheWriting(t *testing.T) {
	d := newDesk(t)
	path := d.file("hints.gift", hinting)
	d.run(ok, "check", path).says("hints.gift: GIFT (Moodle), 2 questions. Item writing: ", "warning", "1 accepted").
		complains("hints.gift:3:1: warning: The option “all of the above” is about other options. ", "[lint/L13-all-of-the-above]", "[lint/L11-hidden-negative]",
			"hints.gift:9:1: accepted: ", "Accepted: the exam writes it so")
	d.run(problems, "check", "--lint", path).complains("[lint/L13-all-of-the-above]")
	d.run(ok, "check", "--no-lint", path)
	if strings.Contains(d.out.String()+d.err.String(), "lint") || strings.Contains(d.out.String(), "Item writing") {
		t.Errorf("%s%s", d.out.String(), d.err.String())
	}
	d.run(misused, "check", "--lint", "--no-lint", path)
}

// In the document, format problems stay what other tools expect; faults in the
// writing are asked for.
func TestFaultsStandInTheDocumentWhenAskedFor(t *testing.T) {
	d := newDesk(t)
	path := d.file("hints.gift", hinting)
	file := d.run(ok, "check", path, "--json").parsed()["files"].([]any)[0].(map[string]any)
	if found := file["problems"].([]any); len(found) != 0 || d.err.Len() != 0 {
		t.Errorf("%v, %s", found, d.err.String())
	}
	d.run(problems, "check", path, "--json", "--lint").says(`"lint/L13-all-of-the-above"`, `"lint/L11-hidden-negative"`)
	clean := d.file("advice.gift", "// [tag:rhit:2]\n::Days::Within how many days is a copy given?{#30####The rule gives 30 days from receipt.}\n")
	d.run(ok, "check", "--lint", clean).complains("advice: ") // advice alone is no problem
}

func TestAdviceIsNotRepeatedForEachQuestion(t *testing.T) {
	d := newDesk(t)
	var b strings.Builder
	for n := range 12 {
		fmt.Fprintf(&b, "Within how many days is a copy given, in case %d?{#30}\n\n", n)
	}
	path := d.file("many.gift", b.String())
	d.run(ok, "check", path).complains("The same is so of ")
	if n := strings.Count(d.err.String(), "[lint/L27-no-source]"); n != adviceShown+1 {
		t.Errorf("%d lines on missing sources", n)
	}
	d.run(problems, "check", "--lint", path)
	if n := strings.Count(d.err.String(), "[lint/L27-no-source]"); n != 12 {
		t.Errorf("%d lines on missing sources with --lint", n)
	}
}
