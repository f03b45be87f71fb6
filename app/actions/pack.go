package actions

import (
	"context"
	"encoding/hex"
	"fmt"
	"strings"

	"chartroom/content/pack"
	"chartroom/quiz"
)

// settingPack is the key of the setting that remembers a pack: its version and
// the key that it was signed with, as "1.2 5fc3…"; the key is missing of a pack
// that was not signed.
const settingPack = "pack."

// PackSeen is what is remembered of the pack of this series that was imported
// last, as far as pack.Changed looks at it; ok is false for the first one.
func (a *Actions) PackSeen(m *pack.Manifest) (seen pack.Manifest, ok bool) {
	text := a.settings[settingPack+m.ID()]
	if text == "" {
		return pack.Manifest{}, false
	}
	version, key, _ := strings.Cut(text, " ")
	seen.Version = strings.TrimPrefix(version, "v")
	var err error
	if seen.Key, err = hex.DecodeString(key); err != nil {
		seen.Key = []byte("not a key") // what is remembered is damaged: no other key is the same
	}
	return seen, true
}

// PackWarning is what the learner must be told before she takes a pack, by what
// is remembered of the one before; "" = nothing.
func (a *Actions) PackWarning(m *pack.Manifest) string {
	seen, ok := a.PackSeen(m)
	if !ok {
		return ""
	}
	return pack.Changed(seen, *m).Warning()
}

// Imports are the banks of one file on their way in: all of them or none, with
// one receipt. Run may be called beside the window.
type Imports struct {
	Banks []*Import

	act   *Actions
	pack  *pack.Manifest
	undos []quiz.Stamp // to take each back, should a later one fail
}

// ImportAll prepares to save the banks of a file. pack is nil for files that
// are none.
func (a *Actions) ImportAll(banks []quiz.Bank, m *pack.Manifest) *Imports {
	all := &Imports{act: a, pack: m}
	for _, b := range banks {
		all.Banks = append(all.Banks, a.Import(b))
		all.undos = append(all.undos, a.stamp())
	}
	return all
}

// Run saves every bank or, on error or when ctx ends, leaves none.
func (i *Imports) Run(ctx context.Context, report func(done, total int)) error {
	before, total := 0, 0
	for _, b := range i.Banks {
		total += len(b.Bank.Questions)
	}
	for n, b := range i.Banks {
		err := b.Run(ctx, func(done, _ int) {
			if report != nil {
				report(before+done, total)
			}
		})
		if err != nil {
			return i.back(n, err)
		}
		before += len(b.Bank.Questions)
	}
	return nil
}

// back takes back the first n banks after an error, though ctx may be cancelled.
func (i *Imports) back(n int, err error) error {
	for ; n > 0; n-- {
		if undo := i.act.store.Undo(context.Background(), i.undos[n-1], i.Banks[n-1].stamp.ID); undo != nil {
			return fmt.Errorf("%w; “%s” came in before that, and could not be taken back: %w", err, i.Banks[n-1].Bank.Name, undo)
		}
	}
	return err
}

// Done is the receipt of what Run has saved. A pack's version and key are
// remembered from now on.
func (i *Imports) Done(ctx context.Context) (Done, error) {
	var whole *Done
	if i.pack != nil {
		remembered, err := i.act.Set(ctx, settingPack+i.pack.ID(), strings.TrimSpace("v"+strings.ReplaceAll(i.pack.Version, " ", "-")+" "+hex.EncodeToString(i.pack.Key)))
		if err != nil {
			return Done{}, err
		}
		if !remembered.Event.IsZero() {
			whole = &remembered
		}
	}
	for _, b := range i.Banks {
		d := b.Done()
		d.Also, whole = whole, &d
	}
	if len(i.Banks) > 1 {
		added, updated := 0, 0
		for _, b := range i.Banks {
			added, updated = added+b.Result.Added, updated+b.Result.Updated
		}
		whole.Label = "import of " + quiz.Count(len(i.Banks), "bank")
		if i.pack != nil {
			whole.Label = "import of " + i.pack.Name
		}
		whole.Say = fmt.Sprintf("%s: %s added, %d updated with progress kept.", quiz.Count(len(i.Banks), "bank"), quiz.Count(added, "question"), updated)
	}
	return *whole, nil
}
