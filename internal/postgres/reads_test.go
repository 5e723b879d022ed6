package postgres_test

import (
	"testing"
	"time"

	"sevenfold/internal/identity"
	"sevenfold/internal/trust"
)

func TestAReportIsNewToAPersonUntilTheyHaveOpenedIt(t *testing.T) {
	b := newBoard(t, 5)
	ctx := t.Context()
	b.asked = b.asked[:1]
	for _, p := range b.people {
		b.answer(t, p, 3)
	}
	count := func(person string) int {
		t.Helper()
		found, err := b.store.NewReports(ctx, b.trustID, person)
		must(t, err)
		for _, r := range found {
			if r.ID != b.roundID || r.Title != "Spring 2027 audit" {
				t.Errorf("got %+v, want the round that closed", r)
			}
		}
		return len(found)
	}
	if got := count(b.people[0]); got != 0 {
		t.Errorf("an open round: got %d reports, want none", got)
	}
	must(t, b.store.CloseRound(ctx, b.trustID, b.roundID, b.clerk, thursday))
	late, err := b.store.AddMember(ctx, b.trustID, b.clerk, trust.Membership{
		Email: "late@nowhere.example", Name: "Late", Roles: []trust.Role{trust.Trustee},
	}, thursday.Add(time.Hour))
	must(t, err)
	for range 2 { // a second look changes nothing
		must(t, b.store.ReportRead(ctx, b.trustID, b.roundID, b.people[0], thursday))
	}
	for person, want := range map[string]int{b.people[0]: 0, b.people[1]: 1, late: 0} {
		if got := count(person); got != want {
			t.Errorf("got %d reports that are new, want %d", got, want)
		}
	}
	// Another trust's report is nobody's here.
	ours := b
	b.found(t, "Another Learning Trust", 1)
	if err := b.store.ReportRead(ctx, b.trustID, ours.roundID, ours.people[1], thursday); code(err) != "23503" {
		t.Errorf("a report of another trust: got %v, want it refused", err)
	}
	if got, err := b.store.NewReports(ctx, b.trustID, ours.people[1]); err != nil || len(got) != 0 {
		t.Errorf("in another trust: got %v, %v, want none", got, err)
	}
}

// BenchmarkViewer is what stands before every page.
func BenchmarkViewer(b *testing.B) {
	board := newBoard(b, 1)
	token := board.session(b, board.people[0], identity.SessionLifetime)
	for b.Loop() {
		board.viewer(b, token, thursday)
	}
}
