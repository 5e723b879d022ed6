package postgres_test

import (
	"testing"
	"time"

	"sevenfold"
	"sevenfold/internal/report"
	"sevenfold/internal/trust"
)

// again opens another round, of these people.
func (b *board) again(t *testing.T, people []string) string {
	t.Helper()
	ctx := t.Context()
	p := plan()
	p.Title, p.OpensAt, p.ClosesAt = "Autumn 2027 audit", p.OpensAt.AddDate(0, 6, 0), p.ClosesAt.AddDate(0, 6, 0)
	id, err := b.store.AddRound(ctx, b.trustID, b.clerk, p, thursday)
	must(t, err)
	invited := map[string]trust.Group{}
	for _, person := range people {
		invited[person] = trust.Trustees
	}
	must(t, b.store.SetRespondents(ctx, b.trustID, id, invited))
	must(t, b.store.OpenRound(ctx, b.trustID, id, b.clerk, sevenfold.Domains, thursday))
	return id
}

func TestAClosedRoundIsComparedWithTheOneBefore(t *testing.T) {
	b := newBoard(t, 15)
	first := b.roundID
	for _, p := range b.people[:10] {
		b.answer(t, p, 1)
	}
	must(t, b.store.CloseRound(t.Context(), b.trustID, first, b.clerk, thursday))
	_, r, err := b.store.Report(t.Context(), b.trustID, first)
	must(t, err)
	if r.Since != nil {
		t.Errorf("the first round: got %+v, want nothing to compare with", r.Since)
	}

	b.roundID = b.again(t, b.people)
	for _, p := range b.people[5:] {
		b.answer(t, p, 4)
	}
	must(t, b.store.CloseRound(t.Context(), b.trustID, b.roundID, b.clerk, thursday.AddDate(0, 6, 0)))
	_, r, err = b.store.Report(t.Context(), b.trustID, b.roundID)
	must(t, err)
	if r.Since == nil || r.Since.Round != first || len(r.Since.Moved) != len(b.asked) {
		t.Fatalf("got %+v, want everything moved since the first round", r.Since)
	}
	if want := (report.People{Both: 5, OnlyThen: 5, OnlyNow: 5}); *r.Since.People != want {
		t.Errorf("got %+v, want %+v", *r.Since.People, want)
	}
	if r.Since.Questions.Same != len(b.asked) {
		t.Errorf("got %d statements the same, want %d", r.Since.Questions.Same, len(b.asked))
	}
	// A withheld round is stepped over.
	pilot := b.again(t, b.people)
	b.roundID = pilot
	b.answer(t, b.people[0], 2)
	must(t, b.store.CloseRound(t.Context(), b.trustID, pilot, b.clerk, thursday.AddDate(0, 7, 0)))
	b.roundID = b.again(t, b.people)
	for _, p := range b.people[1:] {
		b.answer(t, p, 4)
	}
	must(t, b.store.CloseRound(t.Context(), b.trustID, b.roundID, b.clerk, thursday.AddDate(0, 8, 0)))
	_, r, err = b.store.Report(t.Context(), b.trustID, b.roundID)
	must(t, err)
	if got, want := r.Since.ClosedAt.Month(), time.September; got != want {
		t.Errorf("got the round closed in %s, want that of %s", got, want)
	}
	if !r.Since.People.Withheld {
		t.Errorf("got %+v, want no number that points at four", r.Since.People)
	}
}
