package postgres

import (
	"context"
	"fmt"

	"sevenfold/internal/audit"
	"sevenfold/internal/fault"
	"sevenfold/internal/framework"
	"sevenfold/internal/trust"
)

// Framework reads a text that rounds were opened with, as it is for every trust.
// What one of these rounds asks is WordsOf.
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

// wordsHeld is how many rounds are kept at hand with what their trusts added:
// some tens of kilobytes each where that is anything.
const wordsHeld = 500

// roundKey names a round. What an open or closed one asks never changes.
type roundKey struct{ trustID, roundID string }

// roundWords are the words of a round to which its trust added statements; the
// zero value where it added none.
type roundWords struct {
	framework     *framework.Framework
	questionnaire audit.Questionnaire
}

// WordsOf are the words of a round that was opened: the text that it was opened
// with, and what the trust added of its own. fault.NotFound while it is a draft.
// Whoever gets them only reads them.
func (s *Store) WordsOf(ctx context.Context, round audit.Round) (*framework.Framework, error) {
	text, err := s.Framework(ctx, round.FrameworkHash)
	if err != nil {
		return nil, err
	}
	with, err := s.withOwn(ctx, round, text)
	if err != nil || with.framework == nil {
		return text, err
	}
	return with.framework, nil
}

func (s *Store) withOwn(ctx context.Context, round audit.Round, text *framework.Framework) (roundWords, error) {
	key := roundKey{round.TrustID, round.ID}
	if known, ok := s.own.get(key); ok {
		return known, nil
	}
	if round.State == audit.Draft {
		return roundWords{}, fmt.Errorf("the words of the draft %s: %w", round.ID, fault.NotFound)
	}
	added, err := s.OwnStatements(ctx, round.TrustID, round.ID)
	if err != nil {
		return roundWords{}, err
	}
	var with roundWords
	if len(added) > 0 {
		with.framework = audit.WithOwn(text, added)
		q, err := audit.NewQuestionnaire(with.framework, round.Instrument)
		if err != nil {
			return roundWords{}, fmt.Errorf("lay out round %s: %w", round.ID, err)
		}
		with.questionnaire = q.For(round.LocalTier)
	}
	s.own.keep(key, with)
	return with, nil
}

// asked names a questionnaire: an instrument of a framework's text, as a trust with a local tier is asked it.
type asked struct {
	hash, instrument string
	tier             trust.LocalTier
}

// Questionnaire lays out what a round asks, by the text that it was opened with,
// the local tier that the trust had then, and what the trust added of its own.
// Whoever gets it only reads it.
func (s *Store) Questionnaire(ctx context.Context, round audit.Round) (audit.Questionnaire, error) {
	f, err := s.Framework(ctx, round.FrameworkHash)
	if err != nil {
		return audit.Questionnaire{}, err
	}
	with, err := s.withOwn(ctx, round, f)
	if err != nil || with.framework != nil {
		return with.questionnaire, err
	}
	key := asked{round.FrameworkHash, round.Instrument, round.LocalTier}
	if known, ok := s.questionnaires.Load(key); ok {
		return known.(audit.Questionnaire), nil
	}
	q, err := audit.NewQuestionnaire(f, round.Instrument)
	if err != nil {
		return audit.Questionnaire{}, fmt.Errorf("lay out the text %s: %w", round.FrameworkHash, err)
	}
	q = q.For(round.LocalTier)
	s.questionnaires.Store(key, q)
	return q, nil
}
