package mail

import "time"

// ReportReady tells whoever may read it that a round's report is there. It holds no finding and no count.
type ReportReady struct {
	To, Trust, Name, Round string
	Link                   string // the report, behind signing in
	At                     time.Time
}

// Message writes it out.
func (r ReportReady) Message() (Message, error) {
	return letter{
		To: r.To, Trust: r.Trust, Name: r.Name, Round: r.Round, Link: r.Link, At: r.At,
		Subject: short(r.Round) + ": the report is ready to read", Button: "Read the report",
	}.write("report-ready")
}

// OpeningMissed tells the governance professional that a round did not open on its day.
type OpeningMissed struct {
	To, Trust, Name, Round string
	Why                    string // in a sentence
	Link                   string // the round, behind signing in
	At                     time.Time
}

// Message writes it out.
func (o OpeningMissed) Message() (Message, error) {
	return letter{
		To: o.To, Trust: o.Trust, Name: o.Name, Round: o.Round, Why: o.Why, Link: o.Link, At: o.At,
		Subject: short(o.Round) + " has not opened: please look at it", Button: "Look at the round",
	}.write("opening-missed")
}

// ClosingHeld tells the governance professional that a round was due to close, and waits for them instead.
type ClosingHeld struct {
	To, Trust, Name, Round string
	Why                    string // in a sentence
	Link                   string // the round, behind signing in
	At                     time.Time
}

// Message writes it out.
func (c ClosingHeld) Message() (Message, error) {
	return letter{
		To: c.To, Trust: c.Trust, Name: c.Name, Round: c.Round, Why: c.Why, Link: c.Link, At: c.At,
		Subject: short(c.Round) + " has not been closed: please decide", Button: "Look at the round",
	}.write("closing-held")
}

// ActionDue reminds the owner of an action of the day it is due. It names the action, and nothing of what it is for.
type ActionDue struct {
	To, Trust, Name string
	Action          string // its title
	Due             string // "Thursday 4 March 2027"
	Overdue         bool   // that day has passed
	Link            string // the action, behind signing in
	At              time.Time
}

// Message writes it out.
func (a ActionDue) Message() (Message, error) {
	l := letter{
		To: a.To, Trust: a.Trust, Name: a.Name, Round: a.Action, Closes: a.Due, Overdue: a.Overdue, Link: a.Link, At: a.At,
		Subject: short(a.Action) + ": due on " + a.Due, Button: "Look at the action",
	}
	if a.Overdue {
		l.Subject = short(a.Action) + ": was due on " + a.Due
	}
	return l.write("action-due")
}
