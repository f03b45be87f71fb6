package pack

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"reflect"
	"slices"

	"chartroom/content/gift"
	"chartroom/content/parse"
	"chartroom/content/sheet"
	"chartroom/content/whole"
	"chartroom/quiz"
)

// form is one way in which a member of a pack holds questions.
type form struct {
	file  string // the member's name in its bank's folder
	holds func(*quiz.Question) error
	write func(io.Writer, quiz.Bank) error
	parse func(ctx context.Context, data []byte, bank string, o Options, report parse.Report) (quiz.Bank, []parse.Problem, error)
}

// forms are tried in this order: cards as a table and questions as GIFT, which
// people can read and write; what neither gives back just as it was, as JSON,
// which holds everything.
var forms = []form{
	{"cards.tsv", sheet.Holds, sheet.Format, parseCards},
	{"questions.gift", holdsGIFT, formatGIFT, parseGIFT},
	{"others.jsonl", Holds, formatOthers, parseOthers},
}

func parseCards(ctx context.Context, data []byte, bank string, _ Options, report parse.Report) (quiz.Bank, []parse.Problem, error) {
	return sheet.Parse(ctx, data, bank, report)
}

// GIFT has no words for codes and tables; package quiz says which it takes in
// their place.

func holdsGIFT(q *quiz.Question) error {
	plain := quiz.Unsettle(*q)
	return gift.Holds(&plain)
}

func formatGIFT(w io.Writer, b quiz.Bank) error {
	b.Questions = slices.Clone(b.Questions)
	for i := range b.Questions {
		b.Questions[i] = quiz.Unsettle(b.Questions[i])
	}
	return gift.Format(w, b)
}

func parseGIFT(ctx context.Context, data []byte, bank string, o Options, report parse.Report) (quiz.Bank, []parse.Problem, error) {
	b, problems, err := gift.ParseWith(ctx, data, bank, gift.Options{NoRepairs: o.NoRepairs}, report)
	for i := range b.Questions {
		quiz.Settle(&b.Questions[i])
	}
	return b, problems, err
}

// Holds says why a pack cannot hold a question, or nil.
func Holds(q *quiz.Question) error {
	if q.Key == "" {
		return fmt.Errorf("the question has no key")
	}
	if err := whole.Check(q); err != nil {
		return err
	}
	data, err := json.Marshal(placeless(*q))
	if err != nil {
		return fmt.Errorf("the question cannot be written down: %w", err)
	}
	if len(data) > parse.Limits.Question {
		return fmt.Errorf("the question is longer than %s", parse.Size(int64(parse.Limits.Question)))
	}
	var again quiz.Question
	if err := json.Unmarshal(data, &again); err != nil {
		return fmt.Errorf("the question cannot be written down: %w", err)
	}
	if once, err := json.Marshal(again); err != nil || !bytes.Equal(once, data) {
		return fmt.Errorf("a text holds bytes that are no characters")
	}
	return nil
}

// placeless is a question without what the place that it stands at decides.
func placeless(q quiz.Question) quiz.Question {
	q.ID, q.Bank, q.Line = quiz.QuestionID{}, "", 0
	if len(q.Tags) == 0 {
		q.Tags = nil // no tag is no tag
	}
	return q
}

// share says for each question of a bank which form holds it, as an index into
// forms. What a form says it holds is proved by reading what it writes.
func share(ctx context.Context, b *quiz.Bank) ([]int, [][]byte, error) {
	chosen := make([]int, len(b.Questions))
	texts := make([][]byte, len(forms))
	for f := range forms {
		for {
			if err := ctx.Err(); err != nil {
				return nil, nil, err
			}
			for i := range b.Questions {
				if chosen[i] == f && forms[f].holds(&b.Questions[i]) != nil && f < len(forms)-1 {
					chosen[i]++
				}
			}
			part := with(b, chosen, f)
			if len(part.Questions) == 0 {
				break
			}
			text, different, err := prove(ctx, forms[f], part)
			if err != nil {
				return nil, nil, err
			}
			if len(different) == 0 {
				texts[f] = text
				break
			}
			if f == len(forms)-1 {
				return nil, nil, fmt.Errorf("question %q cannot be written so that it reads the same", part.Questions[different[0]].Name)
			}
			at := -1
			for i := range b.Questions {
				if chosen[i] == f {
					if at++; slices.Contains(different, at) {
						chosen[i]++
					}
				}
			}
		}
	}
	return chosen, texts, nil
}

