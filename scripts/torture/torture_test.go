package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"testing"
	"time"

	"chartroom/app/actions"
	"chartroom/quiz"
)

// TestMain lets the test binary be its own child.
func TestMain(m *testing.M) {
	if dir := os.Getenv("CHARTROOM_TORTURE_DIR"); dir != "" {
		seed, err := strconv.ParseUint(os.Getenv("CHARTROOM_TORTURE_SEED"), 10, 64)
		fail(err)
		if os.Getenv("CHARTROOM_TORTURE_EXAM") != "" {
			fail(sitForever(dir, seed, os.Stdout))
		}
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

func TestKilledAtAnyMomentAnExamComesBackAsItWas(t *testing.T) {
	kills := 100
	if testing.Short() {
		kills = 15
	}
	dir := t.TempDir()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	tally, err := tortureExams(dir, kills, 7, func(seed uint64) *exec.Cmd {
		cmd := exec.Command(self)
		cmd.Env = append(os.Environ(), "CHARTROOM_TORTURE_DIR="+dir, "CHARTROOM_TORTURE_EXAM=1", "CHARTROOM_TORTURE_SEED="+strconv.FormatUint(seed, 10))
		return cmd
	}, func(Exams) {})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%s, resumed %d, saved but not said %d, opened within %v", tally, tally.Resumed, tally.Unacknowledged, tally.Slowest)
	if tally.Lost > 0 || tally.Corrupt > 0 || tally.Clock > 0 {
		t.Fatal(tally)
	}
	if tally.Acknowledged < kills || tally.Resumed < kills/2 {
		t.Fatalf("only %d things were done and %d exams resumed: the test proves too little", tally.Acknowledged, tally.Resumed)
	}
}

// A lost answer, a clock set back and another paper are noticed.
func TestWhatComesBackOtherwiseIsNoticed(t *testing.T) {
	exam := func() *actions.Sitting {
		ids := []quiz.QuestionID{quiz.NewQuestionID("x", "1"), quiz.NewQuestionID("x", "2")}
		e := quiz.NewExam(quiz.Stamp{}, quiz.ModeExam, "X", ids, quiz.ExamSetup{Limit: time.Hour}, rand.New(rand.NewPCG(1, 1)))
		return &actions.Sitting{Exam: e}
	}
	s := exam()
	heard := said{answers: map[int]int{0: 1, 1: 2}, paper: "0"}
	var tally Exams
	tally.compare(s, &heard)
	if tally.Lost == 0 || tally.Corrupt != 1 {
		t.Errorf("%+v", tally)
	}
	heard = said{answers: map[int]int{}, paper: fmt.Sprintf("%x", paper(&s.Exam)), left: 10 * time.Second}
	tally = Exams{}
	if tally.compare(s, &heard); tally.Clock != 1 || tally.Lost != 0 {
		t.Errorf("%+v", tally)
	}
	heard.ended = true
	if tally.compare(s, &heard); tally.Lost != 1 {
		t.Errorf("%+v", tally)
	}
}
