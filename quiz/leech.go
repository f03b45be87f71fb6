package quiz

// LeechLapses is how often a question that was learnt is forgotten until it is
// a leech: it takes more time than it gives, and wants to be rewritten, split
// or given a mnemonic. It is said again after every half as many more lapses
// (Anki's default, and its rule: rslib/src/scheduler/states/review.rs,
// leech_threshold_met).
const LeechLapses = 8

// Leech reports whether the question has been forgotten so often that it is a
// leech. Lapses go with Reset only: an edited question keeps its progress, and
// is spoken of again only if it goes on lapsing.
func (p Progress) Leech() bool { return p.Lapses >= LeechLapses }

// LeechAfter reports whether an answer made the question a leech, or once
// more: at 8 lapses, 12, 16, ... Then it is said, and only then.
func LeechAfter(before, after Progress) bool {
	return after.Lapses > before.Lapses && after.Leech() && (after.Lapses-LeechLapses)%(LeechLapses/2) == 0
}
