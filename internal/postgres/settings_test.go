package postgres_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"sevenfold"
	"sevenfold/internal/audit"
	"sevenfold/internal/fault"
	"sevenfold/internal/framework"
	"sevenfold/internal/logo"
	"sevenfold/internal/trust"
)

// did tells how often the trail says that something was done.
func (b *board) did(t testing.TB, deed string) (times int) {
	t.Helper()
	for _, one := range b.deeds(t) {
		if one == deed {
			times++
		}
	}
	return times
}

func TestSettingsStayAsTheyWereLeft(t *testing.T) {
	b := newBoard(t, 5)
	ctx := t.Context()
	got, err := b.store.TrustSettings(ctx, b.trustID)
	if must(t, err); got != (trust.Settings{}) {
		t.Errorf("before anything is said: got %+v, want nothing", got)
	}
	change := trust.Settings{PrintedName: "The Example Trust 信托", LocalTier: trust.AdvisoryBody}
	must(t, b.store.ChangeTrustSettings(ctx, b.trustID, b.clerk, change, thursday))
	must(t, b.store.ChangeTrustSettings(ctx, b.trustID, b.clerk, change, thursday.Add(time.Hour))) // the same form again
	got, err = b.store.TrustSettings(ctx, b.trustID)
	must(t, err)
	if !got.Same(change) || got.Revision != 1 || got.ChangedBy != "clerk" || !got.ChangedAt.Equal(thursday) {
		t.Errorf("got %+v, want it kept once, with who and when", got)
	}
	stale := trust.Settings{PrintedName: "Other", Revision: 0}
	if err := b.store.ChangeTrustSettings(ctx, b.trustID, b.clerk, stale, thursday); !errors.Is(err, trust.ErrSettingsChanged) {
		t.Errorf("over what was not read: got %v, want it refused", err)
	}
	for _, deed := range []string{"changed the name that packs print", "changed the local tier"} {
		if got := b.did(t, deed); got != 1 {
			t.Errorf("got %q %d times in the trail, want it once", deed, got)
		}
	}
	other := b
	other.found(t, "Another Learning Trust", 1)
	if got, err := b.store.TrustSettings(ctx, other.trustID); err != nil || got != (trust.Settings{}) {
		t.Errorf("of another trust: got %+v, %v, want nothing", got, err)
	}
}

func TestALogoIsKeptSeenAndRemoved(t *testing.T) {
	b := newBoard(t, 5)
	ctx := t.Context()
	if _, err := b.store.TrustLogo(ctx, b.trustID); !errors.Is(err, fault.NotFound) {
		t.Errorf("before there is one: got %v, want not found", err)
	}
	must(t, b.store.RemoveLogo(ctx, b.trustID, b.clerk, 0, thursday))
	first, second := logo.Logo{Type: logo.SVG, Data: []byte("<svg/>")}, logo.Logo{Type: logo.PNG, Data: []byte("png")}
	must(t, b.store.KeepLogo(ctx, b.trustID, b.clerk, first, 0, thursday))
	must(t, b.store.KeepLogo(ctx, b.trustID, b.clerk, first, 0, thursday)) // the same form again
	if err := b.store.KeepLogo(ctx, b.trustID, b.clerk, second, 0, thursday); !errors.Is(err, trust.ErrSettingsChanged) {
		t.Errorf("over one that was not seen: got %v, want it refused", err)
	}
	if err := b.store.RemoveLogo(ctx, b.trustID, b.clerk, 0, thursday); !errors.Is(err, trust.ErrSettingsChanged) {
		t.Errorf("removing one that was not seen: got %v, want it refused", err)
	}
	got, err := b.store.TrustLogo(ctx, b.trustID)
	if must(t, err); got.Type != first.Type || string(got.Data) != string(first.Data) {
		t.Errorf("got %+v, want %+v", got, first)
	}
	settings, err := b.store.TrustSettings(ctx, b.trustID)
	if must(t, err); settings.LogoType != logo.SVG || settings.LogoRevision != 1 || settings.LogoChangedBy != "clerk" || settings.Revision != 0 {
		t.Errorf("got %+v, want the logo told of, and nothing else changed", settings)
	}
	must(t, b.store.ChangeTrustSettings(ctx, b.trustID, b.clerk, trust.Settings{PrintedName: "Meadowbank"}, thursday))
	material, err := b.store.PackMaterial(ctx, b.trustID, "")
	if must(t, err); material.Trust != "Meadowbank" || material.Logo.Type != logo.SVG || string(material.Logo.Data) != "<svg/>" {
		t.Errorf("got %q with %+v for packs, want the printed name and the logo", material.Trust, material.Logo)
	}
	must(t, b.store.RemoveLogo(ctx, b.trustID, b.clerk, 1, thursday))
	if _, err := b.store.TrustLogo(ctx, b.trustID); !errors.Is(err, fault.NotFound) {
		t.Errorf("once removed: got %v, want not found", err)
	}
	for _, deed := range []string{"changed the logo", "removed the logo"} {
		if got := b.did(t, deed); got != 1 {
			t.Errorf("got %q %d times in the trail, want it once", deed, got)
		}
	}
}

