package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"time"

	"chartroom/content/revlog"
	"chartroom/quiz"
	"chartroom/quiz/srs"
)

// planted are the weights of the shared synthetic logs: those that the peer
// finds for josh.csv (peers/gen_revlog.py).
var planted = srs.Weights{
	.17261, .83263, 2.48511, 6.3079, 6.53831, .52408, 3.18156, .02691, 1.66289, .26116, .61944,
	1.58085, .04234, .38326, 1.79798, .60137, 1.8729, .83134, .10112, .14628, .24327,
}

// longLog is how many answers the log has on which time and memory count.
const longLog = 674_397

// trainLog is a log to train on.
type trainLog struct {
	name, path string
	reviews    []srs.Review
	loss       float64 // the target, mean over all items
	was        peerRun // what FSRS.md measured of the peer; 0 = nothing, or of another log
	runs       int     // how often each is run; the best counts
	seconds    float64 // the target; 0 = half of the peer's time
}

// peerRun is what came of the peer's training, fsrs-rs by way of node.
type peerRun struct {
	seconds, loss, megabytes float64
}

// train measures fitting a memory model to logs, beside fsrs-rs where node and
// the peer are there: -peers is its folder, in which `npm install` was run.
func (b *bench) train() error {
	logs, err := b.trainLogs()
	if err != nil {
		return err
	}
	peers := b.findPeers()
	for _, l := range logs {
		if err := b.trainOn(l, peers); err != nil {
			return fmt.Errorf("%s: %w", l.name, err)
		}
	}
	return nil
}

// trainOn prints loss and time on one log, and for the long one memory. Ours
// runs before and after the peer, so that both see the same machine.
func (b *bench) trainOn(l trainLog, peers string) error {
	best, result, err := bestFit(l, srs.FSRS6)
	if err != nil {
		return err
	}
	peer, beside := l.was, ""
	if peers != "" && !(b.quick && len(l.reviews) > 200_000) {
		if peer, err = runPeer(peers, l); err != nil {
			fmt.Fprintln(os.Stderr, "the peer could not run:", err)
			peer = l.was
		} else {
			beside = "fsrs-rs in this run"
		}
		again, _, err := bestFit(l, srs.FSRS6)
		if err != nil {
			return err
		}
		best = min(best, again)
	}
	if beside == "" && peer.seconds > 0 {
		beside = "fsrs-rs on a quiet machine (FSRS.md)"
	}
	began := time.Now()
	if _, err := srs.Loss(&srs.Default, l.reviews); err != nil {
		return err
	}
	pass := time.Since(began)
	peerLoss, peerTime := "", ""
	if peer.seconds > 0 {
		if peer.loss > 0 {
			peerLoss = fmt.Sprintf("; %s %.2f", beside, 1000*peer.loss)
		}
		peerTime = fmt.Sprintf("; %s %.3f s", beside, peer.seconds)
	}
	say(l.name+": mean loss", 1000*result.FittedLoss, "mnat", fmt.Sprintf("published weights %.2f%s", 1000*result.DefaultLoss, peerLoss), rounded(1000*l.loss))
	target := l.seconds
	if target == 0 {
		target = peer.seconds / 2
	}
	say(l.name+": time to fit, best of several", best.Seconds(), "s", fmt.Sprintf("one pass of the loss %.3f s%s", pass.Seconds(), peerTime), rounded(target))
	if len(l.reviews) == longLog {
		return b.trainMemory(l, peer)
	}
	seven, other, err := bestFit(l, srs.FSRS7)
	if err != nil {
		return err
	}
	say(l.name+": mean loss of FSRS-7", 1000*other.FittedLoss, "mnat", fmt.Sprintf("published weights %.2f; %.3f s", 1000*other.DefaultLoss, seven.Seconds()), 0)
	return nil
}

// rounded leaves a target three decimals, as figures have.
func rounded(target float64) float64 { return math.Round(1000*target) / 1000 }

// bestFit is the shortest time of several fits, sorting and losses included.
func bestFit(l trainLog, model string) (best time.Duration, result srs.Result, err error) {
	best = 1 << 62
	for range l.runs {
		began := time.Now()
		if result, err = srs.Train(context.Background(), l.reviews, srs.Options{Model: model}); err != nil {
			return 0, result, err
		}
		best = min(best, time.Since(began))
	}
	return best, result, nil
}

// trainMemory measures what the app itself takes for the log, reading it
// included.
func (b *bench) trainMemory(l trainLog, peer peerRun) error {
	if b.binary == "" {
		fmt.Println("train: CHARTROOM_BIN is not set; `make bench` builds the app and measures its memory")
		return nil
	}
	cmd := exec.Command(b.binary, "train", l.path, "--json")
	began := time.Now()
	out, err := cmd.Output()
	if err != nil {
		return fmt.Errorf("%s train: %w", b.binary, err)
	}
	took := time.Since(began)
	var document struct{ Seconds float64 }
	if err := json.Unmarshal(out, &document); err != nil {
		return err
	}
	peak := peakMegabytes(cmd.ProcessState)
	if peak == 0 {
		return nil // not known on this system
	}
	beside := fmt.Sprintf("`chartroom train`: %.2f s, of which %.2f s the fit", took.Seconds(), document.Seconds)
	if peer.megabytes > 0 {
		beside += fmt.Sprintf("; fsrs-rs in node %.0f MB", peer.megabytes)
	}
	say(l.name+": peak memory", peak, "MB", beside, 200)
	return nil
}

