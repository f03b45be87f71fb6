package books

import (
	"encoding/binary"
	"fmt"

	"chartroom/quiz/codebook"
)

// packer writes values one after the other; unpacker reads them again.
type packer []byte

func (p *packer) number(n int)  { *p = binary.AppendUvarint(*p, uint64(n)) }
func (p *packer) flag(b bool)   { *p = append(*p, bit(b)) }
func (p *packer) text(s string) { p.number(len(s)); *p = append(*p, s...) }
func (p *packer) texts(s []string) {
	p.number(len(s))
	for _, one := range s {
		p.text(one)
	}
}

func bit(b bool) byte {
	if b {
		return 1
	}
	return 0
}

// unpacker reads what a packer wrote. Past the end, and where a length cannot
// be, it is broken and gives zeros.
type unpacker struct {
	data   string
	broken bool
}

func (u *unpacker) number() int {
	n, shift := uint64(0), 0
	for i := 0; i < len(u.data) && i < binary.MaxVarintLen32; i++ {
		c := u.data[i]
		n |= uint64(c&0x7f) << shift
		if c < 0x80 {
			u.data = u.data[i+1:]
			return int(n)
		}
		shift += 7
	}
	u.broken, u.data = true, ""
	return 0
}

func (u *unpacker) flag() bool { return u.number() == 1 }

func (u *unpacker) text() string {
	n := u.number()
	if n > len(u.data) {
		u.broken, u.data = true, ""
		return ""
	}
	s := u.data[:n]
	u.data = u.data[n:]
	return s
}

func (u *unpacker) texts() []string {
	n := u.number()
	if n > len(u.data) { // each takes a byte at least
		u.broken, u.data = true, ""
		return nil
	}
	if n == 0 {
		return nil
	}
	all := make([]string, n)
	for i := range all {
		all[i] = u.text()
	}
	return all
}

// tags of the records, in files: they stay.
const (
	tagCode = iota + 1
	tagHeading
	tagNote
	tagExtension
	tagTerm
	tagRow
	tagDefinition
	tagExempt
	tagChange
	tagMapping
	tagGroup
	tagBareCode // a code with nothing but what an order file says
)

// record writes a record. A long description that is the short one is not
// written twice.
func (p *packer) record(r codebook.Record) {
	switch r := r.(type) {
	case codebook.Code:
		p.code(r)
	case codebook.Heading:
		p.number(tagHeading)
		p.all(string(r.Level), r.ID, r.Title, r.First, r.Last, r.Parent)
	case codebook.Note:
		p.number(tagNote)
		p.all(r.Of, string(r.Kind), r.Text)
	case codebook.Extension:
		p.number(tagExtension)
		p.all(r.Of, r.Character, r.Meaning)
	case codebook.Term:
		p.number(tagTerm)
		p.number(r.Depth)
		p.all(string(r.Index), r.Title, r.Nonessential, r.Code, r.Manifestation, r.See, r.SeeAlso, r.Use)
		p.texts(r.Cells)
	case codebook.Row:
		p.row(r)
	case codebook.Definition:
		p.number(tagDefinition)
		p.number(r.Axis)
		p.all(r.Section, r.Label, r.Text, r.Explain)
		p.texts(r.Include)
	case codebook.Exempt:
		p.number(tagExempt)
		p.text(r.Code)
	case codebook.Change:
		p.number(tagChange)
		p.flag(r.Header)
		p.all(r.Code, string(r.Kind), r.Before, r.After)
	case codebook.Mapping:
		p.number(tagMapping)
		p.number(r.Since)
		p.all(r.From, r.To, r.Flags)
	case codebook.Group:
		p.number(tagGroup)
		p.all(r.DRG, r.MDC, r.Type, r.Title)
	default:
		panic(fmt.Sprintf("a record of the kind %T", r))
	}
}

func (p *packer) all(texts ...string) {
	for _, s := range texts {
		p.text(s)
	}
}

