package qti

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"html"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"chartroom/content/parse"
	"chartroom/quiz"
)

// conformance is the folder of third-party test files beside the project.
const conformance = "../../../shared/formats/conformance"

// reading is what Canvas's importer made of an item (conformance/README.md).
type reading struct {
	File    string `json:"file"`
	Ident   string `json:"ident"`
	Model   string `json:"model"`
	Body    string `json:"body"`
	Choices []any  `json:"choices"`
	Scoring []any  `json:"scoring"`
	Failed  string `json:"scoring_error"`
	Error   string `json:"error"`
}

// models are the kinds for Canvas's.
var models = map[string][]quiz.Kind{
	"ChoiceInteraction": {quiz.Choice, quiz.TrueFalse}, "FillBlankInteraction": {quiz.Text, quiz.Cloze},
	"CanvasMultipleDropdownInteraction": {quiz.Cloze}, "MatchInteraction": {quiz.Match}, "CategorizationInteraction": {quiz.Match},
	"NumericInteraction": {quiz.Number}, "OrderingInteraction": {quiz.Order}, "ShortTextInteraction": {quiz.Text, quiz.Cloze},
	"StringInteraction": {quiz.Essay}, "ExtendedTextInteraction": {quiz.Essay}, "FormulaInteraction": {quiz.Essay},
	"UploadInteraction": {quiz.Essay}, "HotSpotInteraction": {quiz.Essay}, "NilClass": {quiz.Essay, quiz.Description},
}

// otherwise lists, by file and item, where we read another thing than Canvas,
// on purpose: what differs, and why.
var otherwise = map[string]string{
	"items_1.2/choice.xml:QUE_1003":                     "Canvas takes choices whose score is set to 0 for right; ours are those that earn something",
	"items_1.2/choice.xml:QUE_1007":                     "Canvas takes choices whose score is set to 0 for right; ours are those that earn something",
	"items_1.2/choice.xml:QUE_1022":                     "Canvas takes choices whose score is set to 0 for right; ours are those that earn something; wrong ones lose something",
	"items_1.2/multiple_answer.xml:QUE_1022":            "Canvas takes choices whose score is set to 0 for right; ours are those that earn something",
	"items_1.2/multiple_choice.xml:QUE_1007":            "Canvas takes choices whose score is set to 0 for right; ours are those that earn something",
	"items_1.2/true_false.xml:QUE_1003":                 "Canvas takes choices whose score is set to 0 for right; ours are those that earn something",
	"items_1.2/true_false_with_calculator.xml:QUE_1003": "Canvas takes choices whose score is set to 0 for right; ours are those that earn something",
	"test_qti_1.2:QUE_1003":                             "Canvas takes choices whose score is set to 0 for right; ours are those that earn something",
	"test_qti_1.2:QUE_1007":                             "Canvas takes choices whose score is set to 0 for right; ours are those that earn something",
	"test_qti_1.2:QUE_1022":                             "Canvas takes choices whose score is set to 0 for right; ours are those that earn something",
	"items_1.2/choice_vary_points_by_answer_zero_points.xml:d74b47a4abeeed159e030bfecbcecea2": "both choices earn 0, so nothing is right; Canvas takes both for right, ours is kept as text",
	"items_1.2/choice_vary_points_by_answer.xml:d74b47a4abeeed159e030bfecbcecea2":             "Canvas's text has the letters of its broken tags in it: \"pthe correct answer is letter A/p\"",
	"items_1.2/fib.xml:FIB_STR":                                                         "Canvas keeps only the first text and loses the sentence around its gaps",
	"items_1.2/fib_str.xml:FIB_STR":                                                     "Canvas keeps only the first text and loses the sentence around its gaps",
	"items_1.2/item_no_title.xml:FIB_STR":                                               "Canvas keeps only the first text and loses the sentence around its gaps",
	"items_1.2/stimulus_with_child_item.xml:bace7f0cffb532a21d2de194c68edeac":           "a question about a text has that text before its own, for it is asked alone",
	"items_1.2/ordering_with_labels.xml:IMS_V01_I_BasicExample009b":                     "Canvas leaves out the labels at both ends of the row",
	"items_1.2/nq_multiple_fib_answer_types.xml:a7ca973956582afc57a81192b444632c":       "Canvas takes every word of a drop-down and of a word bank for right; ours are those that score",
	"items_1.2/nq_multiple_fib_scoring_algorithms.xml:97b0baae152f137d14503e2a2125c4d0": "an answer that need only be contained has a star on both sides",
	"edge_cases_1.2.xml:i2fcd1e9d01e3b1529bf9bfbe56e513dd":                              "without metadata Canvas takes gaps in brackets for pairs; ours are gaps",
	"edge_cases_1.2.xml:id97b6303fa7b8df7f32ac779ca3cd957":                              "without metadata Canvas takes a drop-down in brackets for a choice; ours is a gap",
	"edge_cases_1.2.xml:i4b3eed114f559db70f40868a5997f1ef":                              "without metadata Canvas makes a choice of one pair and loses its left side; ours keeps it in the text",
	"all_canvas_simple_1.2.xml:i61c2bf35142c25332962acd201a5bb45":                       "Canvas keeps the empty fields of its editor as choices; ours are left out, which is said",
	"test_with_comments:iab6bb0c682429210e52f46c57fe4ffd0":                              "Canvas keeps the empty fields of its editor as choices; ours are left out, which is said",
	"test_qti_1.2:i8c4f92444b901b000087b00d84c3e36c":                                    "a blank of the type Decimal: Canvas compares words, ours numbers",
	"test_qti_2.1:VE-IP-04":                                                             "Canvas knows only the correct response; ours is the mapping, by which the item is scored",
	"test_qti_2.2:textEntry":                                                            "Canvas knows only the correct response; ours is the mapping, by which the item is scored",
	"no_assessment_xml:choice.xml":                                                      "no choice is right; ours is kept as text",
	"tests/feedbackTest:Example03-feedbackBlock-solution":                               "an adaptive or template item: Canvas reads a part of it and cannot score it; ours is kept as text",
	"tests/feedbackTest:Example04-feedbackBlock-templateBlock":                          "an adaptive or template item: Canvas reads a part of it and cannot score it; ours is kept as text",
	"tests/interactionmix_saxony_v3:Hottext_801974120":                                  "Canvas does not read hottext",
}

