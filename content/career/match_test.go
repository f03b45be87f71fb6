package career

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// someAnswers are answers drawn at random: any mixture of them.
func someAnswers(h *Handbook, draw *rand.Rand) Answers {
	a := Answers{Education: Levels[draw.IntN(len(Levels))], Years: map[Field]float64{},
		Patients: Wishes[draw.IntN(3)], Remote: Wishes[draw.IntN(3)]}
	if a.Education >= Associate && draw.IntN(2) == 0 {
		a.HIM = min(a.Education, []Level{Associate, Bachelor, GraduateCertificate, Master}[draw.IntN(4)])
	}
	if draw.IntN(4) == 0 {
		a.LastTerm = []Level{Associate, Bachelor}[draw.IntN(2)]
	}
	for range draw.IntN(4) {
		a.Years[Fields[draw.IntN(len(Fields))]] = float64(draw.IntN(16)) / 2
	}
	for range draw.IntN(4) {
		a.Interests = append(a.Interests, Interests[draw.IntN(len(Interests))])
	}
	for range draw.IntN(3) {
		a.Hours = append(a.Hours, AllHours[draw.IntN(len(AllHours))])
	}
	for _, c := range h.Credentials {
		if c.Ended == "" && draw.IntN(8) == 0 {
			a.Held = append(a.Held, c.ID)
		}
	}
	return a
}

func eachAnswers(t *testing.T, h *Handbook, try func(t *testing.T, a Answers)) {
	draw := rand.New(rand.NewPCG(6, 4))
	for i := range 1000 {
		a := someAnswers(h, draw)
		t.Run(fmt.Sprint(i), func(t *testing.T) { try(t, a) })
		if t.Failed() {
			t.Fatalf("answers: %+v", a)
		}
	}
}

func TestMatchesAreInOrderAndTheSameEachTime(t *testing.T) {
	h := handbook(t)
	eachAnswers(t, h, func(t *testing.T, a Answers) {
		matches := h.Match(a)
		if len(matches) != len(h.Careers) {
			t.Fatalf("%d of %d careers", len(matches), len(h.Careers))
		}
		for i, m := range matches {
			if m.Score < 0 || m.Score > 100 || i > 0 && m.Score > matches[i-1].Score || len(m.Reasons) < 3 {
				t.Errorf("%s has %v points and the reasons %v", m.Career.ID, m.Score, m.Reasons)
			}
		}
		if !reflect.DeepEqual(matches, h.Match(a)) || !reflect.DeepEqual(h.Suggest(a), h.Suggest(a)) {
			t.Error("the same answers give another list")
		}
	})
}

// Whoever is made for a career finds it first, so every career can come first.
func TestEveryCareerCanComeFirst(t *testing.T) {
	h := handbook(t)
	wish := map[Degree]Wish{Seldom: Unwanted, Often: Wanted}
	for i := range h.Careers {
		c := &h.Careers[i]
		years := map[Field]float64{}
		if len(c.Traits.Fields) > 0 {
			years[c.Traits.Fields[0]] = c.Traits.Years
		}
		a := Answers{Education: c.Traits.Usual, Interests: c.Traits.Interests, Hours: c.Traits.Hours, Held: c.Credentials[:1],
			Patients: wish[c.Traits.Patients], Remote: wish[c.Traits.Remote], Years: years}
		if m := h.Match(a); m[0].Career.ID != c.ID {
			t.Errorf("%s comes after %s: %v and %v", c.ID, m[0].Career.ID, h.match(a, c).Score, m[0].Score)
		}
	}
}

// A reason says nothing but what the answers and the career say. Each is checked
// here by its own reckoning.
func TestReasonsAreTrueOfTheAnswers(t *testing.T) {
	h := handbook(t)
	eachAnswers(t, h, func(t *testing.T, a Answers) {
		for _, m := range h.Match(a) {
			for _, r := range m.Reasons {
				if why := untrue(h, a, m.Career, r); why != "" {
					t.Errorf("%s: %q: %s", m.Career.ID, r.Text, why)
				}
			}
		}
	})
}

func untrue(h *Handbook, a Answers, c *Career, r Reason) string {
	t := c.Traits
	switch r.About {
	case AboutInterests:
		for _, i := range Interests {
			shared := slices.Contains(a.Interests, i) && slices.Contains(t.Interests, i)
			if r.For && strings.Contains(r.Text, i.Words()) != shared || !r.For && shared {
				return "the interest " + string(i)
			}
		}
	case AboutEducation:
		if !strings.Contains(r.Text, "ou have "+a.Education.Words()) || r.For != (a.Education >= t.Entry) ||
			strings.Contains(r.Text, "more than") != (a.Education > t.Usual) {
			return "the education"
		}
	case AboutExperience:
		years := a.Worked(t.Fields)
		if r.For != (years >= t.Years) || t.Years > 0 && !strings.Contains(r.Text, yearsWords(t.Years)) ||
			years > 0 && t.Years > 0 && !strings.Contains(r.Text, "you have "+yearsWords(years)) {
			return "the experience"
		}
	case AboutCredential:
		held := slices.ContainsFunc(c.Credentials, func(id string) bool { return slices.Contains(a.Held, id) })
		open := slices.ContainsFunc(h.NextSteps(a), func(s Step) bool {
			return s.Open && len(s.Check) == 0 && slices.Contains(c.Credentials, s.Credential.ID)
		})
		if strings.HasPrefix(r.Text, "You hold") != held || r.For != (held || open) {
			return "the credential"
		}
	case AboutHours:
		for _, hours := range AllHours {
			if r.For && strings.Contains(r.Text, hours.Words()) != (slices.Contains(a.Hours, hours) && slices.Contains(t.Hours, hours)) {
				return "the hours " + string(hours)
			}
		}
		if len(a.Hours) == 0 {
			return "no hours were chosen"
		}
	case AboutPatients:
		return untrueWish(a.Patients, t.Patients, r)
	case AboutRemote:
		return untrueWish(a.Remote, t.Remote, r)
	default:
		return "about what?"
	}
	return ""
}

