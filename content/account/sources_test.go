package account

import "testing"

// An exact source can be opened at the place.
func TestExactSourcesNameAPlaceAndAYear(t *testing.T) {
	for source, want := range map[string]bool{
		"45 CFR 164.524(b)(2), 2026":                                                          true,
		"42 USC 1395nn(a), 2026":                                                              true,
		"ICD-10-CM Guidelines FY2026 I.C.4.a":                                                 true,
		"CMS, MS-DRG Definitions Manual, Appendix C, FY2026":                                  true,
		"HFMA, MAP Keys, clean claim rate, 2024":                                              true,
		"Dorland's Illustrated Medical Dictionary, 33rd edition, entry \"-stomy,\" 2020":      true,
		"Simpson, Journal of the Royal Statistical Society B 13, 1951":                        true,
		"NIST Special Publication 800-88 Revision 2, Media Sanitization, 2025, on degaussing": true,
		"AHIMA Data Quality Management Model (2015 update), data timeliness":                  true,
		"standard formula, occupancy = service days / bed count days x 100":                   true,
		"45 CFR 164.524(b)(2)":                                                                false,
		"the privacy rule, 2026":                                                              false,
		"CMS, HCAHPS fact sheet, 2022":                                                        false,
		"AHIMA practice brief, Data Dictionaries, 2006 (professional guidance)":               false,
		"standard formula":                                                                    false,
		"":                                                                                    false,
	} {
		if exact(source) != want {
			t.Errorf("%q is exact: %t", source, !want)
		}
	}
}
