package books

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"chartroom/quiz/codebook"
)

// one of each kind of record, all of whose fields are filled.
var kinds = []codebook.Record{
	codebook.Code{Code: "A1", Header: true, Short: "short", Long: "long", Parent: "A", Modifier: true, Coverage: "C", Pricing: "11 22", BETOS: "B", Service: "1 9",
		Added: "2020-01-01", Effective: "2021-01-01", Ended: "2022-01-01", Action: "N", Placeholder: true},
	codebook.Code{Code: "A1", Short: "same", Long: "same"},
	codebook.Heading{Level: codebook.LevelBlock, ID: "A00-A09", Title: "title", First: "A00", Last: "A09", Parent: "1"},
	codebook.Note{Of: "A1", Kind: codebook.NoteFirst, Text: "text"},
	codebook.Extension{Of: "A1", Character: "A", Meaning: "meaning"},
	codebook.Term{Index: codebook.IndexDrugs, Depth: 3, Title: "title", Nonessential: "(x)", Code: "A1.-", Manifestation: "B2", See: "see", SeeAlso: "also", Use: "use",
		Cells: []string{"a", "", "c"}},
	codebook.Row{Table: "001", Names: [3]string{"a", "b", "c"}, Labels: [3]string{"d", "e", "f"}, Definition: "g", Titles: [4]string{"h", "i", "j", "k"},
		Values: [4][]codebook.AxisValue{{{Character: "1", Label: "one"}}, {{Character: "2", Label: "two"}, {Character: "3", Label: "three"}}, {{Character: "Z", Label: "none"}}, {{Character: "X", Label: ""}}}, Codes: 2},
	codebook.Definition{Section: "0", Axis: 3, Label: "l", Text: "t", Explain: "e", Include: []string{"a", "b"}},
	codebook.Exempt{Code: "A1"},
	codebook.Change{Code: "A1", Kind: codebook.Revised, Header: true, Before: "b", After: "a"},
	codebook.Mapping{From: "A1", To: "B2", Since: 2026, Flags: "10000"},
	codebook.Group{DRG: "001", MDC: "05", Type: "P", Title: "t"},
}

// A field that somebody adds to a record must be written too: each of these
// has none that is zero, but for the pair of descriptions.
func TestRecordsAreKeptWhole(t *testing.T) {
	for _, r := range kinds {
		var p packer
		p.record(r)
		u := &unpacker{data: string(p)}
		got, err := u.record()
		if err != nil || !reflect.DeepEqual(got, r) || u.data != "" {
			t.Errorf("%+v came back as %+v, %v", r, got, err)
		}
		v := reflect.ValueOf(r)
		for i := range v.NumField() {
			if c, ok := r.(codebook.Code); v.Field(i).IsZero() && !(ok && c.Short == c.Long) {
				t.Errorf("%T.%s is not tried", r, v.Type().Field(i).Name)
			}
		}
	}
}

func FuzzUnpack(f *testing.F) {
	for _, r := range kinds {
		var p packer
		p.record(r)
		f.Add(string(p))
	}
	f.Add("\xff\xff\xff\xff\xff\xff")
	f.Fuzz(func(t *testing.T, data string) {
		u := &unpacker{data: data}
		r, err := u.record()
		if err == nil && r == nil || err != nil && !errors.Is(err, errBroken) {
			t.Errorf("%v, %v", r, err)
		}
		_, _ = openVolume(nil, partRow{}, sealed([]byte(data)))
		_, _ = eachKey(data, func([]byte, int) bool { return true })
	})
}

// drawn are records with words and keys that come again and again, and a tree.
func drawn(seed uint64, n int) []codebook.Record {
	r := rand.New(rand.NewPCG(seed, 1))
	words := make([]string, 200)
	for i := range words {
		words[i] = fmt.Sprintf("%c%c%d", 'a'+r.IntN(3), 'a'+r.IntN(26), r.IntN(50))
	}
	var all []codebook.Record
	code := []byte("A00")
	for range n {
		switch r.IntN(4) {
		case 0:
			code = fmt.Appendf(nil, "%c%02d", 'A'+len(all)*26/n, len(all)*100*26/n%100)
		case 1:
			if len(code) < 7 {
				code = append(code, "0123456789A"[r.IntN(11)])
			}
		case 2:
			all = append(all, codebook.Note{Of: string(code), Kind: codebook.NoteTerm, Text: words[r.IntN(len(words))]})
			continue
		}
		title := make([]string, 1+r.IntN(8))
		for i := range title {
			title[i] = words[r.IntN(len(words))]
		}
		long := strings.Join(title, " ")
		all = append(all, codebook.Code{Code: string(code), Long: long, Short: long})
	}
	return all
}

