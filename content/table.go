package content

import (
	"bytes"
	"context"

	"chartroom/content/parse"
	"chartroom/content/sheet"
	"chartroom/content/table"
	"chartroom/content/zipfile"
	"chartroom/quiz"
)

// looksCards leaves tables of questions alone, whose columns are called as those
// of flashcards are.
func looksCards(head string) int {
	if table.Looks(head) == 2 {
		return 0
	}
	return sheet.Looks(head)
}

// tableOptions are those that a reader of tables of questions knows.
func tableOptions(o Options) table.Options {
	return table.Options{Mapping: o.Mapping, Sheet: o.Sheet, NoRepairs: o.NoRepairs, Media: o.Media}
}

// parseQuestions reads a table of questions.
func parseQuestions(ctx context.Context, data []byte, bank string, o Options, report parse.Report) (quiz.Bank, []parse.Problem, error) {
	return table.ParseWith(ctx, data, bank, tableOptions(o), report)
}

// parseBook reads a workbook that is in memory.
func parseBook(ctx context.Context, data []byte, bank string, report parse.Report) (quiz.Bank, []parse.Problem, error) {
	a, err := zipfile.Open(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return quiz.Bank{}, nil, err
	}
	return table.ParseBook(ctx, a, bank, table.Options{}, report)
}

// readBook reads a workbook.
func readBook(ctx context.Context, a *zipfile.Archive, bank string, o Options, report parse.Report) (File, error) {
	b, problems, err := table.ParseBook(ctx, a, bank, tableOptions(o), report)
	return File{Bank: b, Problems: problems}, err
}
