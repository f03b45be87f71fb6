package codes

import (
	"testing"

	"fyne.io/fyne/v2"
)

func TestOnlyLegalCodesAreBuilt(t *testing.T) {
	d := stocked(t)
	d.Typed("3")
	d.Sees("First character: Section", "Medical and Surgical")
	d.Typed("/")
	d.Typed("0dtj")
	d.Sees("Fifth character: Approach", "Percutaneous Endoscopic", "Appendix", "Body Part")
	d.Typed("3")
	d.Sees("No code has 3 as Approach after 0DTJ. Legal are 0, 4, 7, 8.")
	d.Typed("4zz")
	d.Sees("This is a valid code", "Resection of Appendix, Percutaneous Endoscopic Approach", "No Qualifier")
	d.Key(fyne.KeyEscape)
	d.Key(fyne.KeyBackspace)
	d.Sees("Seventh character: Qualifier")
}

// TestEveryPathOfChoicesIsAValidCode builds codes by chance from what is
// offered: each of them can be reported, and the numbers of codes left agree.
func TestEveryPathOfChoicesIsAValidCode(t *testing.T) {
	d := stocked(t)
	m := d.screen.pane.model
	d.Must(m.enter(byAxis))
	for n := range 40 {
		d.Must(m.setAxes(""))
		for axis := range codeLength {
			sum := 0
			for _, c := range m.build.choices {
				sum += c.Codes
			}
			if axis > 0 && sum != m.build.taken[axis-1].Codes {
				t.Fatalf("after %s %d codes are left, and %d are promised", m.build.code, sum, m.build.taken[axis-1].Codes)
			}
			d.Must(m.take((n*7 + axis*3) % len(m.build.choices)))
		}
		if valid, known := d.Act.Books().Valid("icd10pcs", 2027, m.build.code); !valid || !known {
			t.Fatalf("%s was built, and is no valid code", m.build.code)
		}
	}
}

func TestTheBeginningOfACodeIsBuiltOn(t *testing.T) {
	d := stocked(t)
	d.screen.pane.report(d.screen.pane.model.choose(pcs2027))
	d.Typed("2")
	d.Typed("/")
	d.Typed("resection app")
	d.Sees("0DTJ", "the first characters: build on them")
	d.Key(fyne.KeyEscape)
	d.Tap("0DTJ")
	d.Sees("Fifth character: Approach")
	if got := d.screen.pane.model.build.code; got != "0DTJ" {
		t.Errorf("built on %q", got)
	}
}

func TestBuildingGoesBackToTheBookBefore(t *testing.T) {
	d := stocked(t)
	d.Typed("3")
	d.Sees("ICD-10-PCS 2027")
	d.Typed("1")
	d.Sees("ICD-10-CM 2027", "Diseases of the circulatory system")
	d.Misses("ICD-10-PCS 2027")
}
