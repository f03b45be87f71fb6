package books

import (
	"bytes"
	"context"
	"database/sql"
	"database/sql/driver"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/mattn/go-sqlite3"
)

// applicationID marks the file as ours: "ChBk".
const applicationID = 0x4368426b

//go:embed migrations/*.sql
var migrationFiles embed.FS

// connector opens connections to the shelf's file. It is not registered with
// database/sql: nothing else can open it by accident.
type connector struct {
	dsn    string
	driver *sqlite3.SQLiteDriver
}

func (c *connector) Connect(context.Context) (driver.Conn, error) { return c.driver.Open(c.dsn) }
func (c *connector) Driver() driver.Driver                        { return c.driver }

// connections are as many as may read at once, and one to write.
const connections = 4

func openDB(path string, empty bool) *sql.DB {
	p := filepath.ToSlash(path)
	if runtime.GOOS == "windows" && !strings.HasPrefix(p, "/") {
		p = "/" + p
	}
	v := url.Values{
		"mode":          {"rw"},    // the file was made, privately, before
		"_busy_timeout": {"10000"}, // ms; another process may be installing
		"_foreign_keys": {"1"},
		"_journal_mode": {"WAL"},
		"_synchronous":  {"NORMAL"}, // a power cut may take the last install back, and harms nothing
		"_txlock":       {"immediate"},
		"_cache_size":   {"-2048"}, // 2 MB a connection: what is read again is kept unpacked
	}
	if empty {
		v.Set("_auto_vacuum", "incremental") // tidying gives the disk back; later it would only write
	}
	u := url.URL{Scheme: "file", OmitHost: true, Path: p, RawQuery: v.Encode()}
	db := sql.OpenDB(&connector{dsn: u.String(), driver: &sqlite3.SQLiteDriver{ConnectHook: harden}})
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	return db
}

// harden sets what the driver has no parameter for; see storage.
func harden(c *sqlite3.SQLiteConn) error {
	for _, p := range []string{"trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0", "journal_size_limit = 16777216"} {
		if _, err := c.Exec("PRAGMA "+p, nil); err != nil {
			return err
		}
	}
	return nil
}

// file is the open file, which create makes if there is none; nil if there is
// none.
func (s *Shelf) file(ctx context.Context, create bool) (*sql.DB, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.db != nil {
		return s.db, nil
	}
	if create && !exists(s.path) {
		if err := makeFile(ctx, s.path); err != nil {
			return nil, explain(err)
		}
	}
	there, err := checkHeader(s.path)
	if !there || err != nil {
		return nil, explain(err)
	}
	db := openDB(s.path, false)
	if err := migrate(ctx, db); err != nil {
		return nil, explain(errors.Join(err, db.Close()))
	}
	s.db = db
	return db, nil
}

// makeFile makes the file with its tables, for this user only; SQLite gives
// -wal and -shm the mode of the database. It is made under another name and
// whole before it gets its own, because several processes that turn the same
// empty file into a database disturb each other. One that is there stays.
func makeFile(ctx context.Context, path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), "codebooks-*.new") // mode 0600
	if err != nil {
		return err
	}
	name := f.Name()
	defer os.Remove(name)
	if err := f.Close(); err != nil {
		return err
	}
	db := openDB(name, true)
	if err := errors.Join(migrate(ctx, db), db.Close()); err != nil {
		return err
	}
	err = os.Link(name, path)
	if err == nil || errors.Is(err, fs.ErrExist) {
		return nil
	}
	return os.Rename(name, path) // a disk without links
}

// checkHeader reports whether there is a file, and whether it begins as every
// SQLite file does.
func checkHeader(path string) (there bool, err error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	defer f.Close()
	head := make([]byte, 16)
	n, err := io.ReadFull(f, head)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return false, err
	}
	if !bytes.Equal(head[:n], []byte("SQLite format 3\x00")) {
		return false, errBroken
	}
	return true, nil
}

// migrate brings the file to this version of the app.
func migrate(ctx context.Context, db *sql.DB) error {
	steps, err := migrationFiles.ReadDir("migrations")
	if err != nil {
		return err
	}
	version, err := recognise(ctx, db, len(steps))
	if err != nil || version == len(steps) {
		return err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	if version, err = recognise(ctx, tx, len(steps)); err != nil { // another process may have been first
		return err
	}
	for v := version; v < len(steps); v++ {
		text, err := migrationFiles.ReadFile("migrations/" + steps[v].Name())
		if err != nil {
			return err
		}
		all := fmt.Sprintf("%s;\nPRAGMA application_id = %d; PRAGMA user_version = %d", text, applicationID, v+1)
		if _, err := tx.ExecContext(ctx, all); err != nil {
			return fmt.Errorf("migrate to version %d: %w", v+1, err)
		}
	}
	return tx.Commit()
}

// recognise refuses a file that is not ours or too new for us.
func recognise(ctx context.Context, q interface {
	QueryRowContext(context.Context, string, ...any) *sql.Row
}, newest int) (version int, err error) {
	var id int
	err = errors.Join(
		q.QueryRowContext(ctx, "PRAGMA application_id").Scan(&id),
		q.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version))
	switch {
	case err != nil:
		return 0, err
	case id != applicationID && (id != 0 || version != 0):
		return 0, errBroken
	case version > newest:
		return 0, ErrNewer
	}
	return version, nil
}

// putAside closes a damaged file and gives it another name, so that the next
// install makes a new one. Nothing is lost that the official files do not have.
func (s *Shelf) putAside(cause error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.db != nil {
		_ = s.db.Close() // it is damaged
	}
	s.db, s.view, s.volumes, s.outlines = nil, nil, nil, nil
	s.cache.clear()
	aside := strings.TrimSuffix(s.path, ".db") + ".damaged"
	for n := 2; exists(aside + ".db"); n++ {
		aside = fmt.Sprintf("%s.damaged-%d", strings.TrimSuffix(s.path, ".db"), n)
	}
	for _, tail := range []string{"", "-wal", "-shm"} {
		err := os.Rename(s.path+tail, aside+".db"+tail)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("the file of the code books is damaged and could not be put aside; delete %s: %w", s.path, explain(err))
		}
	}
	return fmt.Errorf("%w (%s; it is %s now)", ErrDamaged, cause, filepath.Base(aside)+".db")
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// block is a block of a part.
func (s *Shelf) block(ctx context.Context, part int64, n int) (string, error) {
	id := blockID{part, n}
	if text, ok := s.cache.get(id); ok {
		return text, nil
	}
	db, err := s.file(ctx, false)
	if err != nil {
		return "", err
	}
	if db == nil {
		return "", errGone
	}
	var data []byte
	err = db.QueryRowContext(ctx, "SELECT data FROM block WHERE part = ? AND n = ?", part, n).Scan(&data)
	if errors.Is(err, sql.ErrNoRows) {
		return "", errGone
	}
	if err != nil {
		return "", explain(err)
	}
	text, err := unsealed(data)
	if err == nil {
		s.cache.put(id, text)
	}
	return text, err
}
