package codeset

import (
	"strconv"
	"strings"

	"chartroom/content/parse"
	"chartroom/quiz/codebook"
)

// definitions reads the definitions of ICD-10-PCS.
type definitions struct {
	r       *reading
	section string
	axis    int
	within  string // title of the axis
}

func readDefinitions(r *reading) error {
	d := &definitions{r: r}
	return r.elements(d.begin, d.end, d.where)
}

func (d *definitions) where() string {
	if d.section == "" {
		return ""
	}
	return "section " + parse.Excerpt(d.section, 10) + ", " + parse.Excerpt(d.within, 40)
}

func (d *definitions) begin(m *markup, name string) (err error) {
	switch name {
	case "section":
		d.section, d.within = m.attr("code"), ""
	case "axis":
		if d.axis, err = strconv.Atoi(m.attr("pos")); err != nil || d.axis < 1 || d.axis > 7 {
			return m.damaged("an axis of section %s has the position “%s”", d.section, m.attr("pos"))
		}
	case "title":
		d.within, err = m.text()
		return err
	case "terms":
		return d.terms(m)
	case "aggregate":
		return d.aggregate(m)
	case "ICD10PCS.definitions", "deviceAggregation":
	default:
		return m.skip()
	}
	return nil
}

func (d *definitions) end(string) error { return nil }

// terms reads what explains one value, or several of them.
func (d *definitions) terms(m *markup) error {
	it := codebook.Definition{Section: d.section, Axis: d.axis}
	var labels []string
	err := m.children(func(name, text string) {
		switch name {
		case "title":
			labels = append(labels, text)
		case "definition":
			it.Text = joined(it.Text, " ", text)
		case "explanation":
			it.Explain = joined(it.Explain, " ", text)
		case "includes":
			it.Include = append(it.Include, text)
		}
	})
	if err != nil {
		return err
	}
	if len(labels) == 0 {
		return m.damaged("a definition of section %s does not say of what it is", d.section)
	}
	for _, it.Label = range labels {
		if err := d.r.put(it); err != nil {
			return err
		}
	}
	return nil
}

// aggregate reads which value stands for a device where the tables do not list
// it.
func (d *definitions) aggregate(m *markup) error {
	it := codebook.Definition{Section: "0", Axis: 6}
	var parent, operation string
	var systems []string
	err := m.children(func(name, text string) {
		switch name {
		case "device":
			it.Label = text
		case "operation":
			operation = joined(operation, ", ", text)
		case "bodySys":
			systems = append(systems, text)
		case "parent":
			parent = joined(parent, ", ", text)
			if value := m.attr("value"); value != "" {
				parent += " (" + value + ")"
			}
		}
	})
	if err != nil {
		return err
	}
	if it.Label == "" || parent == "" {
		return m.damaged("a device of the device aggregation has no name, or nothing that stands for it")
	}
	it.Text = "Where a table does not list it: " + parent
	it.Explain = "Operations: " + operation + ". Body systems: " + strings.Join(systems, "; ")
	return d.r.put(it)
}
