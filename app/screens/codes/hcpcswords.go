package codes

import (
	"strings"

	"chartroom/quiz/codebook"
)

// coverageWords are the coverage letters (CMS, HCPCS record layout, field 16).
var coverageWords = map[string]string{
	"C": "carrier judgment", "D": "special coverage instructions apply", "I": "not payable by Medicare",
	"M": "not covered by Medicare", "S": "not covered by Medicare statute",
}

// actionWords are the action letters (CMS, HCPCS record layout, field 30).
var actionWords = map[string]string{
	"A": "the code was added", "B": "its long description and its administrative data changed", "C": "its long description changed", "D": "the code was discontinued",
	"F": "its administrative data changed", "N": "no change", "P": "its payment changed",
	"R": "the code was taken up again", "S": "its short description changed", "T": "its BETOS or type of service changed",
}

// pricingWords are the pricing indicators (CMS, HCPCS record layout, field 9).
var pricingWords = map[string]string{
	"00": "not priced separately by part B", "11": "by national relative value units", "12": "by national anesthesia base units", "13": "by the carrier",
	"21": "laboratory, national limit", "22": "laboratory, by the carrier", "31": "frequently serviced equipment", "32": "inexpensive and routinely purchased equipment",
	"33": "oxygen and oxygen equipment", "34": "supplies of durable equipment", "35": "surgical dressings", "36": "capped rental equipment",
	"37": "ostomy, tracheostomy and urological supplies", "38": "orthotics, prosthetics and vision services", "39": "parenteral and enteral nutrition",
	"45": "customized equipment", "46": "by the carrier", "51": "drugs", "52": "reasonable charge", "53": "by statute", "54": "vaccinations",
	"55": "splints and casts", "56": "lenses inserted in a physician's office", "57": "other, by the carrier", "99": "no value established",
}

// serviceWords are the types of service (CMS, HCPCS record layout, table
// CMS_TYPE_SRVC_TB); letters out of use are left out.
var serviceWords = map[string]string{
	"0": "whole blood", "1": "medical care", "2": "surgery", "3": "consultation", "4": "diagnostic radiology", "5": "diagnostic laboratory",
	"6": "therapeutic radiology", "7": "anesthesia", "8": "assistant at surgery", "9": "other medical items or services", "A": "used durable equipment",
	"D": "ambulance", "E": "enteral and parenteral nutrition", "F": "ambulatory surgical center", "G": "immunosuppressive drugs", "J": "diabetic shoes",
	"K": "hearing items and services", "L": "supplies for kidney failure", "M": "dialysis, paid by the month", "N": "kidney donor",
	"P": "purchase of equipment, prosthetics or orthotics", "Q": "vision items or services", "R": "rental of durable equipment", "S": "dressings and other supplies",
	"T": "outpatient mental health", "U": "occupational therapy", "V": "vaccination", "W": "physical therapy",
}

