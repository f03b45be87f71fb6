package storage

import "context"

// RebuildReport is what folding the log anew found.
type RebuildReport struct {
	Events      int      // in the log
	Attempts    int      // of them answers, without those taken back
	Undone      int      // taken back
	Unknown     int      // of kinds that this version does not know: kept and skipped
	Questions   int      // with progress
	Agreed      bool     // the derived tables were what the log says
	Differences []string // else what differed, the first few of each table
}

// Rebuild folds the log from scratch and compares the result with the derived
// tables, which are replaced where they differ. report is called now and then
// with how many events are done; it may be nil.
func (s *Store) Rebuild(ctx context.Context, report func(done, total int)) (RebuildReport, error) {
	return RebuildReport{}, ErrNotFound
}
