package lint

import (
	"slices"
	"strconv"
	"strings"

	"chartroom/quiz"
)

// codeRules ask that no protected code set is copied, that letters are spelled
// out, and that nobody can be identified.
var codeRules = []Rule{
	{
		Code: "L32", Name: "procedure-code", Severity: Error, Rubric: 5,
		Says:   "No codes of CPT (American Medical Association) or CDT (American Dental Association): both are licensed.",
		Fix:    "Describe the service in your own words, or ask about a code set that is free, such as ICD-10-CM or HCPCS Level II.",
		Breaks: "Which code is reported for the visit?{=99213 ~99214 ~99215}",
		Keeps:  "Which code is reported for the visit?{=J18.9 ~J18.1 ~J15.9}",
		one:    procedureCodes,
	},
	{
		Code: "L33", Name: "abbreviation", Severity: Advice, Rubric: 14, Checklist: 18,
		Says:   "An abbreviation is spelled out where it first stands, unless the question is about it.",
		Fix:    "Write the words and then the abbreviation in brackets.",
		Breaks: "Who corrects an overlay in the MPI?{=a ~b ~c}",
		Keeps:  "Who corrects an overlay in the master patient index (MPI)?{=a ~b ~c}",
		one:    undefined,
	},
	{
		Code: "L34", Name: "personal-data", Severity: Error, Rubric: 16, Checklist: 18,
		Says:   "Nothing looks like a real person's number, telephone or address.",
		Fix:    "Take it out; an age, a sex and a date are enough for a case.",
		Breaks: "The patient's number is 123-45-6789. What is it?{=a ~b ~c}",
		Keeps:  "The patient is 45 years old. What is due?{=a ~b ~c}",
		one:    personalData,
	},
}

// read calls every text that a learner reads, as it is seen; option reports
// whether it is an offered option.
func (i *item) read(each func(t *text, option bool)) {
	each(&i.stem, false)
	for n := range i.groups {
		g := &i.groups[n]
		for m := range g.texts {
			each(&g.texts[m], true)
			o := &g.options[m]
			for _, s := range []string{o.Feedback, o.Partner} {
				if s != "" {
					each(&text{raw: s, plain: visible(s, i.q.Markup)}, false)
				}
			}
		}
	}
	for _, s := range []string{i.q.Rationale, i.q.Example} {
		if s != "" {
			each(&text{raw: s, plain: visible(s, i.q.Markup)}, false)
		}
	}
}

func procedureCodes(i *item) {
	said := map[string]bool{}
	coded := codeTalk(i.stem.plain) && !asksHowMany(i.stem.plain)
	i.read(func(t *text, option bool) {
		for _, c := range procedureLike(t.plain) {
			near := codeTalk(t.plain[max(0, c.at-60):min(len(t.plain), c.end+40)])
			if (c.sure || near || option && coded && i.q.Kind != quiz.Number) && !said[c.word] {
				said[c.word] = true
				i.say("%s looks like a code of CPT or CDT.", quoted(c.word))
			}
		}
	})
}

// codeTalk reports whether a text speaks of procedure codes.
func codeTalk(s string) bool {
	low := strings.ToLower(s)
	for _, w := range []string{"cpt", "cdt", " code", "e/m", "modifier", "procedure code", "coded"} {
		if strings.Contains(low, w) {
			return true
		}
	}
	return strings.HasPrefix(low, "code")
}

// asksHowMany reports whether a text asks for a number, which may have five
// digits.
func asksHowMany(s string) bool {
	low := strings.ToLower(s)
	return strings.Contains(low, "how many") || strings.Contains(low, "how much") || strings.Contains(low, "what number") || strings.Contains(low, "total")
}

// candidate is a word that may be a code.
type candidate struct {
	word    string
	at, end int
	sure    bool // it can be nothing else
}

