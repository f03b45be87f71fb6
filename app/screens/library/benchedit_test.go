package library

import "testing"

// BenchmarkEditorKeyPress is a letter typed into the text of a question with
// four options: the preview and the checks follow it.
func BenchmarkEditorKeyPress(b *testing.B) {
	d := newDesk(b, workshop())
	v := d.write(workshopID("choice"))
	words := []rune("abcdefgh")
	for i := 0; b.Loop(); i++ {
		v.first.Entry.TypedRune(words[i%len(words)])
		if i%200 == 199 {
			b.StopTimer()
			v.first.Set("Which record?")
			b.StartTimer()
		}
	}
}
