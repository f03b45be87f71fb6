package cli

import (
	"context"
	"crypto/ed25519"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"chartroom/content"
	"chartroom/content/pack"
	"chartroom/content/parse"
	"chartroom/quiz"
)

// packOptions describe a pack that is made.
type packOptions struct {
	name, version, author, licence, language string
	exams                                    string // separated by commas
	key, newKey                              string // files
	older                                    string // verify-pack: a pack of the same series
}

const packHelp = "Each BANKFILE is any file of questions; a bank keeps its id, so that a newer pack updates it and keeps\n" +
	"progress. --key signs the pack with a key that `chartroom pack --new-key FILE` has made: keep it, and keep\n" +
	"it to yourself. Whoever has a pack of yours is warned when the next one has another key."

func packFlags(f *flag.FlagSet, o *options) {
	readFlags(f, o)
	f.StringVar(&o.pack.name, "name", "", "the pack's name (default: the file's)")
	f.StringVar(&o.pack.version, "version", "", "the pack's version, such as 1.2")
	f.StringVar(&o.pack.author, "author", "", "who made it")
	f.StringVar(&o.pack.licence, "licence", "", "under which licence it is given away")
	f.StringVar(&o.pack.language, "language", "", "the language of its questions, such as en")
	f.StringVar(&o.pack.exams, "exam", "", "the exams that it is for, separated by commas: rhit,cca")
	f.StringVar(&o.pack.key, "key", "", "sign the pack with the key in this file")
	f.StringVar(&o.pack.newKey, "new-key", "", "make a key to sign packs with, put it into this file, and do nothing else")
}

// packed is what pack prints.
type packed struct {
	File      string   `json:"file"`
	Name      string   `json:"name"`
	Version   string   `json:"version"`
	Banks     []banked `json:"banks"`
	SignedBy  string   `json:"signed_by"` // the key's fingerprint; "" = not signed
	Questions int      `json:"questions"`
}

type banked struct {
	ID   quiz.BankID `json:"id"`
	Name string      `json:"name"`
}

// makePack packs the banks of files, or makes a key.
func makePack(ctx context.Context, env *Env, o *options, args []string) (any, int, error) {
	if o.pack.newKey != "" {
		if len(args) > 0 {
			return nil, misused, errUsage
		}
		return newKey(env, o)
	}
	if len(args) < 2 {
		return nil, misused, errUsage
	}
	out := args[0]
	if !strings.EqualFold(filepath.Ext(out), ".chartroom") {
		return nil, failed, fmt.Errorf("%s: a pack's name ends with .chartroom", out)
	}
	var key ed25519.PrivateKey
	if o.pack.key != "" {
		var err error
		if key, err = readKey(o.pack.key); err != nil {
			return nil, failed, fmt.Errorf("%s: %w", o.pack.key, err)
		}
	}
	p, code, err := o.gather(ctx, env, out, args[1:])
	if err != nil {
		return nil, failed, err
	}
	if err := writePack(ctx, out, p, key, env); err != nil {
		return nil, failed, err
	}
	done := packed{File: out, Name: p.Manifest.Name, Version: p.Manifest.Version}
	for _, b := range p.Banks {
		done.Banks = append(done.Banks, banked{b.ID, b.Name})
		done.Questions += len(b.Questions)
	}
	signed := "not signed"
	if key != nil {
		done.SignedBy = pack.Fingerprint(key.Public().(ed25519.PublicKey))
		signed = "signed with the key " + done.SignedBy
	}
	if !o.json {
		fmt.Fprintf(env.Out, "%s: pack %q, %s, %s, %s.\n", out, done.Name, quiz.Count(len(done.Banks), "bank"), quiz.Count(done.Questions, "question"), signed)
	}
	return done, code, nil
}

