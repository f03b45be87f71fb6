package content

import (
	"bytes"
	"context"
	"fmt"
	"io"

	"chartroom/content/pack"
	"chartroom/content/parse"
	"chartroom/content/zipfile"
	"chartroom/quiz"
)

// Banks are all banks of the file.
func (f File) Banks() []quiz.Bank { return append([]quiz.Bank{f.Bank}, f.More...) }

// writePack writes a bank as a pack of its own, unsigned. Its pictures and
// sounds go with it.
func writePack(w io.Writer, bank quiz.Bank) error {
	m := pack.Manifest{Name: bank.Name, Version: bank.Version, Licence: bank.Licence, Language: bank.Language}
	return pack.Write(context.Background(), w, pack.Pack{Manifest: m, Banks: []quiz.Bank{bank}}, nil, nil)
}

// parsePack reads the first bank of a pack that is in memory.
func parsePack(ctx context.Context, data []byte, bank string, report parse.Report) (quiz.Bank, []parse.Problem, error) {
	a, err := zipfile.Open(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return quiz.Bank{}, nil, err
	}
	file, err := readPack(ctx, a, bank, Options{}, report)
	return file.Bank, file.Problems, err
}

// readPack reads a pack. Its banks keep their names and ids, so that a newer
// version finds them; only a pack of one bank can be given another name.
func readPack(ctx context.Context, a *zipfile.Archive, _ string, o Options, report parse.Report) (File, error) {
	p, problems, err := pack.Read(ctx, a, pack.Options{NoRepairs: o.NoRepairs}, report)
	if err != nil {
		return File{Problems: problems}, err
	}
	if o.Bank != "" {
		if len(p.Banks) > 1 {
			return File{Problems: problems}, fmt.Errorf("this pack holds %d banks, which cannot all be called %q; read it without a name", len(p.Banks), o.Bank)
		}
		p.Banks[0] = renamed(p.Banks[0], o.Bank)
	}
	return File{Bank: p.Banks[0], More: p.Banks[1:], Pack: &p.Manifest, Problems: problems}, nil
}

// renamed is a bank under another name, and so with other ids.
func renamed(b quiz.Bank, name string) quiz.Bank {
	b.Name, b.ID = name, quiz.NewBankID(name)
	for i := range b.Questions {
		q := &b.Questions[i]
		q.Bank, q.ID = b.ID, quiz.NewQuestionID(b.ID, q.Key)
	}
	return b
}

// OpenPack reads what a pack says of itself, and checks its signature and the
// checksums of all its members. The error does not name the file.
func OpenPack(ctx context.Context, path string, report parse.Report) (pack.Manifest, []parse.Problem, error) {
	file, size, err := open(path)
	if err != nil {
		return pack.Manifest{}, nil, err
	}
	defer file.Close()
	a, err := zipfile.Open(file, size)
	if err != nil {
		return pack.Manifest{}, nil, err
	}
	return pack.Verify(ctx, a, report)
}
