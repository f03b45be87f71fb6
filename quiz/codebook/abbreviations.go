package codebook

import (
	"strings"
	"sync"
)

// Abbreviation is a short form of the wards and what it stands for, or a word
// of everyday speech and what a coder says.
type Abbreviation struct {
	Short string // in lower case, without dots
	Means string
	Find  string // the words that code books have for it; "" = Means
	Lay   bool   // a word of everyday speech
}

// String says both: "CHF = congestive heart failure".
func (a Abbreviation) String() string {
	if a.Lay {
		return a.Short + " = " + a.Means
	}
	return strings.ToUpper(a.Short) + " = " + a.Means
}

// Search is what is searched for in its place.
func (a Abbreviation) Search() string {
	if a.Find != "" {
		return a.Find
	}
	return a.Means
}

// Abbreviations are what a short form, or one or two words of everyday speech,
// may stand for: none for a word that is none, several for one that is read in
// several ways.
func Abbreviations(word string) []Abbreviation { return byShort()[word] }

var byShort = sync.OnceValue(func() map[string][]Abbreviation {
	all := make(map[string][]Abbreviation)
	for i, list := range []string{abbreviations, everyday} {
		for _, line := range strings.Split(strings.TrimSpace(list), "\n") {
			short, rest, _ := strings.Cut(line, " = ")
			means, find, _ := strings.Cut(rest, " : ")
			all[short] = append(all[short], Abbreviation{short, means, find, i == 1})
		}
	}
	return all
})