// What a volume is asked is what its records say, read one after the other.
func TestVolumeIsItsRecords(t *testing.T) {
	ctx := context.Background()
	for seed := range uint64(6) {
		s, err := Open(t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		records := drawn(seed, 1+int(seed)*900)
		b := codebook.Book{Set: codebook.ICD10CM, Year: 2026}
		err = s.Install(ctx, time.Unix(0, 0), codebook.Part{Book: b, Kind: codebook.PartOrder}, func(put func(codebook.Record) error) error {
			for _, r := range records {
				if err := put(r); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		view, err := s.look(ctx)
		if err != nil {
			t.Fatal(err)
		}
		v, err := view.own(ctx, b, codebook.PartOrder)
		if err != nil {
			t.Fatal(err)
		}
		checkVolume(t, v, records)
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func checkVolume(t *testing.T, v *volume, records []codebook.Record) {
	t.Helper()
	ctx := context.Background()
	byCode, byWord := map[string][]int{}, map[string][]int{}
	var parents codebook.Parents
	for i, r := range records {
		got, err := v.record(ctx, i)
		if err != nil || !reflect.DeepEqual(got, r) {
			t.Fatalf("line %d is %+v, not %+v: %v", i, got, r, err)
		}
		text := ""
		at, err := v.twig(ctx, i)
		if err != nil {
			t.Fatal(err)
		}
		switch r := r.(type) {
		case codebook.Code:
			byCode[r.Code] = append(byCode[r.Code], i)
			text = r.Long
			if parent := parents.Add(r.Code, i); at.parent != parent+1 {
				t.Errorf("line %d stands below %d, not %d", i, at.parent-1, parent)
			}
		case codebook.Note:
			text = r.Text
			if at.end != 0 {
				t.Errorf("the note on line %d stands in the tree", i)
			}
		}
		for _, w := range strings.Fields(text) {
			if all := byWord[w]; len(all) == 0 || all[len(all)-1] != i {
				byWord[w] = append(all, i)
			}
		}
	}
	for code, want := range byCode {
		var got []int
		if err := v.find(ctx, "c"+code, false, func(_ string, line int) bool { got = append(got, line); return true }); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s stands on %v, not %v: %v", code, got, want, err)
		}
		got = nil
		prefix := code[:2]
		if err := v.find(ctx, "c"+prefix, true, func(_ string, line int) bool { got = append(got, line); return true }); err != nil {
			t.Fatal(err)
		}
		n := 0
		for other, lines := range byCode {
			if strings.HasPrefix(other, prefix) {
				n += len(lines)
			}
		}
		if len(got) != n {
			t.Errorf("%d codes begin with %s, not %d", len(got), prefix, n)
		}
	}
	for w, want := range byWord {
		i := v.word(w)
		if i < 0 {
			t.Errorf("%s is not known", w)
			continue
		}
		var got []int
		if err := v.list(ctx, i, func(line, _ int) { got = append(got, line) }); err != nil {
			t.Fatal(err)
		}
		// A note is also found by the title of its code.
		got = slices.DeleteFunc(got, func(line int) bool { _, ok := records[line].(codebook.Note); return ok && !slices.Contains(want, line) })
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s stands on %v, not %v", w, got, want)
		}
	}
}

func TestTheCacheKeepsItsSize(t *testing.T) {
	var c cache
	big := strings.Repeat("x", cacheSize/10)
	for n := range 100 {
		c.put(blockID{1, n}, big)
		if text, ok := c.get(blockID{1, n}); !ok || text != big {
			t.Fatal("what was put last is not there")
		}
		c.get(blockID{1, 0}) // what is used stays
	}
	if c.size > cacheSize || len(c.have) > 10 || c.order.Len() != len(c.have) {
		t.Errorf("%d bytes in %d blocks", c.size, len(c.have))
	}
	if _, ok := c.get(blockID{1, 0}); !ok {
		t.Error("what was used all the time is gone")
	}
	c.clear()
	if _, ok := c.get(blockID{1, 99}); ok || c.size != 0 {
		t.Error("it was not cleared")
	}
}
