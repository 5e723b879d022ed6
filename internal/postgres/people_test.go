package postgres_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"sevenfold/internal/fault"
	"sevenfold/internal/identity"
	"sevenfold/internal/roster"
	"sevenfold/internal/trust"
)

const nobody = "00000000-0000-4000-8000-000000000000"

func (b *board) person(t testing.TB, id string) trust.Membership {
	t.Helper()
	m, err := b.store.Person(t.Context(), b.trustID, id)
	must(t, err)
	return m
}

// signIn gives somebody a session, and tells how to ask whether it still holds.
func (b *board) signIn(t testing.TB, person string) (holds func() bool) {
	t.Helper()
	session, token := identity.NewSession(person, "a test", thursday, identity.SessionLifetime)
	must(t, b.store.AddSession(t.Context(), session))
	return func() bool {
		viewer, err := b.store.Viewer(t.Context(), identity.Hash(token), b.trustID, thursday)
		must(t, err)
		return viewer.SignedIn()
	}
}

func (b *board) deeds(t testing.TB) []string {
	t.Helper()
	trail, err := b.store.Trail(t.Context(), b.trustID)
	must(t, err)
	var all []string
	for _, e := range trail {
		all = append(all, e.Deed)
	}
	slices.Sort(all)
	return all
}

func TestAPersonIsAddedChangedEndedAndAddedBack(t *testing.T) {
	b := newBoard(t, 5)
	ctx := t.Context()
	committee, err := b.store.AddCommittee(ctx, b.trustID, b.clerk, "Finance", thursday)
	must(t, err)
	start := trust.Day(2026, time.September, 1)
	m := trust.Membership{
		Email: "new@trust.example", Name: "Ada", Roles: []trust.Role{trust.Trustee, trust.Member}, StartsOn: &start,
		Committees: []string{committee, nobody},
	}
	id, err := b.store.AddMember(ctx, b.trustID, b.clerk, m, thursday)
	must(t, err)
	if _, err := b.store.AddMember(ctx, b.trustID, b.clerk, m, thursday); !errors.Is(err, fault.Conflict) {
		t.Errorf("got %v for the same again, want a conflict", err)
	}
	got := b.person(t, id)
	if got.Name != "Ada" || !got.StartsOn.Equal(start) || got.EndsOn != nil || !slices.Equal(got.Committees, []string{committee}) {
		t.Errorf("got %+v, want what was added", got)
	}

	holds := b.signIn(t, id)
	got.Name, got.Committees = "Ada Lee", nil
	must(t, b.store.ChangePerson(ctx, b.trustID, b.clerk, got, thursday))
	if got := b.person(t, id); got.Name != "Ada Lee" || len(got.Committees) != 0 || !holds() {
		t.Errorf("got %+v, want the new name, no committee, and the session kept", got)
	}
	got.Roles = []trust.Role{trust.Trustee}
	must(t, b.store.ChangePerson(ctx, b.trustID, b.clerk, got, thursday))
	if holds() {
		t.Error("got a session that outlives a role, want it ended")
	}

	holds = b.signIn(t, id)
	draft, err := b.store.AddRound(ctx, b.trustID, b.clerk, plan(), thursday)
	must(t, err)
	must(t, b.store.SetRespondents(ctx, b.trustID, draft, map[string]trust.Group{id: trust.Trustees, b.people[0]: trust.Trustees}))
	for range 2 {
		must(t, b.store.EndMembership(ctx, b.trustID, b.clerk, id, thursday))
	}
	invited, err := b.store.Progress(ctx, b.trustID, draft)
	must(t, err)
	if got := b.person(t, id); got.EndedAt == nil || holds() || len(invited) != 1 {
		t.Errorf("got %+v, %v, want an end, no session and no place in a draft", got, invited)
	}
	if err := b.store.ChangePerson(ctx, b.trustID, b.clerk, got, thursday); !errors.Is(err, trust.ErrHasLeft) {
		t.Errorf("got %v for a change of somebody who has left, want it refused", err)
	}
	for range 2 {
		must(t, b.store.AddBack(ctx, b.trustID, b.clerk, id, thursday))
	}
	if got := b.person(t, id); got.EndedAt != nil {
		t.Errorf("got %+v, want them back", got)
	}
	for deed, want := range map[string]int{
		"added a person": 1, "changed a person": 2, "ended a membership": 1, "added a person back": 1,
	} {
		all := b.deeds(t)
		if got := len(slices.DeleteFunc(all, func(d string) bool { return d != deed })); got != want {
			t.Errorf("got %d lines of %q in the trail, want %d", got, deed, want)
		}
	}
}

