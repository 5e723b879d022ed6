package postgres_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"sevenfold/internal/identity"
	"sevenfold/internal/postgres"
)

func TestACodeSignsInOnceOnThePageThatAsked(t *testing.T) {
	b := newBoard(t, 1)
	ctx := t.Context()
	email := "trustee1@" + b.trustID[:8] + ".example"
	asked := func(email string) identity.Secrets {
		t.Helper()
		ask, secrets := identity.NewAsk(email, fmt.Sprint(t.Name(), time.Now().UnixNano()), "/t/x", thursday)
		_, err := b.store.AddAsk(ctx, ask)
		must(t, err)
		return secrets
	}
	use := func(page, code string, now time.Time) error {
		_, err := b.store.UseCode(ctx, identity.Hash(page), identity.CodeHash(page, code), now)
		return err
	}
	mine, other := asked(email), asked(email)
	late := thursday.Add(identity.AskLifetime)
	for _, c := range []struct {
		name string
		got  error
		want error
	}{
		{"another page's code", use(mine.Page, wrongCode(mine.Code), thursday), identity.ErrWrongCode},
		{"a page that never asked", use("nobody", mine.Code, thursday), identity.ErrAskOver},
		{"after fifteen minutes", use(mine.Page, mine.Code, late), identity.ErrAskOver},
		{"the right one", use(mine.Page, mine.Code, thursday), nil},
		{"the right one again", use(mine.Page, mine.Code, thursday), identity.ErrAskOver},
	} {
		if !errors.Is(c.got, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, c.got, c.want)
		}
	}
	for range identity.TriesOfCode {
		if err := use(other.Page, wrongCode(other.Code), thursday); !errors.Is(err, identity.ErrWrongCode) {
			t.Errorf("got %v, want a wrong code", err)
		}
	}
	if err := use(other.Page, other.Code, thursday); !errors.Is(err, identity.ErrTooManyTries) {
		t.Errorf("the right code after ten wrong ones: got %v, want it refused", err)
	}
	stranger := asked("nobody@nowhere.example")
	if err := use(stranger.Page, stranger.Code, thursday); !errors.Is(err, identity.ErrWrongCode) {
		t.Errorf("an unknown address: got %v, want the same as for a wrong code", err)
	}
}

func wrongCode(code string) string {
	if code == "000000" {
		return "000001"
	}
	return "000000"
}

func TestALinkSignsInOnce(t *testing.T) {
	b := newBoard(t, 1)
	ctx := t.Context()
	ask, secrets := identity.NewAsk("trustee1@"+b.trustID[:8]+".example", "192.0.2.1", "", thursday)
	known, err := b.store.AddAsk(ctx, ask)
	must(t, err)
	if !known {
		t.Error("got an unknown address, want it known")
	}
	for range 3 { // a scanner looks: nothing is used up
		holds, err := b.store.LinkHolds(ctx, identity.Hash(secrets.Link), thursday)
		must(t, err)
		if !holds {
			t.Fatal("got a link that no longer holds, want looking to be free")
		}
	}
	in, err := b.store.UseLink(ctx, identity.Hash(secrets.Link), thursday)
	must(t, err)
	if in.PersonID != b.people[0] {
		t.Errorf("got %s, want the person who asked", in.PersonID)
	}
	if _, err := b.store.UseLink(ctx, identity.Hash(secrets.Link), thursday); !errors.Is(err, identity.ErrAskOver) {
		t.Errorf("the same link again: got %v, want it refused", err)
	}
	if _, err := b.store.UseCode(ctx, identity.Hash(secrets.Page), identity.CodeHash(secrets.Page, secrets.Code), thursday); !errors.Is(err, identity.ErrAskOver) {
		t.Errorf("its code after the link: got %v, want it refused", err)
	}
}

func TestAskingIsLimitedByAddressAndByNetwork(t *testing.T) {
	store, _ := openStore(t)
	ask := func(email, network string, now time.Time) error {
		a, _ := identity.NewAsk(email, network, "", now)
		_, err := store.AddAsk(t.Context(), a)
		return err
	}
	for range identity.AsksPerAddress {
		must(t, ask("a@example.org", "192.0.2.1", thursday))
	}
	if err := ask("a@example.org", "192.0.2.2", thursday); !errors.Is(err, identity.ErrTooManyAsks) {
		t.Errorf("a sixth ask of one address: got %v, want it refused", err)
	}
	must(t, ask("a@example.org", "192.0.2.2", thursday.Add(time.Hour)))
	for i := range identity.AsksPerNetwork {
		must(t, ask(fmt.Sprintf("b%d@example.org", i), "192.0.2.3", thursday))
	}
	if err := ask("c@example.org", "192.0.2.3", thursday); !errors.Is(err, identity.ErrTooManyAsks) {
		t.Errorf("a 31st ask of one network: got %v, want it refused", err)
	}
}

