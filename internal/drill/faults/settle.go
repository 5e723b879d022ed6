package main

import (
	"context"
	"fmt"
	"time"

	"sevenfold/internal/audit"
)

// settling is how long what a killed program held may take to be found: the
// queue gives it up for dead after two minutes, and looks every half.
const settling = 4 * time.Minute

// count tells of how many messages of a kind something is true.
func count(lines []line, kind audit.MessageKind, holds func(line) bool) int {
	n := 0
	for _, l := range lines {
		if l.kind == kind && holds(l) {
			n++
		}
	}
	return n
}

func unsettled(l line) bool { return l.state == audit.Waiting || l.state == audit.Sending }

// settle waits until every invitation has come to an end, and holds what was
// noted against what the mail server took.
func (p *posting) settle(ctx context.Context, recipients int) error {
	var lines []line
	for end := time.Now().Add(settling); ; time.Sleep(time.Second) {
		var err error
		if lines, err = p.ledger.read(ctx); err != nil {
			return err
		}
		if count(lines, audit.InvitationMessage, unsettled) == 0 || time.Now().After(end) || ctx.Err() != nil {
			break
		}
	}
	taken := p.taken()
	noted := map[string]line{}
	for _, l := range lines {
		if l.messageID != "" {
			noted[l.messageID] = l
		}
	}
	invitations := func(holds func(line) bool) int { return count(lines, audit.InvitationMessage, holds) }
	once := invitations(func(l line) bool { return l.state == audit.Sent && taken[l.messageID] == 1 })
	inDoubt := invitations(func(l line) bool { return l.state == audit.InDoubt })
	arrived := invitations(func(l line) bool { return l.state == audit.InDoubt && taken[l.messageID] > 0 })
	reached := invitations(func(l line) bool { return taken[l.messageID] > 0 || l.state == audit.InDoubt })
	lost := recipients - reached
	doubled, strange := 0, 0
	for id, times := range taken {
		doubled += times - 1
		if l, known := noted[id]; !known || (l.state != audit.Sent && l.state != audit.InDoubt) {
			strange++
		}
	}
	fmt.Printf("In all %d invited: %d sent once, %d in doubt (%d were under way at the kills; %d have arrived), %d lost, %d doubled; "+
		"%d taken by the mail server and noted as neither sent nor in doubt.\n\n",
		recipients, once, inDoubt, p.underWay, arrived, lost, doubled, strange)
	if lost > 0 || once+inDoubt != recipients || doubled > 0 || strange > 0 || p.over > 0 || inDoubt > p.underWay {
		return errMail
	}
	return nil
}
