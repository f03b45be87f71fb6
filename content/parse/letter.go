package parse

// Letter is what people call the option of a place, from 0: A, B, … Z, AA, AB.
func Letter(place int) string {
	letters := ""
	for place++; place > 0; place = (place - 1) / 26 {
		letters = string(rune('A'+(place-1)%26)) + letters
	}
	return letters
}
