package content

import "chartroom/quiz"

// settle gives what was read the kinds that its format has no words for.
func settle(bank *quiz.Bank) {
	for i := range bank.Questions {
		quiz.Settle(&bank.Questions[i])
	}
}

// Held is a question as the format holds it: itself or, where the format does
// not know its kind, in plainer words from which reading makes it again. The
// error says why the format cannot hold it.
func (f Format) Held(q quiz.Question) (quiz.Question, error) {
	err := f.Holds(&q)
	if plain := quiz.Unsettle(q); err != nil && plain.Kind != q.Kind {
		if again := plain; f.Holds(&plain) == nil {
			if quiz.Settle(&again); again.Kind == q.Kind {
				return plain, nil
			}
		}
	}
	return q, err
}
