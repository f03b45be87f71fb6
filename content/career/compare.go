package career

// CompareCareers puts careers side by side, in their order: what one asks for,
// pays and is like. Each figure says its occupation and period.
func (h *Handbook) CompareCareers(all []*Career) []ComparedRow {
	row := func(name string, cell func(*Career) string) ComparedRow {
		r := ComparedRow{Name: name, Best: make([]bool, len(all))}
		for _, c := range all {
			r.Cells = append(r.Cells, cell(c))
		}
		return r
	}
	figure := func(m Measure) func(*Career) string {
		return func(c *Career) string {
			f := h.Newest(c.SOC[0], m)
			return known(f != nil, f.short())
		}
	}
	return []ComparedRow{
		row("Usual education", func(c *Career) string { return upperFirst(c.Traits.Usual.Words()) }),
		row("Least education", func(c *Career) string { return upperFirst(c.Traits.Entry.Words()) }),
		row("Work before it", func(c *Career) string {
			if c.Traits.Years == 0 {
				return "None"
			}
			return "Usually " + yearsWords(c.Traits.Years)
		}),
		row("Credentials", func(c *Career) string { return words(h.credentialNames(c.Credentials), "and") }),
		row(Median.Name(), figure(Median)),
		row(Growth.Name(), figure(Growth)),
		row("Meets patients", func(c *Career) string { return upperFirst(string(c.Traits.Patients)) }),
		row("From home", func(c *Career) string { return upperFirst(string(c.Traits.Remote)) }),
		row("Hours", func(c *Career) string {
			var hours []string
			for _, x := range c.Traits.Hours {
				hours = append(hours, x.Words())
			}
			return upperFirst(words(hours, "or"))
		}),
	}
}

// CompareCredentials puts credentials side by side: what they stand for, who
// gives them and whether their exam is open to the learner.
func (h *Handbook) CompareCredentials(a Answers, all []*Credential) []ComparedRow {
	row := func(name string, cell func(*Credential) string) ComparedRow {
		r := ComparedRow{Name: name, Best: make([]bool, len(all))}
		for _, c := range all {
			r.Cells = append(r.Cells, cell(c))
		}
		return r
	}
	return []ComparedRow{
		row("Stands for", func(c *Credential) string { return c.Full }),
		row("Given by", func(c *Credential) string { return h.Organization(c.Issuer).label() }),
		row("Open to you", func(c *Credential) string {
			if c.Ended != "" {
				return "Not offered any more"
			}
			return upperFirst(h.step(a, c, nil).When())
		}),
		row("Careers", func(c *Credential) string {
			var names []string
			for _, career := range h.CareersWith(c.ID) {
				names = append(names, career.Name)
			}
			return known(len(names) > 0, words(names, "and"))
		}),
	}
}

// label is the organization's short name, or its name if it has none.
func (o *Organization) label() string {
	if o.Short != "" {
		return o.Short
	}
	return o.Name
}

// short is a figure for a narrow cell: "$51,140 (29-2072, May 2025)".
func (f *Figure) short() string {
	if f == nil {
		return ""
	}
	return f.Amount() + " (" + f.SOC + ", " + f.Period + ")"
}