// gather reads the banks of files into a pack.
func (o *options) gather(ctx context.Context, env *Env, out string, paths []string) (p pack.Pack, code int, err error) {
	w := o.pack
	p.Manifest = pack.Manifest{Name: w.name, Version: w.version, Author: w.author, Licence: w.licence, Language: w.language, Created: env.Now().Format("2006-01-02")}
	if p.Manifest.Name == "" {
		p.Manifest.Name = strings.TrimSuffix(filepath.Base(out), filepath.Ext(out))
	}
	for exam := range strings.SplitSeq(w.exams, ",") {
		if exam = strings.TrimSpace(exam); exam != "" {
			p.Manifest.Exams = append(p.Manifest.Exams, exam)
		}
	}
	for _, path := range paths {
		file, err := o.read(ctx, env, path, content.Options{})
		if err != nil {
			return p, failed, fmt.Errorf("%s: %w", path, err)
		}
		tell(env, path, file.Problems)
		if len(file.Problems) > 0 {
			code = problems
		}
		for _, b := range file.Banks() {
			if len(b.Questions) == 0 {
				return p, failed, fmt.Errorf("%s: there is no question in it that could be read", path)
			}
			p.Banks = append(p.Banks, b)
		}
	}
	return p, code, nil
}

// writePack writes a pack to its file, whole or not at all.
func writePack(ctx context.Context, path string, p pack.Pack, key ed25519.PrivateKey, env *Env) error {
	err := content.WriteWhole(path, func(w io.Writer) error { return pack.Write(ctx, w, p, key, nil) })
	if err != nil {
		return fmt.Errorf("write %s: %w", filepath.Base(path), err)
	}
	return nil
}

// mostKey is how long the file of a key may be, in bytes.
const mostKey = 64 << 10

func readKey(path string) (ed25519.PrivateKey, error) {
	file, size, err := content.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	if size > mostKey {
		return nil, errors.New("this is no key to sign with; it is too long")
	}
	text, err := io.ReadAll(io.LimitReader(file, mostKey))
	if err != nil {
		return nil, err
	}
	return pack.ParseKey(text)
}

// newKey makes a key. A file that is there is left alone: its key may be the
// only one.
func newKey(env *Env, o *options) (any, int, error) {
	text, err := pack.NewKey()
	if err != nil {
		return nil, failed, err
	}
	file, err := os.OpenFile(o.pack.newKey, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, os.ErrExist) {
		return nil, failed, fmt.Errorf("%s is there already and was left as it is; a key that is gone cannot be made again", o.pack.newKey)
	}
	if err == nil {
		_, err = file.Write(text)
		err = errors.Join(err, file.Sync(), file.Close())
	}
	if err != nil {
		return nil, failed, fmt.Errorf("the key was not saved: %w", err)
	}
	key, err := pack.ParseKey(text)
	if err != nil {
		return nil, failed, err
	}
	print := pack.Fingerprint(key.Public().(ed25519.PublicKey))
	if !o.json {
		fmt.Fprintf(env.Out, "%s: a new key, %s. Keep a copy in a safe place, and give it to nobody.\n", o.pack.newKey, print)
	}
	return map[string]string{"file": o.pack.newKey, "fingerprint": print}, ok, nil
}

// checkedPack is what verify-pack prints of a pack.
type checkedPack struct {
	File     string          `json:"file"`
	Name     string          `json:"name"`
	Version  string          `json:"version"`
	Author   string          `json:"author"`
	Licence  string          `json:"licence"`
	Language string          `json:"language"`
	Created  string          `json:"created"`
	Exams    []string        `json:"exams"`
	Banks    []banked        `json:"banks"`
	SignedBy string          `json:"signed_by"` // the key's fingerprint; "" = not signed
	Problems []parse.Problem `json:"problems"`
	Warning  string          `json:"warning"` // against the older pack
	Changes  []bankChanges   `json:"changes,omitempty"`
	Error    string          `json:"error,omitempty"`
}

// bankChanges is what a newer pack changes in a bank.
type bankChanges struct {
	Bank        quiz.BankID `json:"bank"`
	Added       int         `json:"added"`
	Changed     int         `json:"changed"`
	KeysChanged int         `json:"keys_changed"` // of those changed: other answers are right
	Removed     int         `json:"removed"`      // they stay in the library
}

