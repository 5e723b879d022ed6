// Package evidence is what a trust can point to: an index of it by domain, a
// page each, and the statements that each is for.
package evidence

import (
	"context"
	"net/http"
	"slices"
	"time"

	"github.com/go-chi/chi/v5"

	"sevenfold/internal/evidence"
	"sevenfold/internal/framework"
	"sevenfold/internal/identity"
	"sevenfold/internal/trust"
	"sevenfold/web/component"
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

// piece finds the piece of evidence of the address.
func (p Pages) piece(r *http.Request, viewer identity.Viewer) (evidence.Evidence, error) {
	return p.Store.PieceOfEvidence(r.Context(), viewer.TrustID, chi.URLParam(r, "evidence"))
}

// noWords stands in for the words of a statement that the framework in service
// does not have: it was of an earlier version, or is the trust's own.
const noWords = "A statement that is no longer asked"

// keeper is whoever looks after a piece of evidence, as pages show them.
func keeper(e evidence.Evidence) string {
	if e.KeeperLeft {
		return e.LookedAfterBy() + " (has left)"
	}
	return e.LookedAfterBy()
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

// statementsOf are the texts of the statements that a piece of evidence is for,
// in the order of the framework; what is no longer asked comes last.
func (p Pages) statementsOf(e evidence.Evidence) []string {
	var texts []string
	for _, d := range p.domains(e.Statements) {
		for _, s := range d.Statements() {
			if slices.Contains(e.Statements, s.ID) {
				texts = append(texts, s.Text)
			}
		}
	}
	for _, id := range e.Statements {
		if _, ok := p.Current.Statement(id); !ok {
			texts = append(texts, noWords)
		}
	}
	return texts
}

func statements(n int) string { return component.Count(n, "statement", "statements") }
