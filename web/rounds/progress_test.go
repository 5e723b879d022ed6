package rounds

import (
	"net/http"
	"strings"
	"testing"

	"sevenfold/internal/audit"
	"sevenfold/internal/trust"
)

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
