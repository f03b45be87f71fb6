package pack

import (
	"crypto/ed25519"
	"strings"
	"testing"
)

func TestAKeyIsReadAsItWasMade(t *testing.T) {
	text, err := NewKey()
	if err != nil {
		t.Fatal(err)
	}
	key, err := ParseKey(text)
	if err != nil || len(key) != ed25519.PrivateKeySize {
		t.Fatalf("%d bytes, %v", len(key), err)
	}
	other, err := NewKey()
	if err != nil || string(other) == string(text) {
		t.Errorf("the same key twice, %v", err)
	}
	for name, text := range map[string]string{"nothing": "", "a text": "hello", "another kind of block": strings.ReplaceAll(string(text), "PRIVATE", "PUBLIC"),
		"damaged": strings.Replace(string(text), "M", "!", 1)} {
		if _, err := ParseKey([]byte(text)); err == nil {
			t.Errorf("%s was read", name)
		}
	}
	if f := Fingerprint(key.Public().(ed25519.PublicKey)); len(f) != 24 || strings.Count(f, " ") != 4 || Fingerprint(nil) != "" {
		t.Errorf("fingerprint %q", f)
	}
}

func TestAChangedKeyIsShouted(t *testing.T) {
	a, b := make([]byte, 32), append(make([]byte, 31), 1)
	for name, c := range map[string]struct {
		older, newer Manifest
		want         Change
		says         string
	}{
		"the same key":       {Manifest{Key: a, Version: "1"}, Manifest{Key: a, Version: "2"}, Change{}, ""},
		"never signed":       {Manifest{}, Manifest{}, Change{}, ""},
		"another key":        {Manifest{Key: a}, Manifest{Key: b}, Change{Key: OtherKey}, "THE KEY HAS CHANGED"},
		"no signature now":   {Manifest{Key: a}, Manifest{}, Change{Key: NowUnsigned}, "THE SIGNATURE IS GONE"},
		"signed now":         {Manifest{}, Manifest{Key: b}, Change{Key: NowSigned}, ""},
		"an older version":   {Manifest{Version: "1.10"}, Manifest{Version: "1.9"}, Change{Older: true}, "older"},
		"older, another key": {Manifest{Key: a, Version: "FY2027"}, Manifest{Key: b, Version: "FY2026"}, Change{OtherKey, true}, "older"},
	} {
		if got := Changed(c.older, c.newer); got != c.want || !strings.Contains(got.Warning(), c.says) || (got.Warning() == "") != (c.says == "") {
			t.Errorf("%s: %+v, %q", name, got, got.Warning())
		}
	}
}

func TestVersionsAreComparedAsPeopleCount(t *testing.T) {
	sorted := []string{"0.9", "1", "1.0", "1.2", "1.09", "1.10", "2", "FY2026", "FY2027", "FY2027-b"}
	for i, a := range sorted {
		for j, b := range sorted {
			if before(a, b) != (i < j) {
				t.Errorf("before(%q, %q) = %t", a, b, before(a, b))
			}
		}
	}
	if before("1.02", "1.2") || before("1.2", "1.02") || before("", "1") || before("1", "") {
		t.Error("equal ones, and none, come before each other")
	}
}
