package content

import (
	"runtime"
	"runtime/debug"
	"sync"

	"chartroom/content/parse"
)

// reading is held while a file is being read.
var reading sync.Mutex

// bounded has memory collected early while a file is read, and returns what
// ends that: else the garbage of a large file may take as much as the file
// itself before anything is collected. What is in use may still grow; that is
// for the other limits. When several files are read at once, the first counts.
func bounded() (end func()) {
	if !reading.TryLock() {
		return func() {}
	}
	var now runtime.MemStats
	runtime.ReadMemStats(&now)
	before := debug.SetMemoryLimit(-1)
	debug.SetMemoryLimit(min(before, int64(now.Sys-now.HeapReleased)+parse.Limits.Memory))
	return func() {
		debug.SetMemoryLimit(before)
		reading.Unlock()
	}
}
