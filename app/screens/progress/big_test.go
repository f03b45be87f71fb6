package progress

import (
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"testing"
	"time"

	"chartroom/app/actions"
	"chartroom/quiz"
	"chartroom/storage"
)

// TestALongLogIsReadQuickly measures the page's reading on a big profile, a
// copy that CHARTROOM_BIG names.
func TestALongLogIsReadQuickly(t *testing.T) {
	path := os.Getenv("CHARTROOM_BIG")
	if path == "" {
		t.Skip("CHARTROOM_BIG names no file")
	}
	draw := rand.New(rand.NewPCG(9, 9))
	now := time.Now()
	store, err := storage.Open(path, storage.Options{Now: now, Draw: draw})
	must(t, err)
	defer store.Close()
	act, err := actions.New(context.Background(), store, func() time.Time { return now }, draw)
	must(t, err)
	_, err = act.Set(ctx(), quiz.SettingExam, "rhit")
	must(t, err)
	m := &model{act: act, blueprints: blueprints()}
	for range 3 {
		for _, step := range []struct {
			name string
			do   func() error
		}{{"days", m.loadDays}, {"recall", m.loadRecall}, {"forecast", m.loadForecast}, {"domains", m.loadDomains}, {"all", m.load}, {"beside the window", func() error {
			m.slow = slow{}
			work, take := m.readSlow()
			return errors.Join(work(ctx(), nil), take())
		}}} {
			begin := time.Now()
			must(t, step.do())
			t.Logf("%s: %s", step.name, time.Since(begin))
		}
	}
	t.Logf("%d days, %d answers a domain, %d hard", len(m.days), m.domains[0].Estimate.Answers, len(m.slow.hardest))
}
