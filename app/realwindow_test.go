package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"chartroom/app/actions/actionstest"
)

// real drives the built program in a real window with xdotool, as a person
// would. `make e2e` gives it CHARTROOM_BIN, a display and CHARTROOM_SHOTS.
type real struct {
	t     *testing.T
	bin   string
	data  string
	shots string
	shot  int
	cmd   *exec.Cmd
	errs  bytes.Buffer
	id    string // the X window
	x, y  int    // its upper left corner on the screen
}

func newReal(t *testing.T) *real {
	bin := os.Getenv("CHARTROOM_BIN")
	if bin == "" {
		t.Skip("CHARTROOM_BIN is not set; `make e2e` runs this in a real window")
	}
	r := &real{t: t, bin: bin, data: t.TempDir(), shots: os.Getenv("CHARTROOM_SHOTS")}
	if r.shots == "" {
		r.shots = t.TempDir()
	}
	if err := os.MkdirAll(r.shots, 0o755); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(r.kill)
	return r
}

// run runs a tool and returns what it prints.
func (r *real) run(name string, args ...string) string {
	r.t.Helper()
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		r.t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
	return strings.TrimSpace(string(out))
}

var corner = regexp.MustCompile(`Absolute upper-left ([XY]):\s+(-?\d+)`)

// start opens the program and waits for its window.
func (r *real) start() {
	r.t.Helper()
	r.errs.Reset()
	r.cmd = exec.Command(r.bin, "--data", r.data)
	r.cmd.Env = append(os.Environ(), "LANG=en_US.UTF-8", "TZ=America/New_York")
	r.cmd.Stderr = &r.errs
	if err := r.cmd.Start(); err != nil {
		r.t.Fatal(err)
	}
	deadline := time.Now().Add(30 * time.Second)
	for r.id = ""; r.id == ""; time.Sleep(100 * time.Millisecond) {
		out, _ := exec.Command("xdotool", "search", "--onlyvisible", "--pid", strconv.Itoa(r.cmd.Process.Pid), "--name", "^Chartroom$").Output()
		r.id = strings.TrimSpace(string(out))
		if time.Now().After(deadline) {
			r.t.Fatalf("no window after 30 s\n%s", r.errs.String())
		}
	}
	r.run("xdotool", "windowfocus", "--sync", r.id)
	for _, m := range corner.FindAllStringSubmatch(r.run("xwininfo", "-id", r.id), -1) {
		n, _ := strconv.Atoi(m[2])
		if m[1] == "X" {
			r.x = n
		} else {
			r.y = n
		}
	}
	r.settle()
}

// settle waits until the window has drawn what was asked of it.
func (r *real) settle() { time.Sleep(350 * time.Millisecond) }

// keys presses keys, one after the other.
func (r *real) keys(names ...string) {
	r.t.Helper()
	for _, n := range names {
		r.run("xdotool", "key", "--window", r.id, n)
		r.settle()
	}
}

func (r *real) typed(s string) {
	r.t.Helper()
	r.run("xdotool", "type", "--delay", "60", "--window", r.id, s)
	r.settle()
}

// click clicks at a place in the window.
func (r *real) click(x, y int) {
	r.t.Helper()
	r.run("xdotool", "mousemove", "--sync", strconv.Itoa(r.x+x), strconv.Itoa(r.y+y), "click", "1")
	r.settle()
}

// look keeps a picture of the window and fails if nothing is drawn on it.
func (r *real) look(name string) []byte {
	r.t.Helper()
	r.shot++
	path := filepath.Join(r.shots, fmt.Sprintf("%02d-%s.png", r.shot, name))
	var b []byte
	for range 12 { // until it stands still; a cursor may blink
		r.run("import", "-window", r.id, path)
		now, err := os.ReadFile(path)
		if err != nil {
			r.t.Fatal(err)
		}
		if bytes.Equal(b, now) {
			break
		}
		b = now
		r.settle()
	}
	img, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		r.t.Fatal(err)
	}
	colours := map[[3]uint32]bool{}
	bounds := img.Bounds()
	for y := bounds.Min.Y; y < bounds.Max.Y; y += 7 {
		for x := bounds.Min.X; x < bounds.Max.X; x += 7 {
			cr, cg, cb, _ := img.At(x, y).RGBA()
			colours[[3]uint32{cr, cg, cb}] = true
		}
	}
	if len(colours) < 4 {
		r.t.Fatalf("%s shows only %d colours", path, len(colours))
	}
	return b
}

// chooseByMouse clicks down the page until a click changes it: the row of an
// option, anywhere on it. Where the rows are depends on how long the question
// is, and on whether a record lies at its left.
func (r *real) chooseByMouse() {
	r.t.Helper()
	before := r.look("before-the-click")
	for y := 200; y < 480; y += 24 {
		r.click(optionX, y)
		r.run("xdotool", "mousemove", "--sync", strconv.Itoa(r.x+optionX), strconv.Itoa(r.y+785))
		r.settle()
		if !bytes.Equal(before, r.look("option-by-mouse")) {
			return
		}
		r.shot--
	}
	r.t.Fatal("no click on the page chose an option")
}