func TestSomebodyIsAlwaysLeftToLookAfterPeople(t *testing.T) {
	b := newBoard(t, 5)
	ctx := t.Context()
	clerk := b.person(t, b.clerk)
	clerk.Roles = []trust.Role{trust.Trustee}
	if err := b.store.ChangePerson(ctx, b.trustID, b.clerk, clerk, thursday); !errors.Is(err, trust.ErrLastGovernanceProfessional) {
		t.Errorf("got %v, want the role kept", err)
	}
	if err := b.store.EndMembership(ctx, b.trustID, b.clerk, b.clerk, thursday); !errors.Is(err, trust.ErrLastGovernanceProfessional) {
		t.Errorf("got %v, want the membership kept", err)
	}
	// Two who end each other at the same moment: one of them stays.
	other := b.add(t, "other", trust.GovernanceProfessional)
	ended := make(chan error, 2)
	for _, id := range []string{b.clerk, other} {
		go func() { ended <- b.store.EndMembership(ctx, b.trustID, b.clerk, id, thursday) }()
	}
	first, second := <-ended, <-ended
	if (first == nil) == (second == nil) {
		t.Errorf("got %v and %v, want one done and one refused", first, second)
	}
}

func TestNothingOfAnotherTrustIsFoundAmongPeople(t *testing.T) {
	b := newBoard(t, 5)
	ctx := t.Context()
	theirs, theirClerk := b.people[0], b.clerk
	theirTrust := b.trustID
	committee, err := b.store.AddCommittee(ctx, b.trustID, b.clerk, "Finance", thursday)
	must(t, err)
	upload, err := b.store.AddUpload(ctx, b.trustID, b.clerk, roster.Roster{}, thursday)
	must(t, err)
	b.found(t, "Another Learning Trust", 5)
	for name, err := range map[string]error{
		"change": b.store.ChangePerson(ctx, b.trustID, b.clerk, trust.Membership{PersonID: theirs, Name: "x", Roles: []trust.Role{trust.Chair}}, thursday),
		"end":    b.store.EndMembership(ctx, b.trustID, b.clerk, theirs, thursday),
		"return": b.store.AddBack(ctx, b.trustID, b.clerk, theirs, thursday),
		"rename": b.store.ChangeCommittee(ctx, b.trustID, b.clerk, trust.Committee{ID: committee, Name: "x"}, nil, thursday),
		"remove": b.store.RemoveCommittee(ctx, b.trustID, b.clerk, committee, thursday),
		"no id":  b.store.RemoveCommittee(ctx, b.trustID, b.clerk, "no id at all", thursday),
	} {
		if !errors.Is(err, fault.NotFound) {
			t.Errorf("%s: got %v, want not found", name, err)
		}
	}
	if _, err := b.store.Upload(ctx, b.trustID, upload, thursday); !errors.Is(err, roster.ErrUploadOver) {
		t.Errorf("got %v for an upload of another trust, want it over", err)
	}
	if err := b.store.ApplyUpload(ctx, b.trustID, b.clerk, upload, "", thursday); !errors.Is(err, roster.ErrUploadOver) {
		t.Errorf("got %v for applying an upload of another trust, want it over", err)
	}
	must(t, b.store.DropUpload(ctx, b.trustID, upload))
	own, err := b.store.AddCommittee(ctx, b.trustID, b.clerk, "Audit", thursday)
	must(t, err)
	must(t, b.store.ChangeCommittee(ctx, b.trustID, b.clerk, trust.Committee{ID: own, Name: "Audit"}, []string{theirs, b.people[1], nobody}, thursday))
	committees, err := b.store.Committees(ctx, b.trustID)
	must(t, err)
	if len(committees) != 1 || committees[0].People != 1 {
		t.Errorf("got %+v, want our committee alone, with our person alone", committees)
	}
	must(t, b.store.ChangePerson(ctx, b.trustID, b.clerk, trust.Membership{
		PersonID: b.people[2], Name: "x", Roles: []trust.Role{trust.Chair}, Committees: []string{committee},
	}, thursday))
	if got := b.person(t, b.people[2]).Committees; len(got) != 0 {
		t.Errorf("got %v, want no committee of another trust", got)
	}
	if _, err := b.store.Upload(ctx, theirTrust, upload, thursday); err != nil {
		t.Errorf("got %v for %s's own upload, want it kept", err, theirClerk)
	}
}

