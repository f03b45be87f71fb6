package cli

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// planJSON is a small input; old and new replace a part of it.
func planJSON(old, new string) string {
	var items []string
	for i := range 40 {
		items = append(items, fmt.Sprintf(`{"id":%d,"domain":"d%d","new":%t,"stability":%d,"difficulty":5,"last_day":%d,"seconds":12,"seconds_new":25}`,
			i, i%2, i%3 == 0, 1+i, 20000-i-1))
	}
	doc := `{"today":20000,"exam_day":20014,"minutes":3,"weights":[],"domains":[{"id":"d0","weight":60},{"id":"d1","weight":40}],"items":[` +
		strings.Join(items, ",\n") + `],"seed":1}`
	return strings.Replace(doc, old, new, 1)
}

func TestAPlanIsPrinted(t *testing.T) {
	d := newDesk(t)
	doc := d.run(ok, "plan", d.file("in.json", planJSON("", "")), "--json").parsed()
	for _, key := range []string{"review", "expected_score", "interval", "left_out", "minutes"} {
		if _, there := doc[key]; !there {
			t.Errorf("%s is missing from %v", key, keys(doc))
		}
	}
	review := doc["review"].([]any)
	if len(review) == 0 || doc["minutes"].(float64) > 3 {
		t.Errorf("%d items in %v minutes", len(review), doc["minutes"])
	}
	interval := doc["interval"].([]any)
	if s := doc["expected_score"].(float64); !(interval[0].(float64) < s && s < interval[1].(float64)) {
		t.Errorf("score %g, interval %v", s, interval)
	}
	if days := doc["forecast"].([]any); len(days) != 14 {
		t.Errorf("%d days forecast", len(days))
	}
	first := d.out.String()
	if d.run(ok, "plan", d.file("seed.json", planJSON(`"seed":1`, `"seed":2`)), "--json").out.String() != first {
		t.Error("nothing is drawn, and yet the seed matters")
	}
	d.run(ok, "plan", d.file("week.json", planJSON(`"minutes":3`, `"minutes":[3,3,3,3,3,3,3]`)), "--json")
	if d.out.String() != first {
		t.Error("a week of the same minutes is not those minutes")
	}
	d.run(ok, "plan", d.file("words.json", planJSON("", ""))).says("Expected on the exam day", "ten more minutes")
}

// Ids come back as they were given: numbers as numbers, texts as texts.
func TestIDsComeBackAsGiven(t *testing.T) {
	d := newDesk(t)
	in := `{"today":5,"exam_day":9,"minutes":10,"domains":[{"id":7,"weight":1}],"items":[{"id":12345678901234567890,"domain":7,"new":true},{"id":"a<b","domain":7,"new":true}]}`
	d.run(ok, "plan", "--json", d.file("in.json", in)).says("12345678901234567890", `"a<b"`)
	if got := len(d.parsed()["review"].([]any)); got != 2 {
		t.Errorf("%d items", got)
	}
}

func TestAPlanWithSevenAndAfterTheExam(t *testing.T) {
	d := newDesk(t)
	seven := "0.1104,2.2395,3.9221,11.7841,6.1686,0.6457,3.6807,1.9795,0,1.3826,0.7024,0.5999,0.8146,0.6398,1,1.3207,0.6707,3.8668,0.4416,0.0934,1.8631,0.6162,1.0869,0.1567,0.0801,0.2421,0.9464,0.1433,0.7145,0,0.5667,0.3734,0.5333,0.3048"
	doc := d.run(ok, "plan", d.file("seven.json", planJSON(`"weights":[]`, `"weights":[`+seven+`]`)), "--json").parsed()
	if len(doc["review"].([]any)) == 0 {
		t.Error("FSRS-7 plans nothing")
	}
	doc = d.run(ok, "plan", d.file("over.json", planJSON(`"exam_day":20014`, `"exam_day":19990`)), "--json").complains("The exam is over").parsed()
	if doc["keeping"] != true || len(doc["review"].([]any)) == 0 {
		t.Errorf("after the exam: %v", doc)
	}
}

// Every refusal names what is wrong, prints no plan and leaves no trace.
func TestABadPlanIsRefused(t *testing.T) {
	d := newDesk(t)
	for _, c := range []struct{ old, new, says string }{
		{`"today":20000,`, "", "today is missing"},
		{`"exam_day":20014,`, "", "exam_day is missing"},
		{`"exam_day":20014`, `"exam_day":99999`, "days ahead"},
		{`"exam_day":20014`, `"exam_day":9e18`, "not the JSON of a plan"},
		{`"exam_day":20014`, `"exam_day":20014.5`, "not the JSON of a plan"},
		{`"minutes":3`, `"minutes":-1`, "-1 minutes"},
		{`"minutes":3`, `"minutes":[1,2]`, "minutes must be one number, or seven"},
		{`"minutes":3`, `"minutes":NaN`, "not the JSON of a plan"},
		{`"minutes":3`, `"minutes":null`, "minutes must be"},
		{`"weights":[]`, `"weights":[1,2,3]`, "3 weights"},
		{`"weights":[]`, `"weights":[` + strings.Repeat("99,", 20) + `99]`, "weight w4 is 99"},
		{`"id":7,`, `"id":8,`, "item 8 is there twice"},
		{`"id":7,"domain":"d1"`, `"id":7,"domain":"x"`, `item 7: its domain "x" is not among the domains`},
		{`"id":7,`, `"id":{},`, "neither a text nor a number"},
		{`"id":7,`, ``, "an item has no id"},
		{`"stability":8,`, `"stability":-8,`, "item 7: the stability is -8"},
		{`"stability":8,`, ``, "item 7: it is not new and has no stability"},
		{`"stability":8,"difficulty":5`, `"stability":8,"difficulty":11`, "item 7: the difficulty is 11"},
		{`"last_day":19992`, `"last_day":20001`, "item 7: it was last studied on day 20001, after today"},
		{`"last_day":19992`, `"last_day":-99999999999`, "item 7: last_day"},
		{`"last_day":19992,"seconds":12`, `"last_day":19992,"seconds":-12`, "item 7: it takes -12 seconds"},
		{`{"id":"d0","weight":60}`, `{"id":"d1","weight":60}`, `domain "d1" is there twice`},
		{`"weight":60`, `"weight":-60`, `domain "d0": the weight is -60`},
		{"}", "", "not the JSON of a plan"},
	} {
		in := planJSON(c.old, c.new)
		if in == planJSON("", "") {
			t.Errorf("%q is not in the input", c.old)
		}
		d.run(failed, "plan", d.file("bad.json", in)).complains(c.says, "bad.json")
		if d.out.Len() > 0 || strings.Contains(d.err.String(), "panic") {
			t.Errorf("%s: %s%s", c.says, d.out.String(), d.err.String())
		}
	}
	if doc := d.run(failed, "plan", "none.json", "--json").parsed(); !slices.Equal(keys(doc), []string{"error"}) {
		t.Errorf("%v", doc)
	}
	d.run(misused, "plan").complains("chartroom plan IN.json")
	d.run(misused, "plan", "a", "b")
}
