package careers

import (
	"testing"

	"chartroom/app/shell/shelltest"
)

// BenchmarkPages builds the pages that hold most. A page must not hold the
// window for more than 50 ms.
func BenchmarkPages(b *testing.B) {
	for name, subject := range map[string]string{"home": "", "career": "career:medical-coder", "credential": "credential:rhit", "pay": "pay:", "states": "states:", "match": "match:"} {
		b.Run(name, func(b *testing.B) {
			d := shelltest.New(b)
			screen := New(d.Shell)
			d.Furnish(screen)
			d.Must(screen.Open("match:"))
			screen.jot("answer", say("education", "associate"))
			d.Must(screen.Open(subject))
			for b.Loop() {
				screen.draw()
			}
		})
	}
}
