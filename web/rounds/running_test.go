package rounds

import (
	"net/http"
	"net/url"
	"testing"
	"time"

	"sevenfold/web/form"

	"sevenfold/internal/audit"
	"sevenfold/internal/trust"
)

// afterClosing is past the closing date of the round that tests look at.
var afterClosing = audit.EndOfDay(2026, time.December, 12)

func extension(day, month, year string) url.Values {
	return url.Values{"closes-day": {day}, "closes-month": {month}, "closes-year": {year}, "closing": {byDate}}
}

func TestARoundIsExtended(t *testing.T) {
	s := underWay(t)
	a := s.get(draft + "/extend")
	a.wantText("main", "closes on Friday 11 December 2026")
	if got := a.value("input[name=closing][checked]"); got != byDate {
		t.Errorf("got it to close %q, want by itself, as before", got)
	}
	for range 2 {
		s.post(draft+"/extend", extension("18", "12", "2026")).wantRedirect(draft + "/progress?done=extended")
	}
	a = s.get(draft + "/progress?done=extended")
	a.wantText(".govuk-notification-banner", "The round has a new closing date.")
	a.wantText("#closes", "It closes on Friday 18 December 2026")
	a.wantText("#reminders-planned", "Friday 11 December 2026 at 09:00")
}

func TestAnExtensionThatCannotBeUsed(t *testing.T) {
	for _, test := range []struct {
		name   string
		fields url.Values
		want   string
	}{
		{"nothing", url.Values{}, "Enter the new closing date"},
		{"the date there is, with the other way to close", url.Values{"closes-day": {"11"}, "closes-month": {"12"}, "closes-year": {"2026"}, "closing": {byHand}}, "The new closing date must be after the one there is, Friday 11 December 2026"},
		{"an earlier one", extension("10", "12", "2026"), "The new closing date must be after the one there is, Friday 11 December 2026"},
		{"one that has passed", extension("19", "11", "2026"), "The new closing date has passed: enter Friday 20 November 2026 or later"},
		{"a year of five figures", extension("18", "12", "20270"), "The year of the new closing date must have four figures, such as 2027"},
		{"31 February", extension("31", "2", "2027"), "The new closing date must be a real date: February 2027 has 28 days"},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := underWay(t)
			a := s.post(draft+"/extend", test.fields)
			a.wantMistakes(test.want)
			if got := a.value("#closes-year"); got != test.fields.Get("closes-year") {
				t.Errorf("got the year %q, want what was typed", got)
			}
			if got := s.store.rounds[draftID].ClosesAt; !got.Equal(audit.EndOfDay(2026, time.December, 11)) {
				t.Errorf("got it closing at %s, want as before", got)
			}
		})
	}
}

func TestAHeldClosingIsLeftToAPerson(t *testing.T) {
	s := underWay(t)
	s.now = afterClosing
	s.change(func(r *audit.Round) { r.ClosesByDate, r.ClosingHeldAt = false, &afterClosing })
	a := s.get(draft + "/progress")
	a.wantText("#passed", "it needs five responses and had two, so that its report would have withheld everything, for good. Extend it")
	if got := a.text(".sf-actions .govuk-button"); got != "Extend it Close this round" {
		t.Errorf("got the buttons %q, want extending first", got)
	}
	a.wantNone("#remind")
	if got := s.get(draft + "/extend").value("input[name=closing][checked]"); got != byDate {
		t.Errorf("got it to close %q, want by itself, as it was to", got)
	}
	s.as(trust.Chair)
	s.get(draft+"/progress").wantText("#passed", "The governance professional can extend it")
	s.as(trust.GovernanceProfessional)
	s.post(draft+"/extend", extension("31", "1", "2027")).wantRedirect(draft + "/progress?done=extended")
	s.get(draft + "/progress").wantNone("#passed")
}

