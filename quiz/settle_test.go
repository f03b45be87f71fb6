package quiz_test

import (
	"reflect"
	"slices"
	"testing"

	"chartroom/quiz"
)

func TestReadQuestionsGetTheKindTheirFormatLacks(t *testing.T) {
	html := "<p>Fill in.</p><TABLE class=x><tr><td>{{1}}</td></tr></TABLE>"
	pipes := "Fill in.\n\n| bed | days |\n|:---|---:|\n| 1 | {{1}} |"
	for _, c := range []struct {
		name string
		in   quiz.Question
		want quiz.Kind
	}{
		{"typed code", quiz.Question{Kind: quiz.Text, Tags: []string{"code:icd10cm-2026"}}, quiz.Code},
		{"typed word", quiz.Question{Kind: quiz.Text, Tags: []string{"level:recall"}}, quiz.Text},
		{"choice among codes", quiz.Question{Kind: quiz.Choice, Tags: []string{"code:icd10cm-2026"}}, quiz.Choice},
		{"gaps in an HTML table", quiz.Question{Kind: quiz.Cloze, Stem: html}, quiz.Table},
		{"the same, as plain text", quiz.Question{Kind: quiz.Cloze, Stem: html, Markup: quiz.Plain}, quiz.Cloze},
		{"gaps in a Markdown table", quiz.Question{Kind: quiz.Cloze, Stem: pipes, Markup: quiz.Markdown}, quiz.Table},
		{"bars that are no table", quiz.Question{Kind: quiz.Cloze, Stem: "a | b {{1}}\n\n- c", Markup: quiz.Markdown}, quiz.Cloze},
		{"gaps in a sentence", quiz.Question{Kind: quiz.Cloze, Stem: "a {{1}} <b>tablet</b>"}, quiz.Cloze},
		{"a table to read", quiz.Question{Kind: quiz.Number, Stem: html}, quiz.Number},
	} {
		t.Run(c.name, func(t *testing.T) {
			q := c.in
			quiz.Settle(&q)
			if q.Kind != c.want {
				t.Fatalf("becomes %s", q.Kind)
			}
			again := quiz.Unsettle(q)
			quiz.Settle(&again)
			if !reflect.DeepEqual(again, q) {
				t.Errorf("taken back and settled: %+v", again)
			}
		})
	}
}

func TestQuestionsOfARecordFollowEachOther(t *testing.T) {
	id := func(k string) quiz.QuestionID { return quiz.NewQuestionID("b", k) }
	record := map[quiz.QuestionID]quiz.QuestionID{id("a1"): id("a"), id("a2"): id("a"), id("b1"): id("b"), id("b2"): id("b")}
	got := quiz.KeepTogether([]quiz.QuestionID{id("x"), id("a2"), id("b1"), id("y"), id("a1"), id("b2")}, func(q quiz.QuestionID) quiz.QuestionID { return record[q] })
	want := []quiz.QuestionID{id("x"), id("a2"), id("a1"), id("b1"), id("b2"), id("y")}
	if !slices.Equal(got, want) {
		t.Errorf("got %v; want %v", got, want)
	}
	q := quiz.Question{Bank: "b", Kind: quiz.Choice, Tags: []string{"record:a"}}
	if key, ok := quiz.RecordOf(&q); key != "a" || !ok || quiz.RecordID(&q) != id("a") {
		t.Errorf("the record is %q", key)
	}
	q.Kind = quiz.Description
	if _, ok := quiz.RecordOf(&q); ok || !quiz.RecordID(&q).IsZero() {
		t.Error("a record is about a record")
	}
}
