package rounds

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"sevenfold/web/form"

	"sevenfold"
	"sevenfold/internal/audit"
	"sevenfold/internal/identity"
	"sevenfold/internal/postgres"
	"sevenfold/internal/postgres/postgrestest"
	"sevenfold/internal/trust"
)

// TestRoundOnRealPostgres walks a round from its draft to its closing, every
// form sent twice, with the store that serves.
func TestRoundOnRealPostgres(t *testing.T) {
	store, err := postgres.Open(t.Context(), postgrestest.New(t).URL)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	kept, err := store.AddTrust(t.Context(), "Example Learning Trust", false)
	if err != nil {
		t.Fatal(err)
	}
	viewer := identity.Viewer{TrustID: kept.ID, TrustName: kept.Name, Roles: []trust.Role{trust.GovernanceProfessional}}
	respondents := url.Values{}
	for _, m := range members() {
		m.Email = strings.ToLower(strings.ReplaceAll(m.Name, " ", ".")) + "@example.org"
		id, err := store.AddPerson(t.Context(), kept.ID, m)
		if err != nil {
			t.Fatal(err)
		}
		viewer.PersonID = id // the last is the governance professional
		if group, ok := m.Group(); ok {
			respondents.Add("invited[]", id)
			respondents.Set("group-"+id, string(group))
		}
	}
	current, err := inService()
	if err != nil {
		t.Fatal(err)
	}
	router := routes(Pages{
		Store: store, Now: func() time.Time { return today }, Current: current, Text: sevenfold.Domains,
	}, func() identity.Viewer { return viewer })
	rounds := "/t/" + kept.ID + "/rounds"
	round := rounds + "/" + goodPlan().Get("id")
	first, clerk := respondents["invited[]"][0], viewer.PersonID
	words := url.Values{"invitation-words": {"Why now 🍂"}, "reminder-days": {"5, 1"}}
	reminder, copied := url.Values{"id": {form.NewID()}}, url.Values{"id": {form.NewID()}}
	added := url.Values{"invited[]": {clerk}, "group-" + clerk: {"trustees"}}
	later := url.Values{"closes-day": {"9"}, "closes-month": {"4"}, "closes-year": {"2027"}, "closing": {byDate}}
	draftOfCopy := rounds + "/" + copied.Get("id")
	for _, step := range []struct {
		name, path string
		fields     url.Values
		status     int
		location   string
	}{
		{"a new round", rounds, goodPlan(), http.StatusSeeOther, round + "/respondents"},
		{"the same again", rounds, goodPlan(), http.StatusSeeOther, round + "/respondents"},
		{"the same with another title", rounds, with("title", "Another"), http.StatusConflict, ""},
		{"a changed plan", round + "/edit", with("closes-day", "31"), http.StatusSeeOther, round},
		{"nobody is invited yet", round + "/open", nil, http.StatusUnprocessableEntity, ""},
		{"respondents", round + "/respondents", respondents, http.StatusSeeOther, round},
		{"respondents again", round + "/respondents", respondents, http.StatusSeeOther, round},
		{"messages", round + "/messages", words, http.StatusSeeOther, round + "/messages?done=saved"},
		{"a reminder of a draft", round + "/remind", reminder, http.StatusConflict, ""},
		{"opening", round + "/open", nil, http.StatusSeeOther, round + "/progress"},
		{"opening again", round + "/open", nil, http.StatusSeeOther, round + "/progress"},
		{"a change from an old tab", round + "/edit", goodPlan(), http.StatusConflict, ""},
		{"respondents from an old tab", round + "/respondents", respondents, http.StatusConflict, ""},
		{"a reminder", round + "/remind", reminder, http.StatusSeeOther, round + "/progress?done=reminded&people=10"},
		{"the same reminder", round + "/remind", reminder, http.StatusSeeOther, round + "/progress?done=reminded&people=0"},
		{"one more respondent", round + "/respondents/add", added, http.StatusSeeOther, round + "/progress?done=added"},
		{"the same respondent", round + "/respondents/add", added, http.StatusSeeOther, round + "/progress?done=added"},
		{"taking one out", round + "/respondents/" + first + "/take-out", nil, http.StatusSeeOther, round + "/progress?done=taken-out"},
		{"taking the same out", round + "/respondents/" + first + "/take-out", nil, http.StatusConflict, ""},
		{"extending", round + "/extend", later, http.StatusSeeOther, round + "/progress?done=extended"},
		{"extending again", round + "/extend", later, http.StatusSeeOther, round + "/progress?done=extended"},
		{"a copy of an open round", round + "/copy", copied, http.StatusConflict, ""},
		{"discarding an open round", round + "/discard", nil, http.StatusConflict, ""},
		{"closing", round + "/close", nil, http.StatusSeeOther, round + "/report"},
		{"closing again", round + "/close", nil, http.StatusConflict, ""},
		{"reminding too late", round + "/remind", reminder, http.StatusConflict, ""},
		{"a copy", round + "/copy", copied, http.StatusSeeOther, draftOfCopy + "/edit?done=copied"},
		{"the same copy", round + "/copy", copied, http.StatusSeeOther, draftOfCopy + "/edit?done=copied"},
		{"discarding the copy", draftOfCopy + "/discard", nil, http.StatusSeeOther, "/t/" + kept.ID},
		{"discarding it again", draftOfCopy + "/discard", nil, http.StatusNotFound, ""},
	} {
		a := post(t, router, step.path, step.fields)
		if a.status != step.status || a.location != step.location {
			t.Fatalf("got %d to %q at %s, want %d to %q; the page says %q", a.status, a.location, step.name, step.status, step.location, a.text("main"))
		}
	}
	all, err := store.Rounds(t.Context(), kept.ID)
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != 1 || all[0].State != audit.Closed || !all[0].ClosesAt.Equal(audit.EndOfDay(2027, time.April, 9)) {
		t.Errorf("got %+v, want one round, closed, with its closing date changed and then extended", all)
	}
	a := send(t, router, httptest.NewRequest("GET", round+"/progress", nil))
	a.wantText("#done", "None of 10 people have submitted.")
	a.wantText("tr:contains('Kim Lowe')", "Invitation waiting to be sent")
	a.wantText("#reminders-sent", "Friday 20 November 2026, to nine people, by hand")
}
