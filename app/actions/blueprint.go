package actions

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"chartroom/content"
	"chartroom/quiz"
)

// settingBlueprint and an outline's id are the key of its figures as the learner
// corrected them, JSON.
const settingBlueprint = "blueprint."

// outlines are the shipped blueprints with the learner's corrections.
func (a *Actions) outlines() ([]quiz.Blueprint, error) {
	if a.printed == nil {
		var err error
		if a.printed, err = content.Blueprints(); err != nil {
			return nil, fmt.Errorf("read the blueprints: %w", err)
		}
	}
	all := slices.Clone(a.printed)
	for i := range all {
		text := a.settings[settingBlueprint+all[i].ID]
		if text == "" {
			continue
		}
		corrected, err := content.ParseBlueprint([]byte(text))
		if err != nil { // of another version of the app; an outline must not keep it from opening
			all[i].Note = fmt.Sprintf("The figures as you corrected them cannot be read any more (%v); these are the shipped ones. %s", err, all[i].Note)
			continue
		}
		all[i] = corrected
	}
	return all, nil
}

// Corrected reports whether the learner has corrected a blueprint.
func (a *Actions) Corrected(id string) bool { return a.settings[settingBlueprint+id] != "" }

// SetBlueprint keeps an exam's figures as the learner corrected them; they
// stand before what is shipped.
func (a *Actions) SetBlueprint(ctx context.Context, b quiz.Blueprint) (Done, error) {
	if err := b.Check(); err != nil {
		return Done{}, fmt.Errorf("save the outline: %w", err)
	}
	text, err := json.Marshal(b)
	if err != nil {
		return Done{}, fmt.Errorf("save the outline: %w", err)
	}
	return a.SetNamed(ctx, "the outline of "+b.Name, settingBlueprint+b.ID, string(text))
}

// ResetBlueprint brings the shipped figures back.
func (a *Actions) ResetBlueprint(ctx context.Context, b quiz.Blueprint) (Done, error) {
	if a.settings[settingBlueprint+b.ID] == "" {
		return Done{}, errors.New("the outline is the shipped one already")
	}
	return a.SetNamed(ctx, "the outline of "+b.Name, settingBlueprint+b.ID, "")
}
