package content

import (
	"bytes"
	"context"

	"chartroom/content/parse"
	"chartroom/content/qti"
	"chartroom/content/zipfile"
	"chartroom/quiz"
)

// parseQTI reads a file of QTI, or a package that is in memory.
func parseQTI(ctx context.Context, data []byte, bank string, report parse.Report) (quiz.Bank, []parse.Problem, error) {
	return parseQTIWith(ctx, data, bank, qti.Options{}, report)
}

// strictQTI is parseQTI without repairs.
func strictQTI(ctx context.Context, data []byte, bank string, report parse.Report) (quiz.Bank, []parse.Problem, error) {
	return parseQTIWith(ctx, data, bank, qti.Options{NoRepairs: true}, report)
}

// parseQTIBeside is parseQTI with the pictures beside the file.
func parseQTIBeside(ctx context.Context, data []byte, bank string, media func(name string) ([]byte, error), report parse.Report) (quiz.Bank, []parse.Problem, error) {
	return parseQTIWith(ctx, data, bank, qti.Options{Media: media}, report)
}

func parseQTIWith(ctx context.Context, data []byte, bank string, o qti.Options, report parse.Report) (quiz.Bank, []parse.Problem, error) {
	if !zipfile.Looks(data) {
		return qti.ParseWith(ctx, data, bank, o, report)
	}
	a, err := zipfile.Open(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return quiz.Bank{}, nil, err
	}
	return qti.ParseArchive(ctx, a, bank, o, report)
}

// readQTI reads a package of QTI, or a course cartridge.
func readQTI(ctx context.Context, a *zipfile.Archive, bank string, o Options, report parse.Report) (File, error) {
	b, problems, err := qti.ParseArchive(ctx, a, bank, qti.Options{NoRepairs: o.NoRepairs}, report)
	return File{Bank: b, Problems: problems}, err
}
