package speech

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// stage notes what is started and ended.
type stage struct {
	said    []string
	program Program
	open    int
	fail    error
}

func (s *stage) start(p Program, words string) (func(), error) {
	if s.fail != nil {
		return nil, s.fail
	}
	s.said, s.program = append(s.said, words), p
	s.open++
	return func() { s.open-- }, nil
}

// has finds only these programs.
func has(names ...string) func(string) (string, error) {
	return func(name string) (string, error) {
		if slices.Contains(names, name) {
			return "/bin/" + name, nil
		}
		return "", errors.New("not found")
	}
}

func TestTheSystemsVoiceIsFound(t *testing.T) {
	for name, c := range map[string]struct {
		system string
		there  []string
		want   string
	}{
		"macOS":                  {"darwin", []string{"say"}, "/bin/say"},
		"Windows":                {"windows", []string{"powershell.exe"}, "/bin/powershell.exe"},
		"Linux":                  {"linux", []string{"spd-say", "espeak-ng"}, "/bin/espeak-ng"},
		"Linux, only one":        {"linux", []string{"spd-say"}, "/bin/spd-say"},
		"another Unix":           {"freebsd", []string{"espeak"}, "/bin/espeak"},
		"none":                   {"linux", nil, ""},
		"another system's voice": {"windows", []string{"espeak"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			v := Find(c.system, has(c.there...), nil)
			if (v == nil) != (c.want == "") || v != nil && v.program.Path != c.want {
				t.Errorf("found %+v", v)
			}
		})
	}
}

func TestOneTextIsSaidAtATime(t *testing.T) {
	s := &stage{}
	v := Find("linux", has("espeak"), s.start)
	for range 3 {
		if err := v.Say("hepat/o"); err != nil || s.open != 1 {
			t.Fatalf("%d are speaking, %v", s.open, err)
		}
	}
	v.Stop()
	if v.Stop(); s.open != 0 {
		t.Errorf("%d are still speaking", s.open)
	}
	s.fail = errors.New("no device")
	if err := v.Say("x"); err == nil || !errors.Is(err, s.fail) {
		t.Errorf("%v", err)
	}
}

// No text becomes an argument: it is on the input whatever it looks like.
func TestWordsAreNeverAPartOfTheCommand(t *testing.T) {
	for system, name := range map[string]string{"darwin": "say", "windows": "powershell.exe", "linux": "espeak-ng"} {
		s := &stage{}
		v := Find(system, has(name), s.start)
		want := slices.Clone(v.program.Args)
		for _, evil := range []string{"--version", "$(reboot)", "`x`; rm -r", "'; exit", "-f /etc/passwd"} {
			if err := v.Say(evil); err != nil || !slices.Equal(s.program.Args, want) {
				t.Errorf("%s: %q changed the command to %q, %v", system, evil, s.program.Args, err)
			}
		}
	}
}

func TestOnlyWordsAreSpoken(t *testing.T) {
	s := &stage{}
	v := Find("linux", has("espeak"), s.start)
	for text, want := range map[string]string{"hepat/o": "hepat o", "brady-": "brady", " a\n\tb\x1b[2J ": "a b [2J", "\xff": "", "": "", strings.Repeat("a", 9999): strings.Repeat("a", longest)} {
		s.said = nil
		if err := v.Say(text); err != nil || strings.Join(s.said, "") != want {
			t.Errorf("%.20q: said %.40q, %v", text, s.said, err)
		}
	}
}

// A real program gets the words on its input, is ended in the middle, and a
// second end is none.
func TestARealProgramIsStartedAndEnded(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("needs sh")
	}
	out := filepath.Join(t.TempDir(), "heard")
	stop, err := run(Program{"/bin/sh", []string{"-c", `read line; echo "$line" > "$0.new"; mv "$0.new" "$0"; exec sleep 600`, out}}, "hepat o")
	if err != nil {
		t.Fatal(err)
	}
	for { // it ends when the file is there; a test that hangs says so by itself
		if b, err := os.ReadFile(out); err == nil {
			if string(b) != "hepat o\n" {
				t.Errorf("it heard %q", b)
			}
			break
		}
		runtime.Gosched()
	}
	stop()
	stop()
	if _, err := run(Program{Path: filepath.Join(t.TempDir(), "none")}, "x"); err == nil {
		t.Error("a program that is not there was started")
	}
}
