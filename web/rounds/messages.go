package rounds

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"sevenfold/internal/audit"
	"sevenfold/internal/identity"
	"sevenfold/web/component"
	"sevenfold/web/form"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

const (
	wordsLimit = 2000
	// wordsBytes is what the store takes: a character may be many bytes long.
	wordsBytes = 64000
)

// typedMessages is the form of a round's messages, as it was typed.
type typedMessages struct {
	invitation string
	reminder   string
	days       string
}

func typedOfMessages(m audit.Messages) typedMessages {
	days := make([]string, 0, len(m.ReminderDays))
	for _, d := range m.ReminderDays {
		days = append(days, strconv.Itoa(d))
	}
	return typedMessages{m.InvitationWords, m.ReminderWords, strings.Join(days, ", ")}
}

// check reads what is meant, and notes what has to be put right. The words of
// the invitation stay as they were once it has been sent.
func (t typedMessages) check(f *form.Form, round audit.Round) audit.Messages {
	m := audit.Messages{InvitationWords: round.InvitationWords, ReminderWords: t.reminder}
	if round.State == audit.Draft {
		m.InvitationWords = t.invitation
		checkWords(f, "invitation-words", t.invitation)
	}
	checkWords(f, "reminder-words", t.reminder)
	m.ReminderDays = readDays(f, t.days)
	return m
}

func checkWords(f *form.Form, field, words string) {
	switch length := form.Length(words); {
	case length > wordsLimit:
		f.Wrong(field, fmt.Sprintf("Your words must be 2,000 characters or fewer: they have %d", length))
	case len(words) > wordsBytes:
		f.Wrong(field, "Your words are too long to keep: make them shorter")
	}
}

// readDays reads the days of a schedule: figures, with whatever people put
// between them. The earliest reminder comes first, and none twice.
func readDays(f *form.Form, typed string) []int {
	var days []int
	between := func(r rune) bool { return strings.ContainsRune(",;/ \t", r) }
	for _, word := range strings.FieldsFunc(typed, between) {
		n, ok := form.Figures(word)
		switch {
		case strings.EqualFold(word, "and"):
			continue
		case !ok:
			f.Wrong("reminder-days", "Write the days as whole numbers, such as 7, 2, 1")
			return nil
		case n < 1 || n > audit.MostReminderDays:
			f.Wrong("reminder-days", fmt.Sprintf("Each reminder must be from 1 to %d days before the closing date", audit.MostReminderDays))
			return nil
		}
		days = append(days, n)
	}
	slices.SortFunc(days, func(a, b int) int { return b - a })
	days = slices.Compact(days)
	if len(days) > audit.MostReminders {
		f.Wrong("reminder-days", "Plan at most "+component.Count(audit.MostReminders, "reminder", "reminders"))
	}
	return days
}

// messagesView is what a round's messages say, and when it reminds.
type messagesView struct {
	Layout     layout.View
	Back       string
	BackText   string
	Notice     string
	Mistakes   []form.Mistake
	Lead       string
	Action     string
	Draft      bool // the words of the invitation can still be chosen
	Invitation component.TextareaView
	Reminder   component.TextareaView
	Days       component.TextFieldView
	Planned    []string // what the schedule means, as it is kept
	Letters    []letterView
}

// ShowMessages shows what a round's messages say, to change it.
func (p Pages) ShowMessages(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	round, err := p.round(r, viewer)
	if err != nil {
		return err
	}
	if round.State == audit.Closed {
		return stopClosed(w, r, viewer, round)
	}
	return p.showMessages(w, r, viewer, round, typedOfMessages(round.Messages), &form.Form{})
}

// ChangeMessages keeps what a round's messages say, and its schedule.
func (p Pages) ChangeMessages(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	f, round, err := p.posted(r, viewer)
	if err != nil {
		return err
	}
	if round.State == audit.Closed {
		return stopClosed(w, r, viewer, round)
	}
	typed := typedMessages{f.Text("invitation-words"), f.Text("reminder-words"), f.Value("reminder-days")}
	changed := typed.check(f, round)
	if !f.Good() {
		return p.showMessages(w, r, viewer, round, typed, f)
	}
	err = p.Store.ChangeMessages(r.Context(), viewer.TrustID, round.ID, changed, p.Now())
	if errors.Is(err, audit.ErrRoundClosed) {
		return p.stopMoved(w, r, viewer, err)
	}
	if err != nil {
		return err
	}
	return page.Redirect(w, r, roundPath(round)+"/messages?done=saved")
}

func (p Pages) showMessages(w http.ResponseWriter, r *http.Request, viewer identity.Viewer, round audit.Round, typed typedMessages, f *form.Form) error {
	status := http.StatusOK
	if !f.Good() {
		status = http.StatusUnprocessableEntity
	}
	view := messagesView{
		Layout: layout.View{Title: "Messages and reminders", Viewer: viewer, Error: !f.Good()},
		Back:   roundPath(round), BackText: "Back to the draft", Mistakes: f.Mistakes, Action: roundPath(round) + "/messages",
		Lead:  "What respondents of “" + round.Title + "” are sent, and when. You see below how it arrives.",
		Draft: round.State == audit.Draft, Planned: plannedLines(round, p.Now()),
	}
	if !view.Draft {
		view.Back, view.BackText = progressPath(round), "Back to progress"
		view.Lead = "The invitations of “" + round.Title + "” have been sent or are on their way. What reminders say, and when they go, can still be changed."
	}
	if r.URL.Query().Get("done") == "saved" {
		view.Notice = "Saved. This is how it arrives."
	}
	view.fields(typed, f)
	for _, kind := range []audit.MessageKind{audit.InvitationMessage, audit.ReminderMessage} {
		l, err := p.letterOf(r.Context(), viewer, round, kind)
		if err != nil {
			return err
		}
		view.Letters = append(view.Letters, l)
	}
	return page.Render(w, r, status, messagesPage(view))
}

func (v *messagesView) fields(typed typedMessages, f *form.Form) {
	v.Invitation = component.TextareaView{
		ID: "invitation-words", Label: "Your own words in the invitation, if you like", Limit: strconv.Itoa(wordsLimit),
		Hint:  "They stand above what the invitation always says. For example, why the board does this now, and when it will talk about the report.",
		Value: typed.invitation, Error: f.Message("invitation-words"),
	}
	v.Reminder = component.TextareaView{
		ID: "reminder-words", Label: "Your own words in the reminders, if you like", Limit: strconv.Itoa(wordsLimit),
		Value: typed.reminder, Error: f.Message("reminder-words"),
	}
	v.Days = component.TextFieldView{
		ID: "reminder-days", Label: "Days before the closing date on which to remind",
		Hint:  "For example, 7, 2, 1. At most five. Leave it empty for none. Only those who have not submitted are reminded.",
		Value: typed.days, Error: f.Message("reminder-days"),
	}
}

// plannedLines are the reminders of a schedule, and what of them no longer holds.
func plannedLines(round audit.Round, now time.Time) []string {
	var lines []string
	for _, at := range round.Reminders() {
		line := instant(at)
		switch {
		case !at.After(now):
			line += ", which has passed"
		case round.State == audit.Draft && at.Before(round.OpensAt):
			line += ", which is before the round opens, so that nothing is sent"
		}
		lines = append(lines, line)
	}
	return lines
}
