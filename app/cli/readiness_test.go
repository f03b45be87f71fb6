package cli

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// readyDocument is a learner of two domains with so many answers, two thirds
// of them right.
func readyDocument(answers int) string {
	var list []string
	for i := range answers {
		list = append(list, fmt.Sprintf(`{"domain":%d,"difficulty":%g,"difficulty_sd":0.5,"options":4,"correct":%v,"days_ago":%d}`, i%2, float64(i%5)/2-1, i%3 > 0, i%40))
	}
	return `{"items":130,"cut":[0.62,0.72],"domains":[{"weight":0.7},{"weight":0.3}],"answers":[` + strings.Join(list, ",") + `]}`
}

func TestReadinessPrintsTheChanceToPass(t *testing.T) {
	d := newDesk(t)
	doc := d.run(ok, "readiness", d.file("in.json", readyDocument(120)), "--json").parsed()
	pass, interval, domains := doc["pass"].(float64), doc["interval"].([]any), doc["domains"].([]any)
	if !(interval[0].(float64) < pass && pass < interval[1].(float64)) || len(domains) != 2 {
		t.Errorf("%v", doc)
	}
	for _, one := range domains {
		score, within := one.(map[string]any)["score"].(float64), one.(map[string]any)["interval"].([]any)
		if !(within[0].(float64) < score && score < within[1].(float64)) {
			t.Errorf("%v", one)
		}
	}
	d.run(ok, "readiness", d.dir+"/in.json").says("The chance to pass is ", "domain 1", "60 answers", "It rests on 120 answers in 2 domains.")
	d.env.In = strings.NewReader(readyDocument(120))
	if again := d.run(ok, "readiness", "-", "--json").parsed(); again["pass"] != pass {
		t.Errorf("%v from standard input, %v from a file", again["pass"], pass)
	}
}

func TestReadinessBelowTwentyAnswersIsNotYet(t *testing.T) {
	d := newDesk(t)
	for _, n := range []int{0, 1, 19} {
		doc := d.run(ok, "readiness", d.file("in.json", readyDocument(n)), "--json").parsed()
		if doc["pass"] != nil || doc["interval"] != nil || !strings.HasPrefix(doc["reason"].(string), "Not yet") || len(doc["domains"].([]any)) != 2 {
			t.Errorf("%d answers: %v", n, doc)
		}
		if got := keys(doc); !slices.Contains(got, "pass") || !slices.Contains(got, "interval") {
			t.Errorf("keys %v", got)
		}
	}
	d.run(ok, "readiness", d.dir+"/in.json").says("Not yet: a chance to pass is told from 20 answers on, and there are 19.")
}

func TestReadinessTakesIDsAndMarks(t *testing.T) {
	d := newDesk(t)
	document := strings.NewReplacer(`{"weight":0.7}`, `{"id":"rhit:1","weight":0.7,"recall":[0.8,0.9]}`, `{"weight":0.3}`, `{"id":2,"weight":0.3}`,
		`"domain":0`, `"domain":"rhit:1"`, `"domain":1`, `"domain":2`, `"correct":true`, `"correct":1`).Replace(readyDocument(60))
	better := d.run(ok, "readiness", d.file("in.json", document), "--json").parsed()["pass"].(float64)
	plain := d.run(ok, "readiness", d.file("in.json", readyDocument(60)), "--json").parsed()["pass"].(float64)
	if better <= plain {
		t.Errorf("with better memories on the exam day %v, without %v", better, plain)
	}
}

func TestReadinessNamesWhatIsWrong(t *testing.T) {
	d := newDesk(t)
	base := readyDocument(1)
	for says, text := range map[string]string{
		"line 1, column":                 "{\"items\":",
		"where an object belongs":        "[]",
		"items, the number":              strings.Replace(base, `"items":130,`, "", 1),
		"cut must be two":                strings.Replace(base, `[0.62,0.72]`, "[0.62]", 1),
		"lower one first":                strings.Replace(base, `[0.62,0.72]`, "[0.72,0.62]", 1),
		"domain 1: it has no weight":     strings.Replace(base, `{"weight":0.3}`, "{}", 1),
		"recall must be two":             strings.Replace(base, `{"weight":0.3}`, `{"weight":1,"recall":[1]}`, 1),
		"the id 0 is taken":              strings.Replace(base, `{"weight":0.3}`, `{"id":0,"weight":1}`, 1),
		"answer 0: there is no domain 7": strings.Replace(base, `"domain":0`, `"domain":7`, 1),
		"answer 0: it has no domain":     strings.Replace(base, `"domain":0,`, ``, 1),
		"it has no correct":              strings.Replace(base, `,"correct":false`, ``, 1),
		"it must be true, false or a":    strings.Replace(base, `"correct":false`, `"correct":"no"`, 1),
		"the mark 3 does not lie":        strings.Replace(base, `"correct":false`, `"correct":3`, 1),
		"the difficulty 99 does not lie": strings.Replace(base, `"difficulty":-1`, `"difficulty":99`, 1),
		"the file is empty":              " ",
	} {
		d.run(failed, "readiness", d.file("in.json", text), "--json").complains(says)
		if doc := d.parsed(); doc["error"] == nil {
			t.Errorf("%s: %v", says, doc)
		}
	}
	d.run(failed, "readiness", d.dir+"/none.json").complains("there is no such file")
	d.run(misused, "readiness")
}