func TestCommitteesAreNamedOnce(t *testing.T) {
	b := newBoard(t, 5)
	ctx := t.Context()
	finance, err := b.store.AddCommittee(ctx, b.trustID, b.clerk, "Finance", thursday)
	must(t, err)
	if _, err := b.store.AddCommittee(ctx, b.trustID, b.clerk, "FINANCE", thursday); !errors.Is(err, fault.Conflict) {
		t.Errorf("got %v for the same name, want a conflict", err)
	}
	must(t, b.store.ChangeCommittee(ctx, b.trustID, b.clerk, trust.Committee{ID: finance, Name: "Money"}, b.people, thursday))
	must(t, b.store.ChangeCommittee(ctx, b.trustID, b.clerk, trust.Committee{ID: finance, Name: "Money"}, nil, thursday))
	must(t, b.store.ChangeCommittee(ctx, b.trustID, b.clerk, trust.Committee{ID: finance, Name: "Money"}, b.people[:2], thursday))
	must(t, b.store.RemoveCommittee(ctx, b.trustID, b.clerk, finance, thursday))
	if got := b.person(t, b.people[0]); len(got.Committees) != 0 || got.EndedAt != nil {
		t.Errorf("got %+v, want the person without the committee", got)
	}
}

// upload keeps a file and gives its id and the fingerprint of its plan.
func (b *board) upload(t testing.TB, file string) (id, shown string) {
	t.Helper()
	read, err := roster.Read([]byte(file))
	must(t, err)
	id, err = b.store.AddUpload(t.Context(), b.trustID, b.clerk, read, thursday)
	must(t, err)
	people, err := b.store.People(t.Context(), b.trustID)
	must(t, err)
	committees, err := b.store.Committees(t.Context(), b.trustID)
	must(t, err)
	return id, read.Plan(people, committees, thursday).Fingerprint()
}

func TestAnUploadIsDoneOnceAndAsItWasShown(t *testing.T) {
	b := newBoard(t, 5)
	ctx := t.Context()
	changed, left := b.person(t, b.people[0]), b.person(t, b.people[1])
	must(t, b.store.EndMembership(ctx, b.trustID, b.clerk, left.PersonID, thursday))
	holds := b.signIn(t, changed.PersonID)
	file := "E-mail,Name,Role,Committee,Start\n" +
		"new@trust.example,Ada,Chair,Finance; Audit,1/9/2026\n" +
		changed.Email + ",Bo,Member,finance,\n" + left.Email + ",,,,\n"
	id, shown := b.upload(t, file)

	other, err := b.store.AddMember(ctx, b.trustID, b.clerk, trust.Membership{
		Email: "new@trust.example", Name: "Ada", Roles: []trust.Role{trust.Member},
	}, thursday)
	must(t, err)
	if err := b.store.ApplyUpload(ctx, b.trustID, b.clerk, id, shown, thursday); !errors.Is(err, roster.ErrMoved) {
		t.Errorf("got %v after people changed, want it shown again", err)
	}
	if got := b.person(t, changed.PersonID); got.Name == "Bo" {
		t.Error("got something saved of an upload that was refused, want nothing")
	}
	_, shown = b.upload(t, file) // the plan as it is now
	must(t, b.store.ApplyUpload(ctx, b.trustID, b.clerk, id, shown, thursday))
	if err := b.store.ApplyUpload(ctx, b.trustID, b.clerk, id, shown, thursday); !errors.Is(err, roster.ErrApplied) {
		t.Errorf("got %v for the second time, want it said", err)
	}
	if got := b.person(t, changed.PersonID); got.Name != "Bo" || len(got.Committees) != 1 || holds() {
		t.Errorf("got %+v, want the new name, the committee, and no session after a role ended", got)
	}
	if got := b.person(t, left.PersonID); got.EndedAt != nil {
		t.Errorf("got %+v, want them back", got)
	}
	if got := b.person(t, other); !slices.Equal(got.Roles, []trust.Role{trust.Chair}) || len(got.Committees) != 2 || got.StartsOn == nil {
		t.Errorf("got %+v, want what the file says", got)
	}
	all := b.deeds(t)
	if got := len(slices.DeleteFunc(all, func(d string) bool { return d != "added people from a file" })); got != 1 {
		t.Errorf("got %d lines of the file in the trail, want 1", got)
	}
}

