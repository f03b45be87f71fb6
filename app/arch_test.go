package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// may says which of our own packages a package may import, by the longest
// prefix that fits; "*" is all. The picture is in README.md.
var may = map[string][]string{
	"quiz/srs":                {},
	"quiz":                    {"quiz/srs"},
	"quiz/codebook":           {"quiz"},
	"assets":                  {},
	"content/parse":           {},
	"content":                 {"quiz", "content"},
	"content/account":         {"quiz", "content", "docs"},
	"docs":                    {},
	"storage":                 {"quiz", "storage"},
	"storage/storagetest":     {"quiz", "storage", "content"},
	"app/locale":              {},
	"app/actions":             {"quiz", "content", "storage"},
	"app/actions/actionstest": {"quiz", "storage", "app/actions", "app/learner"},
	"app/learner":             {"quiz", "storage", "app/actions"},
	"app/cli":                 {"quiz", "content", "storage", "app/actions"},
	"app/theme":               {"assets"},
	"app/widgets":             {"app/theme", "quiz"},
	"app/charts":              {"app/theme", "quiz"},
	"app/uitest":              {"app/theme", "app/widgets", "app/charts"},
	"app/ask":                 {"quiz", "app/theme", "app/widgets"},
	"app/speech":              {"quiz"},
	"app/shell":               {"app/actions", "app/theme", "app/widgets", "storage", "quiz"},
	"app/shell/shelltest":     {"quiz", "app/actions", "app/shell", "app/theme", "app/uitest", "app/widgets"},
	"app/screens":             {"quiz", "content", "storage", "app/actions", "app/ask", "app/shell", "app/theme", "app/widgets", "app/charts"},
	"app":                     {"*"},
	"scripts":                 {"*"},
}

// fyneFree are the packages that must not know the toolkit.
var fyneFree = []string{"quiz", "content", "storage", "app/actions", "app/cli", "app/learner", "app/speech", "assets", "scripts/torture"}

// forTests are the packages that only tests may import, benchmarks and each
// other.
var forTests = []string{"storage/storagetest", "content/hostiletest", "app/actions/actionstest", "app/shell/shelltest", "content/intake/intaketest"}

// homes says where a dangerous power may be used at all.
var homes = map[string][]string{
	"time.Now":                    {"app/main.go", "app/window.go", "app/zone.go", "app/shell/jobs.go", "content/hostiletest/", "scripts/"},
	"go statement":                {"app/shell/jobs.go", "storage/", "quiz/srs/train.go", "scripts/"},
	"fyne.Do":                     {"app/shell/jobs.go", "scripts/"},
	"fyne.DoAndWait":              {"scripts/"},
	"database/sql":                {"storage/", "content/anki/", "content/hostiletest/", "scripts/bench/"},
	"github.com/mattn/go-sqlite3": {"storage/", "content/anki/", "content/hostiletest/", "scripts/bench/"},
	"os/exec":                     {"app/speech/", "scripts/"},

	// Fyne's Markdown fetches pictures from the network, and so does a picture
	// of an address; a picture is decoded only where its size was looked at.
	"widget.NewRichTextFromMarkdown": {},
	"canvas.NewImageFromURI":         {},
	"image.Decode":                   {"app/widgets/pictures.go", "content/paper/picture.go", "scripts/"},
	"fyne.MeasureText":               {"app/theme/"}, // theme.Measure knows which font draws it
	"image/color":                    {"app/theme/", "app/widgets/", "app/charts/", "app/uitest/", "assets/"},
}