func TestARoundAsksWhatFitsTheLocalTier(t *testing.T) {
	b := newBoard(t, 5)
	ctx := t.Context()
	asks := func(roundID string) int {
		t.Helper()
		round, err := b.store.Round(ctx, b.trustID, roundID)
		must(t, err)
		q, err := b.store.Questionnaire(ctx, round)
		must(t, err)
		for _, s := range q.Statements() {
			if !round.LocalTier.Fits(s.LocalTier) {
				t.Errorf("round with %q: got %s asked, want it left out", round.LocalTier, s.ID)
			}
		}
		return len(q.Statements())
	}
	all, withoutTier := len(b.asked), 0
	for _, s := range b.asked {
		if len(s.LocalTier) == 0 {
			withoutTier++
		}
	}
	if all == withoutTier {
		t.Fatal("got no statement for some local tiers, want one: the test would prove nothing")
	}
	for _, c := range []struct {
		tier trust.LocalTier
		want int
	}{
		{trust.TierNotSaid, all},
		{trust.TierBySchool, all},
		{trust.AdvisoryBody, all},
		{trust.SchoolCommittee, all},
		{trust.GoverningBoard, all},
		{trust.NoTier, withoutTier},
	} {
		settings, err := b.store.TrustSettings(ctx, b.trustID)
		must(t, err)
		settings.LocalTier = c.tier
		must(t, b.store.ChangeTrustSettings(ctx, b.trustID, b.clerk, settings, thursday))
		id, err := b.store.AddRound(ctx, b.trustID, b.clerk, plan(), thursday)
		must(t, err)
		must(t, b.store.SetRespondents(ctx, b.trustID, id, map[string]trust.Group{b.people[0]: trust.Trustees}))
		must(t, b.store.OpenRound(ctx, b.trustID, id, b.clerk, sevenfold.Domains, thursday))
		if got := asks(id); got != c.want {
			t.Errorf("%q: got %d statements asked, want %d", c.tier, got, c.want)
		}
	}
	if got := asks(b.roundID); got != all {
		t.Errorf("a round opened before: got %d statements asked, want all %d still", got, all)
	}
}

func TestAReportHoldsWhatWasAskedOnly(t *testing.T) {
	b := newBoard(t, 5)
	ctx := t.Context()
	must(t, b.store.ChangeTrustSettings(ctx, b.trustID, b.clerk, trust.Settings{LocalTier: trust.NoTier}, thursday))
	id, err := b.store.AddRound(ctx, b.trustID, b.clerk, plan(), thursday)
	must(t, err)
	invited := map[string]trust.Group{}
	for _, p := range b.people {
		invited[p] = trust.Trustees
	}
	must(t, b.store.SetRespondents(ctx, b.trustID, id, invited))
	must(t, b.store.OpenRound(ctx, b.trustID, id, b.clerk, sevenfold.Domains, thursday))
	b.roundID = id
	b.asked = slices.DeleteFunc(slices.Clone(b.asked), func(s framework.Statement) bool { return len(s.LocalTier) > 0 })
	for _, p := range b.people {
		b.answer(t, p, 3)
	}
	must(t, b.store.CloseRound(ctx, b.trustID, id, b.clerk, thursday))
	_, kept, err := b.store.Report(ctx, b.trustID, id)
	must(t, err)
	if got, want := len(kept.Statements), len(b.asked); got != want {
		t.Errorf("got %d statements in the report, want the %d that were asked", got, want)
	}
}

func TestAQuestionnaireOfWhichNothingFitsIsNotOpened(t *testing.T) {
	b := newBoard(t, 5)
	ctx := t.Context()
	text := strings.Replace(string(sevenfold.Domains), "\ninstruments:\n", `
instruments:
  - id: local-only
    title: The local tier
    about: What is near to our communities.
    for: [local-governors]
    minutes: 2-4
    scale: strength
    basis: false
    items:
      statements: [sg-local-mandate, sg-local-knowledge]
`, 1)
	must(t, b.store.ChangeTrustSettings(ctx, b.trustID, b.clerk, trust.Settings{LocalTier: trust.NoTier}, thursday))
	planned := plan()
	planned.Instrument = "local-only"
	id, err := b.store.AddRound(ctx, b.trustID, b.clerk, planned, thursday)
	must(t, err)
	must(t, b.store.SetRespondents(ctx, b.trustID, id, map[string]trust.Group{b.people[0]: trust.Trustees}))
	if err := b.store.OpenRound(ctx, b.trustID, id, b.clerk, []byte(text), thursday); !errors.Is(err, audit.ErrNothingFits) {
		t.Errorf("without a local tier: got %v, want it refused", err)
	}
	must(t, b.store.ChangeTrustSettings(ctx, b.trustID, b.clerk, trust.Settings{LocalTier: trust.AdvisoryBody, Revision: 1}, thursday))
	must(t, b.store.OpenRound(ctx, b.trustID, id, b.clerk, []byte(text), thursday))
}

func TestTheLocalTierOfAnOpenRoundStays(t *testing.T) {
	w := newWalled(t)
	_, err := w.owner.Exec(t.Context(), `SELECT set_config('sevenfold.trust', $1, false)`, w.ours)
	must(t, err)
	if _, err := w.owner.Exec(t.Context(), `UPDATE rounds SET local_tier = 'none' WHERE id = $1`, w.roundID); code(err) != "23514" {
		t.Errorf("got %v, want it refused", err)
	}
}
