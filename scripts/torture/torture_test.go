package main

import (
	"os"
	"os/exec"
	"strconv"
	"testing"
)

// TestMain lets the test binary be its own child.
func TestMain(m *testing.M) {
	if dir := os.Getenv("CHARTROOM_TORTURE_DIR"); dir != "" {
		seed, err := strconv.ParseUint(os.Getenv("CHARTROOM_TORTURE_SEED"), 10, 64)
		fail(err)
		fail(answerForever(dir, seed, os.Stdout))
	}
	os.Exit(m.Run())
}

func TestKilledAtAnyMomentNothingAcknowledgedIsLost(t *testing.T) {
	kills := 200
	if testing.Short() {
		kills = 20
	}
	dir := t.TempDir()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	tally, err := torture(dir, kills, 7, func(seed uint64) *exec.Cmd {
		cmd := exec.Command(self)
		cmd.Env = append(os.Environ(), "CHARTROOM_TORTURE_DIR="+dir, "CHARTROOM_TORTURE_SEED="+strconv.FormatUint(seed, 10))
		return cmd
	}, func(Tally) {})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%s, resumed %d, saved but not said %d", tally, tally.Resumed, tally.Unacknowledged)
	if tally.Lost > 0 || tally.Corrupt > 0 {
		t.Fatal(tally)
	}
	if tally.Acknowledged < kills || tally.Resumed < kills/4 {
		t.Fatalf("only %d answers and %d resumed sessions: the test proves too little", tally.Acknowledged, tally.Resumed)
	}
}
