package codebook

// Chapters are the chapters of ICD-10-CM as of fiscal year 2026, for books
// whose tabular list is not on the shelf. Ranges: the order file of FY2026 and
// the tabular list of FY2021 (CDC/NCHS, public domain).
var Chapters = []Heading{
	chapter("1", "A00", "B99", "Certain infectious and parasitic diseases"),
	chapter("2", "C00", "D49", "Neoplasms"),
	chapter("3", "D50", "D89", "Diseases of the blood and blood-forming organs and certain disorders involving the immune mechanism"),
	chapter("4", "E00", "E89", "Endocrine, nutritional and metabolic diseases"),
	chapter("5", "F01", "F99", "Mental, behavioral and neurodevelopmental disorders"),
	chapter("6", "G00", "G99", "Diseases of the nervous system"),
	chapter("7", "H00", "H59", "Diseases of the eye and adnexa"),
	chapter("8", "H60", "H95", "Diseases of the ear and mastoid process"),
	chapter("9", "I00", "I99", "Diseases of the circulatory system"),
	chapter("10", "J00", "J99", "Diseases of the respiratory system"),
	chapter("11", "K00", "K95", "Diseases of the digestive system"),
	chapter("12", "L00", "L99", "Diseases of the skin and subcutaneous tissue"),
	chapter("13", "M00", "M99", "Diseases of the musculoskeletal system and connective tissue"),
	chapter("14", "N00", "N99", "Diseases of the genitourinary system"),
	chapter("15", "O00", "O9A", "Pregnancy, childbirth and the puerperium"),
	chapter("16", "P00", "P96", "Certain conditions originating in the perinatal period"),
	chapter("17", "Q00", "QA0", "Congenital malformations, deformations and chromosomal abnormalities"),
	chapter("18", "R00", "R99", "Symptoms, signs and abnormal clinical and laboratory findings, not elsewhere classified"),
	chapter("19", "S00", "T88", "Injury, poisoning and certain other consequences of external causes"),
	chapter("20", "V00", "Y99", "External causes of morbidity"),
	chapter("21", "Z00", "Z99", "Factors influencing health status and contact with health services"),
	chapter("22", "U00", "U85", "Codes for special purposes"),
}

func chapter(id, first, last, title string) Heading {
	return Heading{Level: LevelChapter, ID: id, Title: title, First: first, Last: last}
}

// PCSSections are the sections of ICD-10-PCS, by its first character (CMS,
// ICD-10-PCS tables, public domain).
var PCSSections = []Heading{
	letter("0", "Medical and Surgical"),
	letter("1", "Obstetrics"),
	letter("2", "Placement"),
	letter("3", "Administration"),
	letter("4", "Measurement and Monitoring"),
	letter("5", "Extracorporeal or Systemic Assistance and Performance"),
	letter("6", "Extracorporeal or Systemic Therapies"),
	letter("7", "Osteopathic"),
	letter("8", "Other Procedures"),
	letter("9", "Chiropractic"),
	letter("B", "Imaging"),
	letter("C", "Nuclear Medicine"),
	letter("D", "Radiation Therapy"),
	letter("F", "Physical Rehabilitation and Diagnostic Audiology"),
	letter("G", "Mental Health"),
	letter("H", "Substance Abuse Treatment"),
	letter("X", "New Technology"),
}

func letter(c, title string) Heading {
	return Heading{Level: LevelChapter, ID: c, Title: title, First: c, Last: c}
}

// HCPCSLetters say in our words what the codes of a letter are for. The
// official file has no headings.
var HCPCSLetters = []Heading{
	letter("A", "Transport, medical and surgical supplies, and other items"),
	letter("B", "Feeding by tube and by vein"),
	letter("C", "Hospital outpatients: items and procedures that are paid for a time"),
	letter("D", "Dental procedures"),
	letter("E", "Durable medical equipment"),
	letter("G", "Procedures and services that have no other code yet"),
	letter("H", "Mental health and addiction services"),
	letter("J", "Drugs that are not taken by mouth, and chemotherapy"),
	letter("K", "Equipment and supplies, codes of the equipment contractors"),
	letter("L", "Orthoses and prostheses"),
	letter("M", "Medical services and quality measures"),
	letter("P", "Laboratory and blood products"),
	letter("Q", "Temporary codes: drugs, supplies and services"),
	letter("R", "Portable X-ray and other diagnostics at the patient's place"),
	letter("S", "Temporary codes of private insurers"),
	letter("T", "Codes of the state Medicaid agencies"),
	letter("U", "Laboratory tests for the coronavirus"),
	letter("V", "Vision, hearing and speech"),
}

// DiagnosticCategories are what MS-DRGs are under: the major diagnostic
// categories (CMS, MS-DRG Definitions Manual, public domain).
var DiagnosticCategories = []Heading{
	letter("", "Of no one category: transplants, procedures unrelated to the diagnosis, and records that cannot be grouped"),
	letter("PRE", "Before all others: transplants, heart assist devices and tracheostomies"),
	letter("01", "Diseases and disorders of the nervous system"),
	letter("02", "Diseases and disorders of the eye"),
	letter("03", "Diseases and disorders of the ear, nose, mouth and throat"),
	letter("04", "Diseases and disorders of the respiratory system"),
	letter("05", "Diseases and disorders of the circulatory system"),
	letter("06", "Diseases and disorders of the digestive system"),
	letter("07", "Diseases and disorders of the hepatobiliary system and pancreas"),
	letter("08", "Diseases and disorders of the musculoskeletal system and connective tissue"),
	letter("09", "Diseases and disorders of the skin, subcutaneous tissue and breast"),
	letter("10", "Endocrine, nutritional and metabolic diseases and disorders"),
	letter("11", "Diseases and disorders of the kidney and urinary tract"),
	letter("12", "Diseases and disorders of the male reproductive system"),
	letter("13", "Diseases and disorders of the female reproductive system"),
	letter("14", "Pregnancy, childbirth and the puerperium"),
	letter("15", "Newborns and other neonates with conditions originating in the perinatal period"),
	letter("16", "Diseases and disorders of the blood, blood-forming organs and immunological disorders"),
	letter("17", "Myeloproliferative diseases and disorders, and poorly differentiated neoplasms"),
	letter("18", "Infectious and parasitic diseases, systemic or unspecified sites"),
	letter("19", "Mental diseases and disorders"),
	letter("20", "Alcohol and drug use and alcohol- or drug-induced organic mental disorders"),
	letter("21", "Injuries, poisonings and toxic effects of drugs"),
	letter("22", "Burns"),
	letter("23", "Factors influencing health status and other contacts with health services"),
	letter("24", "Multiple significant trauma"),
	letter("25", "Human immunodeficiency virus infections"),
}
