package career

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Credential is what an exam earns. What its blueprint holds (items, time,
// fees, who may sit it in words, continuing education) is not repeated here.
type Credential struct {
	ID      string // "rhit": as in the tags of its domains
	Name    string // "RHIT"
	Full    string // what the letters stand for
	Issuer  string // an organization's id
	Exam    string // the blueprint's credential; "" = there is none here
	Ended   string // when it was given up and what came instead; "" = it can be earned
	Text    string // for whom it is
	Ways    []Way  // who may sit the exam; one of them is enough
	Asks    string // the same in words, where no blueprint says it
	Renewal string // what keeps it, where no blueprint says it
	Advised string // what is advised beside what is demanded
	Stamp
}

// Way is one set of things that together open an exam.
type Way struct {
	Level       Level    // the least schooling
	HIM         bool     // it must be a program in health information management that CAHIIM accredits
	Credentials []string // one of these must be held; none = no credential is asked for
	Years       float64  // of work
	Fields      []Field  // in one of these, or in several together
	Also        []string // what else is asked for and cannot be worked out here: "45 hours of study"
	Early       bool     // students in the last term of such a program may sit it already
}

var yearsOf = regexp.MustCompile(`^([\d.]+) years? of ([a-z, -]+)$`)

// parseWay reads "associate + cahiim + early" or "rhit or rhia + 3 years of
// health-data".
func parseWay(line string) (Way, error) {
	var w Way
	for part := range strings.SplitSeq(line, " + ") {
		part = strings.TrimSpace(part)
		m := yearsOf.FindStringSubmatch(part)
		level := slices.Index(levelNames, part)
		switch {
		case part == "anyone":
		case part == "cahiim":
			w.HIM = true
		case part == "early":
			w.Early = true
		case strings.HasPrefix(part, "also: "):
			w.Also = append(w.Also, strings.TrimPrefix(part, "also: "))
		case m != nil:
			w.Years, _ = strconv.ParseFloat(m[1], 64)
			for _, f := range parts(m[2], ",") {
				if !slices.Contains(Fields, Field(f)) {
					return Way{}, fmt.Errorf("%q is no field of work", f)
				}
				w.Fields = append(w.Fields, Field(f))
			}
		case level >= 0:
			w.Level = Level(level)
		default:
			w.Credentials = append(w.Credentials, parts(part, " or ")...)
		}
	}
	return w, nil
}

func (e *entry) credential() Credential {
	c := Credential{ID: e.must("id"), Name: e.title, Full: e.must("full"), Issuer: e.must("issuer"), Exam: e.maybe("exam"), Ended: e.maybe("ended"),
		Text: e.body(), Asks: e.section("Who may sit it"), Renewal: e.section("Renewal"), Advised: e.section("Advised"), Stamp: e.stamp()}
	for _, line := range e.items("Ways in") {
		w, err := parseWay(line)
		if err != nil {
			e.fail("%v", err)
		}
		c.Ways = append(c.Ways, w)
	}
	if c.Exam != "" && (c.Asks != "" || c.Renewal != "") {
		e.fail("who may sit it and how it is renewed are in the blueprint")
	}
	if c.Ended != "" && len(c.Ways) > 0 {
		e.fail("nobody can sit an exam that has ended")
	}
	return c
}