// with is a bank with the questions of one form only.
func with(b *quiz.Bank, chosen []int, form int) quiz.Bank {
	part := *b
	part.Questions, part.Media = nil, nil
	for i := range b.Questions {
		if chosen[i] == form {
			part.Questions = append(part.Questions, b.Questions[i])
		}
	}
	return part
}

// prove writes questions in a form, reads them again, and says which are not
// the same.
func prove(ctx context.Context, f form, part quiz.Bank) (text []byte, different []int, err error) {
	var out bytes.Buffer
	if err := f.write(&out, part); err != nil {
		return nil, nil, err
	}
	again, _, err := f.parse(ctx, out.Bytes(), string(part.ID), Options{NoRepairs: true}, nil)
	if err != nil && ctx.Err() != nil {
		return nil, nil, err
	}
	if len(again.Questions) == len(part.Questions) {
		for i := range part.Questions {
			if !reflect.DeepEqual(placeless(again.Questions[i]), placeless(part.Questions[i])) {
				different = append(different, i)
			}
		}
		return out.Bytes(), different, nil
	}
	different, err = alone(ctx, f, part)
	return out.Bytes(), different, err
}

// alone says which questions of a form are not read as one question; all of
// them, where each is and only together they are not.
func alone(ctx context.Context, f form, part quiz.Bank) (different []int, err error) {
	for i := range part.Questions {
		one := part
		one.Questions = part.Questions[i : i+1]
		var out bytes.Buffer
		if err := f.write(&out, one); err != nil {
			return nil, err
		}
		again, _, err := f.parse(ctx, out.Bytes(), string(part.ID), Options{NoRepairs: true}, nil)
		if err != nil && ctx.Err() != nil {
			return nil, err
		}
		if len(again.Questions) != 1 {
			different = append(different, i)
		}
	}
	if different == nil {
		for i := range part.Questions {
			different = append(different, i)
		}
	}
	return different, nil
}

// formatOthers writes questions as JSON, one a line.
func formatOthers(w io.Writer, b quiz.Bank) error {
	out := bufio.NewWriter(w)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	for i := range b.Questions {
		if err := enc.Encode(placeless(b.Questions[i])); err != nil {
			return err
		}
	}
	return out.Flush()
}

// parseOthers reads what formatOthers wrote.
func parseOthers(ctx context.Context, data []byte, bank string, _ Options, report parse.Report) (quiz.Bank, []parse.Problem, error) {
	b := quiz.Bank{ID: quiz.NewBankID(bank), Name: bank}
	var problems parse.Problems
	for line, at := 1, 0; at < len(data); line++ {
		if err := ctx.Err(); err != nil {
			return b, nil, err
		}
		end := bytes.IndexByte(data[at:], '\n')
		if end < 0 {
			end = len(data) - at
		}
		text := data[at : at+end]
		at += end + 1
		if len(bytes.TrimSpace(text)) == 0 {
			continue
		}
		q, err := other(text)
		if err == nil && len(b.Questions) >= parse.Limits.Questions {
			return b, problems.List(), fmt.Errorf("there are more than %s", quiz.Count(parse.Limits.Questions, "question"))
		}
		if err != nil {
			problems.Add(parse.Problem{Line: line, Severity: parse.Error, Rule: "pack-question", Question: parse.Excerpt(q.Stem, 60),
				Message: fmt.Sprintf("The question was left out: %v.", err)})
			continue
		}
		q.Line = line
		b.Questions = append(b.Questions, q)
		if report != nil {
			report(min(at, len(data)), len(data))
		}
	}
	return b, problems.List(), nil
}

// other is the question of one line.
func other(text []byte) (q quiz.Question, err error) {
	if len(text) > parse.Limits.Question {
		return q, fmt.Errorf("it is longer than %s", parse.Size(int64(parse.Limits.Question)))
	}
	if err := json.Unmarshal(text, &q); err != nil {
		return q, fmt.Errorf("the line is damaged: %w", err)
	}
	return q, Holds(&q)
}
