package paper

import (
	"io"
	"strings"
)

// Report is a result in words and tables: how an exam went.
type Report struct {
	Title    string
	About    string   // under the title, small
	Say      []string // what it comes to, a paragraph each
	Sections []Section
	Size     Size
}

// Section is a part of a report. One without words and rows is left out.
type Section struct {
	Title   string
	Say     string // one paragraph; empty = none
	Columns []string
	Rows    [][]string // each as long as Columns
}

// WriteReport writes a report. The same report gives the same bytes.
func WriteReport(w io.Writer, r Report) error {
	return printed(w, &plan{title: r.Title, size: r.Size}, func(d *document) { d.report(&r) })
}

// report draws a report.
func (d *document) report(r *Report) {
	d.page()
	full := column{marginSide, d.width - 2*marginSide, bodySize}
	head := d.said(r.Title, "B", column{full.x, full.width, 18})
	if r.About != "" {
		head = append(head, d.said(r.About, "", column{full.x, full.width, smallSize})...)
	}
	head = append(head, gap(4))
	for _, text := range r.Say {
		head = append(append(head, d.said(text, "", full)...), gap(2))
	}
	d.put(append(head, gap(3)))
	for i := range r.Sections {
		d.section(&r.Sections[i], full)
	}
}

// section draws one part; its title stays with what follows it.
func (d *document) section(s *Section, c column) {
	if strings.TrimSpace(s.Say) == "" && len(s.Rows) == 0 {
		return
	}
	head := d.said(s.Title, "B", column{c.x, c.width, 12.5})
	head = append(head, gap(1.5))
	if s.Say != "" {
		head = append(head, d.said(s.Say, "", c)...)
	}
	if len(s.Rows) == 0 {
		d.put(append(head, gap(5)))
		return
	}
	head = append(head, gap(1.5))
	rows := [][]cell{cells(s.Columns, true)}
	for _, r := range s.Rows {
		rows = append(rows, cells(r, false))
	}
	table := d.table(rows, column{c.x, c.width, smallSize})
	for i := range head {
		head[i].tied = true
	}
	d.put(append(append(head, table...), gap(5)))
}

func cells(texts []string, head bool) []cell {
	out := make([]cell, len(texts))
	for i, t := range texts {
		out[i] = cell{blocks: []block{{runs: []run{{text: t, bold: head}}}}, head: head}
	}
	return out
}