func TestASessionEndsWithItsTimeOrByHand(t *testing.T) {
	b := newBoard(t, 1)
	ctx := t.Context()
	session, token := identity.NewSession(b.people[0], "Chrome on Windows", thursday, identity.SessionLifetime)
	must(t, b.store.AddSession(ctx, session))
	look := func(trustID string, now time.Time) identity.Viewer {
		t.Helper()
		v, err := b.store.Viewer(ctx, identity.Hash(token), trustID, now)
		must(t, err)
		return v
	}
	if v := look(b.trustID, thursday); v.PersonID != b.people[0] || v.TrustID != b.trustID || len(v.Roles) != 1 {
		t.Errorf("got %+v, want the trustee in their trust", v)
	}
	if v := look(b.clerk, thursday); v.PersonID != b.people[0] || v.TrustID != "" || v.May(identity.SeeTrust) {
		t.Errorf("another trust: got %+v, want nobody there", v)
	}
	if v := look(b.trustID, thursday.Add(identity.SessionLifetime)); v.SignedIn() {
		t.Error("after twelve hours: got somebody, want nobody")
	}
	must(t, b.store.EndSession(ctx, identity.Hash(token)))
	if v := look(b.trustID, thursday); v.SignedIn() {
		t.Error("signed out: got somebody, want nobody")
	}
}

func TestADatabaseRemembersWhatItIs(t *testing.T) {
	for _, c := range []struct {
		name          string
		firstTrust    *bool
		firstStart    *bool
		demonstration bool
		want          error
	}{
		{"an empty one becomes a demonstration", nil, nil, true, nil},
		{"an empty one becomes real", nil, nil, false, nil},
		{"a demonstration is no real one", nil, yes(), false, postgres.ErrIsDemo},
		{"a real one is no demonstration", nil, no(), true, postgres.ErrIsReal},
		{"a trust that the demonstration did not make keeps it out", no(), nil, true, postgres.ErrIsReal},
		{"a made-up trust keeps real use out", yes(), nil, false, postgres.ErrIsDemo},
	} {
		t.Run(c.name, func(t *testing.T) {
			store, _ := openStore(t)
			if c.firstTrust != nil {
				_, err := store.AddTrust(t.Context(), "A trust", *c.firstTrust)
				must(t, err)
			}
			if c.firstStart != nil {
				must(t, store.Settle(t.Context(), *c.firstStart))
			}
			if err := store.Settle(t.Context(), c.demonstration); !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
		})
	}
}

func yes() *bool { b := true; return &b }

func no() *bool { b := false; return &b }

func TestARoleThatOwnsTablesIsRefused(t *testing.T) {
	_, db := openStore(t)
	store, err := postgres.Open(t.Context(), db.OwnerURL)
	must(t, err)
	defer store.Close()
	if err := store.CheckReady(t.Context()); !errors.Is(err, postgres.ErrOwner) {
		t.Errorf("got %v, want the owner refused", err)
	}
}

func TestAMigratedDatabaseIsReadyForItsRole(t *testing.T) {
	store, db := openStore(t)
	must(t, store.CheckReady(t.Context()))
	must(t, postgres.Migrate(t.Context(), db.OwnerURL, postgres.AppRole)) // a second time changes nothing
	run(t, connect(t, db.OwnerURL), `UPDATE schema_migrations SET version = version - 1`)
	if err := store.CheckReady(t.Context()); !errors.Is(err, postgres.ErrBehind) {
		t.Errorf("older tables: got %v, want them found so", err)
	}
	run(t, connect(t, db.OwnerURL), `UPDATE schema_migrations SET version = version + 2`)
	if err := store.CheckReady(t.Context()); !errors.Is(err, postgres.ErrAhead) {
		t.Errorf("newer tables: got %v, want them found so", err)
	}
	run(t, connect(t, db.OwnerURL), `UPDATE schema_migrations SET version = version - 1, dirty = true`)
	if err := store.CheckReady(t.Context()); !errors.Is(err, postgres.ErrDirty) {
		t.Errorf("a migration that stopped half way: got %v, want it found so", err)
	}
}