func (p *packer) code(c codebook.Code) {
	short := c.Short
	if short == c.Long {
		short = ""
	}
	bare := c
	bare.Short, bare.Long, bare.Code, bare.Header, bare.Parent = "", "", "", false, ""
	if bare == (codebook.Code{}) {
		p.number(tagBareCode)
		p.flag(c.Header)
		p.all(c.Code, c.Long, short, c.Parent)
		return
	}
	p.number(tagCode)
	p.flag(c.Header)
	p.all(c.Code, c.Long, short, c.Parent)
	p.flag(c.Modifier)
	p.flag(c.Placeholder)
	p.all(c.Coverage, c.Pricing, c.BETOS, c.Service, c.Added, c.Effective, c.Ended, c.Action)
}

func (p *packer) row(r codebook.Row) {
	p.number(tagRow)
	p.number(r.Codes)
	p.text(r.Table)
	p.all(r.Names[:]...)
	p.all(r.Labels[:]...)
	p.text(r.Definition)
	p.all(r.Titles[:]...)
	for _, values := range r.Values {
		p.number(len(values))
		for _, v := range values {
			p.all(v.Character, v.Label)
		}
	}
}

// record reads a record.
func (u *unpacker) record() (codebook.Record, error) {
	tag := u.number()
	r := u.tagged(tag)
	if u.broken || r == nil {
		return nil, errBroken
	}
	return r, nil
}

func (u *unpacker) tagged(tag int) codebook.Record {
	switch tag {
	case tagCode, tagBareCode:
		return u.code(tag == tagBareCode)
	case tagHeading:
		return codebook.Heading{Level: codebook.Level(u.text()), ID: u.text(), Title: u.text(), First: u.text(), Last: u.text(), Parent: u.text()}
	case tagNote:
		return codebook.Note{Of: u.text(), Kind: codebook.NoteKind(u.text()), Text: u.text()}
	case tagExtension:
		return codebook.Extension{Of: u.text(), Character: u.text(), Meaning: u.text()}
	case tagTerm:
		return codebook.Term{Depth: u.number(), Index: codebook.Index(u.text()), Title: u.text(), Nonessential: u.text(), Code: u.text(), Manifestation: u.text(),
			See: u.text(), SeeAlso: u.text(), Use: u.text(), Cells: u.texts()}
	case tagRow:
		return u.row()
	case tagDefinition:
		return codebook.Definition{Axis: u.number(), Section: u.text(), Label: u.text(), Text: u.text(), Explain: u.text(), Include: u.texts()}
	case tagExempt:
		return codebook.Exempt{Code: u.text()}
	case tagChange:
		return codebook.Change{Header: u.flag(), Code: u.text(), Kind: codebook.ChangeKind(u.text()), Before: u.text(), After: u.text()}
	case tagMapping:
		return codebook.Mapping{Since: u.number(), From: u.text(), To: u.text(), Flags: u.text()}
	case tagGroup:
		return codebook.Group{DRG: u.text(), MDC: u.text(), Type: u.text(), Title: u.text()}
	}
	return nil
}

func (u *unpacker) code(bare bool) codebook.Code {
	c := codebook.Code{Header: u.flag(), Code: u.text(), Long: u.text(), Short: u.text(), Parent: u.text()}
	if c.Short == "" {
		c.Short = c.Long
	}
	if !bare {
		c.Modifier, c.Placeholder = u.flag(), u.flag()
		for _, field := range []*string{&c.Coverage, &c.Pricing, &c.BETOS, &c.Service, &c.Added, &c.Effective, &c.Ended, &c.Action} {
			*field = u.text()
		}
	}
	return c
}

func (u *unpacker) row() codebook.Row {
	r := codebook.Row{Codes: u.number(), Table: u.text()}
	for i := range r.Names {
		r.Names[i] = u.text()
	}
	for i := range r.Labels {
		r.Labels[i] = u.text()
	}
	r.Definition = u.text()
	for i := range r.Titles {
		r.Titles[i] = u.text()
	}
	for i := range r.Values {
		n := u.number()
		if n > len(u.data) {
			u.broken = true
			return r
		}
		for range n {
			r.Values[i] = append(r.Values[i], codebook.AxisValue{Character: u.text(), Label: u.text()})
		}
	}
	return r
}
