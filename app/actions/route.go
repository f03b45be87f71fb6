package actions

import (
	"chartroom/quiz"
	"chartroom/storage"
)

// Practice asks the practice screen for a study session at once: these
// questions, or else up to Count that fit the filter. Screens do not know each
// other, so what one asks of another is a verb's argument, here.
type Practice struct {
	Questions []quiz.QuestionID
	Filter    storage.Filter
	Count     int
}