func untrueWish(w Wish, d Degree, r Reason) string {
	against := w == Wanted && d == Seldom || w == Unwanted && d == Often
	if w == NoMatter || r.For == against || !strings.Contains(r.Text, string(d)) {
		return "the wish"
	}
	return ""
}

// Whatever one adds to what one has, no exam that was open is shut, and none is
// farther away.
func TestMoreNeverShutsAnExam(t *testing.T) {
	h := handbook(t)
	eachAnswers(t, h, func(t *testing.T, a Answers) {
		more := map[string]Answers{}
		if a.Education < Master {
			b := a
			b.Education++
			more["schooling"] = b
		}
		if a.HIM < Master {
			b := a
			b.HIM++
			b.Education = max(b.Education, b.HIM)
			more["an accredited program"] = b
		}
		b := a
		b.Years = map[Field]float64{}
		for _, f := range Fields {
			b.Years[f] = a.Years[f] + 1
		}
		more["work"] = b
		c := a
		c.Held = append(slices.Clone(a.Held), "rhit")
		more["a credential"] = c
		for what, b := range more {
			then := steps(h.NextSteps(b))
			for id, now := range steps(h.NextSteps(a)) {
				later, there := then[id]
				if there && (now.Open && !later.Open || later.Months > now.Months) {
					t.Errorf("more of %s: %s was %s and is %s", what, id, now.When(), later.When())
				}
				if !there && !slices.Contains(b.Held, id) {
					t.Errorf("more of %s: %s is gone", what, id)
				}
			}
		}
	})
}

func steps(all []Step) map[string]Step {
	byID := map[string]Step{}
	for _, s := range all {
		byID[s.Credential.ID] = s
	}
	return byID
}

func TestStepsSayWhatIsMissing(t *testing.T) {
	h := handbook(t)
	eachAnswers(t, h, func(t *testing.T, a Answers) {
		for _, s := range h.NextSteps(a) {
			switch {
			case s.Open != (len(s.Missing) == 0), s.Open && (s.Months != 0 || len(s.Reasons)+len(s.Check) == 0), s.Months < 0, s.Early && !s.Open:
				t.Errorf("%s: %+v", s.Credential.ID, s)
			}
			for _, text := range slices.Concat(s.Missing, s.Reasons, s.Check) {
				if !strings.HasSuffix(text, ".") || strings.Contains(text, "  ") {
					t.Errorf("%q is no sentence", text)
				}
			}
		}
	})
}

// What the examining bodies' pages say of some people.
func TestNextStepsOfSomePeople(t *testing.T) {
	h := handbook(t)
	for name, c := range map[string]struct {
		a      Answers
		id     string
		open   bool
		months int
	}{
		"no diploma, CPC":                        {Answers{}, "cpc", true, 0},
		"no diploma, CCA":                        {Answers{}, "cca", false, 0},
		"high school, CCS":                       {Answers{Education: HighSchool}, "ccs", true, 0},
		"high school, RHIT":                      {Answers{Education: HighSchool}, "rhit", false, 24},
		"last term, RHIT":                        {Answers{Education: HighSchool, LastTerm: Associate}, "rhit", true, 0},
		"last term of an associate, RHIA":        {Answers{Education: HighSchool, LastTerm: Associate}, "rhia", false, 48},
		"computer science, RHIA":                 {Answers{Education: Bachelor}, "rhia", false, 12},
		"computer science, RHIT":                 {Answers{Education: Bachelor}, "rhit", false, 24},
		"accredited bachelor, RHIA":              {Answers{Education: Bachelor, HIM: Bachelor}, "rhia", true, 0},
		"RHIT with two years, CHPS":              {Answers{Education: Associate, HIM: Associate, Held: []string{"rhit"}, Years: map[Field]float64{PrivacyWork: 2}}, "chps", false, 24},
		"RHIT with three years of data, CHDA":    {Answers{Education: Associate, Held: []string{"rhit"}, Years: map[Field]float64{DataWork: 3}}, "chda", true, 0},
		"master's and one year of privacy, CHPS": {Answers{Education: Master, Years: map[Field]float64{PrivacyWork: 1}}, "chps", true, 0},
		"high school and CCS, CDIP":              {Answers{Education: HighSchool, Held: []string{"ccs"}}, "cdip", true, 0},
		"half a year of registry, ODS":           {Answers{Education: Associate, Years: map[Field]float64{RegistryWork: 0.5}}, "ods", false, 6},
	} {
		t.Run(name, func(t *testing.T) {
			s := steps(h.NextSteps(c.a))[c.id]
			if s.Credential == nil || s.Open != c.open || s.Months != c.months {
				t.Errorf("%+v", s)
			}
		})
	}
}

func TestSuggestionsKnowWhoAsksForThem(t *testing.T) {
	h := handbook(t)
	coder := Answers{Education: HighSchool, Interests: []Interest{Coding, Medicine}, Remote: Wanted}
	best := h.Suggest(coder)[0]
	if id := best.Credential.ID; !slices.Contains([]string{"cca", "cpc", "ccs"}, id) || !best.Open || best.Score <= 0 {
		t.Errorf("a coder is told %s first", id)
	}
	eachAnswers(t, h, func(t *testing.T, a Answers) {
		for _, s := range h.Suggest(a) {
			if s.Score < 0 || s.Score > 100 || slices.Contains(a.Held, s.Credential.ID) || s.Credential.Ended != "" {
				t.Errorf("%+v", s)
			}
		}
	})
}
