package storage

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"chartroom/quiz"
)

// recipeChange is the payload of a recipe's event. No Body: it was put away. No
// Before: there was none of this name.
type recipeChange struct {
	Name   string          `json:"name"`
	Body   json.RawMessage `json:"body,omitempty"`
	Before json.RawMessage `json:"before,omitempty"`
}

// SaveRecipe keeps a recipe under its name, in place of one that had it.
func (s *Store) SaveRecipe(ctx context.Context, stamp quiz.Stamp, r quiz.Recipe) error {
	if err := r.Check(); err != nil {
		return fmt.Errorf("save the recipe %q: %w", r.Name, err)
	}
	body, err := json.Marshal(r)
	if err == nil {
		err = s.putRecipe(ctx, stamp, recipeChange{Name: r.Name, Body: body})
	}
	if err != nil {
		return fmt.Errorf("save the recipe %q: %w", r.Name, err)
	}
	return nil
}

// RemoveRecipe puts a recipe away. ErrNotFound if there is none of this name.
func (s *Store) RemoveRecipe(ctx context.Context, stamp quiz.Stamp, name string) error {
	if err := s.putRecipe(ctx, stamp, recipeChange{Name: name}); err != nil {
		return fmt.Errorf("put the recipe %q away: %w", name, err)
	}
	return nil
}

func (s *Store) putRecipe(ctx context.Context, stamp quiz.Stamp, c recipeChange) error {
	return s.write(ctx, func(t *tx) error {
		return t.once(stamp.ID, func() error {
			var before string
			err := t.row("SELECT body FROM recipe WHERE name = ?", []any{&before}, c.Name)
			switch {
			case err == nil:
				c.Before = json.RawMessage(before)
			case !errors.Is(err, ErrNotFound) || c.Body == nil:
				return err
			}
			e, err := stamped(stamp, quiz.EventRecipe).with(c)
			if err != nil {
				return err
			}
			if err := t.add(e); err != nil {
				return err
			}
			return t.setRecipe(c.Name, c.Body)
		})
	})
}

func (t *tx) setRecipe(name string, body json.RawMessage) error {
	if body == nil {
		return t.exec("DELETE FROM recipe WHERE name = ?", name)
	}
	return t.exec("INSERT INTO recipe (name, body) VALUES (?, ?) ON CONFLICT DO UPDATE SET body = excluded.body", name, string(body))
}

// undoRecipe takes back the newest change of its recipe.
func (t *tx) undoRecipe(e *event) (func() error, error) {
	var c recipeChange
	if err := e.read(&c); err != nil {
		return nil, err
	}
	all, err := t.events("events_of_kind", string(quiz.EventRecipe))
	if err != nil {
		return nil, err
	}
	last := newest(all, func(o *event) bool {
		var oc recipeChange
		return !o.undone && o.read(&oc) == nil && oc.Name == c.Name
	})
	if last == nil || last.id != e.id {
		return nil, ErrChanged
	}
	return func() error { return t.setRecipe(c.Name, c.Before) }, nil
}

// foldRecipe folds a recipe's event.
func (f *folded) foldRecipe(e *event) error {
	if e.undone {
		return nil
	}
	var c recipeChange
	if err := e.read(&c); err != nil {
		return err
	}
	if c.Body == nil {
		delete(f.recipes, c.Name)
	} else {
		f.recipes[c.Name] = string(c.Body)
	}
	return nil
}

// Recipes are the saved recipes, by name.
func (r *Reader) Recipes(ctx context.Context) ([]quiz.Recipe, error) {
	var all []quiz.Recipe
	err := r.rows(ctx, "SELECT body FROM recipe ORDER BY name", func(rows *sql.Rows) error {
		var body string
		if err := rows.Scan(&body); err != nil {
			return err
		}
		var recipe quiz.Recipe
		if err := json.Unmarshal([]byte(body), &recipe); err != nil {
			return fmt.Errorf("a recipe: %w", err)
		}
		all = append(all, recipe)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read the recipes: %w", err)
	}
	return all, nil
}
