package career

import (
	"fmt"
	"slices"
)

// Level is how far schooling went; more is higher.
type Level int

// The levels, from none. A graduate certificate comes after a bachelor's
// degree.
const (
	NoDiploma Level = iota
	HighSchool
	Certificate
	Associate
	Bachelor
	GraduateCertificate
	Master
)

// Levels are all, from the lowest.
var Levels = []Level{NoDiploma, HighSchool, Certificate, Associate, Bachelor, GraduateCertificate, Master}

var levelNames = []string{"no-diploma", "high-school", "certificate", "associate", "bachelor", "graduate-certificate", "master"}

// levelWords continue "You have ..."
var levelWords = []string{"no high-school diploma yet", "a high-school diploma", "a certificate after high school", "an associate degree",
	"a bachelor's degree", "a graduate certificate", "a master's degree or more"}

// String is the level's name in the files: "associate".
func (l Level) String() string { return levelNames[l] }

// Words is the level with its article: "an associate degree".
func (l Level) Words() string { return levelWords[l] }

// ParseLevel is the level of a name: "associate".
func ParseLevel(name string) (Level, error) {
	if i := slices.Index(levelNames, name); i >= 0 {
		return Level(i), nil
	}
	return 0, fmt.Errorf("%q is no level of schooling: those are %v", name, levelNames)
}

func (e *entry) level(field string) Level {
	l, err := ParseLevel(e.must(field))
	if err != nil {
		e.fail("%v", err)
	}
	return l
}
