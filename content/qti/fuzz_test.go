package qti

import (
	"bytes"
	"context"
	"testing"

	"chartroom/content/zipfile"
)

// FuzzPackage proves that no archive makes the reader panic, that what it reads
// has keys of its own, and that what it can write again comes back the same.
func FuzzPackage(f *testing.F) {
	var ours bytes.Buffer
	if err := Format(&ours, sample()); err != nil {
		f.Fatal(err)
	}
	f.Add(ours.Bytes())
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := zipfile.Open(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			return
		}
		bank, _, err := ParseArchive(context.Background(), a, "fuzz", Options{}, nil)
		if err != nil {
			return
		}
		keys := map[string]bool{}
		for i := range bank.Questions {
			q := &bank.Questions[i]
			if keys[q.Key] || q.Key == "" || q.ID.IsZero() {
				t.Fatalf("key %q, twice: %t", q.Key, keys[q.Key])
			}
			keys[q.Key] = true
		}
	})
}

// FuzzOwn gives the reader items and what is said beside them, unpacked: the
// texts of a package are as little trusted as its items.
func FuzzOwn(f *testing.F) {
	q := sample().Questions[0]
	item, _ := itemXML(&q, nil)
	line, err := ownLine("", nil, ownBank{Name: "Fuzz", Media: map[string]string{"a": "b"}})
	if err != nil {
		f.Fatal(err)
	}
	f.Add([]byte(item), append(line, "question-0001.xml\tsum\t{}"...), []byte(`<manifest><resource type="imsqti_item_xmlv2p1" href="question-0001.xml"><keyword>a</keyword></resource></manifest>`))
	f.Add([]byte(good), line, []byte("<manifest><resource/>"))
	f.Fuzz(func(t *testing.T, item, own, list []byte) {
		a := zipped(t, manifest, string(list), "question-0001.xml", string(item), ownMember, string(own))
		bank, _, err := ParseArchive(context.Background(), a, "fuzz", Options{}, nil)
		if err != nil {
			return
		}
		for i := range bank.Questions {
			if fault := whole(&bank.Questions[i]); fault != "" {
				t.Fatal(fault)
			}
		}
		// What can be written comes back the same.
		held := bank
		held.Questions = nil
		for _, q := range bank.Questions {
			if Holds(&q) == nil {
				held.Questions = append(held.Questions, q)
			}
		}
		if len(held.Questions) == 0 {
			return
		}
		again, problems := readPack(t, written(t, held), held.ID, Options{NoRepairs: true})
		if len(again.Questions) != len(held.Questions) || len(problems) > 0 {
			t.Fatalf("%d questions, not %d: %v", len(again.Questions), len(held.Questions), problems)
		}
		for i := range again.Questions {
			if a, b := again.Questions[i], held.Questions[i]; a.Key != b.Key || a.Stem != b.Stem || a.Kind != b.Kind {
				t.Fatalf("%+v, not %+v", a, b)
			}
		}
	})
}
