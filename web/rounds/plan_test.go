package rounds

import (
	"maps"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"sevenfold/internal/audit"
)

// goodPlan is a plan as a form sends it.
func goodPlan() url.Values {
	return url.Values{
		"id": {"44444444-4444-4444-8444-444444444444"}, "title": {"Spring 2027 audit"}, "instrument": {"seven-domains"},
		"opens-day": {"1"}, "opens-month": {"3"}, "opens-year": {"2027"},
		"closes-day": {"30"}, "closes-month": {"3"}, "closes-year": {"2027"},
		"minimum": {"6"},
	}
}

// with is a plan with some fields changed: "title", "", "minimum", "4".
func with(pairs ...string) url.Values {
	fields := goodPlan()
	for i := 0; i < len(pairs); i += 2 {
		fields.Set(pairs[i], pairs[i+1])
	}
	return fields
}

var planMistakes = []struct {
	name   string
	fields url.Values
	want   []string
}{
	{"nothing at all is answered by every mistake at once", url.Values{}, []string{
		"Enter a title, such as “Autumn 2026 audit”", "Choose a questionnaire", "Enter the opening date",
		"Enter the closing date", "Enter the minimum responses: 5 or more",
	}},
	{"a title of spaces is none", with("title", " \t "), []string{"Enter a title, such as “Autumn 2026 audit”"}},
	{"a title of letters that nobody can see is none", with("title", "\u200b\u200b \u2060"), []string{
		"Enter a title, such as “Autumn 2026 audit”",
	}},
	{"a title too long is counted as a person counts", with("title", strings.Repeat("👩‍👩‍👧", 201)), []string{
		"The title must be 200 characters or fewer: it has 201",
	}},
	{"a title short in characters and vast in bytes is refused", with("title", strings.Repeat("👩‍👩‍👧‍👦", 200)), []string{
		"The title is too long to keep: make it shorter",
	}},
	{"a questionnaire that there is not", with("instrument", "made-up"), []string{"Choose a questionnaire"}},
	{"a date of letters", with("opens-day", "abc"), []string{"The day of the opening date must be a number, such as 4"}},
	{"a negative day", with("opens-day", "-4"), []string{"The day of the opening date must be a number, such as 4"}},
	{"a day of too many figures", with("opens-day", "99999999999999999999"), []string{
		"The day of the opening date must be a number, such as 4",
	}},
	{"a month that there is not", with("opens-month", "13"), []string{"The month of the opening date must be a number from 1 to 12"}},
	{"a month left out", with("closes-month", ""), []string{"The closing date must include a month"}},
	{"a day and a year left out", with("closes-day", "", "closes-year", ""), []string{"The closing date must include a day and a year"}},
	{"31 February", with("opens-day", "31", "opens-month", "2"), []string{
		"The opening date must be a real date: February 2027 has 28 days",
	}},
	{"a year of two figures", with("opens-year", "27"), []string{"The year of the opening date must have four figures, such as 2027"}},
	{"a year of five figures", with("closes-year", "20270"), []string{"The year of the closing date must have four figures, such as 2027"}},
	{"a year far away", with("closes-year", "2072"), []string{"The year of the closing date must be from 2025 to 2031"}},
	{"the dates the wrong way round", with("opens-day", "4", "closes-day", "3"), []string{
		"The round must close after it opens: enter a closing date of Thursday 4 March 2027 or later",
	}},
	{"a closing that has passed", with("opens-month", "10", "opens-year", "2026", "closes-day", "19", "closes-month", "11", "closes-year", "2026"), []string{
		"The closing date has passed: enter Friday 20 November 2026 or later",
	}},
	{"a minimum of four", with("minimum", "4"), []string{
		"The minimum responses must be 5 or more: with fewer, a result could point at a person",
	}},
	{"a minimum of nought", with("minimum", "000"), []string{
		"The minimum responses must be 5 or more: with fewer, a result could point at a person",
	}},
	{"a minimum with a fraction", with("minimum", "5.5"), []string{"The minimum responses must be a whole number in figures, such as 5"}},
	{"a minimum in words", with("minimum", "six"), []string{"The minimum responses must be a whole number in figures, such as 5"}},
	{"a minimum of a million", with("minimum", "1000000"), []string{
		"The minimum responses must be 500 or fewer: no more people than you invite can answer",
	}},
	{"a minimum beyond any number", with("minimum", strings.Repeat("9", 400)), []string{
		"The minimum responses must be 500 or fewer: no more people than you invite can answer",
	}},
}

