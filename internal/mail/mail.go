// Package mail writes the messages that Sevenfold sends, and sends them: by
// SMTP, into a folder for a trial, or into an outbox that a demonstration shows.
package mail

import (
	"context"
	"fmt"
	"sync"
	"time"

	gomail "github.com/wneessen/go-mail"
)

// Message is one e-mail to one person, as text and as HTML.
type Message struct {
	To      string
	Subject string
	Text    string
	HTML    string
	At      time.Time
}

// Sender sends a message, or says why it could not.
type Sender interface {
	Send(ctx context.Context, m Message) error
}

// Outbox keeps the last messages in memory: a demonstration shows them on a page.
type Outbox struct {
	mu       sync.Mutex
	messages []Message
}

// outboxSize is how many messages an Outbox remembers.
const outboxSize = 200

// Send keeps the message.
func (o *Outbox) Send(_ context.Context, m Message) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.messages = append(o.messages, m)
	if len(o.messages) > outboxSize {
		o.messages = o.messages[1:]
	}
	return nil
}

// Messages gives what was sent, the newest first.
func (o *Outbox) Messages() []Message {
	o.mu.Lock()
	defer o.mu.Unlock()
	newest := make([]Message, 0, len(o.messages))
	for i := len(o.messages) - 1; i >= 0; i-- {
		newest = append(newest, o.messages[i])
	}
	return newest
}

// compose makes a message ready for the wire.
func compose(from, fromName string, m Message) (*gomail.Msg, error) {
	msg := gomail.NewMsg()
	if err := msg.FromFormat(fromName, from); err != nil {
		return nil, fmt.Errorf("set the sender: %w", err)
	}
	if err := msg.To(m.To); err != nil {
		return nil, fmt.Errorf("set the recipient: %w", err)
	}
	msg.Subject(m.Subject)
	msg.SetDateWithValue(m.At)
	msg.SetMessageID()
	msg.SetGenHeader("Auto-Submitted", "auto-generated")
	msg.SetBodyString(gomail.TypeTextPlain, m.Text)
	msg.AddAlternativeString(gomail.TypeTextHTML, m.HTML)
	return msg, nil
}
