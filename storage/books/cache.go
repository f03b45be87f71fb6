package books

import (
	"container/list"
	"sync"
)

// cacheSize is how many bytes of blocks are kept in memory, unpacked: enough
// that the words of all books of a year stay while somebody types.
const cacheSize = 24 << 20

// cache keeps the blocks that were read last.
type cache struct {
	mu    sync.Mutex
	have  map[blockID]*list.Element
	order list.List // the one that was read last is in front
	size  int
}

type blockID struct {
	part int64
	n    int
}

type cached struct {
	id   blockID
	text string
}

func (c *cache) get(id blockID) (string, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.have[id]
	if !ok {
		return "", false
	}
	c.order.MoveToFront(e)
	return e.Value.(cached).text, true
}

func (c *cache) put(id blockID, text string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.have == nil {
		c.have = map[blockID]*list.Element{}
	}
	if _, ok := c.have[id]; ok {
		return
	}
	c.have[id] = c.order.PushFront(cached{id, text})
	for c.size += len(text); c.size > cacheSize; {
		last := c.order.Remove(c.order.Back()).(cached)
		delete(c.have, last.id)
		c.size -= len(last.text)
	}
}

func (c *cache) clear() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.have, c.size = nil, 0
	c.order.Init()
}