// procedureLike finds the words that look like a code of CPT (five digits, or
// four and F, T, U or M) or CDT (D and four digits), and are no amount, ZIP
// code, count, identifier or term of a sum.
func procedureLike(s string) []candidate {
	if !strings.ContainsAny(s, "0123456789") {
		return nil
	}
	var found []candidate
	diagnoses := strings.Contains(s, "ICD-10") // D3501 may lack its point
	for at := 0; at < len(s); {
		if !isCodeByte(s[at]) {
			at++
			continue
		}
		end := at
		for end < len(s) && isCodeByte(s[end]) {
			end++
		}
		if end-at == 5 && !partOfMore(s, at, end) {
			w := s[at:end]
			digits := 0
			for k := range 5 {
				if isDigit(w[k]) {
					digits++
				}
			}
			before, after := strings.ToLower(s[max(0, at-24):at]), strings.ToLower(s[end:min(len(s), end+24)])
			switch {
			case digits == 5 && !isQuantity(before, after):
				found = append(found, candidate{w, at, end, false})
			case digits == 4 && strings.IndexByte("FTUM", w[4]) >= 0 && isDigit(w[0]):
				found = append(found, candidate{w, at, end, w[0] == '0' || w[4] == 'F'})
			case digits == 4 && w[0] == 'D' && !diagnoses:
				found = append(found, candidate{w, at, end, w[1] != '3' && w[1] != '4'})
			}
		}
		at = end
	}
	return found
}