func TestAReminderByHandGoesOnce(t *testing.T) {
	s := underWay(t)
	s.store.noReminders[person(2)] = true
	a := s.get(draft + "/remind")
	a.wantText("main", "An e-mail goes to six people who have not submitted")
	a.wantText("#means", "One person who has not submitted asked for no reminders, and is left alone.")
	a.wantText("section[aria-labelledby=reminder]", "Reminder: Autumn 2026 audit")
	id := a.value("input[name=id]")
	s.post(draft+"/remind", url.Values{"id": {id}}).wantRedirect(draft + "/progress?done=reminded&people=6")
	s.post(draft+"/remind", url.Values{"id": {id}}).wantRedirect(draft + "/progress?done=reminded&people=0")
	s.get(draft+"/progress?done=reminded&people=6").wantText(".govuk-notification-banner", "Six reminders are on the way.")
	s.get(draft+"/progress?done=reminded&people=1").wantText(".govuk-notification-banner", "One reminder is on the way.")
	s.get(draft+"/progress?done=reminded&people=<script>").wantText(".govuk-notification-banner", "No more reminders were needed.")
	for i := range 9 {
		s.store.stages[person(i)] = audit.Submitted
	}
	a = s.get(draft + "/remind")
	a.wantText("main", "There is nobody to remind: everybody has submitted.")
	a.wantNone("main form")
}

func TestRespondentsAreAddedToAnOpenRound(t *testing.T) {
	s := underWay(t)
	a := s.get(draft + "/respondents/add")
	a.wantText("main", "Each gets an invitation by e-mail")
	a.wantNone("#invited-" + person(0))
	a.wantNone("input[checked]")
	fields := url.Values{"invited[]": {person(9)}, "group-" + person(9): {"local-governors"}}
	for range 2 {
		s.post(draft+"/respondents/add", fields).wantRedirect(draft + "/progress?done=added")
	}
	s.get(draft+"/progress?done=added").wantText("tr:contains('Jon Kerr')", "Not started")
	s.post(draft+"/respondents/add", url.Values{}).wantMistakes("Tick at least one person to add")
	s.post(draft+"/respondents/add", url.Values{"invited[]": {person(10)}}).wantMistakes("Choose a group for Kim Lowe")
	s.post(draft+"/respondents/add", url.Values{"invited[]": {person(10)}, "group-" + person(10): {"members"}}).wantStatus(http.StatusSeeOther)
	a = s.get(draft + "/respondents/add")
	a.wantText("main", "Everybody in the trust is invited")
	a.wantNone("main button")
}

func TestSomebodyIsTakenOut(t *testing.T) {
	s := underWay(t)
	s.get(draft+"/respondents/"+person(0)+"/take-out").wantText(".govuk-warning-text", "Asha Begum has submitted. Their answers are deleted")
	s.get(draft+"/respondents/"+person(1)+"/take-out").wantText(".govuk-warning-text", "Ben Carter is in progress.")
	a := s.get(draft + "/respondents/" + person(2) + "/take-out")
	a.wantNone(".govuk-warning-text")
	a.wantText("#means", "The audit trail keeps")
	s.post(draft+"/respondents/"+person(0)+"/take-out", nil).wantRedirect(draft + "/progress?done=taken-out")
	a = s.get(draft + "/progress?done=taken-out")
	a.wantText("#done", "One of eight people has submitted.")
	a.wantNone("tr:contains('Asha Begum')")
	for _, a := range []answer{
		s.post(draft+"/respondents/"+person(0)+"/take-out", nil), s.get(draft + "/respondents/" + person(0) + "/take-out"),
		s.get(draft + "/respondents/nobody/take-out"),
	} {
		a.wantStop("This person is not a respondent")
	}
}

func TestWhatCameTooLateIsMetWithASentence(t *testing.T) {
	paths := map[string]url.Values{
		"/extend": extension("18", "12", "2026"), "/remind": {"id": {form.NewID()}},
		"/respondents/add":                        {"invited[]": {person(9)}, "group-" + person(9): {"local-governors"}},
		"/respondents/" + person(1) + "/take-out": nil,
	}
	for path, fields := range paths {
		s := newSite(t)
		s.post(draft+path, fields).wantStop("This round is not open yet")
		s.get(draft + path).wantStop("This round is not open yet")
		s = underWay(t)
		s.store.meanwhile = func() { s.close() }
		s.post(draft+path, fields).wantStop("This round is closed already")
		s.store.meanwhile = nil
		s.get(draft + path).wantStop("This round is closed already")
		s.post(draft+path, fields).wantStop("This round is closed already")
	}
	for _, path := range []string{"/remind", "/respondents/add"} {
		s := underWay(t)
		s.store.meanwhile = func() { s.now = afterClosing }
		s.now = afterClosing
		s.post(draft+path, paths[path]).wantStop("The closing date has passed")
		s.get(draft + path).wantStop("The closing date has passed")
	}
}