// abbreviations are the common ones of clinical notes, written by us: short
// form = what it stands for : what code books call it, if otherwise.
const abbreviations = `
aaa = abdominal aortic aneurysm
abg = arterial blood gas
acl = anterior cruciate ligament
acs = acute coronary syndrome : acute ischemic heart disease
ad = Alzheimer's disease
adhd = attention-deficit hyperactivity disorder
afib = atrial fibrillation
af = atrial fibrillation
aids = acquired immunodeficiency syndrome : human immunodeficiency virus disease
aka = above-knee amputation : amputation above knee
aki = acute kidney injury : acute kidney failure
all = acute lymphoblastic leukemia
als = amyotrophic lateral sclerosis
aml = acute myeloid leukemia : acute myeloblastic leukemia
ards = acute respiratory distress syndrome
arf = acute renal failure : acute kidney failure
arf = acute respiratory failure
ascvd = atherosclerotic cardiovascular disease : atherosclerotic heart disease
asd = atrial septal defect
asd = autism spectrum disorder : autistic disorder
ashd = atherosclerotic heart disease
avf = arteriovenous fistula
avm = arteriovenous malformation
bka = below-knee amputation : amputation below knee
bmi = body mass index
bph = benign prostatic hyperplasia
bppv = benign paroxysmal positional vertigo : benign paroxysmal vertigo
bv = bacterial vaginosis : vaginitis
ca = cancer : malignant neoplasm
cabg = coronary artery bypass graft
cad = coronary artery disease : atherosclerotic heart disease coronary artery
cap = community-acquired pneumonia : pneumonia
cauti = catheter-associated urinary tract infection : infection due to indwelling urethral catheter
cf = cystic fibrosis
chf = congestive heart failure
ckd = chronic kidney disease
clabsi = central line-associated bloodstream infection : bloodstream infection due to central venous catheter
cll = chronic lymphocytic leukemia
cml = chronic myeloid leukemia
cmv = cytomegalovirus : cytomegaloviral disease
copd = chronic obstructive pulmonary disease
cp = cerebral palsy
cp = chest pain
cpap = continuous positive airway pressure
crf = chronic renal failure : chronic kidney disease
crps = complex regional pain syndrome
csf = cerebrospinal fluid
cts = carpal tunnel syndrome
cva = cerebrovascular accident : cerebral infarction
cvd = cardiovascular disease
ddd = degenerative disc disease : disc degeneration
dic = disseminated intravascular coagulation
djd = degenerative joint disease : osteoarthritis
dka = diabetic ketoacidosis : diabetes ketoacidosis
dm = diabetes mellitus
dm1 = type 1 diabetes mellitus
dm2 = type 2 diabetes mellitus
dme = durable medical equipment
dvt = deep vein thrombosis : thrombosis deep veins
ebv = Epstein-Barr virus : Epstein-Barr
ecmo = extracorporeal membrane oxygenation
egd = esophagogastroduodenoscopy : inspection of upper intestinal tract
esrd = end-stage renal disease : end stage renal disease
etoh = alcohol
fb = foreign body
fx = fracture
gad = generalized anxiety disorder
gbs = Guillain-Barre syndrome
gdm = gestational diabetes mellitus
gerd = gastro-esophageal reflux disease
gi = gastrointestinal
gib = gastrointestinal bleeding : gastrointestinal hemorrhage
gist = gastrointestinal stromal tumor
gsw = gunshot wound : firearm discharge
hav = hepatitis A virus : acute hepatitis A
hbp = high blood pressure : hypertension
hbv = hepatitis B virus : viral hepatitis B
hcc = hepatocellular carcinoma : liver cell carcinoma
hcv = hepatitis C virus : viral hepatitis C
hd = hemodialysis : dialysis
hellp = hemolysis, elevated liver enzymes and low platelets : HELLP syndrome
hf = heart failure
hfpef = heart failure with preserved ejection fraction : diastolic heart failure
hfref = heart failure with reduced ejection fraction : systolic heart failure
hhs = hyperosmolar hyperglycemic state : diabetes hyperosmolarity
hit = heparin-induced thrombocytopenia
hiv = human immunodeficiency virus
hld = hyperlipidemia
hocm = hypertrophic obstructive cardiomyopathy : obstructive hypertrophic cardiomyopathy
hpv = human papillomavirus : papillomavirus
hsv = herpes simplex virus : herpesviral
htn = hypertension
hx = history : personal history
ibd = inflammatory bowel disease : Crohn's disease
ibd = inflammatory bowel disease : ulcerative colitis
ibs = irritable bowel syndrome
icd = implantable cardioverter defibrillator : cardiac defibrillator
ich = intracerebral hemorrhage
iddm = insulin-dependent diabetes mellitus : type 1 diabetes mellitus
ild = interstitial lung disease : interstitial pulmonary disease
itp = immune thrombocytopenic purpura
iud = intrauterine device : intrauterine contraceptive device
iugr = intrauterine growth restriction : poor fetal growth
lbp = low back pain
lbbb = left bundle-branch block
loc = loss of consciousness
lvh = left ventricular hypertrophy : cardiomegaly
mdd = major depressive disorder
mdro = multidrug-resistant organism : resistance to multiple
mds = myelodysplastic syndrome
mg = myasthenia gravis
mgus = monoclonal gammopathy of undetermined significance : monoclonal gammopathy
mi = myocardial infarction
mm = multiple myeloma
mods = multiple organ dysfunction syndrome
mrsa = methicillin-resistant Staphylococcus aureus
ms = multiple sclerosis
mssa = methicillin-susceptible Staphylococcus aureus
mva = motor vehicle accident : motor-vehicle accident
mvp = mitral valve prolapse
nafld = non-alcoholic fatty liver disease : fatty liver
nash = nonalcoholic steatohepatitis
nhl = non-Hodgkin lymphoma
niddm = non-insulin-dependent diabetes mellitus : type 2 diabetes mellitus
nph = normal-pressure hydrocephalus
nsaid = nonsteroidal anti-inflammatory drug
nstemi = non-ST elevation myocardial infarction
oa = osteoarthritis
ocd = obsessive-compulsive disorder
om = otitis media
orif = open reduction with internal fixation : reposition internal fixation device open
osa = obstructive sleep apnea
oud = opioid use disorder : opioid dependence
pad = peripheral arterial disease : peripheral vascular disease
pcos = polycystic ovarian syndrome
pcp = Pneumocystis pneumonia : pneumocystosis
pda = patent ductus arteriosus
pe = pulmonary embolism
peg = percutaneous endoscopic gastrostomy : gastrostomy
pfo = patent foramen ovale
picc = peripherally inserted central catheter : central venous catheter
pid = pelvic inflammatory disease
pms = premenstrual syndrome : premenstrual tension syndrome
pna = pneumonia
pneumo = pneumothorax
pph = postpartum hemorrhage
pprom = preterm premature rupture of membranes
ptsd = post-traumatic stress disorder
ptx = pneumothorax
pud = peptic ulcer disease : peptic ulcer
pvd = peripheral vascular disease
ra = rheumatoid arthritis
rbbb = right bundle-branch block
rds = respiratory distress syndrome
rls = restless legs syndrome
rsv = respiratory syncytial virus
sad = seasonal affective disorder : seasonal depressive disorder
sah = subarachnoid hemorrhage
sbo = small bowel obstruction : intestinal obstruction
sbp = spontaneous bacterial peritonitis
scc = squamous cell carcinoma
scd = sickle-cell disease
sdh = subdural hemorrhage
siadh = syndrome of inappropriate secretion of antidiuretic hormone
sids = sudden infant death syndrome
sirs = systemic inflammatory response syndrome
sle = systemic lupus erythematosus
sob = shortness of breath
std = sexually transmitted disease : sexual mode of transmission
stemi = ST elevation myocardial infarction
sud = substance use disorder : psychoactive substance
svt = supraventricular tachycardia
tb = tuberculosis
tbi = traumatic brain injury : intracranial injury
tha = total hip arthroplasty : replacement hip joint
tia = transient ischemic attack : transient cerebral ischemic attack
tka = total knee arthroplasty : replacement knee joint
tmj = temporomandibular joint
tpn = total parenteral nutrition : parenteral nutrition
ttp = thrombotic thrombocytopenic purpura : thrombotic microangiopathy
turp = transurethral resection of the prostate : excision of prostate
uri = upper respiratory infection
uti = urinary tract infection
vap = ventilator-associated pneumonia
vre = vancomycin-resistant enterococcus : resistance to vancomycin
vsd = ventricular septal defect
vte = venous thromboembolism : embolism thrombosis vein
vtach = ventricular tachycardia
vfib = ventricular fibrillation
vzv = varicella-zoster virus : varicella
wpw = Wolff-Parkinson-White syndrome : pre-excitation syndrome
`

