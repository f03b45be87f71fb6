package main

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"fmt"
	"html"
	"io"
	"path"
	"strings"
	"time"

	"chartroom/content/qti"
	"chartroom/content/zipfile"
	"chartroom/quiz"
	"chartroom/storage/storagetest"
)

// qtiPairs is how often each is read, by turns with its floor.
const qtiPairs = 9

// qti measures reading QTI, at two sizes: a file of version 1.2 as Canvas
// writes it, and a package of 2.1 with a file an item. The floor is bare
// tokenising of the same bytes by encoding/xml, in the same pair.
func (b *bench) qti() error {
	for _, n := range []int{1_000, 10_000} {
		bank := storagetest.Bank("bench-qti", n, 5)
		file := canvasFile(&bank)
		read := func() (quiz.Bank, error) {
			got, _, err := qti.Parse(context.Background(), file, "bench-qti", nil)
			return got, err
		}
		if err := qtiPair(fmt.Sprintf("%d items of QTI 1.2 in a file", n), len(file), n, func() error { return tokenise(bytes.NewReader(file)) }, read); err != nil {
			return err
		}
		pack, held, err := qtiPackage(bank)
		if err != nil {
			return err
		}
		read = func() (quiz.Bank, error) {
			a, err := zipfile.Open(bytes.NewReader(pack), int64(len(pack)))
			if err != nil {
				return quiz.Bank{}, err
			}
			got, _, err := qti.ParseArchive(context.Background(), a, "bench-qti", qti.Options{}, nil)
			return got, err
		}
		if err := qtiPair(fmt.Sprintf("%d items of QTI 2.1 in a package", held), len(pack), held, func() error { return tokenisePackage(pack) }, read); err != nil {
			return err
		}
	}
	return nil
}

// qtiPair reads by turns, and says how many times as long as the floor reading
// takes: the median of the pairs.
func qtiPair(what string, size, questions int, floor func() error, read func() (quiz.Bank, error)) error {
	var bare, ours spread
	var ratios []float64
	for range qtiPairs {
		began := time.Now()
		if err := floor(); err != nil {
			return err
		}
		bare = append(bare, time.Since(began))
		began = time.Now()
		got, err := read()
		if err != nil || len(got.Questions) != questions {
			return fmt.Errorf("%s: %d questions: %w", what, len(got.Questions), err)
		}
		ours = append(ours, time.Since(began))
		ratios = append(ratios, float64(ours[len(ours)-1])/float64(bare[len(bare)-1]))
	}
	say(what+", beside encoding/xml", median(ratios), "x", fmt.Sprintf("%.1f MB; p50 %.1f ms, encoding/xml %.1f ms", float64(size)/1e6, ours.sorted().at(.5), bare.sorted().at(.5)), 1.2)
	return nil
}

// tokenise reads XML and does nothing with it.
func tokenise(r io.Reader) error {
	for d := xml.NewDecoder(r); ; {
		if _, err := d.Token(); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
	}
}

func tokenisePackage(pack []byte) error {
	a, err := zip.NewReader(bytes.NewReader(pack), int64(len(pack)))
	if err != nil {
		return err
	}
	for _, f := range a.File {
		r, err := f.Open()
		if err != nil {
			return err
		}
		if err := tokenise(r); err != nil {
			return err
		}
		r.Close()
	}
	return nil
}

// qtiPackage is a bank as another program would write it: without what our own
// packages say beside the items. questions is how many QTI holds.
func qtiPackage(bank quiz.Bank) (pack []byte, questions int, err error) {
	held := bank
	held.Questions = nil
	for _, q := range bank.Questions {
		if qti.Holds(&q) == nil {
			held.Questions = append(held.Questions, q)
		}
	}
	var ours, theirs bytes.Buffer
	if err := qti.Format(&ours, held); err != nil {
		return nil, 0, err
	}
	from, err := zip.NewReader(bytes.NewReader(ours.Bytes()), int64(ours.Len()))
	if err != nil {
		return nil, 0, err
	}
	to := zip.NewWriter(&theirs)
	for _, f := range from.File {
		if path.Ext(f.Name) != ".xml" {
			continue
		}
		if err := to.Copy(f); err != nil {
			return nil, 0, err
		}
	}
	err = to.Close()
	return theirs.Bytes(), len(held.Questions), err
}

// canvasFile is a choice of four for each question of a bank, as Canvas writes
// them, with feedback on each.
func canvasFile(bank *quiz.Bank) []byte {
	var b bytes.Buffer
	b.WriteString("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<questestinterop><assessment ident=\"a\" title=\"Bench\"><section ident=\"root_section\">\n")
	for i := range bank.Questions {
		q := &bank.Questions[i]
		var labels, feedback, said strings.Builder
		for j := range 4 {
			text := fmt.Sprintf("choice %d of question %d", j, i)
			fmt.Fprintf(&labels, "<response_label ident=\"%d\"><material><mattext texttype=\"text/plain\">%s</mattext></material></response_label>\n", j, text)
			fmt.Fprintf(&said, "<respcondition continue=\"Yes\"><conditionvar><varequal respident=\"response1\">%d</varequal></conditionvar><displayfeedback feedbacktype=\"Response\" linkrefid=\"%d_fb\"/></respcondition>\n", j, j)
			fmt.Fprintf(&feedback, "<itemfeedback ident=\"%d_fb\"><flow_mat><material><mattext texttype=\"text/html\">&lt;p&gt;On %s.&lt;/p&gt;</mattext></material></flow_mat></itemfeedback>\n", j, text)
		}
		fmt.Fprintf(&b, `<item ident="i%d" title="Question %d"><itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>question_type</fieldlabel><fieldentry>multiple_choice_question</fieldentry></qtimetadatafield></qtimetadata></itemmetadata>
<presentation><material><mattext texttype="text/html">&lt;div&gt;%s&lt;/div&gt;</mattext></material><response_lid ident="response1" rcardinality="Single"><render_choice>
%s</render_choice></response_lid></presentation>
<resprocessing><outcomes><decvar maxvalue="100" minvalue="0" varname="SCORE" vartype="Decimal"/></outcomes>
%s<respcondition continue="No"><conditionvar><varequal respident="response1">0</varequal></conditionvar><setvar action="Set" varname="SCORE">100</setvar></respcondition></resprocessing>
%s</item>
`, i, i, html.EscapeString(html.EscapeString(q.Stem)), labels.String(), said.String(), feedback.String())
	}
	b.WriteString("</section></assessment></questestinterop>\n")
	return b.Bytes()
}
