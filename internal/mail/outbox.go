package mail

import (
	"context"
	"sync"
)

// Outbox keeps the last messages in memory: a demonstration shows them on a page.
type Outbox struct {
	mu       sync.Mutex
	messages []Message
}

// outboxSize is how many messages an Outbox remembers.
const outboxSize = 200

// Connect never fails.
func (o *Outbox) Connect(context.Context) (Connection, error) { return always(o.Send), nil }

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
