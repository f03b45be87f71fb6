package content

import (
	"bytes"
	"context"

	"chartroom/content/blackboard"
	"chartroom/content/brightspace"
	"chartroom/content/missingword"
	"chartroom/content/parse"
	"chartroom/content/zipfile"
	"chartroom/quiz"
)

// unlessUpload is how much a text looks like a format whose marks also stand in
// the uploads of Blackboard and Brightspace: not at all where it is one.
func unlessUpload(looks func(head string) int) func(head string) int {
	return func(head string) int {
		if blackboard.Looks(head) == 2 || brightspace.Looks(head) == 2 {
			return 0
		}
		return looks(head)
	}
}

// parseMissingWord reads Moodle's missing word format.
func parseMissingWord(ctx context.Context, data []byte, bank string, o Options, report parse.Report) (quiz.Bank, []parse.Problem, error) {
	return missingword.ParseWith(ctx, data, bank, missingword.Options{NoRepairs: o.NoRepairs}, report)
}

// parseBrightspace reads a CSV file of Brightspace, with the pictures beside it.
func parseBrightspace(ctx context.Context, data []byte, bank string, o Options, report parse.Report) (quiz.Bank, []parse.Problem, error) {
	return brightspace.ParseWith(ctx, data, bank, brightspace.Options{NoRepairs: o.NoRepairs, Media: o.Media}, report)
}

// parseBlackboard reads a file of Blackboard with the pictures beside it, or a
// package that is in memory.
func parseBlackboard(ctx context.Context, data []byte, bank string, o Options, report parse.Report) (quiz.Bank, []parse.Problem, error) {
	if !zipfile.Looks(data) {
		return blackboard.ParseWith(ctx, data, bank, blackboard.Options{NoRepairs: o.NoRepairs, Media: o.Media}, report)
	}
	a, err := zipfile.Open(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return quiz.Bank{}, nil, err
	}
	return blackboard.ParseArchive(ctx, a, bank, blackboard.Options{NoRepairs: o.NoRepairs}, report)
}

// readBlackboard reads a package of Blackboard.
func readBlackboard(ctx context.Context, a *zipfile.Archive, bank string, o Options, report parse.Report) (File, error) {
	b, problems, err := blackboard.ParseArchive(ctx, a, bank, blackboard.Options{NoRepairs: o.NoRepairs}, report)
	return File{Bank: b, Problems: problems}, err
}
