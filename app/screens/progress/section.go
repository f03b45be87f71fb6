package progress

// section is a part of the page.
type section int

const (
	daysSection section = iota
	memorySection
	examSection
	readySection
	missedSection
)

var sections = []section{daysSection, memorySection, examSection, readySection, missedSection}

// String is the section as it stands on its button.
func (s section) String() string {
	return [...]string{"Days", "Memory", "Exam", "Readiness", "Missed"}[s]
}

// does is what its key does.
func (s section) does() string {
	return [...]string{"study days, time and what is to come", "what you remember", "how you do in the exam's domains", "the chance to pass, and what came of it", "questions missed most"}[s]
}
