package content

import (
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"chartroom/content/drills"
	"chartroom/content/gift"
	"chartroom/content/parse"
	"chartroom/content/sheet"
	"chartroom/quiz"
)

//go:embed builtin
var builtin embed.FS

// Builtin is the material that comes with the app, read by the same readers as
// the learner's own files: one bank of each folder of GIFT files in
// builtin/banks, named after it ("rhit-practice"), and one of each deck in
// builtin/decks ("word-parts-prefixes").
func Builtin() ([]quiz.Bank, error) {
	var banks []quiz.Bank
	folders, err := fs.ReadDir(builtin, "builtin/banks")
	if err != nil {
		return nil, err
	}
	for _, folder := range folders {
		bank, err := readFolder(path.Join("builtin/banks", folder.Name()), folder.Name()+"-practice")
		if err != nil {
			return nil, err
		}
		banks = append(banks, bank)
	}
	decks, err := fs.Glob(builtin, "builtin/decks/*.tsv")
	if err != nil {
		return nil, err
	}
	for _, deck := range decks {
		data, err := builtin.ReadFile(deck)
		if err != nil {
			return nil, err
		}
		bank, problems, err := sheet.Parse(context.Background(), data, strings.TrimSuffix(path.Base(deck), ".tsv"), nil)
		if err := shippable(deck, problems, err); err != nil {
			return nil, err
		}
		bank.Builtin = true
		banks = append(banks, bank)
	}
	return banks, nil
}

// readFolder reads all GIFT files and tables of drills of a folder into one bank.
func readFolder(folder, id string) (quiz.Bank, error) {
	files, err := fs.Glob(builtin, folder+"/*.gift")
	if err != nil {
		return quiz.Bank{}, err
	}
	tables, err := fs.Glob(builtin, folder+"/*.drills")
	if err != nil {
		return quiz.Bank{}, err
	}
	whole := quiz.Bank{ID: quiz.BankID(id), Name: id, Builtin: true}
	taken := map[string]int{}
	var sources []string
	for _, file := range slices.Concat(files, tables) {
		data, err := builtin.ReadFile(file)
		if err != nil {
			return quiz.Bank{}, err
		}
		parser := gift.Parse
		if path.Ext(file) == ".drills" {
			parser = drills.Parse
		}
		part, problems, err := parser(context.Background(), data, id, nil)
		if err := shippable(file, problems, err); err != nil {
			return quiz.Bank{}, err
		}
		for _, q := range part.Questions {
			if _, free := parse.Untaken(q.Key, taken); !free {
				return quiz.Bank{}, fmt.Errorf("%s: the key %q is taken by another file of the bank", file, q.Key)
			}
		}
		settle(&part)
		whole.Questions = append(whole.Questions, part.Questions...)
		whole.Name, whole.Licence = part.Name, part.Licence
		if part.Version != "" {
			whole.Version = part.Version
		}
		for _, s := range strings.Split(part.Source, "; ") {
			if s != "" && !slices.Contains(sources, s) {
				sources = append(sources, s)
			}
		}
	}
	whole.Source = strings.Join(sources, "; ")
	return whole, nil
}

// shippable refuses shipped material of which something was left out or read
// in another way than written: that is our own mistake.
func shippable(file string, problems []parse.Problem, err error) error {
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	for _, p := range problems {
		if p.Severity == parse.Error || p.Severity == parse.Repair {
			return fmt.Errorf("%s: %w", file, errors.New(p.String()))
		}
	}
	return nil
}

// BuiltinHash changes whenever the shipped material does: it is the SHA-256 of
// the names and contents of all its files, in hexadecimal digits. The pages
// about careers are not in it: nothing of them is imported, so no start reads
// them.
var BuiltinHash = sync.OnceValue(func() string {
	sum := sha256.New()
	err := fs.WalkDir(builtin, "builtin", func(name string, entry fs.DirEntry, err error) error {
		if name == "builtin/careers" {
			return fs.SkipDir
		}
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := builtin.ReadFile(name)
		fmt.Fprintf(sum, "%s\x00%d\x00", name, len(data))
		sum.Write(data)
		return err
	})
	if err != nil {
		panic(err) // what is embedded can always be read
	}
	return hex.EncodeToString(sum.Sum(nil))
})
