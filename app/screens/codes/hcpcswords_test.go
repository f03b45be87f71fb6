package codes

import (
	"context"
	"os"
	"strings"
	"testing"

	"chartroom/content/codeset"
	"chartroom/quiz/codebook"
)

// Every letter that the official file of 2019 uses is told in words.
func TestOfficialLettersAreExplained(t *testing.T) {
	const file = "../../../../shared/data/hcpcs/2019-Alpha-Numeric-HCPCS-File.zip"
	if _, err := os.Stat(file); err != nil {
		t.Skip("the official file is not here")
	}
	ctx := context.Background()
	files, _, err := codeset.OpenPath(ctx, file)
	if err != nil {
		t.Fatal(err)
	}
	bare, codes := map[string]string{}, 0
	for i := range files {
		_, err := files[i].Each(ctx, nil, func(r codebook.Record) error {
			c, ok := r.(codebook.Code)
			if !ok || c.BETOS == "" && c.Service == "" {
				return nil
			}
			codes++
			for _, fact := range factsOf(&c) {
				if name := fact[0]; name == "BETOS" || name == "Type of service" || name == "Pricing" || name == "Medicare coverage" {
					for _, one := range strings.Split(fact[1], "; ") {
						if !strings.Contains(one, " = ") {
							bare[name+" "+one] = c.Code
						}
					}
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if codes < 6_000 || len(bare) > 0 {
		t.Errorf("%d codes; not explained: %v", codes, bare)
	}
}

func TestLettersInWords(t *testing.T) {
	c := codebook.Code{Code: "E0601", BETOS: "D1E", Service: "RP", Coverage: "D"}
	var all []string
	for _, f := range factsOf(&c) {
		all = append(all, f[0]+": "+f[1])
	}
	want := "Medicare coverage: D = special coverage instructions apply|BETOS: D1E = durable equipment, other|Type of service: R = rental of durable equipment; P = purchase of equipment, prosthetics or orthotics"
	if got := strings.Join(all, "|"); got != want {
		t.Errorf("%s", got)
	}
	if got := letterWords("Z9", betosWords); got != "Z9" {
		t.Errorf("an unknown letter is told as %q", got)
	}
}
