// Package letter writes the messages of a trust: what a letter of the domain
// says, with its links, as an e-mail. The preview of a message and the message
// that is sent are both written here.
package letter

import (
	"fmt"
	"net/url"
	"time"

	"sevenfold/internal/audit"
	"sevenfold/internal/framework"
	"sevenfold/internal/mail"
)

// Writer writes letters.
type Writer struct {
	// Address is where browsers reach us, without a path: "https://sevenfold.example.org".
	Address string
}

// Secrets open what the links of one message lead to, each for one purpose.
type Secrets struct {
	Link string // to the round, for its reader alone
	Stop string // to stop further reminders
}

// MessageID is what a message is known by on its way, without brackets.
func (w Writer) MessageID(messageID string) string {
	host := "sevenfold.invalid"
	if u, err := url.Parse(w.Address); err == nil && u.Hostname() != "" {
		host = u.Hostname()
	}
	return messageID + "@" + host
}

// Write makes a letter into a message. The questionnaire is what the letter's
// round asks; the zero Instrument where it belongs to none.
func (w Writer) Write(l audit.Letter, asks framework.Instrument, s Secrets, at time.Time) (mail.Message, error) {
	message, err := w.message(l, asks, s, at)
	if err != nil {
		return mail.Message{}, fmt.Errorf("write a message of the kind %q: %w", l.Kind, err)
	}
	message.ID, message.FromName = w.MessageID(l.ID), l.TrustName
	return message, nil
}

func (w Writer) message(l audit.Letter, asks framework.Instrument, s Secrets, at time.Time) (mail.Message, error) {
	round := w.Address + "/t/" + l.Round.TrustID + "/rounds/" + l.Round.ID
	invitation, closes := round+"/invitation/"+s.Link, audit.Date(l.Round.ClosesAt)
	switch l.Kind {
	case audit.InvitationMessage, audit.ReminderMessage:
		calendar, err := w.calendar(l, round, at)
		if err != nil {
			return mail.Message{}, err
		}
		asked := mail.Invitation{
			To: l.Email, Trust: l.TrustName, Name: l.Name, Round: l.Round.Title, Words: l.Round.InvitationWords,
			Takes: asks.Takes(), Closes: closes, Link: invitation, Calendar: calendar, At: at,
		}
		if l.Kind == audit.InvitationMessage {
			return asked.Message()
		}
		asked.Words = l.Round.ReminderWords
		return mail.Reminder{
			Invitation: asked, InProgress: l.Stage == audit.InProgress, Stop: round + "/reminders/" + s.Stop,
		}.Message()
	case audit.ComeBackMessage:
		return mail.ComeBack{
			To: l.Email, Trust: l.TrustName, Name: l.Name, Round: l.Round.Title, Closes: closes, Link: invitation, At: at,
		}.Message()
	case audit.ReportReadyMessage:
		return mail.ReportReady{
			To: l.Email, Trust: l.TrustName, Name: l.Name, Round: l.Round.Title, Link: round + "/report", At: at,
		}.Message()
	case audit.OpeningMissedMessage:
		return mail.OpeningMissed{
			To: l.Email, Trust: l.TrustName, Name: l.Name, Round: l.Round.Title, Link: round, At: at,
			Why: "It was to open by itself on " + audit.Date(l.Round.OpensAt) + ", and something in its plan did not allow that.",
		}.Message()
	case audit.ClosingHeldMessage:
		return mail.ClosingHeld{
			To: l.Email, Trust: l.TrustName, Name: l.Name, Round: l.Round.Title, Link: round + "/progress", At: at,
			Why: "It took answers until " + closes + ", and fewer people submitted than its minimum. Closed as it is, its report " +
				"would withhold everything, and stay that way.",
		}.Message()
	case audit.ActionDueMessage:
		return mail.ActionDue{
			To: l.Email, Trust: l.TrustName, Name: l.Name, Action: l.Action.Title, Due: audit.Date(l.Action.DueOn),
			Overdue: l.Action.Overdue, Link: w.Address + "/t/" + l.Action.TrustID + "/actions/" + l.Action.ID, At: at,
		}.Message()
	case audit.WelcomeMessage:
		return mail.Welcome{To: l.Email, Trust: l.TrustName, Name: l.Name, Link: w.Address + "/sign-in", At: at}.Message()
	}
	return mail.Message{}, fmt.Errorf("there is no such kind")
}

// calendar is the file that puts the closing date into the reader's calendar.
func (w Writer) calendar(l audit.Letter, round string, at time.Time) ([]byte, error) {
	return mail.ClosingDay{
		UID: w.MessageID(l.Round.ID), Trust: l.TrustName, Round: l.Round.Title, Day: l.Round.ClosesAt.In(audit.London),
		Link: round + "/start", At: at,
	}.Calendar()
}