// gaps are the places of answers in a text, as Canvas and we write them.
var gaps = regexp.MustCompile(`\[[^\]]*\]|\{\{\d+\}\}|\s|\p{Z}`)

// bare is a text without spaces and gaps.
func bare(s string) string { return gaps.ReplaceAllString(html.UnescapeString(s), "") }

func readConformance(t *testing.T, file string) (quiz.Bank, []parse.Problem, error) {
	t.Helper()
	path := filepath.Join(conformance, file)
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if info.IsDir() {
		return ParseArchive(context.Background(), zipFolder(t, path), "b", Options{}, nil)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return Parse(context.Background(), data, "b", nil)
}

func readings(t *testing.T) map[string][]reading {
	t.Helper()
	all := map[string][]reading{}
	for _, name := range []string{"qtigem_12.jsonl", "qtigem_packages.jsonl"} {
		f, err := os.Open(filepath.Join(conformance, "expected", name))
		if err != nil {
			t.Skip("skipped: no conformance files")
		}
		defer f.Close()
		lines := bufio.NewScanner(f)
		lines.Buffer(nil, 1<<20)
		for lines.Scan() {
			var raw map[string]any
			if err := json.Unmarshal(lines.Bytes(), &raw); err != nil {
				t.Fatal(err)
			}
			var r reading
			if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
				t.Fatal(err)
			}
			if _, err := os.Stat(filepath.Join(conformance, r.File)); err == nil {
				all[r.File] = append(all[r.File], r)
			}
		}
	}
	return all
}

// TestReadsAsCanvasDoes compares every item with what Canvas made of it.
func TestReadsAsCanvasDoes(t *testing.T) {
	files, compared := readings(t), 0
	if len(files) < 55 {
		t.Errorf("only %d files", len(files))
	}
	seenOtherwise := map[string]bool{}
	for file, want := range files {
		bank, _, err := readConformance(t, file)
		byID := map[string][]*quiz.Question{}
		for i := range bank.Questions {
			q := &bank.Questions[i]
			byID[parse.OwnID(q.Key)] = append(byID[parse.OwnID(q.Key)], q)
		}
		times := map[string]int{}
		for _, w := range want {
			if w.Error != "" || w.Ident == "" {
				continue // Canvas has no item there; ours are tested below
			}
			place := strings.TrimPrefix(w.File, "qti/") + ":" + w.Ident
			ours := byID[w.Ident]
			if len(ours) == 0 && file == "qti/no_assessment_xml" {
				ours = byID["choice_idref"]
			}
			differs := fmt.Sprintf("missing: %v", err)
			if len(ours) > 0 {
				differs = difference(ours[times[w.Ident]%len(ours)], w)
			}
			times[w.Ident]++
			compared++
			reason, declared := otherwise[place]
			seenOtherwise[place] = true
			switch {
			case differs != "" && !declared:
				t.Errorf("%s: %s", place, differs)
			case differs == "" && declared && times[w.Ident] == 1 && len(ours) == 1:
				t.Errorf("%s: reads as Canvas does, but is declared otherwise: %s", place, reason)
			}
		}
	}
	for place := range otherwise {
		if !seenOtherwise[place] {
			t.Errorf("%s is declared otherwise, but Canvas's reading does not have it", place)
		}
	}
	t.Logf("%d items in %d files compared, %d declared differences", compared, len(files), len(otherwise))
}

// pairsOf are Canvas's choices: identifier and text.
func (r reading) texts() (ids, texts []string) {
	for _, c := range r.Choices {
		if pair, ok := c.([]any); ok {
			ids, texts = append(ids, pair[0].(string)), append(texts, bare(fmt.Sprint(pair[1])))
		}
	}
	return ids, texts
}

