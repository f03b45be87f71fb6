package storage_test

import (
	"strings"
	"testing"
	"time"

	"chartroom/quiz"
	"chartroom/quiz/srs"
	"chartroom/storage"
	"chartroom/storage/storagetest"
)

func searchBank(t *testing.T) (*storage.Store, *storagetest.Stamps) {
	s := storagetest.Open(t)
	stamps := storagetest.NewStamps(1)
	b := quiz.Bank{ID: "s", Name: "Search"}
	add := func(key string, q quiz.Question) {
		q.ID, q.Bank, q.Key = quiz.NewQuestionID("s", key), "s", key
		if q.Kind == "" {
			q.Kind = quiz.Flip
		}
		b.Questions = append(b.Questions, q)
	}
	add("resume", quiz.Question{Name: "Résumé", Stem: "What is a résumé in a naïve café?"})
	add("stem", quiz.Question{Name: "other", Stem: "Pneumonia, organism unspecified: code J18.9", Tags: []string{"rhit:2", "subject:coding"}})
	add("name", quiz.Question{Name: "Pneumonia", Stem: "Which code?", Kind: quiz.Choice, Tags: []string{"rhia:1"}})
	add("rationale", quiz.Question{Name: "z", Stem: "z", Rationale: "because of pneumonia"})
	add("option", quiz.Question{Name: "y", Stem: "y", Kind: quiz.Choice, Options: []quiz.Option{{Text: "lobar pneumonitis", Fraction: 1}}})
	add("html", quiz.Question{Name: "x", Stem: "<p class=\"note\">fish &amp; chips</p>", Markup: quiz.HTML})
	add("german", quiz.Question{Name: "Größe", Stem: "ÜBERGRÖSSE"})
	add("essay", quiz.Question{Name: "essay", Stem: "Discuss zebras", Kind: quiz.Essay})
	_, err := s.SaveBank(ctx, stamps.Next(), b, nil)
	must(t, err)
	return s, stamps
}

func keys(t testing.TB, r *storage.Reader, text string, f storage.Filter) string {
	var found []string
	for _, h := range must1(r.Search(ctx, text, f, 50, 0))(t) {
		found = append(found, must1(r.Question(ctx, h.ID))(t).Key)
	}
	return strings.Join(found, " ")
}

func TestSearchFindsWordsAndBeginnings(t *testing.T) {
	s, _ := searchBank(t)
	r := s.Reader()
	for text, want := range map[string]string{
		"resume": "resume", "RÉSUMÉ": "resume", "re\u0301sume\u0301": "resume", "cafe naive": "resume", "caf": "resume",
		"pneumonia": "name stem rationale", "pneumoni": "name stem option rationale", "pneu org": "", "pneumonia org": "stem",
		"pneumonia which": "name", "j18.9": "stem", "J18": "stem", "lobar": "option", "fish chips": "html",
		"note": "", "class": "", "grosse": "", "größe": "german", "grö": "german", "gro": "german", "ubergro": "german",
		"rhit": "stem", "coding": "stem", "zebras": "essay", "pn eumonia": "", "z": "rationale",
	} {
		if got := keys(t, r, text, storage.Filter{}); got != want {
			t.Errorf("%q: %q, not %q", text, got, want)
		}
	}
	for f, want := range map[*storage.Filter]string{
		{Exam: "rhit"}: "stem", {Domain: "rhia:1"}: "name", {Subject: "coding"}: "stem", {Exam: "cca"}: "",
		{Kinds: []quiz.Kind{quiz.Choice}}: "name", {Banks: []quiz.BankID{"none"}}: "", {State: storage.StateNew}: "name stem rationale",
	} {
		if got := keys(t, r, "pneumonia", *f); got != want {
			t.Errorf("%+v: %q, not %q", *f, got, want)
		}
	}
	if h := must1(r.Search(ctx, "pneumonia", storage.Filter{}, 1, 1))(t); len(h) != 1 || h[0].Name != "other" || h[0].Bank != "s" {
		t.Errorf("second page %+v", h)
	}
}

