package main

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"time"
)

// starts is how often each program is started; the two take turns, so that
// both see the same machine.
const starts = 7

// When resident memory is read after the first frame: while what plans the day
// and works out the chance to pass goes on beside the window, and after it.
const (
	early = 2 * time.Second
	late  = 15 * time.Second
)

// start measures the time from exec to the first frame, and resident memory
// early and late, of an empty Fyne window and of the app: on a computer that
// never had it, and on both profiles.
func (b *bench) start() error {
	if b.binary == "" {
		fmt.Println("start: CHARTROOM_BIN is not set; `make bench` builds the app and measures it")
		return nil
	}
	b.floor = filepath.Join(b.dir, "emptywindow")
	build := exec.Command("go", "build", "-tags", "migrated_fynedo", "-o", b.floor, "./scripts/bench/emptywindow")
	build.Stdout, build.Stderr = os.Stderr, os.Stderr
	if err := build.Run(); err != nil {
		return err
	}
	none := size{name: "never started before"}
	for _, s := range []size{none, small, b.big} {
		dir, err := filepath.Join(b.dir, "none"), error(nil)
		if s != none {
			dir, err = b.profile(s)
		}
		if err != nil {
			return err
		}
		var floorTimes, appTimes spread
		var floorMem, appMem []float64
		for i := range starts + 1 {
			ft, fm, err := launch(early, b.floor)
			if err != nil {
				return err
			}
			if s == none {
				if err := os.RemoveAll(dir); err != nil {
					return err
				}
			}
			at, am, err := launch(early, b.binary, "--data", dir)
			if err != nil {
				return err
			}
			if i == 0 { // the first run of each warms the disk's cache
				continue
			}
			floorTimes, appTimes = append(floorTimes, ft), append(appTimes, at)
			floorMem, appMem = append(floorMem, fm), append(appMem, am)
		}
		f, a := floorTimes.sorted().at(.5), appTimes.sorted().at(.5)
		say("start to first frame, "+s.name, a/f, "x", fmt.Sprintf("%.0f ms; empty Fyne window %.0f ms", a, f), 1.25)
		fm, am := median(floorMem), median(appMem)
		say("resident memory, "+s.name, am/fm, "x", fmt.Sprintf("%.0f MiB; empty Fyne window %.0f MiB", am, fm), 1.3)
		_, am, err = launch(late, b.binary, "--data", dir)
		if err != nil {
			return err
		}
		say("resident memory 15 s after start, "+s.name, am/fm, "x", fmt.Sprintf("%.0f MiB", am), 1.3)
	}
	return nil
}

var resident = regexp.MustCompile(`VmRSS:\s+(\d+) kB`)

// launch starts a program, waits for its word on its first frame, reads its
// resident memory in MiB some time later, and ends it.
func launch(wait time.Duration, name string, args ...string) (time.Duration, float64, error) {
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), "CHARTROOM_FIRST_FRAME=1", "LANG=en_US.UTF-8")
	pipe, err := cmd.StdoutPipe()
	if err != nil {
		return 0, 0, err
	}
	began := time.Now()
	if err := cmd.Start(); err != nil {
		return 0, 0, err
	}
	defer cmd.Wait()
	defer cmd.Process.Kill()
	if _, err := bufio.NewReader(pipe).ReadString('\n'); err != nil {
		return 0, 0, fmt.Errorf("%s drew no frame: %w", filepath.Base(name), err)
	}
	took := time.Since(began)
	time.Sleep(wait)
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", cmd.Process.Pid))
	if err != nil {
		return took, 0, nil // not Linux: time only
	}
	m := resident.FindSubmatch(status)
	if m == nil {
		return took, 0, nil
	}
	kb, _ := strconv.ParseFloat(string(m[1]), 64)
	return took, kb / 1024, nil
}
