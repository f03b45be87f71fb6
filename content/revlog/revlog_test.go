package revlog

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"chartroom/content/parse"
	"chartroom/quiz/srs"
)

// read is everything in a text.
func read(t testing.TB, text string) ([]Entry, []parse.Problem, error) {
	t.Helper()
	var all []Entry
	problems, err := Read(context.Background(), strings.NewReader(text), int64(len(text)), func(e Entry) error {
		all = append(all, e)
		return nil
	}, nil)
	return all, problems, err
}

func anyEntry(r *rand.Rand) Entry {
	return Entry{
		Card: int64(r.Uint64()), At: r.Int64N(LatestTime + 1), Grade: srs.Grades[r.IntN(4)],
		State: State(r.IntN(5)), Took: int32(r.IntN(math.MaxInt32)),
	}
}

func TestWhatIsWrittenIsReadAgain(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	entries := []Entry{{math.MinInt64, 0, srs.Again, New, 0}, {math.MaxInt64, LatestTime, srs.Easy, Cramming, math.MaxInt32}}
	for range 2000 {
		entries = append(entries, anyEntry(r))
	}
	var b bytes.Buffer
	if err := Write(&b, slices.Values(entries)); err != nil {
		t.Fatal(err)
	}
	again, problems, err := read(t, b.String())
	if err != nil || len(problems) > 0 || !slices.Equal(again, entries) {
		t.Errorf("%d of %d answers, %v, %v", len(again), len(entries), problems, err)
	}
}

func TestWriteRefusesWhatCouldNotBeRead(t *testing.T) {
	good := Entry{1, 1, srs.Good, New, 1}
	for _, spoil := range []func(*Entry){
		func(e *Entry) { e.Grade = 0 }, func(e *Entry) { e.Grade = 5 }, func(e *Entry) { e.At = -1 },
		func(e *Entry) { e.At = LatestTime + 1 }, func(e *Entry) { e.State = Cramming + 1 }, func(e *Entry) { e.Took = -1 },
	} {
		bad := good
		spoil(&bad)
		if err := Write(io.Discard, slices.Values([]Entry{good, bad})); err == nil {
			t.Errorf("%+v is written", bad)
		}
	}
	full := errors.New("the disk is full")
	if err := Write(writer(func([]byte) (int, error) { return 0, full }), slices.Values([]Entry{good})); !errors.Is(err, full) {
		t.Errorf("%v", err)
	}
}

type writer func([]byte) (int, error)

func (w writer) Write(b []byte) (int, error) { return w(b) }

// The same three answers as people's programs write them.
func TestReadsColumnsByName(t *testing.T) {
	want := []Entry{{7, 1711744352250, srs.Again, New, 0}, {-8, 1711744434874, srs.Easy, New, 0}, {9, 1711744510067, srs.Good, New, 0}}
	full := []Entry{{7, 1711744352250, srs.Again, Learning, 2500}, {-8, 1711744434874, srs.Easy, Reviewing, 0}, {9, 1711744510067, srs.Good, Cramming, 1}}
	for name, c := range map[string]struct {
		text string
		want []Entry
	}{
		"plain":         {"card_id,review_time,rating\n7,1711744352250,1\n-8,1711744434874,4\n9,1711744510067,3\n", want},
		"no last end":   {"card_id,review_time,rating\n7,1711744352250,1\n-8,1711744434874,4\n9,1711744510067,3", want},
		"Windows":       {"\uFEFFcard_id,review_time,rating\r\n7,1711744352250,1\r\n\r\n-8,1711744434874,4\r\n9,1711744510067,3\r\n", want},
		"another order": {"deck,Rating,x,Review_Time,card_id\nA,1,,1711744352250,7\nB,4,,1711744434874,-8\n,3,,1711744510067,9\n", want},
		"semicolons":    {"card_id;review_time;rating\n7;1711744352250;1\n-8;1711744434874;4\n9;1711744510067;3\n", want},
		"tabs":          {"card_id\treview_time\trating\n7\t1711744352250\t1\n-8\t1711744434874\t4\n9\t1711744510067\t3\n", want},
		"quotes":        {"\"note\",\"card_id\",\"review_time\",\"rating\"\n\"a, \"\"b\"\", c\",\"7\",\"1711744352250\",\"1\"\n\"\",-8,1711744434874,\"4\"\nx,9,1711744510067,3\n", want},
		"a spreadsheet": {"card_id,review_time,rating\n7.0,1711744352250.0,1.00\n -8 ,+1711744434874, 4\n9,1711744510067,3.\n", want},
		"the optimizer": {"card_id,review_time,review_rating,review_state,review_duration\n7,1711744352250,1,1,2500\n-8,1711744434874,4,2,\n9,1711744510067,3,4,1\n", full},
		"Anki": {"id,cid,usn,ease,ivl,lastIvl,factor,time,type\n1711744352250,7,-1,1,1,0,0,2500,0\n1711744434874,-8,-1,4,5,1,0,0,1\n" +
			"1711744440000,9,-1,0,5,1,0,0,4\n1711744510067,9,-1,3,5,1,0,1,3\n", full},
		"both names": {"id,review_time,card_id,rating\n1,1711744352250,7,1\n2,1711744434874,-8,4\n3,1711744510067,9,3\n", want},
	} {
		t.Run(name, func(t *testing.T) {
			got, problems, err := read(t, c.text)
			if err != nil || len(problems) > 0 || !slices.Equal(got, c.want) {
				t.Errorf("%+v\n%v, %v", got, problems, err)
			}
		})
	}
}

