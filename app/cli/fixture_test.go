package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"chartroom/storage"
)

var (
	ctx  = context.Background()
	noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
)

// desk is a terminal with a folder of its own.
type desk struct {
	t        *testing.T
	dir      string
	out, err bytes.Buffer
	code     int
	env      Env
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	t.Parallel() // most of the time goes into waiting for the disk
	d := &desk{t: t, dir: t.TempDir()}
	d.env = Env{Out: &d.out, Err: &d.err, Now: func() time.Time { return noon }, Draw: rand.New(rand.NewPCG(6, 6)), Version: "9.8.7",
		Tour: func(dir string, report func(int, int)) ([]string, error) {
			report(1, 1)
			if dir == "no" {
				return nil, errors.New("the folder cannot be made")
			}
			return []string{filepath.Join(dir, "01-today-light.png")}, nil
		}}
	return d
}

// run runs a command line and checks its exit code.
func (d *desk) run(want int, args ...string) *desk {
	d.t.Helper()
	d.out.Reset()
	d.err.Reset()
	if d.code = Run(ctx, d.env, args); d.code != want {
		d.t.Errorf("%s: exit %d, not %d\n%s%s", strings.Join(args, " "), d.code, want, d.out.String(), d.err.String())
	}
	return d
}

// says checks what is on standard output, and complains what is on standard
// error.
func (d *desk) says(words ...string) *desk {
	d.t.Helper()
	for _, w := range words {
		if !strings.Contains(d.out.String(), w) {
			d.t.Errorf("%q is not in the output:\n%s\nerrors:\n%s", w, d.out.String(), d.err.String())
		}
	}
	return d
}

func (d *desk) complains(words ...string) *desk {
	d.t.Helper()
	for _, w := range words {
		if !strings.Contains(d.err.String(), w) {
			d.t.Errorf("%q is not among the errors:\n%s", w, d.err.String())
		}
	}
	return d
}

// parsed is the one JSON document on standard output.
func (d *desk) parsed() map[string]any {
	d.t.Helper()
	var doc map[string]any
	dec := json.NewDecoder(bytes.NewReader(d.out.Bytes()))
	if err := dec.Decode(&doc); err != nil {
		d.t.Fatalf("%v:\n%s", err, d.out.String())
	}
	if dec.More() {
		d.t.Fatalf("more than one document:\n%s", d.out.String())
	}
	return doc
}

// data are the flags of this desk's profile.
func (d *desk) data() string { return filepath.Join(d.dir, "data") }

func (d *desk) file(name, text string) string {
	d.t.Helper()
	path := filepath.Join(d.dir, name)
	must(d.t, os.WriteFile(path, []byte(text), 0o644))
	return path
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// banks are those of the profile that did not come with the app, with how many
// questions they hold.
func (d *desk) banks() map[string]int {
	d.t.Helper()
	path := storage.ProfilePath(d.data(), "")
	store, err := storage.Open(path, storage.Options{Now: noon, Draw: rand.New(rand.NewPCG(1, 1))})
	must(d.t, err)
	defer store.Close()
	all, err := store.Reader().Banks(ctx, false)
	must(d.t, err)
	banks := map[string]int{}
	for _, b := range all {
		if !b.Builtin {
			banks[b.Name] = b.Count
		}
	}
	return banks
}

const good = `$CATEGORY: Unit 4/Privacy

// [id:ret-1] [tag:rhit:1]
::Retention::How long are records of minors kept?{
	~Until discharge#Too short.
	=Until majority plus the limitation period#As the law says.
}

::Days::How many days for access?{#30:2}

::Word::Swelling is {=edema =oedema}.

::True::HIPAA is federal law.{T}
`

const cards = "#separator:tab\n#deck:Prefixes\nbrady-\tslow\ntachy-\tfast\n"
