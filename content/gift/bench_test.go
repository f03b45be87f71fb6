package gift

import (
	"context"
	"fmt"
	"strings"
	"testing"
)

// questions10k is 10,000 questions of the kinds that files hold, about 3 MB,
// written as Moodle writes them.
func questions10k() []byte {
	var b strings.Builder
	for i := range 10_000 {
		switch i % 10 {
		case 0:
			fmt.Fprintf(&b, "// question: %d  name: T%d\n::T%d::The master patient index of a hospital lists every patient who was ever seen there, number %d.{TRUE#It does\\: that is its purpose.#Right.}\n\n", i, i, i, i)
		case 1:
			fmt.Fprintf(&b, "// question: %d  name: N%d\n::N%d::How many days are there in %d weeks, when no day is left out?{#\n\t=%%100%%%d:0#Right\\: seven days a week.\n\t~#Multiply by seven.\n}\n\n", i, i, i, i, 7*i)
		case 2:
			fmt.Fprintf(&b, "What does the abbreviation number %d stand for, in words?{\n\t=%%100%%release of information %d#Right.\n\t=%%50%%information release#Nearly.\n}\n\n", i, i)
		default:
			fmt.Fprintf(&b, "// question: %d  name: Q%d\n// [id:bench-%d] [tag:rhit:1] [tag:level:recall]\n::Q%d::[html]<p>Which of the documents of a record, in case %d, shows what the surgeon found\\?</p>{\n"+
				"\t=<p>The operative report</p>#Right\\: it describes the findings.\n\t~<p>The consent</p>#It is signed before.\n\t~<p>The history</p>#It is taken at admission.\n\t~<p>The face sheet</p>#It identifies the patient.\n"+
				"\t####The surgeon dictates the operative report.\\nSource\\: 42 CFR 482.51(b)(6), 2026\n}\n\n", i, i, i, i, i)
		}
	}
	return []byte(b.String())
}

func BenchmarkParse10k(b *testing.B) {
	data := questions10k()
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		bank, problems, err := Parse(context.Background(), data, "bench", nil)
		if err != nil || len(bank.Questions) != 10_000 || len(problems) != 0 {
			b.Fatal(len(bank.Questions), problems, err)
		}
	}
}

func BenchmarkFormat10k(b *testing.B) {
	bank, _, err := Parse(context.Background(), questions10k(), "bench", nil)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if err := Format(&strings.Builder{}, bank); err != nil {
			b.Fatal(err)
		}
	}
}
