package cli

import (
	"context"
	"flag"
	"fmt"
	"os"
	"strconv"
	"strings"

	"chartroom/content"
	"chartroom/content/parse"
	"chartroom/content/table"
	"chartroom/quiz"
)

// readFlags are those of verbs that read files of questions.
func readFlags(f *flag.FlagSet, o *options) {
	f.BoolVar(&o.noRepairs, "no-repairs", false, "take every repair as an error, and leave its question out")
	f.StringVar(&o.format, "format", "", "read the file as this format, such as gift, whatever it looks like (default: by what is in it)")
	f.StringVar(&o.columns, "map", "", "tables: what columns hold, by their number, letter or name: question=2,answer=Key,option a=C,unused=D,header=1")
	f.StringVar(&o.sheet, "sheet", "", "workbooks: the sheet with the questions (default: the first that has some)")
}

// watched is a file of this size in bytes or more, whose reading is shown as
// it goes on: smaller ones are read at once.
const watched = 2 << 20

// read reads a file of questions, as the flags say.
func (o *options) read(ctx context.Context, env *Env, path string, more content.Options) (content.File, error) {
	more.NoRepairs, more.Format, more.Sheet = o.noRepairs, o.format, o.sheet
	if o.columns != "" {
		m, err := mapping(path, o.sheet, o.columns)
		if err != nil {
			return content.File{}, err
		}
		more.Mapping = &m
	}
	var report parse.Report
	if fileSize(path) >= watched {
		report = env.percent("read")
		defer env.progressed()
	}
	return content.ReadFile(ctx, path, more, report)
}

// mapping is what the columns of a table hold: what was guessed, and what list
// says otherwise, as "role=column,role=column".
func mapping(path, sheet, list string) (table.Mapping, error) {
	look, err := content.LookAtTable(path, sheet)
	if err != nil {
		return table.Mapping{}, err
	}
	m, given := look.Mapping(), map[int]bool{}
	for part := range strings.SplitSeq(list, ",") {
		word, name, ok := strings.Cut(part, "=")
		if !ok {
			return m, fmt.Errorf("%q does not say what a column holds; write question=2", part)
		}
		word, name = strings.TrimSpace(word), strings.TrimSpace(name)
		if strings.EqualFold(word, "header") {
			if m.HeaderRow, err = strconv.Atoi(name); err != nil || m.HeaderRow < 0 {
				return m, fmt.Errorf("%q is no row; write header=1, or header=0 where no row names the columns", name)
			}
			continue
		}
		role := table.RoleOf(word)
		if role == table.Unused && !strings.EqualFold(word, "unused") {
			return m, fmt.Errorf("%q is nothing that a column holds; there are question, answer, option a, feedback a, explanation, type, category, tags and more", word)
		}
		at, named, ok := columnOf(&look, name)
		if named { // by the first row, which was not taken for names
			m.HeaderRow = 1
		}
		if !ok {
			return m, fmt.Errorf("the table has no column %q; it has %s", name, quiz.Count(len(look.Columns), "column"))
		}
		for i := range m.Roles { // the column that was guessed for it is not it
			if m.Roles[i] == role && !given[i] {
				m.Roles[i] = table.Unused
			}
		}
		m.Roles[at], given[at] = role, true
	}
	return m, nil
}

// columnOf is the place, from 0, of the column with this name, number from 1 or
// letter; named reports that the name stands in the first row of a table that
// seemed to have no names.
func columnOf(look *table.Preview, name string) (at int, named, ok bool) {
	for i, c := range look.Columns {
		switch {
		case c.Header != "" && strings.EqualFold(strings.TrimSpace(c.Header), name):
			return i, false, true
		case look.HeaderRow == 0 && len(c.Sample) > 0 && strings.EqualFold(strings.TrimSpace(c.Sample[0]), name):
			return i, true, true
		}
	}
	n, err := strconv.Atoi(name)
	if err != nil {
		n = 0
		for _, r := range strings.ToUpper(name) { // as a spreadsheet counts: Z, AA, AB
			if r < 'A' || r > 'Z' || n > len(look.Columns) {
				return 0, false, false
			}
			n = 26*n + int(r-'A') + 1
		}
	}
	return n - 1, false, n >= 1 && n <= len(look.Columns)
}

// percent shows how far work has come whenever another hundredth is done.
func (e *Env) percent(what string) parse.Report {
	last := -1
	show := e.progress("% " + what)
	return func(done, total int) {
		if total > 0 && 100*done/total > last {
			last = 100 * done / total
			show(last, 100)
		}
	}
}

// fileSize is a file's size in bytes, 0 if it is not there.
func fileSize(path string) int64 {
	if info, err := os.Stat(path); err == nil {
		return info.Size()
	}
	return 0
}
