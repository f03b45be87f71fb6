package codes

import (
	"testing"

	"chartroom/quiz/codebook"
)

func TestReferencesLeadToTheirTable(t *testing.T) {
	for to, want := range map[string]struct {
		index codebook.Index
		words string
		cell  int
	}{
		"Diabetes, type 2":                {"", "diabetes type 2", 0},
		"Table of Drugs and Chemicals":    {codebook.IndexDrugs, "", 0},
		"Table of Neoplasms":              {codebook.IndexNeoplasms, "neoplasm", 0},
		"Neoplasm, skin, benign":          {codebook.IndexNeoplasms, "neoplasm skin", 3},
		"Neoplasm, malignant, by site":    {codebook.IndexNeoplasms, "neoplasm", 0},
		"Neoplasm, in situ, by site":      {codebook.IndexNeoplasms, "neoplasm", 2},
		"Neoplasm, uncertain behavior":    {codebook.IndexNeoplasms, "neoplasm", 4},
		"Neoplasm, bone, malignant":       {codebook.IndexNeoplasms, "neoplasm bone", 0},
		"Resection, Gallbladder":          {"", "resection gallbladder", 0},
		"Fracture, by site, pathological": {"", "fracture by site pathological", 0},
	} {
		if index, words, cell := referred(to); index != want.index || words != want.words || cell != want.cell {
			t.Errorf("%q leads to %q %q %d, not %q %q %d", to, index, words, cell, want.index, want.words, want.cell)
		}
	}
}
