package storage

import (
	"sync"
	"sync/atomic"
)

// gate lets one writer in at a time, and the learner before any bulk work: a
// bulk writer enters only while no learner waits, and is expected to ask
// wanted between rows and to leave soon when it says yes.
type gate struct {
	mu      sync.Mutex
	free    sync.Cond // guards busy, by mu
	busy    bool
	waiting atomic.Int32 // learners at the gate
	served  atomic.Int64 // learners let in so far
}

func newGate() *gate {
	g := &gate{}
	g.free.L = &g.mu
	return g
}

// enter waits until the gate is free.
func (g *gate) enter(bulk bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if bulk {
		for g.busy || g.waiting.Load() > 0 {
			g.free.Wait()
		}
	} else {
		g.waiting.Add(1)
		for g.busy {
			g.free.Wait()
		}
		g.waiting.Add(-1)
		g.served.Add(1)
	}
	g.busy = true
}

func (g *gate) leave() {
	g.mu.Lock()
	g.busy = false
	g.mu.Unlock()
	g.free.Broadcast()
}

// wanted reports whether a learner waits.
func (g *gate) wanted() bool { return g.waiting.Load() > 0 }