// close closes the window as its owner would, and waits for the program.
func (r *real) close() {
	r.t.Helper()
	r.run("xdotool", "windowactivate", "--sync", r.id, "key", "alt+F4") // the window manager asks it to close
	done := make(chan error, 1)
	go func() { done <- r.cmd.Wait() }()
	select {
	case <-done:
	case <-time.After(15 * time.Second):
		r.t.Fatal("the program did not end when its window was closed")
	}
	r.cmd = nil
	if strings.Contains(r.errs.String(), "goroutine ") {
		r.t.Fatalf("a trace on the terminal:\n%s", r.errs.String())
	}
}

// kill ends the program as a power cut would.
func (r *real) kill() {
	if r.cmd != nil {
		r.cmd.Process.Kill()
		r.cmd.Wait()
		r.cmd = nil
	}
}

// prepared brings the material into a profile that is not open, without what
// chance would bring up differently each time, and sets its exam, if any.
func (r *real) prepared(exam string) {
	r.t.Helper()
	profile := actionstest.In(r.t, r.data)
	defer profile.Store.Close()
	profile.Clock.Set(time.Now())
	readies(profile, exam)
	onlyChoices(profile)
}

// attempts asks the terminal, with the window closed, what is on disk.
func (r *real) attempts() int {
	r.t.Helper()
	var found struct {
		Attempts int `json:"attempts"`
	}
	out, err := exec.Command(r.bin, "verify", "--json", "--data", r.data).Output()
	if err != nil {
		r.t.Fatalf("verify: %v\n%s", err, out)
	}
	if err := json.Unmarshal(out, &found); err != nil {
		r.t.Fatalf("verify: %v\n%s", err, out)
	}
	return found.Attempts
}

// Where things stand in a window of 1280 x 800 at scale 1.
const (
	railX, railReviewY, railPracticeY = 100, 134, 176
	optionX                           = 900 // on an option's row, with a record beside it or not
)

func TestRealWindowFirstDay(t *testing.T) {
	r := newReal(t)
	r.start() // in an empty folder
	r.look("the-very-first-run")
	r.kill()
	r.prepared("")
	r.start()
	first := r.look("first-run")
	r.keys("Return")
	r.typed("2099-01-18")
	r.look("exam-date")
	r.keys("Return", "3", "Return")
	r.look("ten-questions")
	r.keys("Return")
	taster := r.look("taster")
	if bytes.Equal(first, taster) {
		t.Fatal("the keys changed nothing on the screen")
	}
	for i := range 10 {
		r.keys("b", "Return")
		if i == 0 {
			r.look("marked")
		}
		r.keys("Return")
	}
	r.look("a-first-look")
	r.keys("Return")
	r.look("today")

	// With the mouse: to practice by the rail, begin, answer, and go on.
	r.kill()
	r.start()
	r.click(railX, railPracticeY)
	r.look("practice-by-mouse")
	r.keys("Return")
	r.look("practice-question")
	r.chooseByMouse()
	r.keys("Return", "Return")

	// The laptop dies. Nothing acknowledged is lost, and it goes on.
	r.kill()
	if n := r.attempts(); n != 11 {
		t.Fatalf("after the kill there are %d attempts, not 11", n)
	}
	r.start()
	r.look("after-the-kill")
	r.keys("Return") // goes on with practice
	r.look("resumed")
	r.keys("a", "Return", "Return")

	// Review by keys, undo, and the list of keys.
	r.click(railX, railReviewY)
	r.keys("space", "3")
	r.look("review")
	r.keys("ctrl+z")
	r.look("undone")
	r.keys("question")
	r.look("keys")
	r.keys("Escape", "ctrl+4")
	r.look("exam")
	r.keys("ctrl+5")
	r.look("library")
	r.keys("ctrl+6")
	r.look("codes")
	r.keys("ctrl+7")
	r.look("progress")
	r.keys("ctrl+8")
	r.look("settings")
	r.close()
	if n := r.attempts(); n != 12 {
		t.Fatalf("after the day there are %d attempts, not 12", n)
	}
	if out := r.run(r.bin, "rebuild", "--data", r.data); !strings.Contains(out, "agrees") {
		t.Fatal(out)
	}
}

// A mock exam is answered by keys and by mouse, the laptop dies in the middle,
// and the window comes back to the very item.
func TestRealWindowExam(t *testing.T) {
	r := newReal(t)
	r.prepared("rhit")
	r.start()
	r.keys("ctrl+4")
	r.look("exams")
	r.keys("Return")
	r.look("exam-item")
	r.keys("b", "s", "Return", "c", "x", "Return", "minus", "a", "d", "Return")
	r.look("exam-fourth-item")
	r.click(mapX, mapY) // the first item
	r.look("exam-by-mouse")
	if n := r.attempts(); n != 0 {
		t.Fatalf("%d attempts before the exam is handed in", n)
	}
	r.kill()
	r.start()
	r.look("exam-after-the-kill")
	r.keys("h")
	r.look("exam-before-handing-in")
	r.keys("Return", "Return")
	r.look("exam-result")
	if n := r.attempts(); n < 3 {
		t.Fatalf("%d attempts after three answers were handed in", n)
	}
	r.keys("Return", "k")
	r.look("exam-walk")
	r.close()
	if out := r.run(r.bin, "rebuild", "--data", r.data); !strings.Contains(out, "agrees") {
		t.Fatal(out)
	}
}

// Where the first square of the map is.
const mapX, mapY = 1036, 63
