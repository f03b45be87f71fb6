package parse

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
)

// A question's key is what its file calls it. In order of preference:
//
//	x            the file's own id, as in "[id:x]" or an id column
//	name:Title   the title that the author gave
//	text:9f86…   the first 16 hexadecimal digits of the SHA-256 of its text,
//	             in lower case and with single spaces
//
// A key that was taken already gets " #2", " #3", … in the order of the file.
// A file's own id that could be mistaken for one of these is kept as "id:x #1".
// So a text may be corrected where there is an id or a title, and the learner's
// progress stays; where there is neither, a corrected text is a new question.

// IDKey is the key of a question whose file gives it an id.
func IDKey(id string) string {
	if strings.HasPrefix(id, "name:") || strings.HasPrefix(id, "text:") || strings.HasPrefix(id, "id:") || cutNumber(id) != id {
		return "id:" + id + " #1"
	}
	return id
}

// NameKey is the key of a question that has a title but no id.
func NameKey(name string) string { return "name:" + name }

// TextKey is the key of a question that has neither id nor title.
func TextKey(text string) string {
	sum := sha256.Sum256([]byte(strings.ToLower(strings.Join(strings.Fields(text), " "))))
	var hexed [16]byte
	hex.Encode(hexed[:], sum[:8])
	return "text:" + string(hexed[:])
}

// OwnID is the file's own id in a key, or "" when the key was made from a
// title or a text.
func OwnID(key string) string {
	switch {
	case strings.HasPrefix(key, "name:"), strings.HasPrefix(key, "text:"):
		return ""
	case strings.HasPrefix(key, "id:"):
		return cutNumber(key[len("id:"):])
	}
	return cutNumber(key)
}

// Untaken is the key itself, or with " #2", " #3", … when taken has it; and
// whether it was free. It marks the result as taken.
func Untaken(key string, taken map[string]int) (string, bool) {
	n := taken[key]
	if n == 0 {
		taken[key] = 1
		return key, true
	}
	base := key
	if strings.HasPrefix(key, "id:") {
		base = cutNumber(key)
	}
	for {
		n++
		again := base + " #" + strconv.Itoa(n)
		if taken[again] == 0 {
			taken[key], taken[again] = n, 1
			return again, false
		}
	}
}

// cutNumber cuts " #" and digits off the end.
func cutNumber(s string) string {
	i := len(s)
	for i > 0 && s[i-1] >= '0' && s[i-1] <= '9' {
		i--
	}
	if i < len(s) && i >= 2 && s[i-2:i] == " #" {
		return s[:i-2]
	}
	return s
}
