package pack

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"encoding/pem"
	"errors"
	"fmt"
	"strings"
)

// NewKey is a new key to sign packs with, as the text of its file: PKCS #8 in
// PEM, which openssl reads too. Whoever has it signs in its owner's name.
func NewKey() ([]byte, error) {
	_, key, err := ed25519.GenerateKey(nil)
	if err != nil {
		return nil, fmt.Errorf("make a key: %w", err)
	}
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return nil, fmt.Errorf("make a key: %w", err)
	}
	return pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}), nil
}

// ParseKey reads a key that NewKey made, or openssl.
func ParseKey(text []byte) (ed25519.PrivateKey, error) {
	block, _ := pem.Decode(text)
	if block == nil || block.Type != "PRIVATE KEY" {
		return nil, errors.New("this is no key to sign with; `chartroom pack --new-key FILE` makes one")
	}
	key, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		return nil, fmt.Errorf("the key cannot be read: %w", err)
	}
	own, ok := key.(ed25519.PrivateKey)
	if !ok {
		return nil, errors.New("this key is of another kind; packs are signed with ed25519")
	}
	return own, nil
}

// Fingerprint is a public key in a form that people can compare: five groups
// of four hexadecimal digits, the first 80 bits of its SHA-256; "" for none.
func Fingerprint(key []byte) string {
	if len(key) == 0 {
		return ""
	}
	sum := sha256.Sum256(key)
	digits := hex.EncodeToString(sum[:10])
	var groups []string
	for at := 0; at < len(digits); at += 4 {
		groups = append(groups, digits[at:at+4])
	}
	return strings.Join(groups, " ")
}

// checkSignature says why a manifest is not signed by the key that it names,
// or nil. A manifest without a key has no signature.
func checkSignature(m *Manifest, manifest, signature []byte) error {
	switch {
	case len(m.Key) == 0 && signature == nil:
		return nil
	case len(m.Key) == 0:
		return errors.New("the pack has a signature and names no key; somebody changed it, so it was not read")
	case len(m.Key) != ed25519.PublicKeySize:
		return errors.New("the key that the pack names is none, so it was not read")
	case signature == nil:
		return errors.New("the pack says that it is signed and its signature is not there; somebody changed it, so it was not read")
	case !ed25519.Verify(m.Key, manifest, signature):
		return errors.New("the signature is not that of the key that the pack names; somebody changed it, so it was not read")
	}
	return nil
}

// Change is what is to say of a pack when another one of its series is here
// already.
type Change struct {
	Key   KeyChange
	Older bool // the newcomer's version comes before
}

// KeyChange is how the keys of two packs differ.
type KeyChange int

// The ways in which keys differ.
const (
	SameKey     KeyChange = iota // or both unsigned
	OtherKey                     // signed by somebody else
	NowUnsigned                  // it was signed before: the sign of a forgery
	NowSigned
)

// Changed compares the manifest of a pack that comes in with that of the one
// that was trusted. Of the older one only Key and Version are looked at.
func Changed(older, newer Manifest) Change {
	c := Change{Older: before(newer.Version, older.Version)}
	switch {
	case bytes.Equal(older.Key, newer.Key):
	case !newer.Signed():
		c.Key = NowUnsigned
	case !older.Signed():
		c.Key = NowSigned
	default:
		c.Key = OtherKey
	}
	return c
}

// Warning is what people must be told before they take the newer pack, or "".
func (c Change) Warning() string {
	var all []string
	switch c.Key {
	case OtherKey:
		all = append(all, "THE KEY HAS CHANGED: this pack is signed by somebody else than the one before. Ask its author, by another way than the one it came by, before you take it.")
	case NowUnsigned:
		all = append(all, "THE SIGNATURE IS GONE: the pack before was signed and this one is not. Anybody may have made it. Ask its author before you take it.")
	}
	if c.Older {
		all = append(all, "This pack is older than the one that is here.")
	}
	return strings.Join(all, " ")
}

// before reports whether version a comes before b: "1.9" before "1.10",
// "FY2026" before "FY2027". A version that is not said comes before none.
func before(a, b string) bool {
	if a == "" || b == "" {
		return false
	}
	for a != "" && b != "" {
		x, y := chunk(a), chunk(b)
		a, b = a[len(x):], b[len(y):]
		if isDigit(x[0]) && isDigit(y[0]) {
			x, y = strings.TrimLeft(x, "0"), strings.TrimLeft(y, "0")
			if len(x) != len(y) {
				return len(x) < len(y)
			}
		}
		if x != y {
			return x < y
		}
	}
	return a == "" && b != ""
}

// chunk is the digits, or the other characters, that a text begins with.
func chunk(s string) string {
	end := 1
	for end < len(s) && isDigit(s[end]) == isDigit(s[0]) {
		end++
	}
	return s[:end]
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