// everyday are words of everyday speech that code books do not use, written by
// us in the same way.
const everyday = `
cancer = malignant neoplasm
heart attack = myocardial infarction
high cholesterol = hypercholesterolemia
low potassium = hypokalemia
high potassium = hyperkalemia
low sodium = hyponatremia
low sugar = hypoglycemia
high sugar = hyperglycemia
blood clot = thrombosis
bruise = contusion
broken = fracture
bone loss = osteoporosis
kidney stone = calculus of kidney
kidney stones = calculus of kidney
gallstone = calculus of gallbladder
gallstones = calculus of gallbladder
bedsore = pressure ulcer
bedsores = pressure ulcer
bed sore = pressure ulcer
shingles = zoster
chickenpox = varicella
pinkeye = conjunctivitis
pink eye = conjunctivitis
heartburn = gastro-esophageal reflux
hay fever = allergic rhinitis
nosebleed = epistaxis
nearsighted = myopia
farsighted = hypermetropia
miscarriage = spontaneous abortion
bleeding = hemorrhage
stomach flu = gastroenteritis
whooping cough = pertussis
lockjaw = tetanus
hives = urticaria
boil = furuncle
mini stroke = transient cerebral ischemic attack
ear infection = otitis media
bladder infection = cystitis
kidney infection = pyelonephritis
sunstroke = heatstroke
fainting = syncope
hair loss = alopecia
ringworm = dermatophytosis
tailbone = coccyx
kneecap = patella
collarbone = clavicle
shinbone = tibia
breastbone = sternum
shoulder blade = scapula
leg = lower extremity
arm = upper limb
type i = type 1
type ii = type 2
stage i = stage 1
stage ii = stage 2
stage iii = stage 3
stage iv = stage 4
stage v = stage 5
appendectomy = resection of appendix
hysterectomy = resection of uterus
cholecystectomy = resection of gallbladder
mastectomy = resection of breast
tonsillectomy = resection of tonsils
splenectomy = resection of spleen
thyroidectomy = resection of thyroid
vasectomy = excision of vas deferens
`
