package sample_test

import (
	"context"
	"errors"
	"os"
	"testing"
	"time"

	"sevenfold/internal/action"
	"sevenfold/internal/audit"
	"sevenfold/internal/framework"
	"sevenfold/internal/insight"
	"sevenfold/internal/postgres"
	"sevenfold/internal/postgres/postgrestest"
	"sevenfold/internal/report"
	"sevenfold/internal/sample"
	"sevenfold/internal/trust"
)

// stopping gives up after so many saves, as a program that is ended does.
type stopping struct {
	sample.Store
	saves int
}

var errStopped = errors.New("stopped")

func (s *stopping) SaveAnswers(ctx context.Context, trustID, roundID, personID string, answers []audit.Answer, now time.Time) ([]audit.Answer, error) {
	if s.saves--; s.saves < 0 {
		return nil, errStopped
	}
	return s.Store.SaveAnswers(ctx, trustID, roundID, personID, answers, now)
}

func (s *stopping) Submit(ctx context.Context, trustID, roundID, personID string, now time.Time) error {
	if s.saves == 0 {
		return errStopped // between a save and its submission
	}
	return s.Store.Submit(ctx, trustID, roundID, personID, now)
}

func openStore(t *testing.T) (*postgres.Store, []byte, *framework.Framework) {
	t.Helper()
	f, _ := sevenDomains(t)
	text, err := os.ReadFile("../../domains.yaml")
	if err != nil {
		t.Fatal(err)
	}
	store, err := postgres.Open(t.Context(), postgrestest.New(t).URL)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(store.Close)
	return store, text, f
}

func TestFillMakesTheDemonstration(t *testing.T) {
	store, text, f := openStore(t)
	if err := sample.Fill(t.Context(), store, text, f, sample.Today); err != nil {
		t.Fatal(err)
	}
	standsFilled(t, store)
}

func TestFillGoesOnWhereItWasStopped(t *testing.T) {
	store, text, f := openStore(t)
	for _, saves := range []int{0, 1, 3, 9, 1, 11, 4} {
		err := sample.Fill(t.Context(), &stopping{store, saves}, text, f, sample.Today)
		if !errors.Is(err, errStopped) && err != nil {
			t.Fatalf("after %d saves: got %v, want it stopped", saves, err)
		}
	}
	// Another term has begun when it is started again.
	if err := sample.Fill(t.Context(), store, text, f, sample.Today.AddDate(0, 3, 0)); err != nil {
		t.Fatal(err)
	}
	standsFilled(t, store)
}

