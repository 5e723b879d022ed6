package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"sevenfold/internal/audit"
	"sevenfold/internal/drill"
	"sevenfold/internal/embeddedpg"
	"sevenfold/internal/postgres"
)

const (
	trusts = 24
	people = 15 // a board
)

// place is where it is measured: a Postgres, the program, and the limits.
type place struct {
	folder        string
	clients       int
	only          string // what is measured begins with this
	questionnaire audit.Questionnaire
	server        *embeddedpg.Server
	store         *postgres.Store
	program       *drill.Program
	limit         *limit
	saves         limitOfSaves
	seats         []drill.Seat // one a client, all of different people
	closed        drill.Board
	resting       int // kilobytes of the program's memory before any load
	packs         packFigures
}

func setUp(ctx context.Context, clients int, only string) (_ *place, err error) {
	p := &place{clients: clients, only: only}
	defer func() {
		if err != nil {
			p.tearDown()
		}
	}()
	if 2*clients > trusts*people {
		return nil, fmt.Errorf("there are people for %d clients at most", trusts*people/2)
	}
	if p.questionnaire, err = drill.Questionnaire(); err != nil {
		return nil, err
	}
	if p.folder, err = drill.NewFolder("sevenfold-bench-"); err != nil {
		return nil, err
	}
	p.server, err = embeddedpg.Start(ctx, embeddedpg.Config{
		Dir: filepath.Join(p.folder, "postgres"), BinDir: os.Getenv("SEVENFOLD_POSTGRES"), Log: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		return nil, err
	}
	if err := postgres.Migrate(ctx, p.server.OwnerURL(), postgres.AppRole); err != nil {
		return nil, err
	}
	if p.store, err = postgres.Open(ctx, p.server.URL()); err != nil {
		return nil, err
	}
	if err := p.fill(ctx); err != nil {
		return nil, err
	}
	// Before the program starts, which would do it itself in the middle of a load.
	if p.wants(boardPacks) {
		if err := p.compile(ctx); err != nil {
			return nil, err
		}
	}
	return p, p.start(ctx)
}

// fill makes the boards, all of whose people have answered everything once, and
// one more whose round is closed.
func (p *place) fill(ctx context.Context) error {
	now := time.Now()
	var seats []drill.Seat
	for i := range trusts + 1 {
		b, err := drill.NewBoard(ctx, p.store, fmt.Sprintf("Trust %d", i+1), people, now)
		if err != nil {
			return err
		}
		for number, seat := range b.Seats {
			answers := drill.Answers(p.questionnaire, number)
			if _, err := p.store.SaveAnswers(ctx, seat.TrustID, seat.RoundID, seat.PersonID, answers, now); err != nil {
				return err
			}
		}
		if i < trusts {
			seats = append(seats, b.Seats...)
		} else if err := p.close(ctx, b, now); err != nil {
			return err
		}
	}
	p.seats = seats[:p.clients]
	var err error
	p.saves = limitOfSaves{url: p.server.URL(), folder: p.folder}
	if found, err := exec.LookPath("pgbench"); err == nil {
		p.saves.pgbench = found
	}
	p.saves.seats, err = takeSeats(ctx, p.store, seats[len(seats)-p.clients:])
	return err
}

func (p *place) close(ctx context.Context, b drill.Board, now time.Time) error {
	for _, seat := range b.Seats {
		if err := p.store.Submit(ctx, seat.TrustID, seat.RoundID, seat.PersonID, now); err != nil {
			return err
		}
	}
	p.closed = b
	return p.store.CloseRound(ctx, b.TrustID, b.RoundID, b.Clerk, now)
}

// start starts the program and the limit of pages.
func (p *place) start(ctx context.Context) error {
	addr, err := drill.FreeAddr()
	if err != nil {
		return err
	}
	launch := drill.Launch{Addr: addr, Folder: p.folder, Database: p.server.URL()}
	if p.wants(boardPacks) {
		launch.Cache = p.cache()
	}
	if p.program, err = launch.Start(); err != nil {
		return err
	}
	if err := p.program.Ready(ctx); err != nil {
		return err
	}
	if p.resting, err = drill.Memory(p.program.PID()); err != nil {
		return err
	}
	p.limit, err = startLimit()
	return err
}

func (p *place) tearDown() {
	var wrong []error
	if p.limit != nil {
		wrong = append(wrong, p.limit.stop())
	}
	if p.program != nil {
		wrong = append(wrong, p.program.Stop())
	}
	if p.store != nil {
		p.store.Close()
	}
	if p.server != nil {
		wrong = append(wrong, p.server.Stop(context.Background()))
	}
	if p.folder != "" {
		wrong = append(wrong, os.RemoveAll(p.folder))
	}
	if err := errors.Join(wrong...); err != nil {
		fmt.Fprintln(os.Stderr, "bench: clear away:", err)
	}
}
