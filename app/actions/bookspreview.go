package actions

import (
	"context"

	"chartroom/quiz/codebook"
)

// Count reads the parts that Look has recognised to their end, so that a
// preview can say how many lines each has, and which of them is damaged: that
// one is left out, with why in Failed. Nothing is changed. It may be called
// beside the window.
func (i *InstallBooks) Count(ctx context.Context, report func(done, total int)) error {
	for n := range i.Parts {
		if report != nil {
			report(n, len(i.Parts))
		}
		p := &i.Parts[n]
		p.Records, p.Valid, p.Failed = 0, 0, nil
		p.Problems, p.Failed = p.file.Each(ctx, nil, func(r codebook.Record) error {
			p.count(r)
			return nil
		})
		if ctx.Err() != nil {
			return ctx.Err()
		}
		p.Skip = p.Failed != nil
	}
	return nil
}

// count counts a record.
func (p *BookPart) count(r codebook.Record) {
	p.Records++
	if c, ok := r.(codebook.Code); ok && p.lists() && !c.Header && !c.Modifier && c.Ended == "" {
		p.Valid++
	}
}
