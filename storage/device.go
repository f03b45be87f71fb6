package storage

import (
	"context"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"strings"
	"time"
)

// takeLock opens and locks the file beside the database. Its text is the
// sidecar: which device wrote last here, and up to which number.
func takeLock(path string) (*os.File, error) {
	f, err := os.OpenFile(path+".lock", os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	if err := errors.Join(f.Chmod(0o600), lockFile(f)); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

// begin reads who we are, or decides it, and notes that the file is open.
//
// A copy that was put in place of the file, by Restore or by hand, must not
// give numbers away twice: it gets a new device. Restore says so in the file;
// a copy made by hand shows by the sidecar, which names another device or a
// higher number.
func (s *Store) begin(ctx context.Context, now time.Time) error {
	s.keeper = &keeper{} // wakes nobody yet
	return s.transaction(func(t *tx) error {
		clean, err := t.fact("clean")
		if err != nil {
			return err
		}
		s.unclean = clean == int64(0)
		if err := t.setFact("clean", int64(0)); err != nil {
			return err
		}
		if err := t.identify(now); err != nil {
			return err
		}
		return s.loadEras(t)
	})
}

func (t *tx) identify(now time.Time) error {
	s := t.s
	profile, err := t.fact("profile")
	if err != nil {
		return err
	}
	if p, ok := profile.([]byte); ok && len(p) == 16 {
		copy(s.profile[:], p)
	} else {
		s.profile = randomID(s.draw)
		if err := t.setFact("profile", s.profile[:]); err != nil {
			return err
		}
	}
	if device, err := t.fact("device"); err != nil {
		return err
	} else if d, ok := device.(int64); ok && d > 0 {
		known, err := t.resume(d)
		if err != nil || known {
			return err
		}
	}
	return t.newDevice(now)
}

// resume takes up the device of the last time, if the sidecar agrees.
func (t *tx) resume(device int64) (bool, error) {
	var id []byte
	err := t.row("SELECT id, (SELECT ifnull(max(number), 0) FROM event WHERE device = ?1) FROM device WHERE device = ?1",
		[]any{&id, &t.last}, device)
	if err != nil {
		return false, err
	}
	sideID, sideLast := t.s.readSidecar()
	if sideID != hex.EncodeToString(id) || sideLast > t.last {
		return false, nil
	}
	t.s.device = device
	copy(t.s.deviceID[:], id)
	return true, nil
}

func (t *tx) newDevice(now time.Time) error {
	s := t.s
	s.deviceID = randomID(s.draw)
	r, err := t.result("INSERT INTO device (profile, id, began) VALUES (?, ?, ?)", s.profile[:], s.deviceID[:], now.UnixMilli())
	if err != nil {
		return err
	}
	if s.device, err = r.LastInsertId(); err != nil {
		return err
	}
	t.last = 0
	t.onCommit(func() { _ = s.writeSidecar() }) // without it the next opening makes a new device: harmless
	return t.setFact("device", s.device)
}

func randomID(draw *rand.Rand) (id [16]byte) {
	binary.BigEndian.PutUint64(id[:8], draw.Uint64())
	binary.BigEndian.PutUint64(id[8:], draw.Uint64())
	return id
}

func (s *Store) writeSidecar() error {
	text := fmt.Sprintf("%x %20d\n", s.deviceID, s.last) // always as long
	_, err := s.lock.WriteAt([]byte(text), 0)
	return err
}

func (s *Store) readSidecar() (device string, last int64) {
	text, err := io.ReadAll(io.NewSectionReader(s.lock, 0, 100))
	if err != nil {
		return "", 0
	}
	if _, err := fmt.Fscan(strings.NewReader(string(text)), &device, &last); err != nil {
		return "", 0
	}
	return device, last
}

// fact is what the table file holds under key: nil, int64, string or []byte.
func (t *tx) fact(key string) (any, error) {
	var v any
	err := t.row("SELECT value FROM file WHERE key = ?", []any{&v}, key)
	if errors.Is(err, ErrNotFound) {
		return nil, nil
	}
	return v, err
}

func (t *tx) setFact(key string, value any) error {
	return t.exec("INSERT INTO file (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value", key, value)
}