func TestALineThatCannotBeReadIsNamedAndCostsNoOther(t *testing.T) {
	for name, c := range map[string]struct {
		line, says string
		column     int
	}{
		"rating 5":         {"1,é,1000,5", "rating is 5", 10},
		"rating 0":         {"1,,1000,0", "rating is 0", 9},
		"rating -1":        {"1,,1000,-1", "rating is -1", 9},
		"no rating":        {"1,,1000,", "rating is missing", 9},
		"a short line":     {"1,,1000", "rating is missing", 0},
		"a word":           {"1,,1000,good", `rating is "good"`, 9},
		"a fraction":       {"1,,1000,2.5", `"2.5"`, 9},
		"no time":          {"1,,,3", "review_time is missing", 4},
		"before 1970":      {"1,,-5,3", "review_time is -5", 4},
		"after all dates":  {"1,,253402300800000,3", "review_time is 253402300800000", 4},
		"a date":           {"1,,2026-01-01,3", `review_time is "2026-01-01"`, 4},
		"a huge number":    {"99999999999999999999,,1000,3", "card_id is", 1},
		"just too large":   {"9223372036854775808,,1000,3", "card_id is", 1},
		"just too small":   {"-9223372036854775809,,1000,3", "card_id is", 1},
		"not a number":     {"NaN,,1000,3", `card_id is "NaN"`, 1},
		"only a sign":      {"-,,1000,3", `card_id is "-"`, 1},
		"only a point":     {".,,1000,3", `card_id is "."`, 1},
		"an open quote":    {"1,\"a,1000,3", "not closed", 0},
		"an open quote, 2": {"1,\"a\"\",1000,3", "not closed", 0},
		"a long word":      {strings.Repeat("x", 5000) + ",,1000,3", "card_id is", 1},
	} {
		t.Run(name, func(t *testing.T) {
			got, problems, err := read(t, "card_id,note,review_time,rating\n1,,1,1\n"+c.line+"\n2,,2,2\n")
			if err != nil || len(got) != 2 || got[0].Card != 1 || got[1].Card != 2 || len(problems) != 1 {
				t.Fatalf("%v, %v, %v", got, problems, err)
			}
			if p := problems[0]; p.Line != 3 || p.Column != c.column || !strings.Contains(p.Message, c.says) || len(p.Message) > 250 {
				t.Errorf("%v; want column %d and %q", p, c.column, c.says)
			}
		})
	}
}

func TestOddDetailsAreNotKnown(t *testing.T) {
	got, problems, err := read(t, "card_id,review_time,rating,state,duration\n1,1,1,9,x\n1,1,1,-1,-5\n1,1,1,12,99999999999\n1,1,1,,\n1,1,1\n")
	if err != nil || len(problems) > 0 || len(got) != 5 {
		t.Fatalf("%v, %v, %v", got, problems, err)
	}
	for _, e := range got {
		if e.State != New || e.Took != 0 {
			t.Errorf("%+v", e)
		}
	}
}

