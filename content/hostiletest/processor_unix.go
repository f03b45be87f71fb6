//go:build unix

package hostiletest

import "syscall"

// Processor is how many seconds of the processors this process has had: on a
// busy machine the clock says more of the others.
func Processor() float64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return float64(u.Utime.Nano()+u.Stime.Nano()) / 1e9
}
