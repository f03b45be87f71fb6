package content

import (
	"context"

	"chartroom/content/parse"
	"chartroom/content/qti"
	"chartroom/content/zipfile"
	"chartroom/quiz"
)

// strictQTI reads a file of QTI without repairs.
func strictQTI(ctx context.Context, data []byte, bank string, report parse.Report) (quiz.Bank, []parse.Problem, error) {
	return qti.ParseWith(ctx, data, bank, qti.Options{NoRepairs: true}, report)
}

// parseQTI reads a file of QTI with the pictures beside it.
func parseQTI(ctx context.Context, data []byte, bank string, media func(name string) ([]byte, error), report parse.Report) (quiz.Bank, []parse.Problem, error) {
	return qti.ParseWith(ctx, data, bank, qti.Options{Media: media}, report)
}

// readQTI reads a package of QTI, or a course cartridge.
func readQTI(ctx context.Context, a *zipfile.Archive, bank string, o Options, report parse.Report) (File, error) {
	b, problems, err := qti.ParseArchive(ctx, a, bank, qti.Options{NoRepairs: o.NoRepairs}, report)
	return File{Bank: b, Problems: problems}, err
}