func TestRefusesWhatIsNoLog(t *testing.T) {
	for name, c := range map[string]struct{ text, says string }{
		"nothing":            {"", "empty"},
		"spaces":             {" \n\n\r\n", "empty"},
		"a picture":          {"\x89PNG\r\n\x1a\n", "a PNG picture"},
		"a package of Anki":  {"PK\x03\x04....", "zip archive"},
		"a database":         {"SQLite format 3\x00", "SQLite database"},
		"UTF-16":             {"c\x00a\x00r\x00d\x00", "UTF-8"},
		"no head":            {"1,2,3\n4,5,6\n", "no column card_id"},
		"no time":            {"card_id,rating\n1,2\n", "no column review_time"},
		"no rating":          {"card_id,review_time\n1,2\n", "no column review_rating"},
		"many columns":       {strings.Repeat("a,", 1000), "columns"},
		"a line of 50 MB":    {strings.Repeat("card_id,", 50<<20/8), "longer than"},
		"a line in a log":    {"card_id,review_time,rating\n1,1,1\n" + strings.Repeat(",", 2<<20), "line 3 is longer than"},
		"a prose":            {"Dear all,\nnothing here.\n", "no column card_id"},
		"questions in sheet": {"front,back\na,b\n", "no column card_id"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, _, err := read(t, c.text); err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("%v; want %q", err, c.says)
			}
		})
	}
}

func TestReadingStopsWhenAskedTo(t *testing.T) {
	text := "card_id,review_time,rating\n" + strings.Repeat("1,1,1\n", 50_000)
	ctx, cancel := context.WithCancel(context.Background())
	_, err := Read(ctx, strings.NewReader(text), int64(len(text)), func(Entry) error { return nil }, func(done, total int) {
		if done <= 0 || done > total || total != len(text) {
			t.Errorf("%d of %d bytes", done, total)
		}
		cancel()
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	enough := errors.New("enough")
	if _, err := Read(context.Background(), strings.NewReader(text), 0, func(Entry) error { return enough }, nil); !errors.Is(err, enough) {
		t.Errorf("%v", err)
	}
}

// A file of faults costs a sentence each up to the limit, and no memory beyond.
func TestAFileOfFaultsIsCounted(t *testing.T) {
	_, problems, err := read(t, "card_id,review_time,rating\n"+strings.Repeat("1,1,9\n", 50_000))
	if err != nil || len(problems) != parse.Limits.Problems+1 {
		t.Errorf("%d problems, %v", len(problems), err)
	}
}

const josh = "../../../shared/srs/data/josh.csv"

func TestReadsALearnersLog(t *testing.T) {
	text, err := os.ReadFile(josh)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("not here: " + josh + " (the tables above are tested instead)")
	}
	entries, problems, err := read(t, string(text))
	if err != nil || len(problems) > 0 || len(entries) != 12_580 {
		t.Fatalf("%d answers, %v, %v", len(entries), problems, err)
	}
	if first := (Entry{1711684180217, 1711744352250, srs.Again, New, 25060}); entries[0] != first {
		t.Errorf("%+v", entries[0])
	}
}

// Whatever is read can be written and read again, the same.
func FuzzRead(f *testing.F) {
	f.Add("card_id,review_time,rating\n7,1711744352250,1\n")
	f.Add("id,cid,ease,type,time\n1,2,3,1,9\n1,2,0,4,0\n")
	f.Add("\"card_id\";\"review_time\";\"rating\"\r\n\"1\";\"2\"\"\";3\n")
	f.Add("card_id\treview_time\trating\n\n+1.0\t2.\t4\n")
	f.Fuzz(func(t *testing.T, text string) {
		entries, problems, err := read(t, text)
		if err != nil {
			return
		}
		for _, p := range problems {
			if p.Line < 2 && len(problems) <= parse.Limits.Problems || p.Message == "" {
				t.Errorf("%v", p)
			}
		}
		var b bytes.Buffer
		if err := Write(&b, slices.Values(entries)); err != nil {
			t.Fatalf("%v of %q", err, text)
		}
		again, problems, err := read(t, b.String())
		if err != nil || len(problems) > 0 || !slices.Equal(again, entries) {
			t.Errorf("%v, %v, %v of %q", again, problems, err, text)
		}
	})
}

func BenchmarkRead(b *testing.B) {
	var text strings.Builder
	text.WriteString(head)
	for i := range 100_000 {
		fmt.Fprintf(&text, "%d,%d,3,2,%d\n", 1600000000000+i/8, 1700000000000+i*1000, i%20000)
	}
	b.SetBytes(int64(text.Len()))
	for b.Loop() {
		if _, _, err := read(b, text.String()); err != nil {
			b.Fatal(err)
		}
	}
}
