package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// tourAnswers are sixty made-up candidates' answers to fourteen questions of a
// midterm. The key of one question is wrong, and one is too easy.
func tourAnswers() string {
	const candidates, questions, wrongKey, easy = 60, 14, 6, 9
	draw := rand.New(rand.NewPCG(tourSeed, 3))
	var b strings.Builder
	b.WriteString("candidate")
	for q := range questions {
		fmt.Fprintf(&b, ",Question %d", q+1)
	}
	b.WriteString("\nKEY")
	for q := range questions {
		key := "ABCD"[q*3%4]
		if q == wrongKey {
			key = "ABCD"[(q*3+1)%4]
		}
		fmt.Fprintf(&b, ",%c", key)
	}
	b.WriteString("\nOPTIONS" + strings.Repeat(",4", questions))
	for c := range candidates {
		fmt.Fprintf(&b, "\ncandidate %d", c+1)
		able := draw.NormFloat64()
		for q := range questions {
			option := q * 3 % 4
			hard := float64(q%5)/2 - 1.6
			if q == easy {
				hard = -6
			}
			if able+draw.NormFloat64() < hard {
				option = (option + 1 + draw.IntN(2+q%2)) % 4
			}
			fmt.Fprintf(&b, ",%c", "ABCD"[option])
		}
	}
	return b.String() + "\n"
}

// tourImport is an instructor's file with the mistakes that such files have.
const tourImport = `// Unit 4: privacy and the record
$CATEGORY: Unit 4/Privacy

::Legal health record::Which record does a hospital disclose on a valid request?{
	~=The legal health record
	~The audit log
	~The draft note
}

::Retention of minors' records::How long are records of minors kept?{
	~Until discharge
	~Until the age of majority plus the limitation period
}

::Error rate::What is the coding error rate when 3 of 60 codes are wrong?{#0,05:0,001}

::Minimum necessary::Minimum necessary applies to treatment disclosures.{false}

::Designated record set::Which of these belong to the designated record set?{
	~%50%Billing records#They are used to make decisions about the person.
	~%50%Medical records
	~%-100%Peer review files
}
`
