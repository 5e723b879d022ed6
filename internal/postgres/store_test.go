package postgres_test

import (
	"fmt"
	"testing"
	"time"

	"sevenfold"
	"sevenfold/internal/audit"
	"sevenfold/internal/framework"
	"sevenfold/internal/postgres"
	"sevenfold/internal/postgres/postgrestest"
	"sevenfold/internal/trust"
)

// thursday is the now of these tests.
var thursday = time.Date(2027, time.March, 4, 10, 42, 0, 0, audit.London)

// board is a trust with an open round that everybody on its board is invited to.
type board struct {
	store   *postgres.Store
	db      *postgrestest.Database
	trustID string
	clerk   string
	people  []string // invited, trustees
	roundID string
	asked   []framework.Statement
}

func openStore(t testing.TB) (*postgres.Store, *postgrestest.Database) {
	t.Helper()
	db := postgrestest.New(t)
	store, err := postgres.Open(t.Context(), db.URL)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(store.Close)
	return store, db
}

func newBoard(t testing.TB, people int) board {
	t.Helper()
	store, db := openStore(t)
	b := board{store: store, db: db}
	b.found(t, "Example Learning Trust", people)
	return b
}

// found adds a trust to the board's store, and an open round of it.
func (b *board) found(t testing.TB, name string, people int) {
	t.Helper()
	ctx := t.Context()
	added, err := b.store.AddTrust(ctx, name, false)
	must(t, err)
	b.trustID, b.people = added.ID, nil
	b.clerk = b.add(t, "clerk", trust.GovernanceProfessional)
	invited := map[string]trust.Group{}
	for i := range people {
		id := b.add(t, fmt.Sprintf("trustee%d", i+1), trust.Trustee)
		b.people = append(b.people, id)
		invited[id] = trust.Trustees
	}
	b.roundID, err = b.store.AddRound(ctx, b.trustID, b.clerk, plan(), thursday)
	must(t, err)
	must(t, b.store.SetRespondents(ctx, b.trustID, b.roundID, invited))
	must(t, b.store.OpenRound(ctx, b.trustID, b.roundID, b.clerk, sevenfold.Domains, thursday))
	f, err := framework.Load("domains.yaml", sevenfold.Domains)
	must(t, err)
	q, err := audit.NewQuestionnaire(f, "seven-domains")
	must(t, err)
	b.asked = q.Statements()
}

func (b *board) add(t testing.TB, name string, role trust.Role) string {
	t.Helper()
	id, err := b.store.AddPerson(t.Context(), b.trustID, trust.Membership{
		Email: name + "@" + b.trustID[:8] + ".example", Name: name, Roles: []trust.Role{role},
	})
	must(t, err)
	return id
}

func plan() audit.Round {
	return audit.Round{
		Title: "Spring 2027 audit", Instrument: "seven-domains", Minimum: audit.MinimumResponses,
		OpensAt: audit.StartOfDay(2027, time.March, 4), ClosesAt: audit.EndOfDay(2027, time.March, 25),
	}
}

// answers gives every statement the same position.
func (b *board) answers(position int) []audit.Answer {
	var all []audit.Answer
	for _, s := range b.asked {
		all = append(all, audit.Answer{Statement: s.ID, Position: position, Basis: "seen", Note: "Seen at a visit."})
	}
	return all
}

// answer saves and submits the same position for everything.
func (b *board) answer(t testing.TB, person string, position int) {
	t.Helper()
	_, err := b.store.SaveAnswers(t.Context(), b.trustID, b.roundID, person, b.answers(position), thursday)
	must(t, err)
	must(t, b.store.Submit(t.Context(), b.trustID, b.roundID, person, thursday))
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
