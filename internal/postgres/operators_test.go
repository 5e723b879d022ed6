package postgres_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"sevenfold/internal/fault"
	"sevenfold/internal/identity"
	"sevenfold/internal/postgres"
	"sevenfold/internal/trust"
)

// viewer is who holds a session that began at a time, on a page of the board's trust.
func (b *board) viewer(t testing.TB, token string, now time.Time) identity.Viewer {
	t.Helper()
	v, err := b.store.Viewer(t.Context(), identity.Hash(token), b.trustID, now)
	must(t, err)
	return v
}

func (b *board) session(t testing.TB, person string, lifetime time.Duration, change ...func(*identity.Session)) string {
	t.Helper()
	session, token := identity.NewSession(person, "a test", thursday, lifetime)
	for _, c := range change {
		c(&session)
	}
	must(t, b.store.AddSession(t.Context(), session))
	return token
}

func TestAnOperatorIsOneUntilTheyAreRemoved(t *testing.T) {
	b := newBoard(t, 1)
	ctx := t.Context()
	email := "trustee1@" + b.trustID[:8] + ".example"
	long, short := b.session(t, b.people[0], identity.OwnDeviceLifetime), b.session(t, b.people[0], identity.SessionLifetime)
	if may, err := b.store.MayStayLong(ctx, b.people[0]); err != nil || !may {
		t.Errorf("a trustee: got %v, %v, want them to stay long if they ask", may, err)
	}
	for range 2 { // a second time changes nothing
		must(t, b.store.AddOperator(ctx, email, thursday))
		must(t, b.store.AddOperator(ctx, "nobody.yet@host.example", thursday))
	}
	if got, err := b.store.Operators(ctx); err != nil || !slices.Equal(got, []string{"nobody.yet@host.example", email}) {
		t.Errorf("got %v, %v, want both", got, err)
	}
	if b.viewer(t, long, thursday).SignedIn() {
		t.Error("a session of fourteen days: got it kept, want it ended")
	}
	if v := b.viewer(t, short, thursday); !v.Operator || v.TrustID != b.trustID || !v.May(identity.RunInstallation) {
		t.Errorf("got %+v, want an operator who is a trustee too", v)
	}
	if may, err := b.store.MayStayLong(ctx, b.people[0]); err != nil || may {
		t.Errorf("an operator: got %v, %v, want no long session", may, err)
	}
	must(t, b.store.RemoveOperator(ctx, email))
	if b.viewer(t, short, thursday).SignedIn() {
		t.Error("removed: got them signed in, want them signed out")
	}
	if err := b.store.RemoveOperator(ctx, email); !errors.Is(err, postgres.ErrNoOperator) {
		t.Errorf("removed again: got %v, want it said that they are none", err)
	}
}

func TestASessionOfOneRoundSaysWhichOne(t *testing.T) {
	b := newBoard(t, 1)
	ctx := t.Context()
	first := b.session(t, b.people[0], identity.SessionLifetime, func(s *identity.Session) {
		s.TrustID, s.RoundID = b.trustID, b.roundID
	})
	if v := b.viewer(t, first, thursday); v.OnlyTrust != b.trustID || v.OnlyRound != b.roundID || !v.Limited() {
		t.Errorf("got %+v, want the one round", v)
	}
	second := b.session(t, b.people[0], identity.SessionLifetime, func(s *identity.Session) { s.Replaces = identity.Hash(first) })
	if b.viewer(t, first, thursday).SignedIn() {
		t.Error("replaced: got it kept, want it ended")
	}
	if v := b.viewer(t, second, thursday); !v.SignedIn() || v.Limited() {
		t.Errorf("got %+v, want a session that may do everything", v)
	}
	for name, s := range map[string]identity.Session{
		"a round without its trust": {RoundID: b.roundID}, "a trust without a round": {TrustID: b.trustID},
		"a round of another trust": {TrustID: b.trustID, RoundID: b.trustID},
	} {
		session, _ := identity.NewSession(b.people[0], "a test", thursday, identity.SessionLifetime)
		session.TrustID, session.RoundID = s.TrustID, s.RoundID
		if err := b.store.AddSession(ctx, session); code(err) != "23503" {
			t.Errorf("%s: got %v, want it refused", name, err)
		}
	}
}

