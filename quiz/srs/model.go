package srs

import "fmt"

// Model is a memory model with its weights: the one interface behind which
// FSRS-6 and FSRS-7 stand. Models are immutable once made.
type Model interface {
	// Name is "fsrs6" or "fsrs7".
	Name() string
	// Parameters are the weights, in the published order; a copy.
	Parameters() []float64
	// Fractional reports whether elapsed counts in fractions of a day; else in
	// whole study days, where 0 is a further review on the same day.
	Fractional() bool
	// After is the memory after a review with grade g, elapsed days after the
	// one before. The zero Memory is a first review.
	After(m Memory, elapsed float64, g Grade) Memory
	// Retrievability is the chance, 0 to 1, of remembering after elapsed days.
	Retrievability(m Memory, elapsed float64) float64
	// Interval is how many days, not rounded, until recall falls to retention.
	Interval(m Memory, retention float64) float64
}

// The models' names, as in settings, files and on the command line.
const (
	FSRS6 = "fsrs6"
	FSRS7 = "fsrs7"
)

// NewModel is the model of a name with these parameters; none = the published
// defaults. An unknown name, a wrong number of parameters and one outside its
// range are errors.
func NewModel(name string, parameters []float64) (Model, error) {
	switch name {
	case FSRS6:
		w := Default
		return &w, setWeights(w[:], parameters, name, w.Check)
	case FSRS7:
		w := Default7
		return &w, setWeights(w[:], parameters, name, w.Check)
	}
	return nil, fmt.Errorf("no memory model is called %q", name)
}

// setWeights puts the parameters of the model called name, if there are any,
// over w and checks them.
func setWeights(w, parameters []float64, name string, check func() error) error {
	if len(parameters) == 0 {
		return nil
	}
	if len(parameters) != len(w) {
		return fmt.Errorf("%d weights; %s has %d", len(parameters), name, len(w))
	}
	copy(w, parameters)
	return check()
}

// Name is FSRS6.
func (w *Weights) Name() string { return FSRS6 }

// Parameters are w0 to w20.
func (w *Weights) Parameters() []float64 { return append([]float64(nil), w[:]...) }

// Fractional is false: FSRS-6 counts whole study days.
func (w *Weights) Fractional() bool { return false }
