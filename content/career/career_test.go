package career

import "testing"

func handbook(t testing.TB) *Handbook {
	t.Helper()
	h, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func TestLoads(t *testing.T) { handbook(t) }
