package content_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"chartroom/content"
	"chartroom/content/hostiletest"
	"chartroom/content/parse"
)

// Reading a hostile file may take this much of the machine. The aim is 2
// seconds, which the benchmark prints; tests run on slow and busy machines.
const (
	mostSeconds = 10
	mostMemory  = 256 << 20
)

// verdict is what the child says of a file.
type verdict struct {
	Questions, Problems int
	Err                 string
	Cost                hostiletest.Cost
	Left                []string // what is left in the folder for passing files
}

// child is set where the test runs as the process that reads.
const child = "CHARTROOM_HOSTILE_CHILD"

// TestMain makes this program the process that reads hostile files, one a line
// of its input: a file that takes down a process fails its test and no other.
func TestMain(m *testing.M) {
	if os.Getenv(child) == "" {
		os.Exit(m.Run())
	}
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		out, err := json.Marshal(read(lines.Text()))
		if err != nil {
			panic(err)
		}
		fmt.Printf("%s\n", out)
	}
}

// read reads one file, with all that there is to read of it.
func read(path string) (v verdict) {
	v.Cost = hostiletest.Measure(func() {
		file, err := content.ReadFile(context.Background(), path, content.Options{History: true}, func(int, int) {})
		v.Questions, v.Problems = len(file.Bank.Questions), len(file.Problems)
		if err != nil {
			v.Err = err.Error()
		}
	})
	left, _ := os.ReadDir(os.TempDir())
	for _, f := range left {
		v.Left = append(v.Left, f.Name())
	}
	return v
}

// reader is the process that reads.
type reader struct {
	to   io.WriteCloser
	from *bufio.Scanner
	cmd  *exec.Cmd
	temp string // its folder for passing files
}

func newReader(t *testing.T) *reader {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	r := &reader{temp: t.TempDir(), cmd: exec.Command(self)}
	r.cmd.Env = append(os.Environ(), child+"=1", "TMPDIR="+r.temp, "TMP="+r.temp, "TEMP="+r.temp)
	r.cmd.Stderr = os.Stderr
	if r.to, err = r.cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	from, err := r.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	r.from = bufio.NewScanner(from)
	if err := r.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(r.end)
	return r
}

func (r *reader) end() {
	r.to.Close()
	r.cmd.Wait()
}

// ask has the process read a file; ok is false when that was its end.
func (r *reader) ask(path string) (v verdict, ok bool) {
	fmt.Fprintln(r.to, path)
	return v, r.from.Scan() && json.Unmarshal(r.from.Bytes(), &v) == nil
}

// TestHostileFiles reads every file of the catalogue of bad input. Each is
// refused, or read with something said; it takes little time and memory, it
// leaves nothing on the disk, and the process goes on.
func TestHostileFiles(t *testing.T) {
	if testing.Short() {
		t.Skip("reading gigabytes takes a minute")
	}
	dir := t.TempDir()
	r := newReader(t)
	only := os.Getenv("CHARTROOM_HOSTILE") // a piece of what is wrong: only such files
	for _, f := range hostiletest.Files() {
		if !strings.Contains(f.Row+" "+f.What, only) {
			continue
		}
		t.Run(strings.ReplaceAll(f.Row+" "+f.What, "/", "|"), func(t *testing.T) {
			path := filepath.Join(dir, f.Name)
			if err := os.WriteFile(path, f.Make(), 0o600); err != nil {
				t.Fatal(err)
			}
			defer os.Remove(path)
			v, ok := r.ask(path)
			if !ok {
				r.end()
				r = newReader(t)
				t.Fatal("the process that read it has ended")
			}
			t.Logf("%v; %d questions, %d problems, %s", v.Cost, v.Questions, v.Problems, parse.Excerpt(v.Err, 200))
			switch {
			case v.Cost.Seconds > mostSeconds || v.Cost.Memory > mostMemory:
				t.Errorf("reading it took %v", v.Cost)
			case len(v.Left) > 0:
				t.Errorf("left on the disk: %q", v.Left)
			case f.Harmless && v.Err != "":
				t.Errorf("it is harmless, and was refused: %s", v.Err)
			case !f.Harmless && v.Err == "" && v.Problems == 0:
				t.Errorf("%d questions were read, and nothing was said", v.Questions)
			case strings.Contains(v.Err, dir) || strings.Contains(v.Err, r.temp):
				t.Errorf("the error names a folder of this machine: %s", v.Err)
			}
		})
	}
}
