package mail

import "time"

// Invitation asks somebody to answer a round.
type Invitation struct {
	To, Trust, Name, Round string
	Words                  string // the governance professional's own, which stand first; "" for none
	Takes                  string // how long it takes: "25 to 40 minutes"
	Closes                 string // the last day to answer: "Thursday 4 March 2027"
	Link                   string // for this person alone
	Calendar               []byte // the closing date as an .ics; nil for none
	At                     time.Time
}

func (i Invitation) letter() letter {
	return letter{
		To: i.To, Trust: i.Trust, Name: i.Name, Round: i.Round, Words: lines(i.Words), Takes: i.Takes, Closes: i.Closes,
		Link: i.Link, Calendar: i.Calendar, At: i.At,
	}
}

// Message writes it out.
func (i Invitation) Message() (Message, error) {
	l := i.letter()
	l.Subject = short(i.Round) + ": please answer by " + i.Closes
	l.Button = "Start"
	return l.write("invitation")
}

// Reminder asks again, while the round is open.
type Reminder struct {
	Invitation
	InProgress bool   // they have begun, and not submitted
	Stop       string // where they stop the reminders of this round
}

// Message writes it out. Its subject does not say whether they have begun: others see a screen, too.
func (r Reminder) Message() (Message, error) {
	l := r.letter()
	l.Subject = "Reminder: " + short(r.Round) + " closes on " + r.Closes
	l.Button, l.InProgress, l.Stop = "Start", r.InProgress, r.Stop
	if r.InProgress {
		l.Button = "Continue"
	}
	return l.write("reminder")
}

// ComeBack is the link that a respondent sends to themselves, to go on later or elsewhere.
type ComeBack struct {
	To, Trust, Name, Round, Closes string
	Link                           string // for this person alone
	At                             time.Time
}

// Message writes it out.
func (c ComeBack) Message() (Message, error) {
	return letter{
		To: c.To, Trust: c.Trust, Name: c.Name, Round: c.Round, Closes: c.Closes, Link: c.Link, At: c.At,
		Subject: "Your link to come back to " + short(c.Round), Button: "Continue",
	}.write("come-back")
}