func TestAnUploadIsOverAfterADay(t *testing.T) {
	b := newBoard(t, 5)
	ctx := t.Context()
	id, shown := b.upload(t, "E-mail,Name,Role\nnew@trust.example,Ada,Chair\n")
	dropped, _ := b.upload(t, "E-mail,Name,Role\nnew@trust.example,Ada,Chair\n")
	must(t, b.store.DropUpload(ctx, b.trustID, dropped))
	for upload, at := range map[string]time.Time{id: thursday.Add(roster.Lifetime), dropped: thursday} {
		if err := b.store.ApplyUpload(ctx, b.trustID, b.clerk, upload, shown, at); !errors.Is(err, roster.ErrUploadOver) {
			t.Errorf("got %v, want it over", err)
		}
	}
	_, err := b.store.AddUpload(ctx, b.trustID, b.clerk, roster.Roster{}, thursday.Add(roster.Lifetime))
	must(t, err)
	kept := connect(t, b.db.URL)
	var n int
	_, err = kept.Exec(ctx, `SELECT set_config('sevenfold.trust', $1, false)`, b.trustID)
	must(t, err)
	must(t, kept.QueryRow(ctx, `SELECT count(*) FROM uploads`).Scan(&n))
	if n != 1 {
		t.Errorf("got %d uploads kept, want the new one alone", n)
	}
}

func TestTenThousandPeopleAreAddedAtOnce(t *testing.T) {
	b := newBoard(t, 5)
	var file strings.Builder
	file.WriteString("E-mail,Name,Role,Committee\n")
	for i := range roster.MostRows {
		fmt.Fprintf(&file, "person%d@trust.example,Person %d,Local governor,School %d\n", i, i, i%50)
	}
	id, shown := b.upload(t, file.String())
	must(t, b.store.ApplyUpload(t.Context(), b.trustID, b.clerk, id, shown, thursday))
	members, err := b.store.Members(t.Context(), b.trustID)
	must(t, err)
	committees, err := b.store.Committees(t.Context(), b.trustID)
	must(t, err)
	if len(members) != roster.MostRows+6 || len(committees) != 50 || committees[0].People != 200 {
		t.Errorf("got %d people and %d committees, want 10,006 and 50 of 200", len(members), len(committees))
	}
}

func TestWhoeverComesToRunRoundsStaysSignedInForTwelveHoursAtMost(t *testing.T) {
	b := newBoard(t, 1)
	for _, lifetime := range []time.Duration{identity.SessionLifetime, identity.OwnDeviceLifetime} {
		session, token := identity.NewSession(b.people[0], "a tablet", thursday, lifetime)
		must(t, b.store.AddSession(t.Context(), session))
		must(t, b.store.ChangePerson(t.Context(), b.trustID, b.clerk, trust.Membership{
			PersonID: b.people[0], Name: "Ada", Roles: []trust.Role{trust.Trustee, trust.GovernanceProfessional},
		}, thursday))
		viewer, err := b.store.Viewer(t.Context(), identity.Hash(token), b.trustID, thursday)
		must(t, err)
		if got, want := viewer.SignedIn(), lifetime == identity.SessionLifetime; got != want {
			t.Errorf("a session of %s: got signed in %v, want %v", lifetime, got, want)
		}
	}
}
