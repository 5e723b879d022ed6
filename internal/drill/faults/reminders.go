package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"time"

	"sevenfold/internal/audit"
	"sevenfold/internal/drill"
	"sevenfold/internal/postgres"
)

const (
	submitters = 500
	// submitFor is how long their submissions are spread over: about as long as the reminders take.
	submitFor = 18 * time.Second
)

// whileReminded has people submit while reminders go out. No reminder may be
// begun once its reader's submission was acknowledged.
func (p *posting) whileReminded(ctx context.Context, store *postgres.Store) error {
	if err := p.quiet(ctx, audit.InvitationMessage); err != nil {
		return err
	}
	var seats []drill.Seat
	reminded := 0
	for _, b := range p.boards {
		if len(seats) >= submitters {
			break
		}
		seats = append(seats, b.Seats...)
		n, err := store.Remind(ctx, b.TrustID, b.RoundID, b.Clerk, "drill", time.Now())
		if err != nil {
			return err
		}
		reminded += n
	}
	rand.Shuffle(len(seats), func(i, j int) { seats[i], seats[j] = seats[j], seats[i] })
	seats = seats[:min(len(seats), submitters)]
	acknowledged, err := p.submit(ctx, seats)
	if err != nil {
		return err
	}
	if err := p.quiet(ctx, audit.ReminderMessage); err != nil {
		return err
	}
	lines, err := p.ledger.read(ctx)
	if err != nil {
		return err
	}
	of := func(holds func(line, time.Time) bool) int {
		return count(lines, audit.ReminderMessage, func(l line) bool {
			at, submitted := acknowledged[l.person]
			return submitted && holds(l, at)
		})
	}
	dropped := of(func(l line, _ time.Time) bool { return l.state == audit.Dropped })
	crossed := of(func(l line, at time.Time) bool {
		return l.state == audit.Sent && !l.sendingAt.After(at) && l.sentAt.After(at)
	})
	late := of(func(l line, at time.Time) bool { return l.state == audit.Sent && l.sendingAt.After(at) })
	others := count(lines, audit.ReminderMessage, func(l line) bool { return l.state == audit.Sent }) -
		of(func(l line, _ time.Time) bool { return l.state == audit.Sent })
	fmt.Printf("%d people submit while %d reminders go out: %d reminders were not sent for it, %d crossed it on their way, "+
		"%d were begun after it was acknowledged; of the %d who did not submit %d were reminded.\n",
		len(acknowledged), reminded, dropped, crossed, late, reminded-len(acknowledged), others)
	switch {
	case late > 0:
		return errLate
	case others != reminded-len(acknowledged):
		return errMail
	}
	return nil
}

// quiet waits until the messages of a kind are on their way, but for those that
// a dead program may have held: they are found later.
func (p *posting) quiet(ctx context.Context, kind audit.MessageKind) error {
	for ctx.Err() == nil {
		lines, err := p.ledger.read(ctx)
		if err != nil {
			return err
		}
		busy := count(lines, kind, unsettled)
		if busy == 0 || kind == audit.InvitationMessage && busy <= mailKills*senders {
			return nil
		}
		time.Sleep(500 * time.Millisecond)
	}
	return ctx.Err()
}

// submit has people submit, each at a moment of their own, and tells when each
// was told that it is done.
func (p *posting) submit(ctx context.Context, seats []drill.Seat) (map[string]time.Time, error) {
	acknowledged := map[string]time.Time{}
	var errs error
	var mu sync.Mutex
	var all sync.WaitGroup
	for _, seat := range seats {
		all.Go(func() {
			select {
			case <-ctx.Done():
				return
			case <-time.After(rand.N(submitFor)):
			}
			r := drill.NewRespondent(seat, p.launch.Addr)
			err := r.Submit()
			at := time.Now()
			r.Leave()
			mu.Lock()
			defer mu.Unlock()
			if err != nil {
				errs = errors.Join(errs, err)
				return
			}
			acknowledged[seat.PersonID] = at
		})
	}
	all.Wait()
	return acknowledged, errs
}
