package postgres_test

import (
	"slices"
	"testing"

	"sevenfold"
	"sevenfold/internal/audit"
	"sevenfold/internal/trust"
)

func TestWhoIsToldOfAReport(t *testing.T) {
	for _, shared := range []bool{false, true} {
		b := newBoard(t, 5)
		governor, member := b.add(t, "governor", trust.LocalGovernor), b.add(t, "member", trust.Member)
		planned := plan()
		planned.SharedWithAll = shared
		id, err := b.store.AddRound(t.Context(), b.trustID, b.clerk, planned, thursday)
		must(t, err)
		must(t, b.store.SetRespondents(t.Context(), b.trustID, id, map[string]trust.Group{b.people[0]: trust.Trustees}))
		b.open(t, id)
		if got, err := b.store.SharesReport(t.Context(), b.trustID, id); err != nil || got {
			t.Errorf("shared %v, open: got %v, %v, want nothing shared", shared, got, err)
		}
		must(t, b.store.CloseRound(t.Context(), b.trustID, id, b.clerk, thursday))
		if got, err := b.store.SharesReport(t.Context(), b.trustID, id); err != nil || got != shared {
			t.Errorf("shared %v, closed: got %v, %v", shared, got, err)
		}
		messages, err := b.store.Messages(t.Context(), b.trustID, id)
		must(t, err)
		for _, person := range []string{governor, member} {
			told := slices.ContainsFunc(messages, func(m audit.Message) bool {
				return m.PersonID == person && m.Kind == audit.ReportReadyMessage
			})
			if told != shared {
				t.Errorf("shared %v: got one of them told: %v", shared, told)
			}
		}
	}
}

func TestAnotherTrustsReportIsNotShared(t *testing.T) {
	b := newBoard(t, 5)
	planned := plan()
	planned.SharedWithAll = true
	id, err := b.store.AddRound(t.Context(), b.trustID, b.clerk, planned, thursday)
	must(t, err)
	must(t, b.store.SetRespondents(t.Context(), b.trustID, id, map[string]trust.Group{b.people[0]: trust.Trustees}))
	b.open(t, id)
	must(t, b.store.CloseRound(t.Context(), b.trustID, id, b.clerk, thursday))
	b.found(t, "Another Learning Trust", 5)
	if got, err := b.store.SharesReport(t.Context(), b.trustID, id); err != nil || got {
		t.Errorf("got %v, %v, want nothing shared", got, err)
	}
}

func TestWhoReadsTheReportIsPlanned(t *testing.T) {
	b := newBoard(t, 5)
	id, err := b.store.AddRound(t.Context(), b.trustID, b.clerk, plan(), thursday)
	must(t, err)
	changed := plan()
	changed.ID, changed.SharedWithAll = id, true
	must(t, b.store.ChangeRound(t.Context(), b.trustID, changed))
	if got, err := b.store.Round(t.Context(), b.trustID, id); err != nil || !got.SharedWithAll {
		t.Errorf("got %+v, %v, want it shared with all", got, err)
	}
	// A form that is sent again with another choice is another plan.
	if _, err := b.store.AddRound(t.Context(), b.trustID, b.clerk, audit.Round{
		ID: id, Title: changed.Title, Instrument: changed.Instrument, Minimum: changed.Minimum,
		OpensAt: changed.OpensAt, ClosesAt: changed.ClosesAt,
	}, thursday); err == nil {
		t.Error("got another plan taken for the same, want it refused")
	}
}

func (b *board) open(t *testing.T, roundID string) {
	t.Helper()
	must(t, b.store.OpenRound(t.Context(), b.trustID, roundID, b.clerk, sevenfold.Domains, thursday))
}
