package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"sync"
	"time"

	"sevenfold/internal/audit"
	"sevenfold/internal/drill"
	"sevenfold/internal/embeddedpg"
	"sevenfold/internal/mail/mailtest"
	"sevenfold/internal/postgres"
)

const (
	mailBoards = 10
	mailKills  = 3
	// senders is how many messages one program has under way at most.
	senders = 4
)

// posting is a drill of the mail under way.
type posting struct {
	launch  drill.Launch
	program *drill.Program
	server  *mailtest.Server
	ledger  *ledger
	boards  []drill.Board

	killed   time.Time // the last time
	underWay int       // messages, at all kills together
	over     int       // messages that were under way at a kill beyond what the program may send at a time
}

// mailPhase invites many people, kills the program while it sends, and holds
// what the mail server took against what the program noted.
func mailPhase(ctx context.Context, recipients int) (err error) {
	p := &posting{}
	if p.launch.Folder, err = drill.NewFolder("sevenfold-faults-"); err != nil {
		return err
	}
	defer os.RemoveAll(p.launch.Folder)
	if p.server, err = mailtest.New(mailtest.Options{Fault: slow}); err != nil {
		return err
	}
	defer p.server.Close()
	p.launch.SMTP = p.server.Address()
	if p.launch.Addr, err = drill.FreeAddr(); err != nil {
		return err
	}
	if err := p.start(ctx); err != nil {
		return err
	}
	defer func() { _ = p.program.Stop() }()
	address, err := embeddedpg.Running(p.launch.Postgres())
	if err != nil {
		return err
	}
	store, err := postgres.Open(ctx, address)
	if err != nil {
		return err
	}
	defer store.Close()
	fmt.Printf("%d people are invited, and the program is killed with SIGKILL while it sends:\n", recipients)
	if err := p.invite(ctx, store, recipients); err != nil {
		return err
	}
	p.ledger = &ledger{address: address, boards: p.boards}
	for range mailKills {
		if err := p.kill(ctx); err != nil {
			return err
		}
	}
	if err := p.whileReminded(ctx, store); err != nil {
		return err
	}
	return p.settle(ctx, recipients)
}

// slow is a mail server that takes its time, most of it between the end of a
// message and its answer: there a kill does most harm.
func slow(s mailtest.Step) error {
	switch s.Stage {
	case mailtest.Recipient:
		time.Sleep(time.Duration(5+rand.IntN(10)) * time.Millisecond)
	case mailtest.Answer:
		time.Sleep(time.Duration(30+rand.IntN(60)) * time.Millisecond)
	}
	return nil
}

func (p *posting) start(ctx context.Context) error {
	program, err := p.launch.Start()
	if err != nil {
		return err
	}
	p.program = program
	return program.Ready(ctx)
}

// invite makes the trusts, each with its round; opening one invites its people.
func (p *posting) invite(ctx context.Context, store *postgres.Store, recipients int) error {
	p.boards = make([]drill.Board, mailBoards)
	errs := make([]error, mailBoards)
	var all sync.WaitGroup
	for i := range p.boards {
		all.Go(func() {
			people := recipients*(i+1)/mailBoards - recipients*i/mailBoards
			p.boards[i], errs[i] = drill.NewBoard(ctx, store, fmt.Sprintf("Trust %d", i+1), people, time.Now())
		})
	}
	all.Wait()
	return errors.Join(errs...)
}

// kill kills the program in the midst of its sending, starts it again, and tells
// what it had under way: that is in doubt from now on.
func (p *posting) kill(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(3*time.Second + rand.N(5*time.Second)):
	}
	last := p.killed
	p.program.Kill()
	p.killed = time.Now()
	if err := p.start(ctx); err != nil {
		return err
	}
	took := time.Since(p.killed)
	rows, err := p.ledger.read(ctx)
	if err != nil {
		return err
	}
	taken := p.taken()
	sent, underWay, arrived := 0, 0, 0
	for _, r := range rows {
		switch {
		case r.sentAt != nil && r.sentAt.Before(p.killed):
			sent++
		case r.state == audit.Sending && r.sendingAt.After(last) && r.sendingAt.Before(p.killed):
			underWay++
			arrived += min(taken[r.messageID], 1)
		}
	}
	p.underWay += underWay
	if underWay > senders {
		p.over += underWay - senders
	}
	fmt.Printf("  killed with %4d sent: %d under way, in doubt from now on, and %d of them taken by the mail server; ready again after %4d ms\n",
		sent, underWay, arrived, took.Milliseconds())
	return nil
}
