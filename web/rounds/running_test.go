package rounds

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

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

func TestACommitteeIsTickedWithoutKeepingAnything(t *testing.T) {
	s := newSite(t)
	s.store.committees = []trust.Committee{{ID: "c1", Name: "Finance & <b>Audit</b>"}, {ID: "c2", Name: "Of nobody"}}
	for _, i := range []int{1, 9, 10} {
		s.store.members[i].Committees = []string{"c1"}
	}
	a := s.get(draft + "/respondents")
	if got := a.text("#committee"); got != "Choose a committee Finance & <b>Audit</b>" {
		t.Errorf("got the committees %q, want the one that somebody sits on", got)
	}
	fields := url.Values{"tick": {"committee"}, "committee": {"c1"}, "invited[]": {person(7)}, "group-" + person(7): {"trustees"}, "group-" + person(2): {"members"}}
	a = s.post(draft+"/respondents", fields)
	a.wantStatus(http.StatusOK)
	for _, i := range []int{1, 7, 9, 10} {
		if a.doc.Find("#invited-"+person(i)+"[checked]").Length() != 1 {
			t.Errorf("got person %d not ticked, want the committee and whoever was ticked before", i)
		}
	}
	if got := a.doc.Find("input[checked]").Length(); got != 4 {
		t.Errorf("got %d ticked, want 4", got)
	}
	a.wantText("#group-"+person(7)+" option[selected]", "Trustees")
	a.wantText("#group-"+person(2)+" option[selected]", "Members")
	a.wantText("#count", "Three people of Finance")
	if len(s.store.invited) > 0 {
		t.Errorf("got %d invited, want nothing kept", len(s.store.invited))
	}
	fields.Set("committee", "")
	a = s.post(draft+"/respondents", fields)
	a.wantMistakes("Choose a committee to tick its people")
	if a.doc.Find("#invited-"+person(7)+"[checked]").Length() != 1 {
		t.Error("got a tick lost, want it kept")
	}
	s.invite(5)
	s.open()
	a = s.post(draft+"/respondents/add", url.Values{"tick": {""}, "committee": {"c1"}})
	a.wantText("#count", "Two people of Finance")
}

func TestMessagesAreToldInWords(t *testing.T) {
	s := underWay(t)
	sent := today.AddDate(0, 0, 1)
	made := func(i int, kind audit.MessageKind, state audit.MessageState, words string) audit.Message {
		m := audit.Message{ID: "m" + person(i)[30:], PersonID: person(i), Kind: kind, State: state, Words: words, MadeAt: today, Occasion: string(kind)}
		if state == audit.Sent {
			m.SentAt = &sent
		}
		return m
	}
	s.store.messages = []audit.Message{
		made(0, audit.InvitationMessage, audit.Sent, ""), made(1, audit.InvitationMessage, audit.Waiting, ""),
		made(2, audit.InvitationMessage, audit.Sending, ""), made(3, audit.InvitationMessage, audit.InDoubt, ""),
		made(4, audit.ReminderMessage, audit.Failed, "550 <b>no such mailbox</b>"), made(5, audit.InvitationMessage, audit.Failed, ""),
		made(6, audit.ReminderMessage, audit.Dropped, ""), made(10, audit.ClosingHeldMessage, audit.Failed, "550"),
		made(9, audit.ReportReadyMessage, audit.InDoubt, ""),
	}
	a := s.get(draft + "/progress")
	for name, want := range map[string]string{
		"Asha Begum": "Submitted Invitation sent on Saturday 21 November", "Ben Carter": "Invitation waiting to be sent",
		"Cai Davies": "Invitation being sent", "Dora Evans": "We cannot tell whether the invitation arrived Send again to Dora Evans",
		"Eve Finch": "The mail server refused the reminder: 550 <b>no such mailbox", "Farid Gul": "The invitation could not be sent Send again",
		"Gwen Hall": "Reminder not sent: it was no longer wanted",
	} {
		a.wantText("tr:contains('"+name+"')", want)
	}
	if got := a.doc.Find(".sf-people form").Length(); got != 3 {
		t.Errorf("got %d buttons to send again, want those of the three that failed or are in doubt", got)
	}
	a.wantNone("td b")
	a.wantText("#others", "We cannot tell whether the e-mail that the report is there arrived")
	s.post(draft+"/messages/m"+person(3)[30:]+"/again", nil).wantRedirect(draft + "/progress?done=again")
	s.post(draft+"/messages/m"+person(0)[30:]+"/again", nil).wantStop("This message needs no second try")
	s.post(draft+"/messages/made-up/again", nil).wantStatus(http.StatusNotFound)
	s.as(trust.Chair)
	a = s.get(draft + "/progress")
	a.wantText("tr:contains('Eve Finch')", "The reminder could not be sent")
	a.wantNone("main form")
	a.wantNone("#remind, #extend, #add, #messages, #close, a[href$=take-out]")
}

func TestRemindersAreListed(t *testing.T) {
	s := underWay(t)
	s.store.noReminders[person(2)], s.store.noReminders[person(0)] = true, true
	monday := today.AddDate(0, 0, 3)
	for i := range 3 {
		s.store.messages = append(s.store.messages,
			audit.Message{ID: "a" + person(i), PersonID: person(i), Kind: audit.ReminderMessage, Occasion: "reminder of 2026-11-20T09:00:00Z", State: audit.Sent, MadeAt: today},
			audit.Message{ID: "b" + person(i), PersonID: person(i), Kind: audit.ReminderMessage, Occasion: "reminder by hand x", State: audit.Waiting, MadeAt: monday})
	}
	s.store.messages[0].State = audit.Dropped
	s.store.messages = append(s.store.messages, audit.Message{ID: "c", PersonID: person(1), Kind: audit.ReminderMessage, Occasion: "again x", State: audit.Sent, MadeAt: monday})
	a := s.get(draft + "/progress")
	a.wantText("#reminders-sent", "Friday 20 November 2026, to two people, by the schedule Monday 23 November 2026, to three people, by hand")
	a.wantText("#reminders-planned", "Friday 4 December 2026 at 09:00 Wednesday 9 December 2026 at 09:00")
	a.wantText("tr:contains('Cai Davies')", "Asked for no reminders")
	if got := a.text("tr:contains('Asha Begum')"); strings.Contains(got, "no reminders") {
		t.Errorf("got %q, want nothing of reminders for somebody who has submitted", got)
	}
}

