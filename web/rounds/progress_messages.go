package rounds

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"sevenfold/internal/audit"
	"sevenfold/web/component"
)

// addMessages tells what became of the last message of each person, which
// reminders were sent, and which are to come.
func (v *progressView) addMessages(round audit.Round, all []audit.Message, now time.Time, runs bool) {
	all = slices.SortedStableFunc(slices.Values(all), func(a, b audit.Message) int { return a.MadeAt.Compare(b.MadeAt) })
	last, ready := map[string]audit.Message{}, map[string]audit.Message{}
	for _, m := range all {
		switch m.Kind {
		case audit.InvitationMessage, audit.ReminderMessage, audit.ComeBackMessage:
			last[m.PersonID] = m
		case audit.ReportReadyMessage:
			ready[m.PersonID] = m
		}
	}
	for g := range v.Groups {
		for i := range v.Groups[g].People {
			one := &v.Groups[g].People[i]
			if m, ok := last[one.ID]; ok {
				one.tell(round, m, runs)
			}
		}
	}
	for _, m := range ready {
		if m.MayBeSentAgain() {
			other := personView{ID: m.PersonID, Name: m.Name}
			other.tell(round, m, runs)
			v.Others = append(v.Others, other)
		}
	}
	slices.SortFunc(v.Others, func(a, b personView) int { return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.ID, b.ID)) })
	v.Sent = sentReminders(all)
	if round.AcceptsAnswers(now) {
		for _, at := range round.Reminders() {
			if at.After(now) {
				v.Planned = append(v.Planned, instant(at))
			}
		}
	}
}

// tell says what became of a message. What a mail server answered, and trying
// again, are for whoever runs rounds.
func (one *personView) tell(round audit.Round, m audit.Message, runs bool) {
	one.Message, one.MessageID = messageLine(m, runs), m.ID
	if runs && m.MayBeSentAgain() && (round.State == audit.Open || m.Kind == audit.ReportReadyMessage) {
		one.SendAgain = roundPath(round) + "/messages/" + m.ID + "/again"
	}
}

var messageNames = map[audit.MessageKind]string{
	audit.InvitationMessage: "invitation", audit.ReminderMessage: "reminder", audit.ComeBackMessage: "fresh link",
	audit.ReportReadyMessage: "e-mail that the report is there",
}

// messageLine is the state of a message, in words.
func messageLine(m audit.Message, words bool) string {
	name := messageNames[m.Kind]
	switch m.State {
	case audit.Waiting:
		if m.Tries > 0 {
			return component.Capital(name) + " waiting to be tried again"
		}
		return component.Capital(name) + " waiting to be sent"
	case audit.Sending:
		return component.Capital(name) + " being sent"
	case audit.Sent:
		return component.Capital(name) + " sent on " + component.ShortDate(*cmp.Or(m.SentAt, &m.MadeAt))
	case audit.InDoubt:
		return "We cannot tell whether the " + name + " arrived"
	case audit.Dropped:
		return component.Capital(name) + " not sent: it was no longer wanted"
	}
	if m.Words != "" && words {
		return "The mail server refused the " + name + ": " + m.Words
	}
	return "The " + name + " could not be sent"
}

// sentReminders lists the reminders of a round, the newest last: when, to how
// many, and whether the schedule sent them or a person.
func sentReminders(all []audit.Message) []string {
	var first []audit.Message // of each occasion
	counted := map[string]int{}
	for _, m := range all {
		if !m.RemindedByHand() && !m.RemindedBySchedule() || m.State == audit.Dropped {
			continue
		}
		if counted[m.Occasion] == 0 {
			first = append(first, m)
		}
		counted[m.Occasion]++
	}
	var lines []string
	for _, m := range first {
		by := "by the schedule"
		if m.RemindedByHand() {
			by = "by hand"
		}
		lines = append(lines, component.Date(m.MadeAt)+", to "+people(counted[m.Occasion])+", "+by)
	}
	return lines
}
