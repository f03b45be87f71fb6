package progress

import "chartroom/quiz"

func testDomain(i int, name string) quiz.Domain {
	return quiz.Domain{ID: string(rune('1' + i)), Name: name, Short: name, Share: []float64{.22, .16, .15, .22, .15, .10}[i]}
}