func TestProgressRefreshesItselfUntilItIsClosed(t *testing.T) {
	s := underWay(t)
	a := s.get(draft + "/progress")
	for name, want := range map[string]string{"data-hx-get": draft + "/progress", "data-hx-trigger": "every 10s", "data-hx-select": "#live", "data-hx-swap": "outerHTML"} {
		if got := a.doc.Find("#live").AttrOr(name, ""); got != want {
			t.Errorf("got %q in %s, want %q", got, name, want)
		}
	}
	a.wantNone("#live #done")
	if got := a.doc.Find("#done").AttrOr("role", ""); got != "status" {
		t.Errorf("got the role %q, want the line read out", got)
	}
	if got := a.doc.Find("#live a:not([id]), #live button:not([id])").Length(); got > 0 {
		t.Errorf("got %d links and buttons without an id, want none: the focus would be lost", got)
	}
	if got := a.doc.Find("script[src*='/live.']").Length(); got != 1 {
		t.Errorf("got %d scripts that refresh, want 1", got)
	}
	s.close()
	a = s.get(draft + "/progress")
	a.wantNone("[data-hx-get]")
	a.wantNone("script[src*='/live.']")
}

func TestWhatCameTooLateIsMetWithASentence(t *testing.T) {
	paths := map[string]url.Values{
		"/extend": extension("18", "12", "2026"), "/remind": {"id": {newID()}},
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

func TestADraftIsDiscarded(t *testing.T) {
	s := newSite(t)
	s.get(draft+"/discard").wantText(".govuk-warning-text", "It can't be brought back.")
	s.post(draft+"/discard", nil).wantRedirect("/t/" + trustID)
	a := s.post(draft+"/discard", nil)
	a.wantStatus(http.StatusNotFound)
	a.wantText("h1", "There is no such draft")
	s = newSite(t)
	s.invite(5)
	s.store.meanwhile = func() { s.open() }
	s.post(draft+"/discard", nil).wantStop("This round is no longer a draft")
	s.get(draft + "/discard").wantStop("This round is no longer a draft")
}

func TestAClosedRoundIsUsedAgain(t *testing.T) {
	s := underWay(t)
	id := newID()
	s.post(draft+"/copy", url.Values{"id": {id}}).wantStop("This round is not closed yet")
	s.close()
	s.get(draft+"/progress").wantText("#again", "Use this round again")
	a := s.get(draft)
	if got := a.doc.Find("form[action$=copy] input[name=id]").AttrOr("value", ""); !idForm.MatchString(got) {
		t.Errorf("got the id %q in the form, want one that is drawn", got)
	}
	for range 2 {
		s.post(draft+"/copy", url.Values{"id": {id}}).wantRedirect(base + "/" + id + "/edit?done=copied")
	}
	if len(s.store.rounds) != 2 {
		t.Errorf("got %d rounds, want the past one and one copy", len(s.store.rounds))
	}
	a = s.get(base + "/" + id + "/edit?done=copied")
	a.wantText(".govuk-inset-text", "Its title and its dates are a guess")
	a.wantText("#opens-shown", "Friday 20 November 2026")
}

func TestADraftThatDidNotOpenSaysWhy(t *testing.T) {
	s := newSite(t)
	missed := audit.StartOfDay(2026, time.November, 20)
	s.change(func(r *audit.Round) { r.OpeningMissedAt = &missed })
	a := s.get(draft)
	a.wantText("#missed", "was to open by itself on Friday 20 November 2026, and could not. Nobody was invited. This was missing, and still is:")
	a.wantText("#missed #nobody", "Nobody is invited: choose respondents first.")
	s.invite(5)
	a = s.get(draft)
	a.wantText("#missed", "Nothing stands in its way any more")
	a.wantNone("#missed li")
}

func TestARoundMayOpenByItself(t *testing.T) {
	s := newSite(t)
	s.post(draft+"/edit", with("opening", byDate, "closing", byHand)).wantRedirect(draft)
	r := s.store.rounds[draftID]
	if !r.OpensByDate || r.ClosesByDate {
		t.Errorf("got opening %v and closing %v by itself, want it to open by itself alone", r.OpensByDate, r.ClosesByDate)
	}
	a := s.get(draft)
	a.wantText(".sf-lead", "It opens by itself on Monday 1 March 2027.")
	a.wantText("dl", "You close it by hand after that")
	s.invite(5)
	s.get(draft+"/open").wantText("#early", "If you press the button it opens now, Friday 20 November 2026.")
	a = s.post(draft+"/edit", with("opening", byDate, "opens-day", "20", "opens-month", "11", "opens-year", "2026"))
	a.wantMistakes("A round opens by itself at the start of a day: enter Saturday 21 November 2026 or later, or open it by hand")
	s.post(draft+"/edit", with("opening", "<script>", "closing", "x")).wantMistakes(
		"Choose who keeps the opening date: you, or the program by itself", "Choose who keeps the closing date: you, or the program by itself")
}
