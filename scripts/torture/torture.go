package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"chartroom/app/actions"
	"chartroom/quiz"
	"chartroom/storage"
)

// Tally is what a torture found.
type Tally struct {
	Kills, Acknowledged, Lost, Corrupt int
	Resumed                            int // sessions that came back at the right question
	Unacknowledged                     int // saved, but killed before it could say so
}

func (t Tally) String() string {
	return fmt.Sprintf("kills %d acknowledged %d lost %d corrupt %d", t.Kills, t.Acknowledged, t.Lost, t.Corrupt)
}

// sessionSize is how many questions the child's sessions have.
const sessionSize = 60

// answerForever is the child: it resumes the open session or begins one,
// answers question after question, and says each answer's id and place on out
// once it is saved. It never returns without an error.
func answerForever(dir string, seed uint64, out io.Writer) error {
	ctx, draw := context.Background(), rand.New(rand.NewPCG(seed, 1))
	act, store, err := open(ctx, dir, draw)
	if err != nil {
		return err
	}
	defer store.Close()
	for {
		s, err := session(ctx, act)
		if err != nil {
			return err
		}
		fmt.Fprintf(out, "resume %s %d\n", s.ID, s.Next(0))
		for at := s.Next(0); at >= 0; at = s.Next(at) {
			q, err := act.Reader().Question(ctx, s.Queue[at].Question)
			if err != nil {
				return err
			}
			before, err := act.Reader().Progress(ctx, q.ID)
			if err != nil {
				return err
			}
			attempt, _, err := act.Answer(ctx, &q, actions.Answer{Mode: s.Mode, Session: &s, Index: at,
				Response: quiz.Response{Chosen: []int{draw.IntN(len(q.Options))}}, Took: time.Second, Before: before})
			if err != nil {
				return err
			}
			fmt.Fprintf(out, "saved %s %d %s\n", attempt.ID, at, q.ID)
		}
		if _, err := act.Finish(ctx, &s); err != nil {
			return err
		}
	}
}

// session is the one that is open, or a new one.
func session(ctx context.Context, act *actions.Actions) (quiz.Session, error) {
	openNow, err := act.OpenSessions(ctx)
	if err != nil {
		return quiz.Session{}, err
	}
	if len(openNow) > 0 {
		return openNow[0], nil
	}
	s, _, err := act.StartSession(ctx, quiz.ModeStudy, "Torture", storage.Filter{Kinds: []quiz.Kind{quiz.Choice}}, sessionSize)
	return s, err
}

func open(ctx context.Context, dir string, draw *rand.Rand) (*actions.Actions, *storage.Store, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, nil, err
	}
	store, err := storage.Open(filepath.Join(dir, "chartroom.db"), storage.Options{Now: time.Now(), Draw: draw})
	if err != nil {
		return nil, nil, err
	}
	act, err := actions.New(ctx, store, time.Now, draw)
	if err != nil {
		store.Close()
		return nil, nil, err
	}
	return act, store, nil
}

// torture kills the child kills times at random moments and looks each time
// at what is on disk. child is the command that runs answerForever.
func torture(dir string, kills int, seed uint64, child starter, report func(Tally)) (Tally, error) {
	ctx, draw := context.Background(), rand.New(rand.NewPCG(seed, 2))
	var t Tally
	if err := fill(ctx, dir, draw); err != nil {
		return t, err
	}
	said := map[string]string{} // attempt to question, acknowledged since the last look
	for t.Kills < kills {
		lines, err := killOne(child(draw.Uint64()), time.Duration(draw.IntN(120_000))*time.Microsecond)
		if err != nil {
			return t, err
		}
		t.Kills++
		last := -1
		for _, line := range lines {
			var word, id, question string
			var at int
			if n, _ := fmt.Sscan(line, &word, &id, &at, &question); n == 4 && word == "saved" {
				said[id] = question
				t.Acknowledged++
				last = at
			}
		}
		if err := look(ctx, dir, draw, said, last, &t); err != nil {
			return t, fmt.Errorf("after kill %d: %w", t.Kills, err)
		}
		report(t)
	}
	return t, nil
}

// fill makes a profile with the shipped questions.
func fill(ctx context.Context, dir string, draw *rand.Rand) error {
	act, store, err := open(ctx, dir, draw)
	if err != nil {
		return err
	}
	defer store.Close()
	return act.SyncBuiltin(ctx)
}

// killOne lets the child begin to answer, kills it with SIGKILL some time
// after its first word, and returns the whole lines that it said.
func killOne(cmd *exec.Cmd, after time.Duration) ([]string, error) {
	cmd.Stderr = os.Stderr
	pipe, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	r := bufio.NewReader(pipe)
	first, err := r.ReadString('\n')
	if err != nil {
		return nil, fmt.Errorf("the child said nothing: %w", err)
	}
	timer := time.AfterFunc(after, func() { cmd.Process.Kill() })
	defer timer.Stop()
	lines := []string{first}
	for {
		line, err := r.ReadString('\n')
		if err != nil { // what is cut off was not said
			break
		}
		lines = append(lines, strings.TrimSpace(line))
	}
	cmd.Wait()
	return lines, nil
}

// look opens the profile as a learner would and holds it to account: every
// acknowledged attempt is there, nothing is damaged, the fold of the log
// agrees, and the open session goes on right after the last answer.
func look(ctx context.Context, dir string, draw *rand.Rand, said map[string]string, last int, t *Tally) error {
	act, store, err := open(ctx, dir, draw)
	if err != nil {
		t.Corrupt++
		return err
	}
	defer store.Close()
	if err := store.Reader().Check(ctx); err != nil {
		t.Corrupt++
		return err
	}
	for id, question := range said {
		found, err := saved(ctx, act, id, question)
		if err != nil {
			return err
		}
		if !found {
			t.Lost++
		}
		delete(said, id) // once seen after a kill, it stays: events are never deleted
	}
	openNow, err := act.OpenSessions(ctx)
	if err != nil {
		return err
	}
	if len(openNow) == 1 && last >= 0 {
		if err := t.resumes(openNow[0].Next(0), last); err != nil {
			return err
		}
	}
	if t.Kills%20 == 0 {
		r, err := store.Rebuild(ctx, nil)
		if err != nil {
			return err
		}
		if !r.Agreed {
			t.Corrupt++
			return fmt.Errorf("the fold of the log disagrees: %v", r.Differences)
		}
	}
	return nil
}

// saved reports whether the attempt is in the question's history.
func saved(ctx context.Context, act *actions.Actions, id, question string) (bool, error) {
	q, err := quiz.ParseQuestionID(question)
	if err != nil {
		return false, err
	}
	attempts, err := act.Reader().Attempts(ctx, q)
	if err != nil {
		return false, err
	}
	for _, a := range attempts {
		if a.ID.String() == id {
			return true, nil
		}
	}
	return false, nil
}

// resumes counts a session that came back, at the place next (-1 = all are
// answered), after an answer at the place last was acknowledged. One further
// answer may have been saved and killed before it could say so. After the last
// place a new session may have begun.
func (t *Tally) resumes(next, last int) error {
	after := func(said int) bool {
		if said == sessionSize-1 {
			return next == -1 || next == 0
		}
		return next == said+1
	}
	switch {
	case after(last):
	case last == sessionSize-1 && next == 1, last < sessionSize-1 && after(last+1):
		t.Unacknowledged++
	default:
		return fmt.Errorf("the session resumes at place %d, and the last answer was at %d", next, last)
	}
	t.Resumed++
	return nil
}
