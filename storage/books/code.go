package books

import (
	"strings"

	"chartroom/quiz"
)

// codeStem is a code of an index as it is looked for: without dot, dash and
// what stands for more characters ("E11.-", "S52.5-", "T07.XXX-").
func codeStem(printed string) string {
	key := quiz.CodeKey(strings.TrimRight(strings.TrimSpace(printed), "-–. "))
	for i := range len(key) {
		if c := key[i]; (c < '0' || c > '9') && (c < 'A' || c > 'Z') {
			return key[:i]
		}
	}
	return key
}
