package careers

import "chartroom/app/theme"

// part is one of the screen's parts.
type part struct {
	id, name string
	key      rune // on the first page
	icon     theme.IconName
	about    string
}

// group is parts that belong together on the first page.
type group struct {
	name  string
	parts []part
}

// groups are the parts as the first page shows them.
var groups = []group{
	{"Find your way", []part{
		{"match", "Career match", '1', "target", "Say what you like and bring; see which careers fit, and why."},
		{"next", "Next step", '2', "arrow-right", "Which credential is open to you now, and what the others still need."},
		{"planner", "Four steps", '3', "tick", "From the program to the credential, with boxes to tick, dates and notes."},
		{"skill", "Skills", '4', "streak", "What the work asks for. Rate yourself and see what to learn."},
		{"list", "Job search", '5', "check-box-checked", "Checklists for the search, the resume, the internship and the interview."},
		{"programme", "Programs I compare", '6', "copy", "Your own list, side by side. No school is advertised here."},
	}},
	{"Look up", []part{
		{"career", "Careers", '7', theme.IconCareers, "What people do, what it takes, what it pays, where it leads."},
		{"credential", "Credentials", '8', theme.IconExam, "Who may sit which exam, and what keeps the credential."},
		{"setting", "Work settings", '9', "today", "Hospitals, offices, insurers, agencies: what is done there."},
		{"education", "Education", 'e', "book", "From a certificate to a master's degree, and how to check a program."},
		{"pay", "Pay and outlook", 'p', theme.IconProgress, "The newest figures, how they changed, and by industry."},
		{"states", "Pay by state", 's', "library", "A map and a table, with the year; import newer figures."},
	}},
	{"Good to know", []part{
		{"organization", "Organizations", 'o', "link", "Who certifies, who accredits, who makes the rules."},
		{"question", "Questions people ask", 'q', "lightbulb", "Short answers that are right today."},
		{"correction", "Old numbers, old names", 'n', "refresh", "What still goes round on the web, and what is right."},
	}},
}

// partOf is the part of an id; the zero part if there is none.
func partOf(id string) part {
	for _, g := range groups {
		for _, p := range g.parts {
			if p.id == id {
				return p
			}
		}
	}
	return part{icon: theme.IconCareers}
}
