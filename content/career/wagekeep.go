package career

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Wages that were read from a file are kept with the learner's jottings: a text
// for each occupation and period, a line for each figure, parted by tabs.

// WageSubject is what the jottings of kept wages are about, before the code of
// the occupation; their field is the period.
const WageSubject = "wages:"

// KeepWages is figures of one occupation, period and source as a text. LoadWages
// reads it.
func KeepWages(figures []Figure) string {
	var b strings.Builder
	line := strings.NewReplacer("\t", " ", "\n", " ", "\r", " ")
	for i, f := range figures {
		if i == 0 {
			fmt.Fprintf(&b, "%s\t%s\n", line.Replace(f.Title), line.Replace(f.Source))
		}
		fmt.Fprintf(&b, "%s\t%s\t%s\t%s\n", line.Replace(f.Area), f.Measure, strconv.FormatFloat(f.Value, 'f', -1, 64), line.Replace(f.Note))
	}
	return b.String()
}

// LoadWages is the figures of a text that KeepWages wrote.
func LoadWages(soc, period, text string) ([]Figure, error) {
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	title, source, is := strings.Cut(lines[0], "\t")
	if !is {
		return nil, fmt.Errorf("the wages of %s of %s are not as they were kept", soc, period)
	}
	all := make([]Figure, 0, len(lines)-1)
	for _, line := range lines[1:] {
		cells := strings.Split(line, "\t")
		if len(cells) != 4 || !slices.Contains(Measures, Measure(cells[1])) {
			return nil, fmt.Errorf("the wages of %s of %s are not as they were kept: %q", soc, period, line)
		}
		value, err := strconv.ParseFloat(cells[2], 64)
		if err != nil {
			return nil, fmt.Errorf("the wages of %s of %s: %w", soc, period, err)
		}
		all = append(all, Figure{SOC: soc, Title: title, Area: cells[0], Measure: Measure(cells[1]), Value: value,
			Period: period, Source: source, Confidence: "A", Note: cells[3]})
	}
	return all, nil
}

// ByOccupation parts figures by occupation and period, in the order in which
// they come.
func ByOccupation(figures []Figure) [][]Figure {
	type of struct{ soc, title, period string }
	at := map[of]int{}
	var parts [][]Figure
	for _, f := range figures {
		key := of{f.SOC, "", f.Period}
		if f.SOC == "" {
			key.title = f.Title
		}
		i, known := at[key]
		if !known {
			i = len(parts)
			at[key], parts = i, append(parts, nil)
		}
		parts[i] = append(parts[i], f)
	}
	return parts
}