// trainLogs are the logs: those of the folder -logs that are there, and two of
// simulated learners.
func (b *bench) trainLogs() ([]trainLog, error) {
	var logs []trainLog
	for _, l := range []trainLog{
		{name: "josh.csv", loss: .4485, was: peerRun{.049, .45307, 100}, runs: 15},
		{name: "synth_alt_20k.csv", loss: .34416 + 1e-4, was: peerRun{.403, .34423, 205}, runs: 7},
		{name: "synth_alt_100k.csv", loss: .34514 + 1e-4, was: peerRun{1.107, .34515, 677}, runs: 5},
	} {
		l.path = filepath.Join(b.logs, l.name)
		file, err := os.Open(l.path)
		if errors.Is(err, fs.ErrNotExist) {
			fmt.Println("train:", l.path, "is not here (-logs DIR)")
			continue
		} else if err != nil {
			return nil, err
		}
		days := quiz.Days{Zone: time.UTC, Rollover: quiz.DefaultRollover}
		_, err = revlog.Read(context.Background(), file, 0, func(e revlog.Entry) error {
			l.reviews = append(l.reviews, srs.Review{Card: e.Card, At: e.At, Day: int32(days.Of(time.UnixMilli(e.At))), Grade: e.Grade})
			return nil
		}, nil)
		file.Close()
		if err != nil {
			return nil, err
		}
		logs = append(logs, l)
	}
	for _, s := range []struct {
		log   trainLog
		truth *srs.Weights
		cards int
		days  int
	}{
		{trainLog{name: "simulated, planted weights", runs: 7}, &planted, 4000, 365},
		{trainLog{name: "simulated, 674,397 reviews", runs: 7, seconds: 1.2, was: peerRun{11.356, 0, 3144}}, &srs.Default, 75_000, 730},
	} {
		l := s.log
		l.reviews = srs.Simulated(s.truth, s.cards, s.days, rand.New(rand.NewPCG(1, 7)))
		l.reviews = l.reviews[:min(len(l.reviews), longLog)]
		truth, err := srs.Loss(s.truth, l.reviews)
		if err != nil {
			return nil, err
		}
		l.loss = truth + 1e-4
		if l.path, err = b.writeLog(l); err != nil {
			return nil, err
		}
		logs = append(logs, l)
	}
	return logs, nil
}

// writeLog writes a simulated log for the peer and the app to read.
func (b *bench) writeLog(l trainLog) (string, error) {
	path := filepath.Join(b.dir, strconv.Itoa(len(l.reviews))+".csv")
	file, err := os.Create(path)
	if err != nil {
		return "", err
	}
	defer file.Close()
	return path, revlog.Write(file, func(yield func(revlog.Entry) bool) {
		for _, r := range l.reviews {
			if !yield(revlog.Entry{Card: r.Card, At: r.At, Grade: r.Grade}) {
				return
			}
		}
	})
}

// findPeers is a folder in which the peer can run, or "". Without -peers it is
// a copy of the shared one, which npm fills once.
func (b *bench) findPeers() string {
	if _, err := exec.LookPath("node"); err != nil {
		fmt.Println("train: node is not here, so no peer is measured")
		return ""
	}
	const module = "node_modules/@open-spaced-repetition/binding"
	dir := b.peers
	if dir == "" {
		dir = filepath.Join(os.TempDir(), "chartroom-peers")
		if err := copyPeers("../shared/srs/peers", dir); err != nil {
			fmt.Println("train: the peer is not here (-peers DIR):", err)
			return ""
		}
	}
	if _, err := os.Stat(filepath.Join(dir, module)); err == nil {
		return dir
	}
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	install := exec.CommandContext(ctx, "npm", "install", "--no-audit", "--no-fund")
	install.Dir, install.Stderr = dir, os.Stderr
	if err := install.Run(); err != nil {
		fmt.Printf("train: the peer could not be installed in %s: %v\n", dir, err)
		return ""
	}
	return dir
}

func copyPeers(from, to string) error {
	if err := os.MkdirAll(to, 0o755); err != nil {
		return err
	}
	for _, name := range []string{"package.json", "peer_optimize.mjs"} {
		text, err := os.ReadFile(filepath.Join(from, name))
		if err == nil {
			err = os.WriteFile(filepath.Join(to, name), text, 0o644)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// runPeer trains fsrs-rs on a log; only its own optimising is timed.
func runPeer(dir string, l trainLog) (peerRun, error) {
	path, err := filepath.Abs(l.path)
	if err != nil {
		return peerRun{}, err
	}
	runs := max(1, l.runs/2)
	if len(l.reviews) == longLog {
		runs = 1
	}
	cmd := exec.Command("node", "--max-old-space-size=12000", "peer_optimize.mjs", path, "--poll", "2", "--repeat", strconv.Itoa(runs))
	cmd.Dir, cmd.Stderr = dir, os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return peerRun{}, err
	}
	var document struct {
		Times     []float64 `json:"optimize_ms"`
		Memory    float64   `json:"rss_mb"`
		Optimised struct {
			LogLoss float64
		} `json:"independent_optimized"`
	}
	if err := json.Unmarshal(out, &document); err != nil {
		return peerRun{}, err
	}
	if len(document.Times) == 0 {
		return peerRun{}, errors.New("it says no time")
	}
	return peerRun{slices.Min(document.Times) / 1000, document.Optimised.LogLoss, document.Memory}, nil
}
