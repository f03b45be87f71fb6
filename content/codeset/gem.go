package codeset

import (
	"path"
	"strings"

	"chartroom/quiz/codebook"
)

// gemLine takes a line of a general equivalence mapping apart: a code, the code of
// the other revision or "NoDx", and five flags.
func gemLine(line string) (m codebook.Mapping, ok bool) {
	f := strings.Fields(line)
	if len(f) != 3 || !digits(f[2], 5) {
		return m, false
	}
	m = codebook.Mapping{From: undotted(f[0]), To: undotted(f[1]), Flags: f[2]}
	if lower := strings.ToLower(m.To); lower == "nodx" || lower == "nopcs" || lower == "nopx" || lower == "noi9" || lower == "noi10" {
		m.To = ""
	}
	return m, isEither(m.From) && (m.To == "" || isEither(m.To))
}

// isEither reports whether a text could be a code of ICD-9 or ICD-10.
func isEither(s string) bool { return len(s) >= 2 && len(s) <= 7 && capitals(s) }

func isGEM(name string, lines []string) (s sight, ok bool) {
	if !most(lines, func(line string) bool { _, ok := gemLine(line); return ok }) {
		return s, false
	}
	long, digit, longTo := 0, 0, 0 // codes of 7 characters, sources that begin with a digit, and targets of 7
	for _, line := range lines {
		m, _ := gemLine(line)
		if len(m.From) == 7 && m.From[0] <= '9' {
			long++
		} else if m.From != "" && m.From[0] <= '9' {
			digit++
		}
		if len(m.To) == 7 && isPCS(m.To) && m.To[0] <= '9' {
			longTo++
		}
	}
	base := strings.ToLower(path.Base(name))
	s = sight{set: codebook.ICD10CM, kind: codebook.PartGEM, read: readGEM}
	switch {
	case long > 0:
		s.set = codebook.ICD10PCS
	case longTo > 0:
		s.set, s.kind = codebook.ICD10PCS, codebook.PartGEMBack
	case digit > 0, strings.Contains(base, "i9gem"), strings.Contains(base, "i9pcs"):
		s.kind = codebook.PartGEMBack
	}
	if strings.Contains(base, "pcs") {
		s.set = codebook.ICD10PCS
	}
	return s, true
}

func readGEM(r *reading) error {
	in, err := r.in()
	if err != nil {
		return err
	}
	lines := newLines(in)
	for lines.next() {
		m, ok := gemLine(lines.text)
		if !ok {
			return lines.wrong("a line of a general equivalence mapping")
		}
		if err := r.put(m); err != nil {
			return err
		}
	}
	if lines.err != nil {
		return lines.err
	}
	return r.held(1, 0, "", lines)
}
