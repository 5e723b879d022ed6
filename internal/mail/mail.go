// Package mail writes the messages that Sevenfold sends, and sends them: by
// SMTP, into a folder for a trial, or into an outbox that a demonstration shows.
package mail

import (
	"context"
	"time"
)

// Message is one e-mail to one person, as text and as HTML.
type Message struct {
	ID          string // its Message-ID without brackets; "" draws one
	FromName    string // who it comes from, as a reader sees it; "" is the installation's own name
	To          string
	Subject     string
	Text        string
	HTML        string
	At          time.Time
	Unsubscribe string // where one press stops messages like it (RFC 8058); "" for none
	Calendar    []byte // an .ics file to attach; nil for none
}

// Sender sends messages, or says why it could not: see Refusal, ErrInDoubt and ErrUnfit.
type Sender interface {
	// Connect gets hold of whatever takes messages. Until it has answered, nothing was sent to anybody.
	Connect(ctx context.Context) (Connection, error)
	// Send connects, sends one message and releases the connection.
	Send(ctx context.Context, m Message) error
}

// Connection takes messages one after another, from one goroutine. Release gives it back.
type Connection interface {
	Send(ctx context.Context, m Message) error
	Release()
}

// sendOne is Send for a sender that has Connect.
func sendOne(ctx context.Context, s Sender, m Message) error {
	connection, err := s.Connect(ctx)
	if err != nil {
		return err
	}
	defer connection.Release()
	return connection.Send(ctx, m)
}

// always is a connection to what is always there.
type always func(ctx context.Context, m Message) error

// Send takes the message.
func (send always) Send(ctx context.Context, m Message) error { return send(ctx, m) }

// Release has nothing to give back.
func (always) Release() {}
