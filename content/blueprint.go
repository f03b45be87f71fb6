package content

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path"

	"chartroom/quiz"
)

// blueprintFiles are the shipped blueprints: of a credential the newest first.
var blueprintFiles = []string{"rhit.json", "rhit-earlier.json", "rhia.json", "cca.json", "ccs.json", "ccsp.json", "chda.json", "chps.json", "cdip.json", "cpc.json"}

// Blueprints are the shipped blueprints, of each credential the newest outline
// first.
func Blueprints() ([]quiz.Blueprint, error) {
	var all []quiz.Blueprint
	for _, name := range blueprintFiles {
		data, err := builtin.ReadFile(path.Join("builtin/blueprints", name))
		if err != nil {
			return nil, fmt.Errorf("read the blueprint %s: %w", name, err)
		}
		b, err := ParseBlueprint(data)
		if err != nil {
			return nil, fmt.Errorf("read the blueprint %s: %w", name, err)
		}
		all = append(all, b)
	}
	return all, nil
}

// ParseBlueprint reads a blueprint from JSON, and checks it. A field that it
// does not know is an error: it would be a figure that nobody sees.
func ParseBlueprint(data []byte) (quiz.Blueprint, error) {
	var b quiz.Blueprint
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&b); err != nil {
		return quiz.Blueprint{}, err
	}
	return b, b.Check()
}
