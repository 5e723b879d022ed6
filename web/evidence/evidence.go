// Package evidence is what a trust can point to: an index of it by domain, a
// page each, and the statements that each is for.
package evidence

import (
	"context"
	"net/http"
	"slices"
	"time"

	"github.com/go-chi/chi/v5"

	"sevenfold/internal/audit"
	"sevenfold/internal/evidence"
	"sevenfold/internal/framework"
	"sevenfold/internal/identity"
	"sevenfold/internal/trust"
	"sevenfold/web/component"
	"sevenfold/web/page"
)

// Store keeps the evidence.
type Store interface {
	Evidence(ctx context.Context, trustID string) ([]evidence.Evidence, error)
	PieceOfEvidence(ctx context.Context, trustID, evidenceID string) (evidence.Evidence, error)
	AddEvidence(ctx context.Context, trustID, byID string, e evidence.Evidence, now time.Time) error
	ChangeEvidence(ctx context.Context, trustID, byID string, e evidence.Evidence, now time.Time) error
	EndEvidence(ctx context.Context, trustID, byID, evidenceID string, now time.Time) error
	ReturnEvidence(ctx context.Context, trustID, byID, evidenceID string, now time.Time) error
	Members(ctx context.Context, trustID string) ([]trust.Membership, error)
	Rounds(ctx context.Context, trustID string) ([]audit.Round, error)
	// AskedOwnStatements are what the trust added to the round that it opened last.
	AskedOwnStatements(ctx context.Context, trustID string) ([]audit.OwnStatement, error)
	WordsOf(ctx context.Context, round audit.Round) (*framework.Framework, error)
}

// Pages are the pages of a trust's evidence.
type Pages struct {
	Store Store
	Now   func() time.Time
	// Current is the framework in service: its statements are chosen from.
	Current *framework.Framework
}

func trustPath(viewer identity.Viewer) string { return "/t/" + viewer.TrustID }

func indexPath(viewer identity.Viewer) string { return trustPath(viewer) + "/evidence" }

func piecePath(viewer identity.Viewer, evidenceID string) string {
	return indexPath(viewer) + "/" + evidenceID
}

// of are the pages as a trust sees them: what it added to the round that it opened
// last is asked now, beside the framework in service.
func (p Pages) of(ctx context.Context, trustID string) (Pages, error) {
	own, err := p.Store.AskedOwnStatements(ctx, trustID)
	p.Current = audit.WithOwn(p.Current, own)
	return p, err
}

// piece finds the piece of evidence of the address.
func (p Pages) piece(r *http.Request, viewer identity.Viewer) (evidence.Evidence, error) {
	return p.Store.PieceOfEvidence(r.Context(), viewer.TrustID, chi.URLParam(r, "evidence"))
}

// words are those of statements that the framework in service no longer has, by
// statement.
type words map[string]string

func (w words) of(statement string) string {
	if text, ok := w[statement]; ok {
		return text
	}
	return evidence.NotAsked
}

// gone are those of some statements that are no longer asked.
func (p Pages) gone(statements []string) []string {
	return slices.DeleteFunc(slices.Clone(statements), func(id string) bool {
		_, asked := p.Current.Statement(id)
		return asked
	})
}

// earlierWords are the words of those statements that are no longer asked, as
// the last round that had them did.
func (p Pages) earlierWords(ctx context.Context, trustID string, statements []string) (words, error) {
	found, left := words{}, p.gone(statements)
	if len(left) == 0 {
		return found, nil
	}
	rounds, err := p.Store.Rounds(ctx, trustID)
	if err != nil {
		return nil, err
	}
	for _, round := range rounds { // the newest comes first
		if round.State == audit.Draft {
			continue
		}
		f, err := page.Words(ctx, p.Store, round)
		if err != nil {
			return nil, err
		}
		if f == nil {
			continue
		}
		left = slices.DeleteFunc(left, func(id string) bool {
			s, had := f.Statement(id)
			if had {
				found[id] = s.Text
			}
			return had
		})
		if len(left) == 0 {
			break
		}
	}
	return found, nil
}

// domains are those that evidence is shown by: the framework's, and those of a
// questionnaire's own of which some of these statements are.
func (p Pages) domains(statements []string) []framework.Domain {
	all := slices.Clone(p.Current.Domains)
	for _, in := range p.Current.Instruments {
		for _, d := range in.Domains {
			if slices.ContainsFunc(d.Statements(), func(s framework.Statement) bool { return slices.Contains(statements, s.ID) }) {
				d.Title = in.Title + ": " + d.Title
				all = append(all, d)
			}
		}
	}
	return all
}

// pointedAt are the statements that some pieces of evidence are for.
func pointedAt(pieces []evidence.Evidence) []string {
	var all []string
	for _, e := range pieces {
		all = append(all, e.Statements...)
	}
	return all
}

// statementsOf are the texts of the statements that a piece of evidence is for, in
// the order of domainsOf.
func (p Pages) statementsOf(e evidence.Evidence, earlier words) []string {
	var texts []string
	for _, d := range p.domainsOf(e, earlier) {
		texts = append(texts, d.Statements...)
	}
	return texts
}

func statements(n int) string { return component.Count(n, "statement", "statements") }