func TestPlanThatCannotBeUsedComesBackWithAllThatWasTyped(t *testing.T) {
	for _, path := range []string{base, draft + "/edit"} {
		for _, test := range planMistakes {
			t.Run(test.name, func(t *testing.T) {
				s := newSite(t)
				before := maps.Clone(s.store.rounds)
				a := s.post(path, test.fields)
				a.wantMistakes(test.want...)
				for _, field := range []string{"title", "opens-day", "opens-month", "opens-year", "closes-day", "closes-month", "closes-year", "minimum"} {
					typed := strings.Join(strings.Fields(test.fields.Get(field)), " ")
					if got := a.value("#" + field); got != typed {
						t.Errorf("got %q kept in %s, want %q", got, field, typed)
					}
				}
				if !reflect.DeepEqual(s.store.rounds, before) {
					t.Errorf("got the rounds changed, want nothing half saved")
				}
			})
		}
	}
}

func TestEachMistakeStandsAtItsField(t *testing.T) {
	a := newSite(t).post(base, with("minimum", "4", "closes-day", "31", "closes-month", "2"))
	a.wantText("#minimum-error", "The minimum responses must be 5 or more")
	a.wantText("#closes-error", "February 2027 has 28 days")
	if got := a.doc.Find("#minimum").AttrOr("aria-describedby", ""); got != "minimum-hint minimum-error" {
		t.Errorf("got the minimum described by %q, want its hint and its error", got)
	}
	if got := a.doc.Find("#closes-day.govuk-input--error").Length(); got != 1 {
		t.Errorf("got %d days marked as wrong, want 1", got)
	}
	a.wantNone("#closes-year.govuk-input--error")
	a.wantText("#opens-shown", "Monday 1 March 2027")
}

func TestPlanIsKeptInLondonTime(t *testing.T) {
	tests := []struct {
		name   string
		fields url.Values
		opens  string
		closes string
	}{
		{"a round over the change to summer time", goodPlan(), "2027-03-01T00:00:00Z", "2027-03-30T22:59:59Z"},
		{"a round over the change to winter time", with("opens-month", "10", "closes-day", "31", "closes-month", "10"), "2027-09-30T23:00:00Z", "2027-10-31T23:59:59Z"},
		{"months by their names", with("opens-month", "march", "closes-month", "Apr"), "2027-03-01T00:00:00Z", "2027-04-30T22:59:59Z"},
		{"a round of one day", with("closes-day", "1"), "2027-03-01T00:00:00Z", "2027-03-01T23:59:59Z"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := newSite(t)
			id := test.fields.Get("id")
			s.post(base, test.fields).wantRedirect(base + "/" + id + "/respondents")
			round := s.store.rounds[id]
			if got := round.OpensAt.UTC().Format(time.RFC3339); got != test.opens {
				t.Errorf("got the opening %s, want %s", got, test.opens)
			}
			if got := round.ClosesAt.UTC().Format(time.RFC3339); got != test.closes {
				t.Errorf("got the closing %s, want %s", got, test.closes)
			}
			if round.Minimum != 6 || round.State != audit.Draft {
				t.Errorf("got a minimum of %d in a %s, want 6 in a draft", round.Minimum, round.State)
			}
		})
	}
}

func TestTitleIsShownAsItWasTyped(t *testing.T) {
	for _, title := range []string{
		"<script>alert(1)</script>", `" onfocus="alert(1)`, "Herbst 🍂 2026", "ביקורת סתיו 2026", "=1+1", "Zoë’s “audit” & more",
	} {
		t.Run(title, func(t *testing.T) {
			s := newSite(t)
			s.post(draft+"/edit", with("title", title)).wantRedirect(draft)
			for _, path := range []string{draft, draft + "/edit", draft + "/respondents", draft + "/open"} {
				a := s.get(path)
				a.wantStatus(http.StatusOK)
				a.wantNone("main script")
				a.wantNone("[onfocus]")
				if !strings.Contains(a.text("main")+a.value("#title"), title) {
					t.Errorf("got %s without the title as typed", path)
				}
			}
		})
	}
}

func TestNewRoundAsksForWhatItNeeds(t *testing.T) {
	a := newSite(t).get(base + "/new")
	a.wantStatus(http.StatusOK)
	if got := a.value("#minimum"); got != "5" {
		t.Errorf("got the minimum %q to begin with, want 5", got)
	}
	if got := a.value("input[name=instrument][checked]"); got != "" {
		t.Errorf("got the questionnaire %q chosen, want none: there are several", got)
	}
	if !idForm.MatchString(a.value("input[name=id]")) {
		t.Errorf("got the id %q in the form, want one that is drawn", a.value("input[name=id]"))
	}
	a.wantText("#minimum-hint", "could point at a person")
}

