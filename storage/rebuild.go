package storage

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"

	"chartroom/quiz"
)

// RebuildReport is what folding the log anew found.
type RebuildReport struct {
	Events      int      // in the log
	Attempts    int      // of them answers, without those taken back
	Undone      int      // answers taken back
	Unknown     int      // of kinds that this version does not know: kept and skipped
	Questions   int      // with progress
	Agreed      bool     // the derived tables were what the log says
	Differences []string // else what differed, the first few of each table
}

// Rebuild folds the log from scratch and compares the result byte for byte
// with the derived tables, which are replaced where they differ. Nothing can
// be written meanwhile: 2 to 4 s for a million answers. report is called now
// and then with how many events are done; it may be nil.
func (s *Store) Rebuild(ctx context.Context, report func(done, total int)) (RebuildReport, error) {
	if report == nil {
		report = func(int, int) {}
	}
	r := RebuildReport{Agreed: true}
	err := s.write(ctx, func(t *tx) error {
		f, err := t.refold(ctx, &r, report)
		if err != nil {
			return err
		}
		tables, err := t.tables(f)
		if err != nil {
			return err
		}
		r.Questions = len(tables[0].rows)
		for i := range tables {
			if err := t.settle(ctx, &tables[i], &r); err != nil {
				return fmt.Errorf("table %s: %w", tables[i].name, err)
			}
		}
		if err := t.setFact("stale", int64(0)); err != nil {
			return err
		}
		t.onCommit(func() { s.setSettings(f.settings); s.setEras(f.eras) })
		return nil
	})
	if err != nil {
		return RebuildReport{}, fmt.Errorf("rebuild: %w", err)
	}
	return r, nil
}

// folded is the fold of the whole log.
type folded struct {
	eras      eras
	settings  map[string]string
	marks     map[quiz.QuestionID]marks
	buried    map[quiz.QuestionID]buried
	named     []named
	moves     []move
	sessions  map[quiz.SessionID]*SessionHead
	remarks   []remarkPayload
	recipes   map[string]string // JSON by name
	jottings  map[jottingKey]jotted
	questions []quiz.QuestionID
	standings []standing // by place in questions
	counts    counts
}

// refold reads the log once.
func (t *tx) refold(ctx context.Context, r *RebuildReport, report func(done, total int)) (*folded, error) {
	f, undone, err := t.others(r)
	if err != nil {
		return nil, err
	}
	if err := t.foldRemarks(ctx, f, r); err != nil {
		return nil, fmt.Errorf("table remark: %w", err)
	}
	r.Undone = len(undone)
	topics, err := t.topicLabels()
	if err != nil {
		return nil, err
	}
	return f, t.foldAttempts(ctx, f, undone, topics, r, report)
}

// others folds everything but answers, and finds which of those were undone.
func (t *tx) others(r *RebuildReport) (f *folded, undone map[[2]int64]bool, err error) {
	all, err := t.events("events_other")
	if err != nil {
		return nil, nil, err
	}
	f = &folded{marks: map[quiz.QuestionID]marks{}, buried: map[quiz.QuestionID]buried{},
		sessions: map[quiz.SessionID]*SessionHead{}, recipes: map[string]string{}, jottings: map[jottingKey]jotted{}}
	if err := f.foldOthers(all, r); err != nil {
		return nil, nil, err
	}
	undone, err = t.undoneAttempts()
	return f, undone, err
}

// undoneAttempts are the answers taken back, by device and number.
func (t *tx) undoneAttempts() (map[[2]int64]bool, error) {
	undone := map[[2]int64]bool{}
	err := t.rows(query("undone_attempts"), func(rows *sql.Rows) error {
		var k [2]int64
		err := rows.Scan(&k[0], &k[1])
		undone[k] = true
		return err
	})
	return undone, err
}

// foldOthers folds everything but answers.
func (f *folded) foldOthers(all []event, r *RebuildReport) error {
	kinds := map[quiz.EventID]quiz.EventKind{}
	var changes []event
	for i := range all {
		e := &all[i]
		kinds[e.id] = e.kind
		switch e.kind {
		case quiz.EventSetting:
			changes = append(changes, *e)
		case quiz.EventUndo:
			if e.undoes != nil && kinds[*e.undoes] == quiz.EventSetting {
				changes = append(changes, *e)
			}
		case quiz.EventSuspend, quiz.EventFlag, quiz.EventNote:
			if err := f.foldMark(e); err != nil {
				return err
			}
		case quiz.EventSession, quiz.EventFinish:
			if err := f.foldHead(e); err != nil {
				return err
			}
		case quiz.EventBury, quiz.EventDue, quiz.EventReset:
			if err := f.foldList(e); err != nil {
				return err
			}
		case quiz.EventRemark:
			if err := f.foldRemark(e); err != nil {
				return err
			}
		case quiz.EventRecipe:
			if err := f.foldRecipe(e); err != nil {
				return err
			}
		case quiz.EventJotting:
			if err := f.foldJottings(e); err != nil {
				return err
			}
		case quiz.EventEdit, quiz.EventImport, quiz.EventReport, quiz.EventDelete, quiz.EventGo, quiz.EventClock, quiz.EventCause, quiz.EventLookUp:
		default:
			r.Unknown++
		}
	}
	var err error
	f.eras, f.settings, err = foldSettings(changes)
	return err
}

func (f *folded) foldMark(e *event) error {
	if e.undone || e.question == nil {
		return nil
	}
	var c markChange
	if err := e.read(&c); err != nil {
		return err
	}
	m := f.marks[*e.question].with(e.kind, c.On, c.Text)
	if m == (marks{}) {
		delete(f.marks, *e.question)
	} else {
		f.marks[*e.question] = m
	}
	return nil
}

func (f *folded) foldRemark(e *event) error {
	if e.undone {
		return nil
	}
	var p remarkPayload
	err := e.read(&p)
	f.remarks = append(f.remarks, p)
	return err
}

func (f *folded) foldHead(e *event) error {
	if e.undone || e.session == nil {
		return nil
	}
	if e.kind == quiz.EventFinish {
		if h := f.sessions[*e.session]; h != nil {
			h.Finished = moment(e.at)
		}
		return nil
	}
	var p sessionPayload
	if err := e.read(&p); err != nil {
		return err
	}
	f.sessions[*e.session] = &SessionHead{ID: *e.session, Mode: p.Mode, Title: p.Title, Began: moment(e.at), Places: len(p.Queue)}
	return nil
}

// topicLabels is the labels of each set of topics.
func (t *tx) topicLabels() (map[int64][]int64, error) {
	m := map[int64][]int64{}
	err := t.rows("SELECT topics, label FROM topic ORDER BY topics, label", func(rows *sql.Rows) error {
		var set, label int64
		err := rows.Scan(&set, &label)
		m[set] = append(m[set], label)
		return err
	})
	return m, err
}

// raw runs a statement on the driver itself: no conversion, no allocation a
// row, a fifth of database/sql's time. The values are good until each returns.
func (t *tx) raw(text string, columns int, each func([]driver.Value) error, args ...driver.NamedValue) error {
	return rawRows(context.Background(), t.s.conn, text, columns, each, args)
}
