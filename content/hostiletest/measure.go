package hostiletest

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
)

// Cost is what reading a file took of the machine.
type Cost struct {
	Seconds float64 // of the processors, where the system tells; else on the clock
	Memory  int64   // bytes, at the most, beyond those before; -1 = the system does not tell
}

// Measure does a piece of work and says what it took. Memory is that of the
// whole process, so nothing else should run.
func Measure(work func()) Cost {
	runtime.GC()
	debug.FreeOSMemory()
	forget := os.WriteFile("/proc/self/clear_refs", []byte("5"), 0) // the peak so far (man 5 proc)
	before := status("VmRSS:")
	began := Processor()
	work()
	c := Cost{Seconds: Processor() - began, Memory: -1}
	if forget == nil && before > 0 {
		c.Memory = max(0, status("VmHWM:")-before)
	}
	return c
}

// status is a number of bytes of this process, or 0.
func status(name string) int64 {
	data, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for lines := bufio.NewScanner(bytes.NewReader(data)); lines.Scan(); {
		var is string
		var kilobytes int64
		if n, _ := fmt.Sscan(lines.Text(), &is, &kilobytes); n == 2 && is == name {
			return kilobytes << 10
		}
	}
	return 0
}

// Text is a cost for people.
func (c Cost) String() string {
	memory := "?"
	if c.Memory >= 0 {
		memory = strconv.FormatInt(c.Memory>>20, 10)
	}
	return fmt.Sprintf("%.2f s, %s MB", c.Seconds, memory)
}
