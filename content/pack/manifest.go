package pack

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"regexp"
	"strings"
	"unicode/utf8"

	"chartroom/content/parse"
	"chartroom/quiz"
)

// Names of the members that are no one's questions.
const (
	manifestName  = "manifest.json"
	signatureName = "manifest.sig" // the 64 bytes of an ed25519 signature over manifest.json
)

// formatVersion is the format that is written, and the newest that is read.
const formatVersion = 1

// mostManifest is how long a manifest may be, in bytes: it lists the members.
const mostManifest = 16 << 20

// mostBanks is how many banks a pack may have (our own proposal).
const mostBanks = 1000

// Manifest is what a pack says of itself.
type Manifest struct {
	Format   int      `json:"chartroom"` // of the file; see formatVersion
	Name     string   `json:"name"`
	Version  string   `json:"version,omitempty"` // "1.2"; numbers in it are compared as numbers
	Author   string   `json:"author,omitempty"`
	Licence  string   `json:"licence,omitempty"`
	Language string   `json:"language,omitempty"` // BCP 47
	Exams    []string `json:"exams,omitempty"`    // credentials: "rhit"
	Created  string   `json:"created,omitempty"`  // yyyy-mm-dd
	Banks    []Entry  `json:"banks"`
	Members  []Member `json:"members"`       // sorted by name
	Key      []byte   `json:"key,omitempty"` // ed25519, 32 bytes: the pack is signed with its other half
}

// Entry is one bank of a pack.
type Entry struct {
	ID       quiz.BankID `json:"id"`
	Name     string      `json:"name"`
	Source   string      `json:"source,omitempty"`
	Version  string      `json:"version,omitempty"`
	Language string      `json:"language,omitempty"`
	Licence  string      `json:"licence,omitempty"`

	Files []string `json:"files"`           // the members that hold its questions
	Order [][2]int `json:"order,omitempty"` // an index into Files, and how many questions of that file come next
	Media []Named  `json:"media,omitempty"`
}

// Named is a picture or a sound of a bank.
type Named struct {
	Member string `json:"member"`         // "media/9f86….png"
	Name   string `json:"name,omitempty"` // as its file once called it
}

// Member is one file of a pack.
type Member struct {
	Name   string `json:"name"`
	Size   int64  `json:"size"`   // bytes
	SHA256 string `json:"sha256"` // 64 hexadecimal digits
}

// ID is what packs of one series have alike: the name, as a slug.
func (m *Manifest) ID() string { return string(quiz.NewBankID(m.Name)) }

// Signed reports whether the pack is signed. Read and Verify have then checked
// the signature.
func (m *Manifest) Signed() bool { return len(m.Key) > 0 }

// encode is the manifest as it stands in the pack, and as it is signed.
func (m *Manifest) encode() ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	err := enc.Encode(m)
	return b.Bytes(), err
}

// decode reads a manifest. What it says of members and banks is checked by
// check.
func decode(data []byte) (m Manifest, err error) {
	if err := json.Unmarshal(data, &m); err != nil {
		return m, fmt.Errorf("the pack's %s cannot be read: %w", manifestName, err)
	}
	switch {
	case m.Format < 1:
		return m, fmt.Errorf("the pack's %s does not say that this is a pack", manifestName)
	case m.Format > formatVersion:
		return m, fmt.Errorf("this pack is of format %d, and this version of Chartroom reads format %d; get a newer version", m.Format, formatVersion)
	}
	return m, m.check()
}

// memberNames are what the members of a pack may be called; what lies in a
// pack beside these is not read. How long a folder's name may be is counted
// apart: within the expression it would be compiled 200 times, at every start.
var memberNames = regexp.MustCompile(`^(?:banks/([\pL\pN-]+)/(?:cards\.tsv|questions\.gift|others\.jsonl)|media/[0-9a-f]{64}\.[a-z0-9]{1,5})$`)

// folderLength is how many characters the name of a bank's folder may have.
const folderLength = 200

func isMember(name string) bool {
	parts := memberNames.FindStringSubmatch(name)
	return parts != nil && utf8.RuneCountInString(parts[1]) <= folderLength
}

var sumText = regexp.MustCompile(`^[0-9a-f]{64}$`)

// check says what is wrong with a manifest, or nil.
func (m *Manifest) check() error {
	if strings.TrimSpace(m.Name) == "" {
		return errors.New("the pack has no name")
	}
	if m.Created != "" && !parse.Date(m.Created) {
		return fmt.Errorf("the day %q on which the pack was made is no date", parse.Excerpt(m.Created, 20))
	}
	if len(m.Banks) > mostBanks {
		return fmt.Errorf("the pack lists %d banks; one may have %d", len(m.Banks), mostBanks)
	}
	listed := make(map[string]bool, len(m.Members))
	for _, f := range m.Members {
		switch {
		case !isMember(f.Name):
			return fmt.Errorf("the pack lists the member %q; a pack holds questions, pictures and sounds, and nothing else", parse.Excerpt(f.Name, 80))
		case listed[f.Name]:
			return fmt.Errorf("the pack lists the member %q twice", f.Name)
		case !sumText.MatchString(f.SHA256):
			return fmt.Errorf("the pack's checksum of %q is none", f.Name)
		}
		listed[f.Name] = true
	}
	return m.checkBanks(listed)
}

func (m *Manifest) checkBanks(listed map[string]bool) error {
	if len(m.Banks) == 0 {
		return errors.New("the pack holds no bank")
	}
	seen := map[string]bool{}
	once := func(what, name string) error {
		if seen[what+name] {
			return fmt.Errorf("the pack has the %s %q twice", what, parse.Excerpt(name, 80))
		}
		seen[what+name] = true
		return nil
	}
	for _, b := range m.Banks {
		if b.ID == "" || b.ID != quiz.NewBankID(string(b.ID)) {
			return fmt.Errorf("the pack calls a bank %q; an id has small letters, digits and hyphens", parse.Excerpt(string(b.ID), 80))
		}
		if err := once("bank", string(b.ID)); err != nil {
			return err
		}
		for _, name := range b.Files {
			if !listed[name] || !strings.HasPrefix(name, "banks/") {
				return fmt.Errorf("the bank %q names the member %q, which the pack does not list", b.ID, parse.Excerpt(name, 80))
			}
			if err := once("member", name); err != nil {
				return err
			}
		}
		for _, f := range b.Media {
			if !listed[f.Member] || !strings.HasPrefix(f.Member, "media/") {
				return fmt.Errorf("the bank %q names the member %q, which the pack does not list", b.ID, parse.Excerpt(f.Member, 80))
			}
			if err := once("picture or sound of "+string(b.ID)+" ", f.Member); err != nil {
				return err
			}
		}
		for _, run := range b.Order {
			if run[0] < 0 || run[0] >= len(b.Files) || run[1] < 1 {
				return fmt.Errorf("the order of the questions in the bank %q cannot be read", b.ID)
			}
		}
	}
	return nil
}

// mediaMember is the member of a picture or a sound.
func mediaMember(m *quiz.Media) string {
	hash, _ := quiz.MediaHash(m.Ref())
	return "media/" + hash + path.Ext(m.Ref())
}