func isCodeByte(b byte) bool { return isDigit(b) || b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z' }

// partOfMore reports whether a word is a piece of a longer number or code:
// "12,345.67", "D35.01", "24323-8", "12345-6789".
func partOfMore(s string, at, end int) bool {
	if at > 0 {
		switch s[at-1] {
		case '$', '#', '/', '_':
			return true
		case ',', '.', '-':
			if at > 1 && isCodeByte(s[at-2]) {
				return true
			}
		}
	}
	if end+1 < len(s) && isDigit(s[end+1]) {
		switch s[end] {
		case '.', ',', '/':
			return true
		case '-':
			// A modifier has two characters: 99213-25 is a code.
			tail := end + 1
			for tail < len(s) && isCodeByte(s[tail]) {
				tail++
			}
			return tail-end-1 != 2
		}
	}
	return false
}

// isQuantity reports whether the words around a number of five digits make it
// an amount, a count, a place or an identifier.
func isQuantity(before, after string) bool {
	words := strings.FieldsFunc(before, func(r rune) bool { return r == ' ' || r == ':' || r == '(' || r == '"' })
	for n, w := range slices.Backward(words) {
		switch w {
		case "zip", "mrn", "room", "account", "rxnorm", "loinc", "snomed", "npi", "usd", "order", "drg", "member", "licence", "license", "zipcode":
			return true
		}
		if n < len(words)-3 {
			break
		}
	}
	b := strings.TrimRight(before, " ")
	if strings.HasSuffix(b, "=") || strings.HasSuffix(b, "+") || strings.HasSuffix(b, "x") || strings.HasSuffix(b, "×") || strings.HasSuffix(b, "÷") || strings.HasSuffix(before, "- ") || strings.HasSuffix(b, "record number") || strings.HasSuffix(b, "accession number") {
		return true
	}
	if state := strings.TrimSpace(b[max(0, len(b)-2):]); len(b) > 3 && b[len(b)-3] == ' ' && states[state] && strings.Contains(before, ", ") {
		return true
	}
	a := strings.TrimLeft(after, " ")
	if a != "" && strings.IndexByte("+=/*%", a[0]) >= 0 || strings.HasPrefix(a, "x ") || strings.HasPrefix(a, "- ") && len(a) > 2 && isDigit(a[2]) {
		return true
	}
	next, _, _ := strings.Cut(a, " ")
	next = strings.Trim(next, ".,;:)?")
	return counted[next]
}

var (
	states  = setOf("al ak az ar ca co ct de fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm ny nc nd oh ok or pa ri sc sd tn tx ut vt va wa wv wi wy dc")
	counted = setOf(`patients patient records record discharges discharge admissions days visits encounters claims dollars hours lines
		people individuals residents beds births deaths images pages documents charts cases employees members square minutes miles
		bytes accounts rows files procedures operations tests results inpatient outpatient active duplicate service units medical
		queries messages requests women men children newborns adults`)
)

// known are the abbreviations of the field and what they stand for. HIPAA and
// the names of code sets are not among them: everybody who takes such an exam
// reads them as names.
var known = map[string]string{
	"ABN": "advance beneficiary notice", "ADT": "admission, discharge", "AKI": "acute kidney injury", "ALOS": "average length of stay",
	"APC": "ambulatory payment classification", "APR-DRG": "all patient refined", "ARRA": "american recovery", "ASTP": "assistant secretary for technology",
	"BAA": "business associate agreement", "BUN": "blood urea nitrogen", "CABG": "coronary artery bypass", "CAC": "computer-assisted coding",
	"CBC": "complete blood count", "CC": "complication or comorbid", "CDA": "clinical document architecture", "CDI": "clinical documentation",
	"CDM": "charge description", "CERT": "comprehensive error rate", "CHF": "congestive heart failure", "CIA": "corporate integrity",
	"CLABSI": "central line", "CMI": "case mix index", "CMP": "civil monetary", "COB": "coordination of benefits", "COPD": "chronic obstructive",
	"CPOE": "provider order entry", "CVA": "cerebrovascular", "DNFB": "discharged, not final", "DRS": "designated record set", "DUA": "data use agreement",
	"DVT": "deep vein thrombosis", "EDMS": "document management", "EHR": "electronic health record", "EIN": "employer identification", "EMPI": "enterprise master",
	"EMR": "electronic medical record", "EMTALA": "emergency medical treatment", "EOB": "explanation of benefits", "ERA": "electronic remittance",
	"ESRD": "end-stage renal", "FCA": "false claims act", "FHIR": "fast healthcare interoperability", "FLSA": "fair labor standards",
	"FMLA": "family and medical leave", "FTE": "full-time equivalent", "GERD": "gastroesophageal reflux", "HAC": "hospital-acquired condition",
	"HCC": "hierarchical condition", "HEDIS": "healthcare effectiveness", "HHRG": "home health resource", "HIE": "health information exchange",
	"HIM": "health information management", "HITECH": "health information technology for economic", "HPI": "history of present illness", "IPPS": "inpatient prospective",
	"IRB": "institutional review board", "LCD": "local coverage", "LHR": "legal health record", "LOINC": "logical observation", "LOS": "length of stay",
	"MAC": "medicare administrative", "MCC": "major complication", "MDS": "minimum data set", "MPI": "master patient index", "MRN": "medical record number",
	"MS-DRG": "diagnosis-related group", "NCCI": "national correct coding", "NCD": "national coverage", "NPI": "national provider identifier",
	"NPP": "notice of privacy", "OASIS": "outcome and assessment", "OCE": "outpatient code editor", "OCR": "office for civil rights",
	"OIG": "office of inspector general", "OPPS": "outpatient prospective", "PDGM": "patient-driven groupings", "PDPM": "patient-driven payment",
	"PDSA": "plan-do-study", "PHI": "protected health information", "PHR": "personal health record", "POA": "present on admission", "PSO": "patient safety organization",
	"QIO": "quality improvement organization", "RAC": "recovery audit", "RBRVS": "resource-based", "RCA": "root cause analysis", "RFI": "request for information",
	"RFP": "request for proposal", "ROI": "release of information", "RUG": "resource utilization", "SNF": "skilled nursing facility", "SOW": "statement of work",
	"TEFCA": "trusted exchange", "TPO": "treatment, payment", "UACDS": "uniform ambulatory", "UHDDS": "uniform hospital discharge", "USCDI": "united states core data",
	"UTI": "urinary tract infection", "VTE": "venous thromboembolism",
}

func undefined(i *item) {
	if i.q.Kind == quiz.Flip || i.q.Kind == quiz.Description || strings.Contains(i.q.Tag("subject"), "abbreviation") {
		return // a card is short, and its deck explains its abbreviations
	}
	low := strings.ToLower(i.stem.plain)
	for _, about := range []string{"stand for", "stands for", "abbreviat", "acronym", "meaning of", "mean?"} {
		if strings.Contains(low, about) {
			return
		}
	}
	said := map[string]bool{}
	look := func(t *text) {
		for _, w := range t.words {
			abbreviation := strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(t.as(w), "'s"), "’s"), "s")
			words, ok := known[abbreviation]
			if !ok || said[abbreviation] {
				continue
			}
			said[abbreviation] = true
			if !i.spells(abbreviation, words) {
				i.say("%s is not spelled out.", abbreviation)
			}
		}
	}
	look(&i.stem)
	i.choices(func(g *group) {
		for n := range g.texts {
			look(&g.texts[n])
		}
	})
}

