package storage

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"regexp"
	"time"

	"chartroom/quiz"
)

// MostMedia is how big a picture or a sound may be, in bytes: 64 MB.
const MostMedia = 64 << 20

// ErrTooBig is what saving media above MostMedia gives.
var ErrTooBig = errors.New("the picture or sound is bigger than 64 MB")

// AddMedia keeps pictures and sounds that questions are about to name, each
// once: what is there already is not written again. at is the moment. Media
// that no question names is removed by Tidy 30 days later.
func (s *Store) AddMedia(ctx context.Context, at time.Time, all ...quiz.Media) error {
	for i := range all {
		if err := checkMedia(&all[i]); err != nil {
			return fmt.Errorf("save %s: %w", all[i].Name, err)
		}
		err := s.write(ctx, func(t *tx) error { return t.putMedia(at, &all[i]) })
		if err != nil {
			return fmt.Errorf("save %s: %w", all[i].Name, err)
		}
	}
	return nil
}

// checkMedia refuses what is too big, is not what its hash says or cannot be
// shown or played.
func checkMedia(m *quiz.Media) error {
	if len(m.Data) > MostMedia {
		return ErrTooBig
	}
	if found := quiz.NewMedia(m.Name, m.Data); found.Hash != m.Hash || found.Type != m.Type {
		return fmt.Errorf("%w: it is not what its name says", ErrDamaged)
	}
	if !m.Known() {
		return fmt.Errorf("the type %s cannot be shown or played", m.Type)
	}
	return nil
}

func (t *tx) putMedia(at time.Time, m *quiz.Media) error {
	hash, err := hex.DecodeString(m.Hash)
	if err != nil {
		return err
	}
	r, err := t.result("UPDATE media SET added = max(added, ?) WHERE hash = ?", millis(at), hash)
	if err != nil {
		return err
	}
	if n, err := r.RowsAffected(); err != nil || n > 0 {
		return err
	}
	return t.exec("INSERT INTO media (hash, type, name, added, bytes) VALUES (?, ?, ?, ?, ?)", hash, m.Type, m.Name, millis(at), m.Data)
}

// stageMedia brings an import's media in, one at a time, so that the learner
// can go first. An import that does not arrive leaves them to Tidy.
func (im *importing) stageMedia(ctx context.Context) error {
	for i := range im.bank.Media {
		m := &im.bank.Media[i]
		if err := checkMedia(m); err != nil {
			return fmt.Errorf("media %s: %w", m.Name, err)
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := im.s.bulk(func(t *tx) error { return t.putMedia(im.stamp.At, m) }); err != nil {
			return fmt.Errorf("media %s: %w", m.Name, err)
		}
	}
	return nil
}

// Media is the picture or sound with a hash; ErrNotFound if there is none.
func (r *Reader) Media(ctx context.Context, hash string) (quiz.Media, error) {
	m := quiz.Media{Hash: hash}
	raw, err := hex.DecodeString(hash)
	if err == nil {
		err = r.row(ctx, "SELECT type, name, bytes FROM media WHERE hash = ?", []any{&m.Type, &m.Name, &m.Data}, raw)
	}
	if err != nil {
		return quiz.Media{}, fmt.Errorf("read media %s: %w", hash, err)
	}
	return m, nil
}

// BankMedia is what the questions of a bank name, each once, in the order in
// which they do: what an export carries along. Media that is missing is left
// out.
func (r *Reader) BankMedia(ctx context.Context, id quiz.BankID) ([]quiz.Media, error) {
	var hashes []string
	seen := map[string]bool{}
	err := r.rows(ctx, query("bank_bodies"), func(rows *sql.Rows) error {
		var body sql.RawBytes
		err := rows.Scan(&body)
		for _, hash := range mediaIn(body) {
			if !seen[hash] {
				seen[hash] = true
				hashes = append(hashes, hash)
			}
		}
		return err
	}, string(id))
	if err != nil {
		return nil, fmt.Errorf("read media of %s: %w", id, err)
	}
	var all []quiz.Media
	for _, hash := range hashes {
		m, err := r.Media(ctx, hash)
		if errors.Is(err, ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		all = append(all, m)
	}
	return all, nil
}

var mediaRef = regexp.MustCompile(`media:([0-9a-f]{64})`)

// mediaIn is the hashes that a question's body names.
func mediaIn(body []byte) []string {
	if !bytes.Contains(body, []byte("media:")) {
		return nil
	}
	var all []string
	for _, m := range mediaRef.FindAllSubmatch(body, -1) {
		all = append(all, string(m[1]))
	}
	return all
}

// sweepMedia removes media that came before a moment (ms) and that no question
// and no edit in the log names.
func (s *Store) sweepMedia(ctx context.Context, before int64) error {
	old := map[string]int64{}
	err := s.reader.rows(ctx, "SELECT media, hash FROM media WHERE added < ?", func(rows *sql.Rows) error {
		var n int64
		var hash []byte
		err := rows.Scan(&n, &hash)
		old[hex.EncodeToString(hash)] = n
		return err
	}, before)
	if err != nil || len(old) == 0 {
		return err
	}
	for _, text := range []string{"SELECT body FROM passage WHERE body LIKE '%media:%'",
		"SELECT payload FROM event e WHERE e.kind = 'edit' AND e.kind NOT IN ('attempt', 'draft') AND payload LIKE '%media:%'"} {
		err := s.reader.rows(ctx, text, func(rows *sql.Rows) error {
			var body sql.RawBytes
			err := rows.Scan(&body)
			for _, hash := range mediaIn(body) {
				delete(old, hash)
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	var gone []int64
	for _, n := range old {
		gone = append(gone, n)
	}
	return s.inSlices(ctx, gone, func(t *tx, n int64) error {
		return t.exec("DELETE FROM media WHERE media = ? AND added < ?", n, before)
	})
}

// checkAllMedia is ErrDamaged if the bytes of one are not those of its hash.
func checkAllMedia(ctx context.Context, db *sql.DB) error {
	rows, err := db.QueryContext(ctx, "SELECT name, hash, bytes FROM media")
	if err != nil {
		return explain(err)
	}
	return eachRow(rows, func(rows *sql.Rows) error {
		var name string
		var hash, data sql.RawBytes
		if err := rows.Scan(&name, &hash, &data); err != nil {
			return err
		}
		if sum := sha256.Sum256(data); !bytes.Equal(sum[:], hash) {
			return fmt.Errorf("%w (the picture or sound %s is not as it was)", ErrDamaged, name)
		}
		return nil
	})
}
