package qti

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"chartroom/content/parse"
	"chartroom/content/zipfile"
	"chartroom/quiz"
)

const conformance = "../../../shared/formats/conformance"

func zipDir(t *testing.T, dir string) *zipfile.Archive {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	if err := w.AddFS(os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	w.Close()
	a, err := zipfile.Open(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func show(b quiz.Bank, ps []parse.Problem, err error) {
	for _, q := range b.Questions {
		fmt.Printf("  %s %s [%s] %q m=%v ko=%v cs=%v stem=%.200q\n", q.Kind, q.Key, q.Category, q.Name, q.Multiple, q.KeepOrder, q.CaseSensitive, q.Stem)
		pr := func(ind string, os []quiz.Option) {
			for _, o := range os {
				fmt.Printf("%s%.70q %.3g", ind, o.Text, o.Fraction)
				if o.Partner != "" {
					fmt.Printf(" -> %.50q", o.Partner)
				}
				if o.Value != 0 || o.Tolerance != 0 {
					fmt.Printf(" =%v±%v", o.Value, o.Tolerance)
				}
				if o.Feedback != "" {
					fmt.Printf(" fb=%.60q", o.Feedback)
				}
				fmt.Println()
			}
		}
		pr("      ", q.Options)
		for _, g := range q.Gaps {
			fmt.Printf("      gap %s w=%v cs=%v\n", g.Kind, g.Weight, g.CaseSensitive)
			pr("         ", g.Options)
		}
		if q.Rationale != "" {
			fmt.Printf("      rationale %.150q\n", q.Rationale)
		}
	}
	for _, p := range ps {
		fmt.Println("  !", p.Rule, p)
	}
	if err != nil {
		fmt.Println("  ERR", err)
	}
	fmt.Println("  media", len(b.Media))
}

func TestLook(t *testing.T) {
	pat := os.Getenv("LOOK")
	if pat == "" {
		t.Skip()
	}
	files, _ := filepath.Glob(filepath.Join(conformance, pat))
	for _, f := range files {
		fmt.Println("==", strings.TrimPrefix(f, conformance))
		if st, _ := os.Stat(f); st.IsDir() {
			a := zipDir(t, f)
			fmt.Println("  looks", LooksArchive(a))
			show(ParseArchive(context.Background(), a, "b", Options{}, nil))
			continue
		}
		data, _ := os.ReadFile(f)
		fmt.Println("  looks", Looks(string(data)))
		show(Parse(context.Background(), data, "b", nil))
	}
}
