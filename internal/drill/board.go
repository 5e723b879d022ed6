// Package drill is what the bench and the fault drill share: boards that answer,
// the visitors who answer for them over HTTP, and the program as a process of
// its own. None of it ships.
package drill

import (
	"context"
	"fmt"
	"time"

	"sevenfold"
	"sevenfold/internal/audit"
	"sevenfold/internal/framework"
	"sevenfold/internal/identity"
	"sevenfold/internal/postgres"
	"sevenfold/internal/sample"
	"sevenfold/internal/trust"
)

// Board is a trust with an open round that everybody on its board is invited to.
type Board struct {
	TrustID string
	RoundID string
	Clerk   string // the person id of the governance professional
	Seats   []Seat
}

// Seat is one respondent of a board, signed in.
type Seat struct {
	TrustID  string
	RoundID  string
	PersonID string
	Token    string // what the session's cookie carries
}

// Questionnaire is what the boards are asked: all of the framework inside the program.
func Questionnaire() (audit.Questionnaire, error) {
	f, err := framework.Load("domains.yaml", sevenfold.Domains)
	if err != nil {
		return audit.Questionnaire{}, err
	}
	return audit.NewQuestionnaire(f, sample.MainInstrument)
}

// NewBoard makes a board of that many people in the store, with an open round.
func NewBoard(ctx context.Context, store *postgres.Store, name string, people int, now time.Time) (Board, error) {
	added, err := store.AddTrust(ctx, name, false)
	if err != nil {
		return Board{}, err
	}
	b := Board{TrustID: added.ID}
	if b.Clerk, err = b.add(ctx, store, "clerk", trust.GovernanceProfessional); err != nil {
		return Board{}, err
	}
	invited := map[string]trust.Group{}
	var ids []string
	for i := range people {
		id, err := b.add(ctx, store, fmt.Sprintf("trustee%d", i+1), trust.Trustee)
		if err != nil {
			return Board{}, err
		}
		ids = append(ids, id)
		invited[id] = trust.Trustees
	}
	if err := b.open(ctx, store, invited, now); err != nil {
		return Board{}, err
	}
	for _, id := range ids {
		session, token := identity.NewSession(id, "drill", now, identity.SessionLifetime)
		if err := store.AddSession(ctx, session); err != nil {
			return Board{}, err
		}
		b.Seats = append(b.Seats, Seat{b.TrustID, b.RoundID, id, token})
	}
	return b, nil
}

func (b Board) add(ctx context.Context, store *postgres.Store, name string, role trust.Role) (string, error) {
	return store.AddPerson(ctx, b.TrustID, trust.Membership{
		Email: name + "@" + b.TrustID + ".example", Name: name, Roles: []trust.Role{role},
	})
}

func (b *Board) open(ctx context.Context, store *postgres.Store, invited map[string]trust.Group, now time.Time) (err error) {
	planned := audit.Round{
		Title: "Drill", Instrument: sample.MainInstrument, Minimum: audit.MinimumResponses,
		OpensAt: now.Add(-time.Hour), ClosesAt: now.AddDate(0, 1, 0),
	}
	if b.RoundID, err = store.AddRound(ctx, b.TrustID, b.Clerk, planned, now); err != nil {
		return err
	}
	if err := store.SetRespondents(ctx, b.TrustID, b.RoundID, invited); err != nil {
		return err
	}
	return store.OpenRound(ctx, b.TrustID, b.RoundID, b.Clerk, sevenfold.Domains, now)
}

// Answers answers every statement, the same for everybody whose number is the same.
func Answers(q audit.Questionnaire, number int) []audit.Answer {
	var all []audit.Answer
	points := len(q.Scale.Points)
	for i, s := range q.Statements() {
		all = append(all, audit.Answer{
			Statement: s.ID, Position: 1 + (i+number)%points, Basis: q.Framework.Bases[0].ID,
			Note: "The board saw the figures for this in November.",
		})
	}
	return all
}