// values are what Canvas takes for right.
func (r reading) values() (values []string) {
	for _, s := range r.Scoring {
		if m, ok := s.(map[string]any); ok {
			values = append(values, fmt.Sprint(m["v"]))
		}
	}
	return values
}

var hash = regexp.MustCompile(`"((?:[^"\\]|\\.)*)"=>"((?:[^"\\]|\\.)*)"`)
var list = regexp.MustCompile(`"((?:[^"\\]|\\.)*)"`)
var itemBody = regexp.MustCompile(`:item_body=>"((?:[^"\\]|\\.)*)"`)

// difference says where a question is not what Canvas has, or "".
func difference(q *quiz.Question, w reading) string {
	if !slices.Contains(models[w.Model], q.Kind) {
		return fmt.Sprintf("kind %s, not %s", q.Kind, w.Model)
	}
	if got, want := bare(plain(q.Stem)), bare(w.Body); got != want && w.Model != "NilClass" {
		at := 0
		for at < min(len(got), len(want)) && got[at] == want[at] {
			at++
		}
		return fmt.Sprintf("text …%q, not …%q", got[at:], want[at:])
	}
	if w.Failed != "" {
		return ""
	}
	ids, texts := w.texts()
	var right []string // texts
	for _, v := range w.values() {
		if at := slices.Index(ids, v); at >= 0 {
			v = texts[at]
		}
		right = append(right, bare(v))
	}
	got, accepted := []string{}, []string{}
	for _, o := range q.Options {
		got = append(got, bare(plain(o.Text)))
		if o.Fraction > 0 {
			accepted = append(accepted, bare(plain(o.Text)))
		}
	}
	gapTexts := []string{}
	for _, g := range q.Gaps {
		for _, o := range g.Options {
			if o.Fraction > 0 {
				gapTexts = append(gapTexts, bare(o.Text))
			}
		}
	}
	switch q.Kind {
	case quiz.Choice:
		if !slices.Equal(got, texts) {
			return fmt.Sprintf("choices %q, not %q", got, texts)
		}
		return sameSet("right", accepted, right)
	case quiz.TrueFalse:
		return sameSet("right", accepted, right)
	case quiz.Order:
		if !slices.Equal(got, right) {
			return fmt.Sprintf("order %q, not %q", got, right)
		}
	case quiz.Text:
		return sameSet("accepted", accepted, right)
	case quiz.Cloze:
		if w.Model == "CanvasMultipleDropdownInteraction" {
			right = nil
			for _, v := range w.values() {
				right = append(right, bare(itemBody.FindStringSubmatch(v)[1]))
			}
		}
		return sameSet("gaps", gapTexts, right)
	case quiz.Number:
		return numbersDiffer(q, w.values())
	case quiz.Match:
		return matchDiffers(q, w)
	}
	return ""
}

func sameSet(what string, got, want []string) string {
	a, b := slices.Clone(got), slices.Clone(want)
	slices.Sort(a)
	slices.Sort(b)
	if !slices.Equal(slices.Compact(a), slices.Compact(b)) {
		return fmt.Sprintf("%s %q, not %q", what, got, want)
	}
	return ""
}

func numbersDiffer(q *quiz.Question, values []string) string {
	options := slices.DeleteFunc(slices.Clone(q.Options), func(o quiz.Option) bool { return o.Any })
	if len(options) != len(values) {
		return fmt.Sprintf("%d numbers, not %d", len(options), len(values))
	}
	for i, v := range values {
		var parts []string
		for _, m := range list.FindAllStringSubmatch(v, -1) {
			parts = append(parts, m[1])
		}
		number := func(at int) float64 { f, _ := strconv.ParseFloat(parts[at], 64); return f }
		value, tolerance := number(2), options[i].Tolerance
		switch parts[1] {
		case "exactResponse":
			tolerance = 0
		case "withinARange":
			value, tolerance = (number(2)+number(3))/2, (number(3)-number(2))/2
		case "marginOfError":
			if tolerance = number(3); parts[4] == "percent" {
				tolerance = value * number(3) / 100
			}
		}
		if math.Abs(options[i].Value-value) > 1e-9 || math.Abs(options[i].Tolerance-tolerance) > 1e-9 {
			return fmt.Sprintf("number %+v, not %v", options[i], parts)
		}
	}
	return ""
}

func matchDiffers(q *quiz.Question, w reading) string {
	var got, want []string
	for _, o := range q.Options {
		if o.Text != "" && o.Partner != "" {
			got = append(got, bare(plain(o.Partner)))
		}
	}
	for _, v := range w.values() {
		if w.Model == "CategorizationInteraction" {
			return "" // by identifiers that no question keeps
		}
		pairs := hash.FindAllStringSubmatch(v, -1)
		for _, m := range pairs {
			if m[2] != "" {
				want = append(want, bare(m[2]))
			}
		}
		if pairs == nil {
			want = append(want, bare(v))
		}
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		return fmt.Sprintf("partners %q, not %q", got, want)
	}
	return ""
}
