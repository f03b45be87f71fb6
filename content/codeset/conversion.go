package codeset

import (
	"path"
	"strconv"
	"strings"
	"time"

	"chartroom/content/parse"
	"chartroom/quiz/codebook"
)

// The conversion tables say which codes a new one took the place of: "Current code
// assignment", "Effective", "Previous Code(s) Assignment". That of ICD-10-PCS has
// more columns.

func currentColumn(h head) int {
	return h.column("currentcodeassignment", "currentcodesassignment", "currentcode", "currentcodes")
}
func previousColumn(h head) int {
	return h.column("previouscodesassignment", "previouscodeassignment", "previouscode", "previouscodes")
}

func isConversion(h head) bool { return currentColumn(h) >= 0 && previousColumn(h) >= 0 }

func conversionHead(name string, h head) (sight, bool) {
	set := codebook.ICD10CM
	if h.column("effectiveyear") >= 0 || strings.Contains(strings.ToLower(path.Base(name)), "pcs") {
		set = codebook.ICD10PCS
	}
	return sight{set: set, kind: codebook.PartConversion, version: updateIn(name), read: readConversion}, isConversion(h)
}

func readConversion(r *reading) error {
	is := isCM
	if r.file.Part.Book.Set == codebook.ICD10PCS {
		is = func(s string) bool { return isPCS(s) && len(s) == 7 }
	}
	return r.rows(isConversion, func(line int, h head, cells []string, cut bool) error {
		now, before := cell(cells, currentColumn(h)), cell(cells, previousColumn(h))
		since := fiscalYear(cell(cells, h.column("effective", "effectivedate", "effectiveyear")), cell(cells, h.column("effectivemonthdaymmdd", "effectivemonthday")))
		to, ok := codesIn(now, is)
		from, okFrom := codesIn(before, is)
		if cut && (!ok || !okFrom || len(from) == 0) {
			return r.wrongRow(line, cells, cut, "a row of the conversion table")
		}
		if (!ok || !okFrom) && before != "" { // with nothing before it, it is a heading or a remark
			r.say(line, parse.Warning, "codeset-conversion", "This row was not understood, and may be read in part: “%s”.", parse.Excerpt(now+" | "+before, 80))
		}
		for _, before := range from {
			for _, after := range to {
				if before == after {
					continue
				}
				if err := r.put(codebook.Mapping{From: before, To: after, Since: since}); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// fiscalYear is the fiscal year in which a code came into force: "2024" stands for
// October of that year, so for 2025. A day is written as people or as workbooks
// do; monthDay is "MM.DD" where it has a column of its own. 0 = not known.
func fiscalYear(text, monthDay string) int {
	if n, err := strconv.Atoi(text); err == nil {
		switch {
		case len(text) == 4 && within(n) != 0:
			if month, _, ok := strings.Cut(monthDay, "."); ok {
				if m, err := strconv.Atoi(month); err == nil && m < 10 {
					return n
				}
			}
			return n + 1
		case len(text) == 5: // days since the end of 1899, as workbooks count
			return fiscalYearOf(time.Date(1899, 12, 30+n, 0, 0, 0, 0, time.UTC))
		}
		return 0
	}
	for _, layout := range []string{"1/2/2006", "1/2/06", "2006-01-02", "1-2-2006", "January 2, 2006"} {
		if day, err := time.Parse(layout, text); err == nil {
			return fiscalYearOf(day)
		}
	}
	return 0
}

// fiscalYearOf is the fiscal year of a day: it begins on 1 October.
func fiscalYearOf(day time.Time) int {
	if day.Month() >= time.October {
		return day.Year() + 1
	}
	return day.Year()
}

// codesIn are the codes that a cell lists, ranges of them too; false when part of
// it is no code. "None" is none.
func codesIn(text string, is func(string) bool) (codes []string, ok bool) {
	lower := strings.ToLower(text)
	if text == "" || strings.HasPrefix(lower, "no") && !strings.ContainsAny(text, "0123456789") {
		return nil, true
	}
	ok = true
	text = strings.NewReplacer(" and ", ",", "&", ",", ";", ",", "\n", ",", "–", "-", "*", "").Replace(text)
	for _, piece := range strings.Split(text, ",") {
		first, last, ranged := strings.Cut(piece, "-")
		first, last = undotted(first), undotted(last)
		switch {
		case strings.TrimSpace(piece) == "":
		case !is(first), ranged && !is(last):
			ok = false
		case !ranged:
			codes = append(codes, strings.Clone(first))
		default:
			codes = append(codes, between(first, last)...)
		}
	}
	return codes, ok
}

// mostBetween is how many codes a range may name (our own proposal).
const mostBetween = 200

// between are the codes from one to another, when only digits at their ends tell
// them apart; else these two.
func between(first, last string) []string {
	ends := []string{strings.Clone(first), strings.Clone(last)}
	if len(first) != len(last) {
		return ends
	}
	same := 0
	for same < len(first) && first[same] == last[same] {
		same++
	}
	from, err1 := strconv.Atoi(first[same:])
	to, err2 := strconv.Atoi(last[same:])
	if err1 != nil || err2 != nil || to < from || to-from >= mostBetween {
		return ends
	}
	var codes []string
	for n := from; n <= to; n++ {
		digits := strconv.Itoa(n)
		codes = append(codes, first[:same]+strings.Repeat("0", len(first)-same-len(digits))+digits)
	}
	return codes
}
