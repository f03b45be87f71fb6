package codes

import (
	"context"
	"fmt"
	"path/filepath"

	"chartroom/app/actions"
	"chartroom/quiz/codebook"
)

// incoming is files that may be installed.
type incoming struct {
	paths []string
	going *actions.InstallBooks
	err   error // why nothing could be recognised
}

// name is what the files are called.
func (in *incoming) name() string { return filepath.Base(in.paths[0]) }

// look prepares to recognise what the files hold, and to read them to their
// end.
func (m *model) look(paths ...string) (*incoming, func(ctx context.Context, report func(done, total int)) error) {
	in := &incoming{paths: paths, going: m.act.InstallBooks(paths...)}
	return in, func(ctx context.Context, report func(done, total int)) error {
		if err := in.going.Look(ctx, report); err != nil {
			return err
		}
		return in.going.Count(ctx, report)
	}
}

// byBook are the parts that were recognised, those of a book together, in the
// order met.
func (in *incoming) byBook() [][]*actions.BookPart {
	var all [][]*actions.BookPart
	at := map[codebook.Book]int{}
	for i := range in.going.Parts {
		p := &in.going.Parts[i]
		k, ok := at[p.Book]
		if !ok {
			k = len(all)
			at[p.Book] = k
			all = append(all, nil)
		}
		all[k] = append(all[k], p)
	}
	return all
}

// taken is how many parts would be installed.
func (in *incoming) taken() int {
	n := 0
	for i := range in.going.Parts {
		if !in.going.Parts[i].Skip {
			n++
		}
	}
	return n
}

// obstacle says why the parts cannot be installed yet, or "".
func (in *incoming) obstacle() string {
	if in.taken() == 0 {
		return "Nothing is chosen to be installed."
	}
	for i := range in.going.Parts {
		if p := &in.going.Parts[i]; !p.Skip && p.Book.Year == 0 {
			return "Say of which year " + filepath.Base(p.File) + " is."
		}
	}
	return ""
}

// setYear says of which year the parts are that do not say it themselves.
func (in *incoming) setYear(set codebook.Set, was, year int) {
	for i := range in.going.Parts {
		if p := &in.going.Parts[i]; p.Book.Set == set && p.Book.Year == was && p.YearBy == "" {
			p.Book.Year = year
		}
	}
}

// sizeWords is a size of a file.
func sizeWords(bytes int64) string {
	switch {
	case bytes >= 1_000_000:
		return fmt.Sprintf("%.1f MB", float64(bytes)/1e6)
	case bytes >= 1000:
		return fmt.Sprintf("%d kB", bytes/1000)
	}
	return fmt.Sprintf("%d bytes", bytes)
}

// partDetail says where a part comes from and where its year was read.
func partDetail(p *actions.BookPart) string {
	if p.Book.Year == 0 {
		return "its year is not said anywhere"
	}
	if p.YearBy == "" {
		return "year as you said"
	}
	return "year from " + p.YearBy
}
