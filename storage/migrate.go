package storage

import (
	"bytes"
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"
)

//go:embed migrations/*.sql
var migrationFiles embed.FS

// migrations are the steps from one user_version to the next: the first makes
// version 1 of an empty file.
var migrations = loadMigrations()

func loadMigrations() []string {
	files, err := migrationFiles.ReadDir("migrations") // sorted by name
	if err != nil {
		panic(err)
	}
	var steps []string
	for _, f := range files {
		text, err := migrationFiles.ReadFile("migrations/" + f.Name())
		if err != nil {
			panic(err)
		}
		steps = append(steps, string(text))
	}
	return steps
}

// checkHeader refuses a file that does not begin as every SQLite file does. An
// empty one is a profile to be made.
func checkHeader(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	head := make([]byte, 16)
	n, err := io.ReadFull(f, head)
	if errors.Is(err, io.EOF) {
		return nil // 0 bytes
	}
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return err
	}
	if !bytes.Equal(head[:n], []byte("SQLite format 3\x00")) {
		return fmt.Errorf("%w (it does not begin as it should)", ErrDamaged)
	}
	return nil
}

// recognise refuses a file that is not ours or too new for us, without
// changing a byte of it. It says whether the file is empty.
func recognise(ctx context.Context, q interface {
	QueryRowContext(context.Context, string, ...any) *sql.Row
}, newest int) (version int, empty bool, err error) {
	var id, things int
	err = errors.Join(
		q.QueryRowContext(ctx, "PRAGMA application_id").Scan(&id),
		q.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version),
		q.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&things))
	if err != nil {
		return 0, false, err
	}
	empty = id == 0 && version == 0 && things == 0
	switch {
	case id != applicationID && !empty:
		return 0, false, ErrForeign
	case version > newest:
		return 0, false, fmt.Errorf("%w (its version is %d, this app's %d)", ErrNewer, version, newest)
	}
	return version, empty, nil
}

// migrate brings the file to this version of the app, one transaction a step,
// after a backup. An empty file is made in one transaction.
func migrate(ctx context.Context, c *sql.Conn, path string, now time.Time) error {
	return migrateBy(ctx, c, path, now, migrations)
}

func migrateBy(ctx context.Context, c *sql.Conn, path string, now time.Time, steps []string) error {
	version, empty, err := recognise(ctx, c, len(steps))
	if err != nil || version == len(steps) {
		return err
	}
	if empty {
		if err := step(ctx, c, len(steps), strings.Join(steps, ";\n")); err != nil {
			return fmt.Errorf("make the file: %w", err)
		}
		return nil
	}
	if _, err := backupFile(ctx, path, now, "migration"); err != nil {
		return fmt.Errorf("back up before migration: %w", err)
	}
	for v := version; v < len(steps); v++ {
		if err := step(ctx, c, v+1, steps[v]); err != nil {
			return fmt.Errorf("migrate to version %d: %w", v+1, err)
		}
	}
	return nil
}

func step(ctx context.Context, c *sql.Conn, version int, text string) error {
	if _, err := c.ExecContext(ctx, "BEGIN IMMEDIATE"); err != nil {
		return err
	}
	all := fmt.Sprintf("%s;\nPRAGMA application_id = %d; PRAGMA user_version = %d; COMMIT", text, applicationID, version)
	if _, err := c.ExecContext(ctx, all); err != nil {
		_, _ = c.ExecContext(ctx, "ROLLBACK")
		return err
	}
	return nil
}