func TestSearchTakesAnythingTyped(t *testing.T) {
	s, _ := searchBank(t)
	for _, text := range []string{"", " ", "\"", "'", "*", "a*b*", "\"a", "NEAR/", "a NEAR b", "OR", "AND AND", "NOT", "-x", "name:", ":", "(", "))", "{}", "%", "_",
		"\x00", "a\x00b", "\xff\xfe", "'; DROP TABLE question; --", strings.Repeat("a ", 5000), strings.Repeat("a", 5000), "🩺", "\u0301", "^x", "a^2", "..."} {
		must1(s.Reader().Search(ctx, text, storage.Filter{}, 10, 0))(t)
		must1(s.Reader().SearchDocuments(ctx, text, "", 10))(t)
	}
}

func TestDocumentsAreFoundApartFromQuestions(t *testing.T) {
	s, _ := searchBank(t)
	r := s.Reader()
	docs := []storage.Document{{Key: "coder", Name: "Medical coder", Text: "Codes pneumonia all day " + strings.Repeat("long ", 100), Tags: []string{"job"}}, {Key: "cdi", Name: "CDI specialist", Text: "Queries physicians"}}
	for range 2 {
		must(t, s.SaveDocuments(ctx, "career", "v1", docs))
	}
	hits := must1(r.SearchDocuments(ctx, "pneumon", "career", 10))(t)
	if len(hits) != 1 || hits[0].Key != "coder" || len(hits[0].Snippet) > 200 {
		t.Errorf("%+v", hits)
	}
	if got := keys(t, r, "pneumonia", storage.Filter{}); got != "name stem rationale" {
		t.Errorf("questions %q", got)
	}
	must(t, s.SaveDocuments(ctx, "career", "v2", docs[1:]))
	if hits := must1(r.SearchDocuments(ctx, "pneumon", "", 10))(t); len(hits) != 0 {
		t.Errorf("%+v", hits)
	}
	checkIndex(t, s.Path())
}

func TestFiltersAndPicks(t *testing.T) {
	s := storagetest.Open(t)
	r, stamps, sch := s.Reader(), storagetest.NewStamps(1), storagetest.Scheduler()
	bank := storagetest.Bank("b", 200, 1)
	must1(s.SaveBank(ctx, stamps.Next(), bank, nil))(t)
	count := func(f storage.Filter) int { return must1(r.CountFilter(ctx, f))(t) }
	byTag := func(tag string) (n int) {
		for _, q := range bank.Questions {
			if q.HasTag(tag) {
				n++
			}
		}
		return n
	}
	if got, want := count(storage.Filter{Domain: "rhit:2", Level: "recall"}), 0; got == want {
		t.Error("no question of a domain and level")
	}
	if got, want := count(storage.Filter{Exam: "rhit", Domain: "rhit:2"}), byTag("rhit:2"); got != want {
		t.Errorf("%d, not %d", got, want)
	}
	ids := [6]quiz.QuestionID{}
	for i := range ids {
		ids[i] = bank.Questions[i].ID
	}
	wrong := storagetest.Attempt(stamps.Next(), sch, ids[0], quiz.Progress{}, srs.Again)
	must(t, s.SaveAttempt(ctx, wrong))
	must(t, s.SaveAttempt(ctx, storagetest.Attempt(stamps.Next(), sch, ids[1], quiz.Progress{}, srs.Easy)))
	must(t, s.SetFlag(ctx, stamps.Next(), ids[2], true))
	must(t, s.SetSuspended(ctx, stamps.Next(), ids[3], true))
	must(t, s.SetNote(ctx, stamps.Next(), ids[4], "look this up"))
	for state, want := range map[storage.State]int{storage.StateAny: 199, storage.StateNew: 197, storage.StateWrong: 1, storage.StateFlagged: 1,
		storage.StateSuspended: 1, storage.StateNoted: 1, storage.StateDue: 1} {
		if got := count(storage.Filter{State: state, Now: wrong.After.Due}); got != want {
			t.Errorf("%q: %d, not %d", state, got, want)
		}
	}
	fresh := must1(r.Fresh(ctx, storage.Filter{}, 3))(t)
	if len(fresh) != 3 || fresh[0] != ids[2] || fresh[1] != ids[4] {
		t.Errorf("fresh %v", fresh)
	}
	a := must1(r.Pick(ctx, storage.Filter{Exam: "rhit"}, 20, storagetest.Draw(1)))(t)
	b := must1(r.Pick(ctx, storage.Filter{Exam: "rhit"}, 20, storagetest.Draw(1)))(t)
	seen := map[quiz.QuestionID]bool{}
	for i := range a {
		if a[i] != b[i] || seen[a[i]] {
			t.Fatal("picks differ or repeat")
		}
		seen[a[i]] = true
	}
	if n := len(must1(r.Pick(ctx, storage.Filter{}, 999, storagetest.Draw(1)))(t)); n != 199 {
		t.Errorf("picked %d of 199", n)
	}
	facets := must1(r.Facets(ctx))(t)
	if len(facets) == 0 || facets[0].Tag != "level:analysis" || facets[0].Count != byTag("level:analysis") {
		t.Errorf("facets %v", facets)
	}
	domains := must1(r.DomainAnswers(ctx, "rhit", 0))(t)
	n := 0
	for _, d := range domains {
		n += d.Attempts
	}
	if n != 2 {
		t.Errorf("%d answers in domains", n)
	}
	if next := must1(r.NextDue(ctx, wrong.At))(t); !next.Equal(wrong.After.Due) {
		t.Errorf("next %s", next)
	}
	if hard, took := must1(r.Hardest(ctx, 5))(t), time.Duration(0); len(hard) != 0 || took != 0 {
		t.Errorf("hardest %v", hard)
	}
	median, k, err := r.TookMedian(ctx, quiz.Choice)
	must(t, err)
	if median != 7*time.Second || k != 2 {
		t.Errorf("median %s of %d", median, k)
	}
	f := must1(r.Forecast(ctx, stamps.Next().Day, 30))(t)
	if f[0] != 1 {
		t.Errorf("forecast %v", f)
	}
}