// betosWords are the Berenson-Eggers types of service (CMS, HCPCS record
// layout, table BETOS_TB).
var betosWords = map[string]string{
	"M1A": "office visit, new patient", "M1B": "office visit, established patient", "M2A": "hospital visit, first", "M2B": "hospital visit, later",
	"M2C": "hospital visit, critical care", "M3": "emergency room visit", "M4A": "home visit", "M4B": "nursing home visit", "M5A": "specialist, pathology",
	"M5B": "specialist, psychiatry", "M5C": "specialist, ophthalmology", "M5D": "specialist, other", "M6": "consultation",
	"P0": "anesthesia", "P1A": "major procedure, breast", "P1B": "major procedure, colon", "P1C": "major procedure, gallbladder", "P1D": "major procedure, prostate through the urethra",
	"P1E": "major procedure, hysterectomy", "P1F": "major procedure, spinal exploration or disc", "P1G": "major procedure, other", "P2A": "coronary bypass",
	"P2B": "aneurysm repair", "P2C": "removal of a clot with the artery's lining", "P2D": "coronary angioplasty", "P2E": "pacemaker insertion", "P2F": "major cardiovascular procedure, other",
	"P3A": "hip fracture repair", "P3B": "hip replacement", "P3C": "knee replacement", "P3D": "major orthopedic procedure, other", "P4A": "corneal transplant",
	"P4B": "cataract removal or lens insertion", "P4C": "retinal detachment", "P4D": "treatment of retinal lesions", "P4E": "eye procedure, other",
	"P5A": "ambulatory procedure, skin", "P5B": "ambulatory procedure, musculoskeletal", "P5C": "inguinal hernia repair", "P5D": "lithotripsy", "P5E": "ambulatory procedure, other",
	"P6A": "minor procedure, skin", "P6B": "minor procedure, musculoskeletal", "P6C": "minor procedure, other, by the fee schedule", "P6D": "minor procedure, other, not by the fee schedule",
	"P7A": "radiation therapy", "P7B": "oncology, other", "P8A": "arthroscopy", "P8B": "endoscopy, upper gastrointestinal", "P8C": "sigmoidoscopy", "P8D": "colonoscopy",
	"P8E": "cystoscopy", "P8F": "bronchoscopy", "P8G": "laparoscopic removal of the gallbladder", "P8H": "laryngoscopy", "P8I": "endoscopy, other",
	"P9A": "dialysis, by the fee schedule", "P9B": "dialysis, not by the fee schedule", "I1A": "standard imaging, chest", "I1B": "standard imaging, musculoskeletal",
	"I1C": "standard imaging, breast", "I1D": "standard imaging, gastrointestinal with contrast", "I1E": "nuclear medicine", "I1F": "standard imaging, other",
	"I2A": "computed tomography, head and neck", "I2B": "computed tomography, other", "I2C": "magnetic resonance, head and neck", "I2D": "magnetic resonance, other",
	"I3A": "ultrasound, eye", "I3B": "ultrasound, abdomen or pelvis", "I3C": "ultrasound, heart", "I3D": "ultrasound, carotid arteries", "I3E": "ultrasound, prostate", "I3F": "ultrasound, other",
	"I4A": "imaging with a procedure, heart", "I4B": "imaging with a procedure, other", "T1A": "venipuncture", "T1B": "laboratory, general profiles", "T1C": "laboratory, urinalysis",
	"T1D": "laboratory, blood counts", "T1E": "laboratory, glucose", "T1F": "laboratory, bacterial cultures", "T1G": "laboratory, other, by the fee schedule",
	"T1H": "laboratory, other, not by the fee schedule", "T2A": "electrocardiogram", "T2B": "cardiovascular stress test", "T2C": "electrocardiogram monitoring", "T2D": "test, other",
	"D1A": "medical and surgical supplies", "D1B": "hospital beds", "D1C": "oxygen and supplies", "D1D": "wheelchairs", "D1E": "durable equipment, other",
	"D1F": "prosthetic and orthotic devices", "D1G": "drugs given through durable equipment", "O1A": "ambulance", "O1B": "chiropractic", "O1C": "enteral and parenteral nutrition",
	"O1D": "chemotherapy", "O1E": "drugs, other", "O1F": "hearing and speech services", "O1G": "vaccination", "Y1": "other, by the fee schedule",
	"Y2": "other, not by the fee schedule", "Z1": "local codes", "Z2": "not defined",
}

// letterWords are letters or numbers with what they mean, as far as is known.
func letterWords(codes string, words map[string]string) string {
	var all []string
	for _, c := range strings.Fields(codes) {
		w := c
		if words[c] != "" {
			w = c + " = " + words[c]
		}
		all = append(all, w)
	}
	return strings.Join(all, "; ")
}

// factsOf are the fields of a HCPCS code, in words.
func factsOf(c *codebook.Code) [][2]string {
	all := [][2]string{
		{"Medicare coverage", letterWords(c.Coverage, coverageWords)},
		{"Pricing", letterWords(c.Pricing, pricingWords)},
		{"BETOS", letterWords(c.BETOS, betosWords)},
		{"Type of service", letterWords(strings.Join(strings.Split(c.Service, ""), " "), serviceWords)},
		{"Added", date(c.Added)},
		{"Last action", lastAction(c)},
		{"Ended", date(c.Ended)},
	}
	var said [][2]string
	for _, f := range all {
		if f[1] != "" {
			said = append(said, f)
		}
	}
	return said
}
