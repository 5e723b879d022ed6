package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"sevenfold/internal/drill"
	"sevenfold/internal/framework"
)

// passes is how often a load and its limit take turns, so that both meet the
// same neighbours.
const passes = 2

// row is one load beside its limit.
type row struct {
	name, limit string
	goal        float64
	load, bound load
}

// load asks for that long, and says what it came to.
type load func(context.Context, time.Duration) (figures, error)

// result is what a row came to.
type result struct {
	row
	ours, theirs figures
}

func (r result) ratio() float64 { return r.ours.perSecond() / r.theirs.perSecond() }

func (p *place) measure(ctx context.Context, length time.Duration) ([]result, error) {
	var results []result
	for _, r := range p.rows() {
		if !p.wants(r.name) {
			continue
		}
		result := result{row: r}
		for range passes {
			theirs, err := p.turn(ctx, r.bound, length/passes)
			if err != nil {
				return nil, fmt.Errorf("the limit of %s: %w", r.name, err)
			}
			ours, err := p.turn(ctx, r.load, length/passes)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", r.name, err)
			}
			result.theirs, result.ours = result.theirs.add(theirs), result.ours.add(ours)
		}
		results = append(results, result)
	}
	return results, nil
}

// wants tells whether something is to be measured.
func (p *place) wants(name string) bool { return strings.HasPrefix(name, p.only) }

// turn runs a load once, and counts the processor time it took of the program,
// or of the limit that stands in its place, and of Postgres.
func (p *place) turn(ctx context.Context, run load, length time.Duration) (figures, error) {
	program, postgres, err := p.processorTimes()
	if err != nil {
		return figures{}, err
	}
	f, err := run(ctx, length)
	if err != nil {
		return figures{}, err
	}
	programAfter, postgresAfter, err := p.processorTimes()
	f.program, f.postgres = programAfter-program, postgresAfter-postgres
	return f, err
}

func (p *place) processorTimes() (program, postgres time.Duration, err error) {
	for _, pid := range []int{p.program.PID(), p.limit.cmd.Process.Pid} {
		used, err := drill.ProcessorTime(pid)
		if err != nil {
			return 0, 0, err
		}
		program += used
	}
	postgres, err = drill.ProcessorTime(p.server.PID())
	return program, postgres, err
}

func (p *place) rows() []row {
	whole := p.wholeElements()
	limitOf := "pgbench"
	if p.saves.pgbench == "" {
		limitOf = "no pgbench: own loop,"
	}
	var elements, single []save
	for _, e := range whole {
		elements, single = append(elements, elementSave(e)), append(single, rowSave(e.Statements[0]))
	}
	limit := func(saves []save) load {
		return func(ctx context.Context, length time.Duration) (figures, error) {
			return p.saves.run(ctx, saves, length)
		}
	}
	closed := "/t/" + p.closed.TrustID + "/rounds/" + p.closed.RoundID + "/report"
	return []row{
		{"show an element", "the same pages without a database", 0.30, p.shows, p.showsOfLimit},
		{
			fmt.Sprintf("save an element (%d answers)", len(whole[0].Statements)), limitOf + " the same transaction", 0.55,
			p.savesBy(func(r *drill.Respondent, turn int) error { return r.SaveElement(whole[turn%len(whole)], turn) }), limit(elements),
		},
		{
			"save one answer by script", limitOf + " upsert of one row", 0.50,
			p.savesBy(func(r *drill.Respondent, turn int) error {
				e := whole[turn%len(whole)]
				return r.SaveAnswer(e.ID, e.Statements[0].ID, turn)
			}), limit(single),
		},
		{"show a report", "show an element", 0.5, p.reads(closed), p.shows},
		{"show a domain of a report", "show an element", 0.5, p.reads(closed + "/domains/" + p.questionnaire.Domains[0].ID), p.shows},
	}
}

// wholeElements are those with as many statements as any has: what saves walk
// through. To save one answer all the time would measure its dead versions.
func (p *place) wholeElements() []framework.Element {
	count := func(e framework.Element) int { return len(e.Statements) }
	all := p.elements()
	longest := count(slices.MaxFunc(all, func(a, b framework.Element) int { return count(a) - count(b) }))
	return slices.DeleteFunc(all, func(e framework.Element) bool { return count(e) < longest })
}

func (p *place) elements() []framework.Element {
	var all []framework.Element
	for _, d := range p.questionnaire.Domains {
		all = append(all, d.Elements...)
	}
	return all
}

func (p *place) shows(ctx context.Context, length time.Duration) (figures, error) {
	return p.showsAt(ctx, p.program.Addr, length)
}

func (p *place) showsOfLimit(ctx context.Context, length time.Duration) (figures, error) {
	return p.showsAt(ctx, p.limit.addr, length)
}

// showsAt walks through the elements, each client beginning at another.
func (p *place) showsAt(ctx context.Context, addr string, length time.Duration) (figures, error) {
	elements := p.elements()
	var clients []func() error
	for i, seat := range p.seats {
		r := drill.NewRespondent(seat, addr)
		defer r.Leave()
		at := i
		clients = append(clients, func() error {
			at++
			return r.Show(elements[at%len(elements)].ID)
		})
	}
	return drive(ctx, clients, length)
}

// firstTurn makes every note of the same length.
const firstTurn = 100_000

func (p *place) savesBy(save func(r *drill.Respondent, turn int) error) load {
	return func(ctx context.Context, length time.Duration) (figures, error) {
		var clients []func() error
		for _, seat := range p.seats {
			r := drill.NewRespondent(seat, p.program.Addr)
			defer r.Leave()
			if err := r.Adopt(ctx, p.store); err != nil {
				return figures{}, err
			}
			at := firstTurn
			clients = append(clients, func() error {
				at++
				return save(r, at)
			})
		}
		return drive(ctx, clients, length)
	}
}

// reads asks for one page, over and over.
func (p *place) reads(path string) load {
	return func(ctx context.Context, length time.Duration) (figures, error) {
		var clients []func() error
		for range p.clients {
			r := drill.NewRespondent(p.closed.Seats[0], p.program.Addr)
			defer r.Leave()
			clients = append(clients, func() error { return r.Read(path) })
		}
		return drive(ctx, clients, length)
	}
}
