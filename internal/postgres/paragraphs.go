package postgres

import (
	"context"
	"fmt"
	"time"

	"sevenfold/internal/conversation"
)

// BenefitParagraphs gives every version of a round's paragraph on public
// benefit, the newest first; none where nobody saved one.
func (s *Store) BenefitParagraphs(ctx context.Context, trustID, roundID string) ([]conversation.Paragraph, error) {
	var versions []conversation.Paragraph
	err := s.inTrust(ctx, trustID, func(q querier) (err error) {
		versions, err = readParagraphs(ctx, q, trustID, roundID)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read the paragraph on public benefit of round %s: %w", roundID, err)
	}
	return versions, nil
}

// selectParagraphs reads every version of a round's paragraph, the newest first.
const selectParagraphs = `
	SELECT p.text, p.revision, m.name, p.saved_by::text, p.saved_at
	FROM benefit_paragraphs p
	JOIN memberships m ON m.trust_id = p.trust_id AND m.person_id = p.saved_by
	WHERE p.trust_id = $1 AND p.round_id = $2
	ORDER BY p.revision DESC`

func readParagraphs(ctx context.Context, q querier, trustID, roundID string) ([]conversation.Paragraph, error) {
	rows, err := q.Query(ctx, selectParagraphs, trustID, roundID)
	if err != nil {
		return nil, err
	}
	return collect[conversation.Paragraph](rows)
}

// SaveBenefitParagraph keeps another version. What says the same as the last
// one makes none. *conversation.ParagraphOvertakenError where another was saved
// after the revision that it names.
func (s *Store) SaveBenefitParagraph(ctx context.Context, trustID, roundID, personID string, given conversation.Paragraph, now time.Time) error {
	err := s.inTrust(ctx, trustID, func(q querier) error {
		if err := lockReport(ctx, q, trustID, roundID); err != nil {
			return err
		}
		versions, err := readParagraphs(ctx, q, trustID, roundID)
		if err != nil {
			return err
		}
		var last conversation.Paragraph
		if len(versions) > 0 {
			last = versions[0]
		}
		switch {
		case last.Revision > 0 && last.Text == given.Text:
			return nil
		case last.Revision != given.Revision:
			return &conversation.ParagraphOvertakenError{Given: given, Stored: last}
		}
		_, err = q.Exec(ctx, `
			INSERT INTO benefit_paragraphs (trust_id, round_id, revision, text, saved_by, saved_at)
			VALUES ($1, $2, $3, $4, $5, $6)`, trustID, roundID, last.Revision+1, given.Text, personID, now)
		if err != nil {
			return err
		}
		return record(ctx, q, Entry{TrustID: trustID, PersonID: personID, Deed: "saved a paragraph on public benefit", Thing: roundID, At: now})
	})
	if err != nil {
		return fmt.Errorf("save the paragraph on public benefit of round %s: %w", roundID, err)
	}
	return nil
}
