package codeset

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"chartroom/quiz"
	"chartroom/quiz/codebook"
)

// groupLine takes a line of Appendix A of the MS-DRG definitions manual apart:
// columns 1-3 DRG, 5-6 MDC, 9 type, from 12 on the title. Other lines do not begin
// with three digits.
func groupLine(line string) (g codebook.Group, ok bool) {
	f := newFixed(line)
	g = codebook.Group{DRG: f.raw(1, 3), MDC: f.at(5, 7), Type: f.at(9, 9), Title: f.rest(12)}
	gaps := f.at(4, 4) + f.at(8, 8) + f.at(10, 11)
	ok = digits(g.DRG, 3) && (g.MDC == "" || g.MDC == "PRE" || digits(g.MDC, 2)) && (g.Type == "" || g.Type == "M" || g.Type == "P") && gaps == "" && g.Title != ""
	return g, ok
}

// isGroup reports whether a line is one of a DRG, rather than of text around.
func isGroup(line string) bool {
	return len(line) > 3 && digits(line[:3], 3) && line[3] == ' '
}

func isGroups(_ string, lines []string) (s sight, ok bool) {
	headed, good, bad := false, 0, 0
	version := ""
	for _, line := range lines {
		if words := strings.Fields(line); len(words) >= 3 && words[0] == "DRG" && words[1] == "MDC" {
			headed = true
		}
		if v := drgVersion.FindStringSubmatch(line); v != nil && version == "" && good == 0 {
			version = v[1]
		}
		if !isGroup(line) {
			continue
		}
		if _, ok := groupLine(line); ok {
			good++
		} else {
			bad++
		}
	}
	year := 0
	if n, err := strconv.Atoi(strings.SplitN(version, ".", 2)[0]); err == nil {
		year = within(drgYear + n)
	}
	s = sight{set: codebook.MSDRG, kind: codebook.PartGroups, version: version, year: always(year), read: readGroups}
	return s, good > 0 && good > 9*bad && (headed || good*10 >= len(lines)*9)
}

var drgVersion = regexp.MustCompile(`(?i)\bversion\s+(\d\d(?:\.\d)?)\b`)

func readGroups(r *reading) error {
	in, err := r.in()
	if err != nil {
		return err
	}
	lines := newLines(in)
	seen := map[string]bool{}
	for lines.next() {
		if !isGroup(lines.text) {
			continue
		}
		g, ok := groupLine(lines.text)
		if !ok {
			return lines.wrong("a line of Appendix A")
		}
		if seen[g.DRG] {
			return fmt.Errorf("line %s: the DRG %s stands in the file twice. The file is damaged, or was changed; download it again", quiz.Thousands(lines.number), g.DRG)
		}
		seen[g.DRG] = true
		if err := r.put(g); err != nil {
			return err
		}
	}
	if lines.err != nil {
		return lines.err
	}
	return r.held(1, 0, "", lines)
}