func TestSessionsSurvive(t *testing.T) {
	st := newStudent(t, 9)
	stamp := st.later()
	must(t, st.start(stamp))
	session := st.sessions[0]
	given := quiz.Given{Response: quiz.Response{Chosen: []int{2}}, Certainty: quiz.Guess, Hint: true, Took: 1500 * time.Millisecond}
	must(t, st.s.SaveDraft(ctx, st.later(), session.ID, 1, given))
	path := st.s.Path()
	must(t, st.s.Close())
	s := storagetest.OpenAt(t, path)
	st.s, st.r = s, s.Reader()
	got := must1(st.r.Session(ctx, session.ID))(t)
	if got.Answers[1].Response.Chosen[0] != 2 || got.Answers[1].Took != given.Took || !got.Answers[1].Hint || got.Queue[2] != session.Queue[2] || got.Finished {
		t.Fatalf("%+v", got)
	}
	var all []quiz.Attempt
	for i, p := range session.Queue {
		a := st.attempt(p.Question)
		a.Session, a.Index = session.ID, i
		all = append(all, a)
	}
	finish := st.later()
	bad := append([]quiz.Attempt(nil), all...)
	bad[2].Before.Reps++
	if err := st.s.SaveAttempts(ctx, bad, session.ID, finish); err == nil {
		t.Fatal("handed in though one answer is stale")
	}
	if p := must1(st.r.Progress(ctx, all[0].Question))(t); !p.New() {
		t.Fatal("half was handed in")
	}
	must(t, st.s.SaveAttempts(ctx, all, session.ID, finish))
	got = must1(st.r.Session(ctx, session.ID))(t)
	if !got.Finished || got.Done() != 3 || got.Answers[0].Attempt != all[0].ID {
		t.Fatalf("%+v", got)
	}
	must(t, st.s.Undo(ctx, st.later(), finish.ID))
	got = must1(st.r.Session(ctx, session.ID))(t)
	if got.Finished || got.Done() != 1 || !got.Answers[1].Attempt.IsZero() || got.Answers[1].Response.Chosen[0] != 2 {
		t.Fatalf("after undo %+v", got)
	}
	agreed(t, st.s)
}

func TestEditsSurviveTheSameFile(t *testing.T) {
	s, stamps := searchBank(t)
	r := s.Reader()
	b := must1(r.BankQuestions(ctx, "s"))(t)
	q := b.Questions[0]
	q.Stem = "written by hand"
	must(t, s.SaveQuestion(ctx, stamps.Next(), q))
	must1(s.SaveBank(ctx, stamps.Next(), b, nil))(t)
	if got := must1(r.Question(ctx, q.ID))(t); got.Stem != "written by hand" {
		t.Error(got.Stem)
	}
	if got := keys(t, r, "hand written", storage.Filter{}); got != "resume" {
		t.Error(got)
	}
	if got := keys(t, r, "naive", storage.Filter{}); got != "" {
		t.Error(got)
	}
}
