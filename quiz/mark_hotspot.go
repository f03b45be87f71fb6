package quiz

// markHotspot asks whether a point lies in the place that is asked for.
func markHotspot(p *Picture, at *Point) Result {
	if p == nil || p.Asked < 0 || p.Asked >= len(p.Regions) {
		return Result{Reason: "The question has no place that could be right."}
	}
	asked := p.Regions[p.Asked]
	res := Result{Expected: asked.Label}
	if res.Expected == "" {
		res.Expected = "the place that is marked"
	}
	switch {
	case at == nil:
		res.Reason = "Not answered."
	case asked.Holds(*at):
		res.Mark, res.Reason = 1, "Right."
	default:
		res.Reason = "Not right."
		for i, r := range p.Regions {
			if i != p.Asked && r.Label != "" && r.Holds(*at) {
				res.Feedback = "That is: " + r.Label + "."
			}
		}
	}
	return res
}
