package account

import (
	"archive/zip"
	"bufio"
	"regexp"
	"strings"
	"testing"

	"chartroom/quiz"
)

// official is the set of the codes that a file of an official archive lists in
// some columns, counted from 0. The test ends if the archive is not at hand.
func official(t *testing.T, archive, member string, from, to, least int) map[string]bool {
	t.Helper()
	z, err := zip.OpenReader("../../../shared/data/" + archive)
	if err != nil {
		t.Skip("skipped: no official code file")
	}
	defer z.Close()
	file, err := z.Open(member)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	codes := map[string]bool{}
	for lines := bufio.NewScanner(file); lines.Scan(); {
		if line := lines.Text(); len(line) >= to {
			codes[strings.TrimSpace(line[from:to])] = true
		}
	}
	if len(codes) < least {
		t.Fatalf("only %d codes in %s", len(codes), member)
	}
	return codes
}

// codesValid looks every code of a shape up, in all that a learner reads.
func codesValid(t *testing.T, shape *regexp.Regexp, valid map[string]bool, year string) {
	t.Helper()
	found := 0
	for _, b := range shipped(t) {
		for _, q := range b.Questions {
			for _, s := range texts(&q) {
				for _, code := range shape.FindAllString(s, -1) {
					if !strings.ContainsAny(code, "0123456789") || strings.Trim(code, "0123456789") == "" {
						continue // a word, or a number
					}
					found++
					if !valid[strings.Replace(code, ".", "", 1)] {
						t.Errorf("%s: %s is no code of %s", q.Key, code, year)
					}
				}
			}
		}
	}
	if found == 0 {
		t.Error("no code was found")
	}
}

// Rule 4: every code is in the official file of the year, where that is at hand.
func TestShippedDiagnosisCodesAreValid(t *testing.T) {
	valid := official(t, "cms/cms_2026_dx.zip", "icd10cm_order_2026.txt", 6, 13, 90_000)
	codesValid(t, regexp.MustCompile(`\b[A-Z]\d[0-9A-Z]\.[0-9A-Z]{1,4}\b`), valid, "ICD-10-CM FY2026")
}

func TestShippedProcedureCodesAreValid(t *testing.T) {
	valid := official(t, "cms/cms_2026_pr.zip", "icd10pcs_order_2026.txt", 6, 13, 70_000)
	codesValid(t, regexp.MustCompile(`\b[0-9BCDFGHX][0-9A-HJ-NP-Z]{6}\b`), valid, "ICD-10-PCS FY2026")
}

// Newer codes than those of 2019, the newest file at hand, would be listed here
// with the notice that made them.
func TestShippedSupplyCodesAreValid(t *testing.T) {
	valid := official(t, "hcpcs/2019-Alpha-Numeric-HCPCS-File.zip", "HCPC2019_CONTR_ANWEB.txt", 0, 5, 6_000)
	codesValid(t, regexp.MustCompile(`\b[ABCEGHJ-MP-V]\d{4}\b`), valid, "HCPCS Level II 2019")
}

// The codes that a learner types are valid in the year that their tag names; of
// HCPCS Level II in 2019, the newest file at hand.
func TestTypedCodesAreOfTheirYear(t *testing.T) {
	files := map[string]map[string]bool{
		"icd10cm-2026":  official(t, "cms/cms_2026_dx.zip", "icd10cm_codes_2026.txt", 0, 7, 70_000),
		"icd10pcs-2026": official(t, "cms/cms_2026_pr.zip", "icd10pcs_order_2026.txt", 6, 13, 70_000),
	}
	supplies := official(t, "hcpcs/2019-Alpha-Numeric-HCPCS-File.zip", "HCPC2019_CONTR_ANWEB.txt", 0, 5, 6_000)
	typed := 0
	for _, q := range questions(t) {
		if q.Kind != quiz.Code {
			continue
		}
		typed++
		set, year := q.CodeSet()
		valid := files[q.Tag("code")]
		if set == "hcpcs" {
			valid = supplies
		}
		if valid == nil {
			t.Errorf("%s is of %s %d, for which no file is at hand", q.Key, set, year)
			continue
		}
		for _, o := range q.Options {
			if code := strings.ReplaceAll(o.Text, ".", ""); o.Fraction > 0 && !valid[code] {
				t.Errorf("%s: %s is no code of %s", q.Key, o.Text, q.Tag("code"))
			}
		}
	}
	if typed == 0 {
		t.Error("no code is asked for")
	}
}
