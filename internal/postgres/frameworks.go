package postgres

import (
	"context"
	"fmt"

	"sevenfold/internal/audit"
	"sevenfold/internal/framework"
	"sevenfold/internal/trust"
)

// Framework reads the text that a round was opened with.
func (s *Store) Framework(ctx context.Context, hash string) (*framework.Framework, error) {
	if known, ok := s.frameworks.Load(hash); ok {
		return known.(*framework.Framework), nil
	}
	var text []byte
	err := s.inGround(ctx, func(q querier) error {
		return q.QueryRow(ctx, `SELECT text FROM framework_texts WHERE hash = $1`, hash).Scan(&text)
	})
	if err != nil {
		return nil, fmt.Errorf("find the framework text %s: %w", hash, err)
	}
	return s.parse(hash, text)
}

// parse reads a text once, however often it is asked for.
func (s *Store) parse(hash string, text []byte) (*framework.Framework, error) {
	if known, ok := s.frameworks.Load(hash); ok {
		return known.(*framework.Framework), nil
	}
	f, err := framework.Parse(text)
	if err != nil {
		return nil, fmt.Errorf("read the framework text %s: %w", hash, err)
	}
	s.frameworks.Store(hash, f)
	return f, nil
}

// asked names a questionnaire: an instrument of a framework's text, as a trust with a local tier is asked it.
type asked struct {
	hash, instrument string
	tier             trust.LocalTier
}

// Questionnaire lays out what a round asks, by the text that it was opened with
// and the local tier that the trust had then. Whoever gets it only reads it.
func (s *Store) Questionnaire(ctx context.Context, round audit.Round) (audit.Questionnaire, error) {
	key := asked{round.FrameworkHash, round.Instrument, round.LocalTier}
	if known, ok := s.questionnaires.Load(key); ok {
		return known.(audit.Questionnaire), nil
	}
	f, err := s.Framework(ctx, round.FrameworkHash)
	if err != nil {
		return audit.Questionnaire{}, err
	}
	q, err := audit.NewQuestionnaire(f, round.Instrument)
	if err != nil {
		return audit.Questionnaire{}, fmt.Errorf("lay out the text %s: %w", round.FrameworkHash, err)
	}
	q = q.For(round.LocalTier)
	s.questionnaires.Store(key, q)
	return q, nil
}