func TestNewRoundSentTwiceIsOne(t *testing.T) {
	s := newSite(t)
	id := goodPlan().Get("id")
	for range 2 {
		s.post(base, goodPlan()).wantRedirect(base + "/" + id + "/respondents")
	}
	if len(s.store.rounds) != 2 {
		t.Errorf("got %d rounds, want the draft there was and one more", len(s.store.rounds))
	}
}

func TestNewRoundSentAgainWithOtherWordsAsks(t *testing.T) {
	s := newSite(t)
	id := goodPlan().Get("id")
	s.post(base, goodPlan())
	a := s.post(base, with("title", "Another title"))
	a.wantStatus(http.StatusConflict)
	a.wantText(".govuk-inset-text", "kept before, as “Spring 2027 audit”")
	if got := a.doc.Find("main form").AttrOr("action", ""); got != base+"/"+id+"/edit" {
		t.Errorf("got a form for %q, want one that changes the draft", got)
	}
	if got := a.value("#title"); got != "Another title" {
		t.Errorf("got the title %q in the form, want what was typed", got)
	}
	if got := s.store.rounds[id].Title; got != "Spring 2027 audit" {
		t.Errorf("got %q kept, want nothing covered unseen", got)
	}
}

func TestNewRoundWithoutAnIdOfItsOwnGetsOne(t *testing.T) {
	for _, id := range []string{"", "x", "../../etc", "<script>"} {
		s := newSite(t)
		s.post(base, with("id", id)).wantStatus(http.StatusSeeOther)
		ids := slices.DeleteFunc(slices.Collect(maps.Keys(s.store.rounds)), func(k string) bool { return k == draftID })
		if len(ids) != 1 || !idForm.MatchString(ids[0]) {
			t.Errorf("got the rounds %q for the id %q, want one with an id that is drawn", ids, id)
		}
	}
}

func TestPlanOfAnOpenedRoundStays(t *testing.T) {
	s := newSite(t)
	s.invite(5)
	s.open()
	for _, a := range []answer{
		s.get(draft + "/edit"),
		s.post(draft+"/edit", goodPlan()), // an old tab
		s.get(draft + "/respondents"),
		s.post(draft+"/respondents", url.Values{"invited[]": {person(1)}, "group-" + person(1): {"trustees"}}),
	} {
		a.wantStatus(http.StatusConflict)
		a.wantText("h1", "This round is no longer a draft")
		a.wantText("main", "was opened on Friday 20 November 2026")
	}
	if got := s.store.rounds[draftID].Title; got != "Autumn 2026 audit" || len(s.store.invited) != 5 {
		t.Errorf("got the title %q and %d invited, want both as they were", got, len(s.store.invited))
	}
}

func TestEditShowsThePlanWithItsWeekdays(t *testing.T) {
	a := newSite(t).get(draft + "/edit")
	a.wantText("#opens-shown", "Monday 23 November 2026")
	a.wantText("#closes-shown", "Friday 11 December 2026")
	for field, want := range map[string]string{"title": "Autumn 2026 audit", "closes-day": "11", "closes-month": "12", "closes-year": "2026", "minimum": "5"} {
		if got := a.value("#" + field); got != want {
			t.Errorf("got %q in %s, want %q", got, field, want)
		}
	}
}

func TestRoundOfAnotherTrustIsNotFound(t *testing.T) {
	s := newSite(t)
	other := s.store.rounds[draftID]
	other.TrustID = "99999999-9999-4999-8999-999999999999"
	s.store.rounds[draftID] = other
	for _, path := range []string{
		"", "/edit", "/respondents", "/open", "/close", "/progress", "/messages", "/discard", "/extend", "/remind", "/respondents/add",
		"/respondents/" + person(1) + "/take-out",
	} {
		s.get(draft + path).wantStatus(http.StatusNotFound)
	}
	for _, path := range []string{
		"/edit", "/respondents", "/open", "/close", "/messages", "/discard", "/extend", "/remind", "/copy", "/respondents/add",
		"/respondents/" + person(1) + "/take-out", "/messages/m/again",
	} {
		s.post(draft+path, goodPlan()).wantStatus(http.StatusNotFound)
	}
}
