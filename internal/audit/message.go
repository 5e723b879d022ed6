package audit

import (
	"fmt"
	"strings"
	"time"

	"sevenfold/internal/fault"
)

// MessageKind is what a message is for.
type MessageKind string

// The kinds of messages.
const (
	InvitationMessage    MessageKind = "invitation"
	ReminderMessage      MessageKind = "reminder"
	ComeBackMessage      MessageKind = "come-back" // a fresh link, which the respondent asked for
	ReportReadyMessage   MessageKind = "report-ready"
	OpeningMissedMessage MessageKind = "opening-missed"
	ClosingHeldMessage   MessageKind = "closing-held"
	WelcomeMessage       MessageKind = "welcome" // to a governance professional whom an operator named
	ActionDueMessage     MessageKind = "action-due"
)

// MessageState is where a message stands.
type MessageState string

// The states of a message. One that is found Sending after a crash becomes
// InDoubt, and is never sent again by itself.
const (
	Waiting MessageState = "waiting"
	Sending MessageState = "sending"
	Sent    MessageState = "sent"
	Failed  MessageState = "failed"
	InDoubt MessageState = "in doubt"
	// Dropped: no longer wanted when its turn came, such as a reminder to
	// somebody who had submitted meanwhile.
	Dropped MessageState = "dropped"
)

// Message is one message of a round to one person, and what became of it.
type Message struct {
	ID       string
	PersonID string
	Name     string // as the trust knows them
	Email    string
	Kind     MessageKind
	Occasion string
	State    MessageState
	MadeAt   time.Time
	SentAt   *time.Time
	Tries    int
	Words    string // what the mail server said to the last try
}

// The occasions of reminders begin with these, and end with what makes each its own.
const (
	byHand     = "reminder by hand "
	bySchedule = "reminder of "
)

// OccasionByHand is the occasion of the reminders that a person sends by one
// form: the same form sent twice reminds once.
func OccasionByHand(formID string) string { return byHand + formID }

// OccasionBySchedule is the occasion of the reminders of a schedule at one instant.
func OccasionBySchedule(due time.Time) string { return bySchedule + due.UTC().Format(time.RFC3339) }

// RemindedByHand tells whether the message is one of the reminders that a person sent.
func (m Message) RemindedByHand() bool { return strings.HasPrefix(m.Occasion, byHand) }

// RemindedBySchedule tells whether the message is one of the schedule's reminders.
func (m Message) RemindedBySchedule() bool { return strings.HasPrefix(m.Occasion, bySchedule) }

// MayBeSentAgain tells whether a person may have it sent once more.
func (m Message) MayBeSentAgain() bool { return m.State == Failed || m.State == InDoubt }

// Letter is all that is needed to write a message out.
type Letter struct {
	ID        string
	Kind      MessageKind
	Name      string
	Email     string
	TrustName string
	Round     Round // the zero Round where the message belongs to none
	Stage     Stage // of the recipient's response
	Action    DueAction
}

// DueAction is what a message says of an action: never what it is for. The zero
// DueAction where the message is about none.
type DueAction struct {
	TrustID string
	ID      string
	Title   string
	DueOn   time.Time // a day: midnight UTC
	Overdue bool
}

// Marks are what a message is known by once it is handed over: its Message-ID,
// and hashes of the links in it.
type Marks struct {
	MessageID string
	LinkHash  []byte
	StopHash  []byte
}

// Outcome is what became of a try to send a message.
type Outcome struct {
	State MessageState
	Words string
}

// The ways in which a message, or a link in one, stops somebody.
var (
	// ErrNotToSend: its turn is over, or it is no longer wanted.
	ErrNotToSend  = fmt.Errorf("message is not to be sent: %w", fault.Conflict)
	ErrLinkOver   = fmt.Errorf("link was used or is too old: %w", fault.Gone)
	ErrTooManyFor = fmt.Errorf("too many links were asked for: %w", fault.TooMany)
)

// LinksPerHour is how many fresh links somebody may ask for.
const LinksPerHour = 5

// Deed is a piece of work that is due.
type Deed string

// What falls due by itself.
const (
	OpenByDate    Deed = "open"
	CloseByDate   Deed = "close"
	RemindByDate  Deed = "remind"
	ForgetUploads Deed = "forget uploads"
	RemindActions Deed = "remind of actions"
)

// Due is work that is due in a trust.
type Due struct {
	TrustID string
	RoundID string // "" where it is of no round
	Deed    Deed
}
