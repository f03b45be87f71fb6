package qti

import (
	"archive/zip"
	"crypto/sha256"
	"fmt"
	"io"
	"strconv"
	"strings"

	"chartroom/content/parse"
	"chartroom/quiz"
)

// Format writes a bank as a package of QTI 2.1: an item for each question, a
// test that has them in order with a section for each category, and the media
// that they name. ParseArchive, given the bank's id, reads the same bank again;
// other programs read what QTI can say of it. It writes nothing when Holds
// refuses a question.
func Format(w io.Writer, bank quiz.Bank) error {
	for i := range bank.Questions {
		if err := Holds(&bank.Questions[i]); err != nil {
			return fmt.Errorf("question %q: %w", bank.Questions[i].Name, err)
		}
	}
	if most := parse.Limits.Entries - 100 - len(bank.Media); len(bank.Questions) > most {
		return fmt.Errorf("a package of QTI has a file for each question, and can be read with %d of them", most)
	}
	p := packer{zip: zip.NewWriter(w), bank: &bank, media: make(map[string]*quiz.Media, len(bank.Media)), stored: map[string]bool{}}
	for i := range bank.Media {
		p.media[bank.Media[i].Hash] = &bank.Media[i]
	}
	if err := p.write(); err != nil {
		return err
	}
	return p.zip.Close()
}

// packer writes one package.
type packer struct {
	zip    *zip.Writer
	bank   *quiz.Bank
	media  map[string]*quiz.Media // by hash
	stored map[string]bool        // media, by hash
	sums   [][]byte               // of the items
	listed strings.Builder        // the manifest's resources
}

func (p *packer) write() error {
	for i := range p.bank.Questions {
		if err := p.item(i); err != nil {
			return err
		}
	}
	if err := p.member("test.xml", []byte(p.test()), zip.Deflate); err != nil {
		return err
	}
	if err := p.member(manifest, []byte(p.manifest()), zip.Deflate); err != nil {
		return err
	}
	return p.own()
}

