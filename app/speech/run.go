package speech

import (
	"os/exec"
	"runtime"
	"strings"
)

// System is the voice of this computer, or nil when it has none.
func System() *Voice { return Find(runtime.GOOS, exec.LookPath, run) }

// run starts a program of the system. Ending it waits for it, so that none is
// left behind.
func run(p Program, words string) (stop func(), err error) {
	c := exec.Command(p.Path, p.Args...)
	c.Stdin = strings.NewReader(words + "\n")
	if err := c.Start(); err != nil {
		return nil, err
	}
	return func() {
		_ = c.Process.Kill() // it may have ended by itself
		_ = c.Wait()         // its end says nothing more
	}, nil
}
