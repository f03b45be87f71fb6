package pack

import (
	"archive/zip"
	"cmp"
	"context"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"time"

	"chartroom/content/parse"
	"chartroom/quiz"
)

// Write writes a pack, and signs it with key; a nil key leaves it unsigned. Of
// p.Manifest, what describes the pack is taken: Name, Version, Author, Licence,
// Language, Exams and Created; the rest is worked out. The same pack has the
// same bytes. It writes nothing when Holds refuses a question. report hears of
// the banks and may be nil.
func Write(ctx context.Context, w io.Writer, p Pack, key ed25519.PrivateKey, report parse.Report) error {
	k := packer{manifest: p.Manifest, contents: map[string][]byte{}}
	k.manifest.Format, k.manifest.Banks, k.manifest.Members, k.manifest.Key = formatVersion, nil, nil, nil
	for i := range p.Banks {
		if err := k.bank(ctx, &p.Banks[i]); err != nil {
			return fmt.Errorf("bank %q: %w", p.Banks[i].Name, err)
		}
		if report != nil {
			report(i+1, len(p.Banks))
		}
	}
	if key != nil {
		k.manifest.Key = key.Public().(ed25519.PublicKey)
	}
	for name, data := range k.contents {
		sum := sha256.Sum256(data)
		k.manifest.Members = append(k.manifest.Members, Member{name, int64(len(data)), hex.EncodeToString(sum[:])})
	}
	slices.SortFunc(k.manifest.Members, func(a, b Member) int { return cmp.Compare(a.Name, b.Name) })
	if err := k.manifest.check(); err != nil {
		return err
	}
	return k.write(w, key)
}

// packer writes one pack.
type packer struct {
	manifest Manifest
	contents map[string][]byte // by member
}

// bank adds a bank's members.
func (k *packer) bank(ctx context.Context, b *quiz.Bank) error {
	for i := range b.Questions {
		if err := Holds(&b.Questions[i]); err != nil {
			return fmt.Errorf("question %q: %w", b.Questions[i].Name, err)
		}
	}
	e := Entry{ID: b.ID, Name: b.Name, Source: b.Source, Version: b.Version, Language: b.Language, Licence: b.Licence, Files: []string{}}
	chosen, texts, err := share(ctx, b)
	if err != nil {
		return err
	}
	place := make([]int, len(forms))
	for f, text := range texts {
		if text != nil {
			name := path.Join("banks", string(b.ID), forms[f].file)
			place[f] = len(e.Files)
			e.Files = append(e.Files, name)
			k.contents[name] = text
		}
	}
	for _, f := range chosen {
		if last := len(e.Order) - 1; last >= 0 && e.Order[last][0] == place[f] {
			e.Order[last][1]++
		} else {
			e.Order = append(e.Order, [2]int{place[f], 1})
		}
	}
	for i := range b.Media {
		m := &b.Media[i]
		if again := quiz.NewMedia(m.Name, m.Data); !again.Known() || again.Hash != m.Hash {
			return fmt.Errorf("%q is neither a picture nor a sound that a pack holds", m.Name)
		}
		if int64(len(m.Data)) > parse.Limits.Media {
			return fmt.Errorf("%q has %s; a pack holds pictures and sounds of %s at most", m.Name, parse.Size(int64(len(m.Data))), parse.Size(parse.Limits.Media))
		}
		name := mediaMember(m)
		e.Media = append(e.Media, Named{name, m.Name})
		k.contents[name] = m.Data
	}
	k.manifest.Banks = append(k.manifest.Banks, e)
	return nil
}

// write writes the archive: the manifest, its signature, then the members by
// name, all of the same moment.
func (k *packer) write(w io.Writer, key ed25519.PrivateKey) error {
	manifest, err := k.manifest.encode()
	if err != nil {
		return err
	}
	if len(manifest) > mostManifest {
		return errors.New("the pack has more members than can be listed")
	}
	z := zip.NewWriter(w)
	if err := add(z, manifestName, manifest); err != nil {
		return err
	}
	if key != nil {
		if err := add(z, signatureName, ed25519.Sign(key, manifest)); err != nil {
			return err
		}
	}
	for _, m := range k.manifest.Members {
		if err := add(z, m.Name, k.contents[m.Name]); err != nil {
			return err
		}
	}
	return z.Close()
}

// moment is when all members were changed last: the first that a zip can say.
var moment = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// add adds a member; what is compressed already is stored as it is.
func add(z *zip.Writer, name string, data []byte) error {
	method := zip.Deflate
	if strings.HasPrefix(name, "media/") {
		method = zip.Store
	}
	f, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: method, Modified: moment})
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return err
}
