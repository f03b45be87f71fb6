package qti

import (
	"archive/zip"
	"bytes"
	"context"
	"math/rand/v2"
	"reflect"
	"testing"

	"chartroom/content/parse"
	"chartroom/content/zipfile"
	"chartroom/quiz"
)

// written is a bank as a package.
func written(t testing.TB, bank quiz.Bank) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Format(&b, bank); err != nil {
		t.Fatalf("format: %v", err)
	}
	return b.Bytes()
}

// readPack reads a package.
func readPack(t testing.TB, data []byte, bank quiz.BankID, o Options) (quiz.Bank, []parse.Problem) {
	t.Helper()
	a, err := zipfile.Open(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	got, problems, err := ParseArchive(context.Background(), a, string(bank), o, nil)
	if err != nil {
		t.Fatalf("parse what format wrote: %v", err)
	}
	return got, problems
}

// without is a package without some of its members.
func without(t testing.TB, data []byte, name string) []byte {
	t.Helper()
	from, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	to := zip.NewWriter(&b)
	for _, f := range from.File {
		if f.Name != name {
			if err := to.Copy(f); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := to.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestParseOfFormatIsTheSame builds random banks of every kind that a package
// holds, with texts made of all that means something in XML, HTML and
// Markdown.
func TestParseOfFormatIsTheSame(t *testing.T) {
	media, kinds := 0, map[quiz.Kind]int{}
	for seed := range uint64(300) {
		g := generator{rand.New(rand.NewPCG(seed, 21))}
		want := g.bank()
		data := written(t, want)
		got, problems := readPack(t, data, want.ID, Options{NoRepairs: true})
		if len(problems) > 0 {
			t.Fatalf("seed %d: %v", seed, problems)
		}
		if len(got.Questions) != len(want.Questions) {
			t.Fatalf("seed %d: %d questions, not %d", seed, len(got.Questions), len(want.Questions))
		}
		for i := range want.Questions {
			kinds[want.Questions[i].Kind]++
			if got.Questions[i].Line < 1 {
				t.Fatalf("seed %d: line %d", seed, got.Questions[i].Line)
			}
			got.Questions[i].Line = 0
			if !reflect.DeepEqual(got.Questions[i], want.Questions[i]) {
				t.Fatalf("seed %d: got\n%+v\nwant\n%+v", seed, got.Questions[i], want.Questions[i])
			}
		}
		pictures := shown(want)
		media += len(pictures)
		if !reflect.DeepEqual(shown(got), pictures) || len(got.Media) != len(pictures) {
			t.Fatalf("seed %d: media %v, not %v", seed, shown(got), pictures)
		}
		want.Questions, got.Questions, want.Media, got.Media = nil, nil, nil, nil
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("seed %d: got %+v, want %+v", seed, got, want)
		}
	}
	if media < 100 {
		t.Errorf("only %d media went out and in again", media)
	}
	for _, k := range held {
		if kinds[k] < 50 {
			t.Errorf("only %d questions of kind %s", kinds[k], k)
		}
	}
}

// shown are the media that a bank's questions name, by hash.
func shown(bank quiz.Bank) map[string]string {
	found := map[string]string{}
	for i := range bank.Questions {
		for _, ref := range mediaRefs(&bank.Questions[i]) {
			for _, m := range bank.Media {
				if m.Ref() == ref {
					found[m.Hash] = m.Name
				}
			}
		}
	}
	return found
}