func TestArchitecture(t *testing.T) {
	root := ".."
	files := 0
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (strings.HasPrefix(d.Name(), ".") && d.Name() != ".." || d.Name() == "testdata" || d.Name() == "dist") {
			return filepath.SkipDir
		}
		if strings.HasSuffix(p, ".go") && !strings.HasSuffix(p, "_test.go") {
			rel, _ := filepath.Rel(root, p)
			files++
			for _, why := range violations(filepath.ToSlash(rel), nil) {
				t.Error(why)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < 100 {
		t.Fatalf("only %d files were read: the test looks in the wrong place", files)
	}
}

// TestArchitectureIsGuarded plants violations and expects each to be found: a
// guard that never barks is no guard.
func TestArchitectureIsGuarded(t *testing.T) {
	for name, planted := range map[string]struct{ file, src string }{
		"a screen imports a screen": {"app/screens/today/x.go", `package today; import _ "chartroom/app/screens/review"`},
		"a model imports Fyne":      {"app/screens/today/model.go", `package today; import _ "fyne.io/fyne/v2"`},
		"actions import Fyne":       {"app/actions/x.go", `package actions; import _ "fyne.io/fyne/v2/widget"`},
		"content imports storage":   {"content/x.go", `package content; import _ "chartroom/storage"`},
		"a goroutine in a screen":   {"app/screens/today/x.go", `package today; func f() { go f() }`},
		"the clock in quiz":         {"quiz/x.go", `package quiz; import "time"; var _ = time.Now()`},
		"SQL in actions":            {"app/actions/x.go", `package actions; import _ "database/sql"`},
		"a program in a screen":     {"app/screens/review/x.go", `package review; import _ "os/exec"`},
		"a colour in a screen":      {"app/screens/today/x.go", `package today; import _ "image/color"`},
		"a test's desk in a screen": {"app/screens/today/x.go", `package today; import _ "chartroom/app/shell/shelltest"`},
		"Markdown by Fyne":          {"app/screens/today/x.go", `package today; import "fyne.io/fyne/v2/widget"; var _ = widget.NewRichTextFromMarkdown("x")`},
		"a picture of any size":     {"app/screens/today/x.go", `package today; import "image"; var _, _, _ = image.Decode(nil)`},
		"words measured by Fyne":    {"app/widgets/x.go", `package widgets; import "fyne.io/fyne/v2"; var _ = fyne.MeasureText("x", 1, fyne.TextStyle{})`},
		"fyne.Do in a screen":       {"app/screens/today/x.go", `package today; import "fyne.io/fyne/v2"; func f() { fyne.Do(f) }`},
	} {
		t.Run(name, func(t *testing.T) {
			if len(violations(planted.file, []byte(planted.src))) == 0 {
				t.Error("was not found")
			}
		})
	}
}

// violations are the rules that a file breaks; src nil reads it from disk.
func violations(file string, src []byte) []string {
	if src == nil {
		b, err := os.ReadFile(filepath.Join("..", file))
		if err != nil {
			return []string{err.Error()}
		}
		src = b
	}
	set := token.NewFileSet()
	f, err := parser.ParseFile(set, file, src, 0)
	if err != nil {
		return []string{err.Error()}
	}
	var found []string
	say := func(pos token.Pos, format string, args ...any) {
		found = append(found, fmt.Sprintf("%s: %s", set.Position(pos), fmt.Sprintf(format, args...)))
	}
	dir := path.Dir(file)
	for _, spec := range f.Imports {
		imported, _ := strconv.Unquote(spec.Path.Value)
		ours, isOurs := strings.CutPrefix(imported, "chartroom/")
		switch {
		case slices.Contains(forTests, ours) && !slices.Contains(forTests, dir) && !under(file, []string{"scripts/"}):
			say(spec.Pos(), "%s is for tests only", ours)
		case isOurs && !allowed(dir, ours):
			say(spec.Pos(), "%s may not import %s", dir, ours)
		case strings.HasPrefix(imported, "fyne.io/") && (isFyneFree(dir) || path.Base(file) == "model.go"):
			say(spec.Pos(), "%s may not know Fyne", file)
		case homes[imported] != nil && !under(file, homes[imported]):
			say(spec.Pos(), "%s is at home in %v only", imported, homes[imported])
		}
	}
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.GoStmt:
			if !under(file, homes["go statement"]) {
				say(n.Pos(), "goroutines start in %v only", homes["go statement"])
			}
		case *ast.SelectorExpr:
			if x, ok := n.X.(*ast.Ident); ok {
				if name := x.Name + "." + n.Sel.Name; homes[name] != nil && !under(file, homes[name]) {
					say(n.Pos(), "%s is at home in %v only", name, homes[name])
				}
			}
		}
		return true
	})
	return found
}

func allowed(dir, imported string) bool {
	for d := dir; ; d = path.Dir(d) {
		if list, ok := may[d]; ok {
			for _, l := range list {
				if l == "*" || imported == l || strings.HasPrefix(imported, l+"/") {
					return true
				}
			}
			return imported == dir
		}
		if d == "." {
			return false
		}
	}
}

func isFyneFree(dir string) bool {
	for _, f := range fyneFree {
		if dir == f || strings.HasPrefix(dir, f+"/") {
			return true
		}
	}
	return false
}

func under(file string, places []string) bool {
	for _, p := range places {
		if file == p || strings.HasSuffix(p, "/") && strings.HasPrefix(file, p) {
			return true
		}
	}
	return false
}