// spells reports whether the stem or an option spells an abbreviation out: by
// the words that are known, or by a bracket around it.
func (i *item) spells(abbreviation, words string) bool {
	in := func(s string) bool {
		low := strings.ToLower(s)
		return strings.Contains(strings.ReplaceAll(low, "-", " "), strings.ReplaceAll(words, "-", " ")) ||
			strings.Contains(s, "("+abbreviation+")") || strings.Contains(s, "("+abbreviation+"s)") || strings.Contains(s, abbreviation+" (")
	}
	if in(i.stem.plain) {
		return true
	}
	for _, g := range i.groups {
		for _, t := range g.texts {
			if in(t.plain) {
				return true
			}
		}
	}
	return false
}

func personalData(i *item) {
	i.read(func(t *text, _ bool) {
		if what, found := personal(t.plain); what != "" {
			i.say("%s looks like %s.", quoted(found), what)
		}
	})
}

// personal finds a Social Security number, a telephone number or an e-mail
// address. Telephone numbers of films (555-01xx) name nobody.
func personal(s string) (what, found string) {
	for at := 0; at+11 <= len(s); at++ {
		if !isDigit(s[at]) || at > 0 && (isDigit(s[at-1]) || s[at-1] == '-' || s[at-1] == '.') {
			continue
		}
		if p := s[at:]; shaped(p, "000-00-0000") {
			return "a Social Security number", p[:11]
		} else if shaped(p, "000-000-0000") && p[4:9] != "555-0" {
			return "a telephone number", p[:12]
		} else if shaped(p, "000) 000-0000") && p[5:10] != "555-0" {
			return "a telephone number", p[:13]
		}
	}
	if at := strings.IndexByte(s, '@'); at > 0 && at+3 < len(s) && isCodeByte(s[at-1]) && isCodeByte(s[at+1]) {
		rest, _, _ := strings.Cut(s[at+1:], " ")
		if dot := strings.IndexByte(rest, '.'); dot > 0 && dot+2 < len(rest) && !strings.HasPrefix(rest, "example.") {
			return "an e-mail address", s[strings.LastIndexByte(s[:at], ' ')+1 : at+1+len(rest)]
		}
	}
	return "", ""
}

// shaped reports whether a text begins like a shape: 0 is a digit, anything
// else itself; and no digit follows.
func shaped(s, shape string) bool {
	if len(s) < len(shape) || len(s) > len(shape) && isDigit(s[len(shape)]) {
		return false
	}
	for n := range len(shape) {
		if shape[n] == '0' && !isDigit(s[n]) || shape[n] != '0' && s[n] != shape[n] {
			return false
		}
	}
	return true
}

func trimZeros(v float64) string {
	return strings.TrimRight(strings.TrimRight(strconv.FormatFloat(v, 'f', 4, 64), "0"), ".")
}