func TestATrustIsFoundedOnce(t *testing.T) {
	b := newBoard(t, 1)
	ctx, operator := t.Context(), b.people[0]
	t1 := trust.Trust{ID: "7b4b34d1-2e0b-4d3e-9a5c-2f4a53c3a6b1", Name: "Harbour Schools Trust"}
	// An address that another trust knows.
	first := trust.Membership{Email: "clerk@" + b.trustID[:8] + ".example", Name: "Ada Mensah"}
	for range 2 {
		must(t, b.store.FoundTrust(ctx, operator, t1, first, thursday))
	}
	members, err := b.store.Members(ctx, t1.ID)
	must(t, err)
	if len(members) != 1 || members[0].Name != "Ada Mensah" || members[0].PersonID != b.clerk ||
		!slices.Equal(members[0].Roles, []trust.Role{trust.GovernanceProfessional}) {
		t.Errorf("got %+v, want its first governance professional", members)
	}
	for name, other := range map[string]error{
		"another name":     b.store.FoundTrust(ctx, operator, trust.Trust{ID: t1.ID, Name: "Other"}, first, thursday),
		"another person":   b.store.FoundTrust(ctx, operator, t1, trust.Membership{Email: "b@b.example", Name: "B"}, thursday),
		"a trust's own id": b.store.FoundTrust(ctx, operator, trust.Trust{ID: b.trustID, Name: "Mine now"}, first, thursday),
	} {
		if !errors.Is(other, fault.Conflict) {
			t.Errorf("%s under the id: got %v, want it refused", name, other)
		}
	}
	if got := b.welcomed(t, t1.ID); got != 1 {
		t.Errorf("got %d messages of welcome, want one", got)
	}
	wantTrail(t, b.store, t1.ID, operator, "added the trust", "named a governance professional")
	installed, err := b.store.InstalledTrusts(ctx)
	must(t, err)
	var got []string
	for _, i := range installed {
		got = append(got, fmt.Sprint(i.Name, i.People, i.Governance, i.Off()))
	}
	if want := []string{"Example Learning Trust2 1 false", "Harbour Schools Trust1 1 false"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// welcomed is how many messages of welcome wait to be sent.
func (b *board) welcomed(t testing.TB, trustID string) (n int) {
	t.Helper()
	within(t, connect(t, b.db.URL), setting{"sevenfold.trust", trustID}, func(tx pgx.Tx) error {
		return tx.QueryRow(t.Context(), `SELECT count(*) FROM messages WHERE kind = 'welcome' AND state = 'waiting'`).Scan(&n)
	})
	return n
}

func wantTrail(t testing.TB, store *postgres.Store, trustID, by string, deeds ...string) {
	t.Helper()
	trail, err := store.Trail(t.Context(), trustID)
	must(t, err)
	var got []string
	for _, e := range trail {
		if e.PersonID == by {
			got = append(got, e.Deed)
		}
	}
	slices.Sort(got)
	slices.Sort(deeds)
	if !slices.Equal(got, deeds) {
		t.Errorf("got %q in the trail, want %q", got, deeds)
	}
}

func TestNamingAGovernanceProfessional(t *testing.T) {
	b := newBoard(t, 2)
	ctx, operator := t.Context(), b.add(t, "operator", trust.Member)
	at := "@" + b.trustID[:8] + ".example"
	must(t, b.store.EndMembership(ctx, b.trustID, b.clerk, b.people[1], thursday))
	long := b.session(t, b.people[0], identity.OwnDeviceLifetime)
	named := func(email string) trust.Membership {
		t.Helper()
		for range 2 {
			must(t, b.store.NameGovernanceProfessional(ctx, b.trustID, operator, trust.Membership{Email: email, Name: "As the operator knows them"}, thursday))
		}
		people, err := b.store.Members(ctx, b.trustID)
		must(t, err)
		i := slices.IndexFunc(people, func(m trust.Membership) bool { return m.Email == email })
		if i < 0 {
			t.Fatalf("%s: got nobody, want them in the trust", email)
		}
		return people[i]
	}
	clerk := []trust.Role{trust.GovernanceProfessional}
	for _, c := range []struct {
		name, email, knownAs string
		roles                []trust.Role
	}{
		{"somebody new", "new@nowhere.example", "As the operator knows them", clerk},
		{"a trustee", "trustee1" + at, "trustee1", []trust.Role{trust.Trustee, trust.GovernanceProfessional}},
		{"somebody who had left", "trustee2" + at, "trustee2", clerk},
		{"one already", "clerk" + at, "clerk", clerk},
	} {
		if got := named(c.email); got.Name != c.knownAs || !slices.Equal(got.Roles, c.roles) {
			t.Errorf("%s: got %+v, want %s with %v", c.name, got, c.knownAs, c.roles)
		}
	}
	wantTrail(t, b.store, b.trustID, operator, slices.Repeat([]string{"named a governance professional"}, 3)...)
	if got := b.welcomed(t, b.trustID); got != 3 {
		t.Errorf("got %d messages of welcome, want one for each who became one", got)
	}
	must(t, b.store.SwitchTrustOff(ctx, b.trustID, operator, thursday))
	if err := b.store.NameGovernanceProfessional(ctx, b.trustID, operator, trust.Membership{Email: "a@b.example", Name: "A"}, thursday); !errors.Is(err, trust.ErrOff) {
		t.Errorf("of a trust that is off: got %v, want it refused", err)
	}
	if b.viewer(t, long, thursday).SignedIn() {
		t.Error("a session of fourteen days: got it kept, want it ended")
	}
	nowhere := "00000000-0000-4000-8000-000000000000"
	if err := b.store.NameGovernanceProfessional(ctx, nowhere, operator, trust.Membership{Email: "a@b.example", Name: "A"}, thursday); !errors.Is(err, fault.NotFound) {
		t.Errorf("no such trust: got %v, want it not found", err)
	}
}

func TestATrustThatIsOffIsClosedToItsPeople(t *testing.T) {
	b := newBoard(t, 1)
	ctx, operator := t.Context(), b.add(t, "operator", trust.Member)
	token := b.session(t, b.people[0], identity.SessionLifetime)
	look := func() (trust.Place, identity.Viewer) {
		t.Helper()
		places, err := b.store.TrustsOf(ctx, b.people[0])
		must(t, err)
		if len(places) != 1 || !slices.Equal(places[0].Roles, []trust.Role{trust.Trustee}) {
			t.Fatalf("got %+v, want their trust with what they are there", places)
		}
		return places[0], b.viewer(t, token, thursday)
	}
	owner := connect(t, b.db.OwnerURL)
	run(t, owner, `SELECT set_config('sevenfold.trust', '`+b.trustID+`', false)`)
	run(t, owner, `UPDATE rounds SET closes_by_date = true`)
	due := func() int {
		t.Helper()
		found, err := b.store.WorkDue(ctx, thursday.AddDate(1, 0, 0))
		must(t, err)
		return len(found)
	}
	if due() != 1 {
		t.Fatalf("got %d rounds to close, want one", due())
	}
	for range 2 {
		must(t, b.store.SwitchTrustOff(ctx, b.trustID, operator, thursday))
	}
	if due() != 0 {
		t.Errorf("off: got %d rounds to close, want none", due())
	}
	if place, v := look(); !place.Off() || !v.SignedIn() || v.TrustID != "" || v.May(identity.SeeTrust) {
		t.Errorf("off: got %+v and %+v, want it said, and nothing of the trust", place, v)
	}
	for range 2 {
		must(t, b.store.SwitchTrustOn(ctx, b.trustID, operator, thursday))
	}
	if place, v := look(); place.Off() || !v.May(identity.AnswerRounds) {
		t.Errorf("on again: got %+v and %+v, want everything as it was", place, v)
	}
	if due() != 1 {
		t.Errorf("on again: got %d rounds to close, want the one", due())
	}
	must(t, b.store.RenameTrust(ctx, b.trustID, operator, "Another name", thursday))
	must(t, b.store.RenameTrust(ctx, b.trustID, operator, "Another name", thursday))
	wantTrail(t, b.store, b.trustID, operator, "switched the trust off", "switched the trust on", "renamed the trust")
	if got, err := b.store.InstalledTrust(ctx, b.trustID); err != nil || got.Name != "Another name" || got.People != 3 || got.Governance != 1 {
		t.Errorf("got %+v, %v, want the new name and three people", got, err)
	}
	nowhere := "00000000-0000-4000-8000-000000000000"
	_, err := b.store.InstalledTrust(ctx, nowhere)
	for name, err := range map[string]error{
		"find": err, "rename": b.store.RenameTrust(ctx, nowhere, operator, "x", thursday),
		"switch off": b.store.SwitchTrustOff(ctx, nowhere, operator, thursday),
	} {
		if !errors.Is(err, fault.NotFound) {
			t.Errorf("%s no such trust: got %v, want it not found", name, err)
		}
	}
}
