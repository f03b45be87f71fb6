package content

import (
	"context"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"chartroom/content/drills"
	"chartroom/content/gift"
	"chartroom/content/parse"
	"chartroom/content/sheet"
	"chartroom/quiz"
)

func shipped(t *testing.T) []quiz.Bank {
	t.Helper()
	banks, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	return banks
}

// How much there is, and that it keeps the rules of item writing, is proved in
// content/account.

func TestShippedFilesAreReadWithoutAProblem(t *testing.T) {
	files := 0
	err := fs.WalkDir(builtin, "builtin", func(name string, entry fs.DirEntry, err error) error {
		if name == "builtin/careers" {
			return fs.SkipDir // they are no banks; content/career reads them
		}
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := builtin.ReadFile(name)
		if err != nil {
			return err
		}
		var problems []parse.Problem
		var bank quiz.Bank
		switch path.Ext(name) {
		case ".gift":
			bank, problems, err = gift.Parse(context.Background(), data, "x", nil)
		case ".tsv":
			bank, problems, err = sheet.Parse(context.Background(), data, "x", nil)
		case ".drills":
			bank, problems, err = drills.Parse(context.Background(), data, "x", nil)
		case ".json":
			return nil
		default:
			t.Errorf("%s is read by nothing", name)
			return nil
		}
		for _, p := range problems {
			t.Errorf("%s: %v", name, p)
		}
		if bank.Licence == "" {
			t.Errorf("%s names no licence", name)
		}
		if f, err := FormatOf("unnamed", data); err != nil || slices.Index(f.Extensions, path.Ext(name)) < 0 {
			t.Errorf("%s looks like %q, %v", name, f.Name, err)
		}
		files++
		return err
	})
	if err != nil || files == 0 {
		t.Errorf("%d files, %v", files, err)
	}
}

func TestShippedBanksHaveTheirIDs(t *testing.T) {
	banks := map[quiz.BankID]bool{}
	for _, b := range shipped(t) {
		if !b.Builtin || b.Name == "" || b.ID != quiz.NewBankID(string(b.ID)) || banks[b.ID] {
			t.Errorf("bank %q, %q, builtin %t", b.ID, b.Name, b.Builtin)
		}
		banks[b.ID] = true
	}
	for _, id := range []quiz.BankID{"rhit-practice", "word-parts-prefixes"} {
		if !banks[id] {
			t.Errorf("there is no bank %q", id)
		}
	}
}

func TestShippedKeysAreTheFilesOwn(t *testing.T) {
	ids := map[quiz.QuestionID]string{}
	keys := map[string]string{}
	for _, b := range shipped(t) {
		for _, q := range b.Questions {
			if parse.OwnID(q.Key) != q.Key {
				t.Errorf("%s: %q has no id of its own (key %q)", b.ID, q.Name, q.Key)
			}
			if other, taken := ids[q.ID]; taken || q.ID.IsZero() || q.ID != quiz.NewQuestionID(b.ID, q.Key) {
				t.Errorf("%s: the id of %q is that of %q", b.ID, q.Name, other)
			}
			if other, taken := keys[q.Key]; taken {
				t.Errorf("%s: the key %q is that of %q", b.ID, q.Key, other)
			}
			ids[q.ID], keys[q.Key] = q.Name, q.Name
		}
	}
}

var (
	codeTag   = regexp.MustCompile(`^(icd10cm|icd10pcs|hcpcs)-20\d\d$`)
	domainTag = regexp.MustCompile(`^(rhit|rhia|cca|ccs|ccsp|chda|chps|cdip|cpc):`)
)

func TestShippedTagsAreOfTheLists(t *testing.T) {
	blueprints, err := Blueprints()
	if err != nil {
		t.Fatal(err)
	}
	domains := map[string]bool{}
	credentials := map[string]bool{}
	for _, b := range blueprints {
		credentials[b.Credential] = true
		for _, d := range b.Domains {
			domains[d.ID] = !d.LeftOut
		}
	}
	levels := []string{"recall", "application", "analysis"}
	for _, b := range shipped(t) {
		for _, q := range b.Questions {
			for _, tag := range q.Tags {
				key, value, _ := strings.Cut(tag, ":")
				ok := false
				switch key {
				case "level":
					ok = slices.Contains(levels, value)
				case "record":
					ok = b.Builtin && slices.ContainsFunc(b.Questions, func(r quiz.Question) bool { return r.Key == value && r.Kind == quiz.Description })
				case "code":
					ok = codeTag.MatchString(value)
				case "only":
					ok = tag == quiz.PracticeOnly
				case "subject", "system":
					ok = value != "" && strings.ToLower(value) == value && !strings.ContainsAny(value, " _")
				default:
					ok = credentials[key] && domains[tag]
				}
				if !ok {
					t.Errorf("%s: the tag %q is in no list", q.Key, tag)
				}
			}
			if q.Kind == quiz.Description {
				continue // a record; its questions carry the tags
			}
			if !slices.ContainsFunc(q.Tags, func(tag string) bool { return domainTag.MatchString(tag) }) || q.Tag("subject") == "" {
				t.Errorf("%s lacks a domain or a subject: %v", q.Key, q.Tags)
			}
			if q.Kind != quiz.Flip && q.Tag("level") == "" {
				t.Errorf("%s has no level", q.Key)
			}
		}
	}
}

func TestShippedQuestionsAreDated(t *testing.T) {
	for _, b := range shipped(t) {
		for _, q := range b.Questions {
			if len(q.AsOf) != len("2026-11") || !parse.Date(q.AsOf) || !parse.Date(q.ReviewBy) || q.ReviewBy <= q.AsOf {
				t.Errorf("%s: as of %q, to be reviewed by %q", q.Key, q.AsOf, q.ReviewBy)
			}
			// Rule 6: at most twelve months later.
			if year := q.AsOf[:4]; q.ReviewBy[:4] > string(year[:3])+string(year[3]+1) {
				t.Errorf("%s: to be reviewed by %s, more than a year after %s", q.Key, q.ReviewBy, q.AsOf)
			}
			if q.Source == "" && q.Kind != quiz.Description {
				t.Errorf("%s names no source", q.Key)
			}
		}
	}
}