func verifyPackFlags(f *flag.FlagSet, o *options) {
	f.StringVar(&o.pack.older, "older", "", "compare with this older pack: its key, its version, and what changes")
}

// verifyPacks checks signatures and checksums. Nothing is saved.
func verifyPacks(ctx context.Context, env *Env, o *options, args []string) (any, int, error) {
	if len(args) == 0 || o.pack.older != "" && len(args) > 1 {
		return nil, misused, errUsage
	}
	var all []checkedPack
	code := ok
	for _, path := range args {
		one, err := verifyPack(ctx, env, path)
		if err == nil && o.pack.older != "" {
			err = one.compare(ctx, o.pack.older)
		}
		switch {
		case ctx.Err() != nil:
			return nil, failed, ctx.Err()
		case err != nil:
			fmt.Fprintf(env.Err, "%s: %s\n", path, sentence(err))
			one.Error, code = err.Error(), failed
		default:
			if (len(one.Problems) > 0 || one.Warning != "") && code == ok {
				code = problems
			}
			tell(env, path, one.Problems)
			if one.Warning != "" {
				fmt.Fprintf(env.Err, "%s: %s\n", path, one.Warning)
			}
			if !o.json {
				one.say(env)
			}
		}
		all = append(all, one)
	}
	return map[string][]checkedPack{"files": all}, code, nil
}

func verifyPack(ctx context.Context, env *Env, path string) (checkedPack, error) {
	one := checkedPack{File: path, Exams: []string{}, Banks: []banked{}, Problems: []parse.Problem{}}
	var report parse.Report
	if fileSize(path) >= watched {
		report = env.percent("checked")
		defer env.progressed()
	}
	m, found, err := content.OpenPack(ctx, path, report)
	if err != nil {
		return one, err
	}
	one.Name, one.Version, one.Author, one.Licence, one.Language, one.Created = m.Name, m.Version, m.Author, m.Licence, m.Language, m.Created
	one.Exams, one.Problems = append(one.Exams, m.Exams...), append(one.Problems, found...)
	one.SignedBy = pack.Fingerprint(m.Key)
	for _, b := range m.Banks {
		one.Banks = append(one.Banks, banked{b.ID, b.Name})
	}
	return one, nil
}

// compare says what the pack changes against an older one.
func (one *checkedPack) compare(ctx context.Context, older string) error {
	before, err := content.ReadFile(ctx, older, content.Options{Format: "chartroom"}, nil)
	if err != nil {
		return fmt.Errorf("the older pack %s: %w", older, err)
	}
	after, err := content.ReadFile(ctx, one.File, content.Options{Format: "chartroom"}, nil)
	if err != nil {
		return err
	}
	one.Warning = pack.Changed(*before.Pack, *after.Pack).Warning()
	for _, b := range after.Banks() {
		was := quiz.Bank{ID: b.ID}
		for _, old := range before.Banks() {
			if old.ID == b.ID {
				was = old
			}
		}
		u := quiz.CompareBanks(&was, &b)
		one.Changes = append(one.Changes, bankChanges{b.ID, len(u.Added), len(u.Updated), len(u.KeysChanged), len(u.Gone)})
	}
	return nil
}

func (one *checkedPack) say(env *Env) {
	signed := "not signed: anybody may have made it"
	if one.SignedBy != "" {
		signed = "signed with the key " + one.SignedBy
	}
	version := ""
	if one.Version != "" {
		version = ", version " + one.Version
	}
	fmt.Fprintf(env.Out, "%s: pack %q%s, %s, whole, %s.\n", one.File, one.Name, version, quiz.Count(len(one.Banks), "bank"), signed)
	for _, c := range one.Changes {
		fmt.Fprintf(env.Out, "  %s: %d added, %d changed (%d with another key), %d removed.\n", c.Bank, c.Added, c.Changed, c.KeysChanged, c.Removed)
	}
}