// member writes one file. It has no date, so that the same bank is the same
// package.
func (p *packer) member(name string, data []byte, method uint16) error {
	f, err := p.zip.CreateHeader(&zip.FileHeader{Name: name, Method: method})
	if err == nil {
		_, err = f.Write(data)
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return nil
}

// itemMember is the name of the file of a question.
func itemMember(i int) string { return fmt.Sprintf("question-%04d.xml", i+1) }

// item writes the question of a place, the media that it is the first to name,
// and what the manifest says of it.
func (p *packer) item(i int) error {
	q := &p.bank.Questions[i]
	text, used := itemXML(q, p.media)
	sum := sha256.Sum256([]byte(text))
	p.sums = append(p.sums, sum[:])
	if err := p.member(itemMember(i), []byte(text), zip.Deflate); err != nil {
		return err
	}
	b := &p.listed
	put(b, `    <resource identifier="item-`, strconv.Itoa(i+1), `" type="imsqti_item_xmlv2p1" href="`, itemMember(i), "\">\n      <metadata>\n")
	put(b, "        <imsmd:lom><imsmd:general><imsmd:title><imsmd:langstring>", xmlText(q.Name), "</imsmd:langstring></imsmd:title>")
	for _, t := range q.Tags {
		put(b, "<imsmd:keyword><imsmd:langstring>", xmlText(t), "</imsmd:langstring></imsmd:keyword>")
	}
	put(b, "</imsmd:general></imsmd:lom>\n")
	if name := interactions[q.Kind]; name != "" {
		put(b, "        <imsqti:qtiMetadata><imsqti:interactionType>", name, "</imsqti:interactionType></imsqti:qtiMetadata>\n")
	}
	put(b, "      </metadata>\n      <file href=\"", itemMember(i), "\"/>\n")
	for _, ref := range mediaRefs(q) {
		hash, _ := quiz.MediaHash(ref)
		m := p.media[hash]
		if m == nil || m.Ref() != ref {
			continue
		}
		if used[hash] {
			put(b, `      <file href="`, mediaMember(m), "\"/>\n")
		}
		if !p.stored[hash] {
			p.stored[hash] = true
			if err := p.member(mediaMember(m), m.Data, zip.Store); err != nil {
				return err
			}
		}
	}
	put(b, "    </resource>\n")
	return nil
}

// interactions are the names of what items ask, as manifests have them: of
// those kinds for which Canvas's importer knows the name. Others it finds out
// by itself.
var interactions = map[quiz.Kind]string{
	quiz.Choice: "choiceInteraction", quiz.TrueFalse: "choiceInteraction", quiz.Match: "matchInteraction",
	quiz.Order: "orderInteraction", quiz.Essay: "extendedTextInteraction",
}

// manifest is the package's table of contents (IMS Content Packaging 1.1.4).
func (p *packer) manifest() string {
	var b strings.Builder
	put(&b, xmlHead, `<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" xmlns:imsmd="http://www.imsglobal.org/xsd/imsmd_v1p2" xmlns:imsqti="`, qti21,
		`" xmlns:xsi="`, xsi, `" xsi:schemaLocation="http://www.imsglobal.org/xsd/imscp_v1p1 http://www.imsglobal.org/xsd/imscp_v1p1.xsd http://www.imsglobal.org/xsd/imsmd_v1p2 http://www.imsglobal.org/xsd/imsmd_v1p2p2.xsd `,
		qti21, " ", qti21XSD, "\" identifier=\"manifest\">\n  <metadata>\n    <schema>QTIv2.1 Package</schema>\n    <schemaversion>1.0.0</schemaversion>\n")
	put(&b, "    <imsmd:lom><imsmd:general><imsmd:title><imsmd:langstring>", xmlText(p.bank.Name), "</imsmd:langstring></imsmd:title>")
	if p.bank.Language != "" {
		put(&b, "<imsmd:language>", xmlText(p.bank.Language), "</imsmd:language>")
	}
	put(&b, "</imsmd:general>")
	if p.bank.Licence != "" {
		put(&b, "<imsmd:rights><imsmd:description><imsmd:langstring>", xmlText(p.bank.Licence), "</imsmd:langstring></imsmd:description></imsmd:rights>")
	}
	put(&b, "</imsmd:lom>\n  </metadata>\n  <organizations/>\n  <resources>\n    <resource identifier=\"test\" type=\"imsqti_test_xmlv2p1\" href=\"test.xml\">\n      <file href=\"test.xml\"/>\n")
	for i := range p.bank.Questions {
		put(&b, `      <dependency identifierref="item-`, strconv.Itoa(i+1), "\"/>\n")
	}
	put(&b, "    </resource>\n", p.listed.String(), "  </resources>\n</manifest>\n")
	return b.String()
}

// test is the list of the items in order, in a section for each part of their
// categories. Sections are not visible: Canvas would make a question of the
// title of one that is.
func (p *packer) test() string {
	var b strings.Builder
	// Identifiers of the test's own begin like no item's; see Identifier.
	put(&b, xmlHead, `<assessmentTest xmlns="`, qti21, `" xmlns:xsi="`, xsi, `" xsi:schemaLocation="`, qti21, " ", qti21XSD, `" identifier="key-test" title="`, attribute(p.bank.Name),
		"\">\n  <testPart identifier=\"key-part\" navigationMode=\"nonlinear\" submissionMode=\"individual\">\n")
	sections := 0
	end := func(parts []string) {
		for range max(len(parts), 1) {
			put(&b, "    </assessmentSection>\n")
		}
	}
	var open []string
	for i := range p.bank.Questions {
		q := &p.bank.Questions[i]
		if i == 0 || q.Category != p.bank.Questions[i-1].Category {
			if i > 0 {
				end(open)
			}
			open = categoryParts(q.Category)
			for _, title := range append(open, make([]string, max(0, 1-len(open)))...) {
				sections++
				put(&b, `    <assessmentSection identifier="key-section-`, strconv.Itoa(sections), `" title="`, attribute(title), "\" visible=\"false\">\n")
			}
		}
		put(&b, `      <assessmentItemRef identifier="`, Identifier(q.Key), `" href="`, itemMember(i), "\"/>\n")
	}
	if len(p.bank.Questions) > 0 {
		end(open)
	}
	put(&b, "  </testPart>\n</assessmentTest>\n")
	return b.String()
}

// categoryParts are the parts of a category.
func categoryParts(category string) (parts []string) {
	const slash = "\x00"
	for _, part := range strings.Split(strings.ReplaceAll(category, "//", slash), "/") {
		if part = strings.TrimSpace(strings.ReplaceAll(part, slash, "/")); part != "" {
			parts = append(parts, part)
		}
	}
	return parts
}

// own writes the questions as they are.
func (p *packer) own() error {
	f, err := p.zip.CreateHeader(&zip.FileHeader{Name: ownMember, Method: zip.Deflate})
	if err != nil {
		return err
	}
	b := ownBank{Name: p.bank.Name, Source: p.bank.Source, Version: p.bank.Version, Language: p.bank.Language, Licence: p.bank.Licence, Media: map[string]string{}}
	for hash := range p.stored {
		b.Media[hash] = p.media[hash].Name
	}
	line, err := ownLine("", nil, b)
	for i := 0; err == nil; i++ {
		if _, err = f.Write(line); err != nil || i == len(p.bank.Questions) {
			break
		}
		q := p.bank.Questions[i]
		q.ID, q.Bank, q.Line = quiz.QuestionID{}, "", 0
		line, err = ownLine(itemMember(i), p.sums[i], &q)
	}
	return err
}
