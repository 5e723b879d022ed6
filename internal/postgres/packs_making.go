package postgres

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"

	"sevenfold/internal/boardpack"
)

// queuePack has a job made for a pack, unless it has one that is still to be done.
func (s *Store) queuePack(ctx context.Context, tx pgx.Tx, trustID, packID string) error {
	_, err := s.queue.InsertTx(ctx, tx, makePack{trustID, packID}, &river.InsertOpts{
		Queue: packQueue, MaxAttempts: packTries + spareTries, UniqueOpts: river.UniqueOpts{ByArgs: true, ByState: unfinished},
	})
	return err
}

// lockPack holds a pack until the transaction ends, and tells its state and
// what its files are made from.
func lockPack(ctx context.Context, q querier, trustID, packID string) (state boardpack.State, madeFrom string, err error) {
	err = q.QueryRow(ctx, `
		SELECT state, made_from
		FROM packs
		WHERE trust_id = $1 AND id = $2
		FOR UPDATE`, trustID, packID).Scan(&state, &madeFrom)
	return state, madeFrom, err
}

// BeginPack says that a pack is being made, from what o names, and gives it with
// the files that were made from the same before; any other are made anew.
// boardpack.ErrOvertaken where the pack is made already.
func (s *Store) BeginPack(ctx context.Context, trustID, packID string, o boardpack.Origin) (boardpack.Pack, error) {
	var pack boardpack.Pack
	err := s.inTrust(ctx, trustID, func(q querier) error {
		state, madeFrom, err := lockPack(ctx, q, trustID, packID)
		if err != nil {
			return err
		}
		if state == boardpack.Made {
			return boardpack.ErrOvertaken
		}
		batch := &pgx.Batch{}
		if madeFrom != o.From {
			batch.Queue(`DELETE FROM pack_files WHERE trust_id = $1 AND pack_id = $2`, trustID, packID)
		}
		batch.Queue(`
			UPDATE packs
			SET state = 'making', report_hash = $3, made_from = $4
			WHERE trust_id = $1 AND id = $2`, trustID, packID, o.ReportHash, o.From)
		batch.Queue(selectPacks+` WHERE p.trust_id = $1 AND p.id = $2`, trustID, packID).Query(func(rows pgx.Rows) (err error) {
			pack, err = pgx.CollectExactlyOneRow(rows, scanPack)
			return err
		})
		return q.SendBatch(ctx, batch).Close()
	})
	if err != nil {
		return boardpack.Pack{}, fmt.Errorf("begin pack %s: %w", packID, err)
	}
	return pack, nil
}

// KeepPackFile keeps a file of a pack that is being made from what from names.
// boardpack.ErrOvertaken where it is made from something else now.
func (s *Store) KeepPackFile(ctx context.Context, trustID, packID, from string, file boardpack.Written) error {
	err := s.whileMaking(ctx, trustID, packID, from, func(q querier) error {
		sum := sha256.Sum256(file.Bytes)
		_, err := q.Exec(ctx, `
			INSERT INTO pack_files (trust_id, pack_id, format, bytes, size, sha256)
			VALUES ($1, $2, $3, $4, $5, $6)
			ON CONFLICT (trust_id, pack_id, format) DO NOTHING`,
			trustID, packID, file.Format, file.Bytes, len(file.Bytes), hex.EncodeToString(sum[:]))
		return err
	})
	if err != nil {
		return fmt.Errorf("keep a file of pack %s: %w", packID, err)
	}
	return nil
}

// EndPack says that a pack is made. boardpack.ErrOvertaken as in KeepPackFile.
func (s *Store) EndPack(ctx context.Context, trustID, packID, from string, now time.Time) error {
	err := s.whileMaking(ctx, trustID, packID, from, func(q querier) error {
		_, err := q.Exec(ctx, `UPDATE packs SET state = 'made', made_at = $3 WHERE trust_id = $1 AND id = $2`, trustID, packID, now)
		return err
	})
	if err != nil {
		return fmt.Errorf("end pack %s: %w", packID, err)
	}
	return nil
}

func (s *Store) whileMaking(ctx context.Context, trustID, packID, from string, f func(querier) error) error {
	return s.inTrust(ctx, trustID, func(q querier) error {
		state, madeFrom, err := lockPack(ctx, q, trustID, packID)
		if err != nil {
			return err
		}
		if state != boardpack.Making || madeFrom != from {
			return boardpack.ErrOvertaken
		}
		return f(q)
	})
}

// FailPack says that a pack could not be made; one that is made stays so.
func (s *Store) FailPack(ctx context.Context, trustID, packID string) error {
	err := s.inTrust(ctx, trustID, func(q querier) error {
		_, err := q.Exec(ctx, `UPDATE packs SET state = 'failed' WHERE trust_id = $1 AND id = $2 AND state <> 'made'`, trustID, packID)
		return err
	})
	if err != nil {
		return fmt.Errorf("say that pack %s could not be made: %w", packID, err)
	}
	return nil
}