func TestFillingTwiceChangesNothing(t *testing.T) {
	store, text, f := openStore(t)
	if err := sample.Fill(t.Context(), store, text, f, sample.Today); err != nil {
		t.Fatal(err)
	}
	trusts, err := store.Trusts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	// What a visitor does meanwhile stays.
	id := trusts[0].ID
	rounds, err := store.Rounds(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	members, err := store.Members(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	person := members[0].PersonID
	drafted := sample.Round(sample.Drafted, func(r *audit.Round) { r.TrustID, r.Title = id, "Our own" })
	if _, err := store.AddRound(t.Context(), id, person, drafted, sample.Today); err != nil {
		t.Fatal(err)
	}
	if err := store.CloseRound(t.Context(), id, rounds[0].ID, person, sample.Today); err != nil {
		t.Fatal(err)
	}
	for _, day := range []time.Time{sample.Today, sample.Today.AddDate(1, 0, 0)} {
		if err := sample.Fill(t.Context(), store, text, f, day); err != nil {
			t.Fatal(err)
		}
	}
	after, err := store.Rounds(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := len(after), 4; got != want {
		t.Fatalf("rounds: got %d, want %d", got, want)
	}
	if got, want := after[0].State, audit.Draft; got != want {
		t.Errorf("state of the visitor's draft: got %s, want %s", got, want)
	}
	trusts, err = store.Trusts(t.Context())
	if err != nil || len(trusts) != 1 {
		t.Errorf("trusts: got %d, %v, want 1", len(trusts), err)
	}
}

// standsFilled holds a store to the demonstration as it is made.
func standsFilled(t *testing.T, store *postgres.Store) {
	t.Helper()
	trusts, err := store.Trusts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(trusts) != 1 || !trusts[0].Demonstration || trusts[0].Name != sample.TrustName {
		t.Fatalf("trusts: got %+v, want the demonstration's", trusts)
	}
	id := trusts[0].ID
	members, err := store.Members(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := len(members), len(sample.People); got != want {
		t.Errorf("members: got %d, want %d", got, want)
	}
	rounds, err := store.Rounds(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := len(rounds), 3; got != want {
		t.Fatalf("rounds: got %d, want %d", got, want)
	}
	for i, want := range []struct {
		title                 string
		state                 audit.State
		submitted, inProgress int
		invited               int
	}{
		{"Autumn 2026 audit", audit.Open, 7, 4, 15},
		{"Spring 2026 audit", audit.Closed, 14, 1, 15},
		{"Local pilot, autumn 2025", audit.Closed, 4, 1, 6},
	} {
		round := rounds[i]
		if round.Title != want.title || round.State != want.state {
			t.Errorf("round %d: got %q, %s, want %q, %s", i, round.Title, round.State, want.title, want.state)
		}
		stages := map[audit.Stage]int{}
		progress, err := store.Progress(t.Context(), id, round.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range progress {
			stages[p.Stage]++
		}
		if stages[audit.Submitted] != want.submitted || stages[audit.InProgress] != want.inProgress || len(progress) != want.invited {
			t.Errorf("%s: got %v, want %d submitted and %d in progress of %d", round.Title, stages, want.submitted, want.inProgress, want.invited)
		}
	}
	_, whole, err := store.Report(t.Context(), id, rounds[1].ID)
	if err != nil {
		t.Fatal(err)
	}
	holdsEveryFinding(t, whole)
	_, pilot, err := store.Report(t.Context(), id, rounds[2].ID)
	if err != nil || !pilot.Withheld {
		t.Errorf("report of the pilot: got withheld %v, %v, want it withheld", pilot.Withheld, err)
	}
	chairHasAnsweredThreeDomains(t, store, id, rounds[0].ID, members)
	boardHasTalked(t, store, id, rounds[1].ID)
	holdsActionsAndEvidence(t, store, id, whole)
}

func boardHasTalked(t *testing.T, store *postgres.Store, trustID, roundID string) {
	t.Helper()
	agenda, err := store.Agenda(t.Context(), trustID, roundID)
	if err != nil || len(agenda.Items) == 0 {
		t.Errorf("agenda: got %v, %v, want one with items", agenda.Items, err)
	}
	views, err := store.AgreedViews(t.Context(), trustID, roundID)
	if err != nil {
		t.Fatal(err)
	}
	revisions := map[string]int{}
	for _, v := range sample.Agreed {
		revisions[v.Statement]++
	}
	for _, v := range views {
		if got, want := v.Revision, revisions[v.Statement]; got != want {
			t.Errorf("%s: got %d versions of what was agreed, want %d", v.Statement, got, want)
		}
		if f, _ := sevenDomains(t); !has(f, v.Statement) {
			t.Errorf("%s: got a view of a statement that the framework does not have", v.Statement)
		}
	}
	if got, want := len(views), len(revisions); got != want {
		t.Errorf("agreed views: got %d, want %d", got, want)
	}
}

func has(f *framework.Framework, statement string) bool {
	_, ok := f.Statement(statement)
	return ok
}

// holdsActionsAndEvidence wants actions in every state, one overdue, for
// challenges of the audit alone, and evidence that stands and that has ended.
func holdsActionsAndEvidence(t *testing.T, store *postgres.Store, trustID string, audited report.Report) {
	t.Helper()
	actions, err := store.Actions(t.Context(), trustID)
	if err != nil {
		t.Fatal(err)
	}
	states, overdue := map[action.State]int{}, 0
	for _, a := range actions {
		states[a.State]++
		if a.Overdue(sample.Today) || a.Overdue(sample.Today.AddDate(0, 3, 0)) { // whenever it was filled
			overdue++
		}
		for _, f := range a.For {
			if s, ok := audited.Statement(f.Statement); !ok || s.Finding != insight.Challenge {
				t.Errorf("%q is for %s, which is %q, want a challenge", a.Title, f.Statement, s.Finding)
			}
		}
	}
	if len(states) != len(action.States) || overdue == 0 {
		t.Errorf("got %v, %d overdue, want every state, and one overdue", states, overdue)
	}
	all, err := store.Evidence(t.Context(), trustID)
	if err != nil {
		t.Fatal(err)
	}
	standing := 0
	for _, e := range all {
		if e.Stands() {
			standing++
		}
	}
	if standing == 0 || standing == len(all) {
		t.Errorf("got %d of %d standing, want some and not all", standing, len(all))
	}
}

func chairHasAnsweredThreeDomains(t *testing.T, store *postgres.Store, trustID, roundID string, members []trust.Membership) {
	t.Helper()
	_, q := sevenDomains(t)
	for _, m := range members {
		if m.Roles[0] != trust.Chair {
			continue
		}
		_, response, err := store.Response(t.Context(), trustID, roundID, m.PersonID)
		if err != nil {
			t.Fatal(err)
		}
		want := 0
		for _, d := range q.Domains[:3] {
			want += len(d.Statements())
		}
		if got := response.Answered(q.Statements()); got != want {
			t.Errorf("the chair's answers: got %d, want %d", got, want)
		}
		if got, want := response.Stage(), audit.InProgress; got != want {
			t.Errorf("the chair's response: got %s, want %s", got, want)
		}
	}
}
