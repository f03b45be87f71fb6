package actions

import "chartroom/storage"

// Practice asks the practice screen for a study session at once: up to Count
// questions that fit the filter. Screens do not know each other, so what one
// asks of another is a verb's argument, here.
type Practice struct {
	Filter storage.Filter
	Count  int
}
