package main

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"sevenfold/internal/boardpack"
	"sevenfold/internal/drill"
	"sevenfold/internal/identity"
	"sevenfold/web/form"
)

const (
	// asked is how many packs are made while others save.
	asked = 20
	// slice is how long saves are counted at a time: a part of the load in which
	// the last pack was made is left out.
	slice = 2 * time.Second
	// making is how long it is waited for the last of the packs.
	making = time.Minute
)

// meanwhile is what saving came to, alone and while packs were made.
type meanwhile struct {
	alone, beside figures
	made          int // packs, while others saved
	took          time.Duration
	memory        int // kilobytes that the program's worker held at most
}

func (m meanwhile) ratio() float64 { return m.beside.perSecond() / m.alone.perSecond() }

// saveMeanwhile saves for a while, half of it before and half after packs are
// made, and for as long at most while they are.
func (p *place) saveMeanwhile(ctx context.Context, length time.Duration) (meanwhile, error) {
	whole := p.wholeElements()
	saves := p.savesBy(func(r *drill.Respondent, turn int) error { return r.SaveElement(whole[turn%len(whole)], turn) })
	before, err := saves(ctx, length/2)
	if err != nil {
		return meanwhile{}, err
	}
	if err := p.askForPacks(ctx); err != nil {
		return meanwhile{}, err
	}
	m, err := p.saveBeside(ctx, saves, length)
	if err != nil {
		return meanwhile{}, err
	}
	after, err := saves(ctx, length/2)
	m.alone = before.add(after)
	return m, err
}

// saveBeside saves until all packs are made, or for so long.
func (p *place) saveBeside(ctx context.Context, saves load, length time.Duration) (m meanwhile, err error) {
	began := time.Now()
	for {
		f := figures{}
		if m.beside.took < length {
			if f, err = saves(ctx, slice); err != nil {
				return m, err
			}
		}
		made, err := p.madePacks(ctx)
		if err != nil {
			return m, err
		}
		m.memory = max(m.memory, workerMemory(p.program.PID(), nil))
		m.took = time.Since(began)
		if f.took > 0 && made < asked {
			m.beside, m.made = m.beside.add(f), made
		}
		switch {
		case made == asked:
			return m, m.check()
		case m.took > making:
			return m, fmt.Errorf("%d of %d packs were made within %v", made, asked, making)
		case f.took == 0:
			time.Sleep(slice / 10)
		}
	}
}

// check refuses figures of packs that were made before anything was counted.
func (m meanwhile) check() error {
	if m.beside.took == 0 {
		return fmt.Errorf("the packs were made within %v, before a save was counted", m.took)
	}
	return nil
}

// askForPacks sends the form for packs, over and over.
func (p *place) askForPacks(ctx context.Context) error {
	session, token := identity.NewSession(p.closed.Clerk, "drill", time.Now(), identity.SessionLifetime)
	if err := p.store.AddSession(ctx, session); err != nil {
		return err
	}
	visitor := drill.Visitor{Addr: p.program.Addr}
	defer visitor.Leave()
	choice := usual()
	fields := url.Values{"trust": {choice.Trust}, "meeting": {choice.Meeting}, "agenda-item": {choice.AgendaItem}, "marking": {choice.Marking}}
	for _, s := range choice.Sections {
		fields.Add("sections[]", string(s))
	}
	for range asked {
		fields.Set("id", form.NewID())
		reply, err := visitor.Ask(drill.Request{
			Method: http.MethodPost, Path: "/t/" + p.closed.TrustID + "/rounds/" + p.closed.RoundID + "/pack", Token: token, Form: fields.Encode(),
		})
		if err != nil {
			return fmt.Errorf("ask for a pack: %w", err)
		}
		if reply.Status != http.StatusSeeOther {
			return fmt.Errorf("ask for a pack: %w", &drill.StatusError{Got: reply.Status, Want: http.StatusSeeOther})
		}
	}
	return nil
}

// madePacks counts the packs that are made.
func (p *place) madePacks(ctx context.Context) (made int, err error) {
	packs, err := p.store.Packs(ctx, p.closed.TrustID, p.closed.RoundID)
	for _, pack := range packs {
		switch pack.State {
		case boardpack.Made:
			made++
		case boardpack.Failed:
			return 0, fmt.Errorf("a pack of round %s could not be made", p.closed.RoundID)
		}
	}
	return made, err
}
