package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"sevenfold/internal/audit"
	"sevenfold/internal/drill"
	"sevenfold/internal/fault"
	"sevenfold/internal/framework"
	"sevenfold/internal/postgres"
)

const (
	boards = 2
	people = 16 // a board
)

// crowd is everybody who answers, and what was acknowledged to them.
type crowd struct {
	store        *postgres.Store
	elements     []framework.Element
	respondents  []*drill.Respondent
	turns        []int             // how often each has saved, or tried to
	lookout      *drill.Respondent // who notices when saves are taken again
	acknowledged atomic.Int64      // answers
	refused      atomic.Int64      // saves that were answered as they should not be
	why          atomic.Value      // the last such answer: an error
}

// gather makes the boards and their sessions, and has the crowd visit addr.
func gather(ctx context.Context, store *postgres.Store, addr string) (*crowd, error) {
	q, err := drill.Questionnaire()
	if err != nil {
		return nil, err
	}
	c := &crowd{store: store}
	for _, d := range q.Domains {
		c.elements = append(c.elements, d.Elements...)
	}
	for i := range boards {
		b, err := drill.NewBoard(ctx, store, fmt.Sprintf("Trust %d", i+1), people+1, time.Now())
		if err != nil {
			return nil, err
		}
		for _, seat := range b.Seats[:people] {
			c.respondents = append(c.respondents, drill.NewRespondent(seat, addr))
		}
		c.lookout = drill.NewRespondent(b.Seats[people], addr)
	}
	c.turns = make([]int, len(c.respondents))
	return c, nil
}

// answer has everybody answer until that many answers are acknowledged in all,
// calls kill in the midst of it, and returns once nobody waits for a reply.
func (c *crowd) answer(ctx context.Context, target int64, kill func() error) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	reached := make(chan struct{})
	var once sync.Once
	var all sync.WaitGroup
	for i := range c.respondents {
		all.Go(func() {
			for ctx.Err() == nil && c.save(i) {
				if c.acknowledged.Load() >= target {
					once.Do(func() { close(reached) })
				}
			}
		})
	}
	ended := make(chan struct{})
	go func() { all.Wait(); close(ended) }()
	var err error
	select {
	case <-reached:
		err = kill()
	case <-ended:
		err = errors.New("nobody could go on answering before anything was killed")
	case <-ctx.Done():
		err = ctx.Err()
	}
	stop()
	<-ended
	return errors.Join(err, c.trouble())
}

// save has a respondent save once: an element's form and a single answer in
// turn. It is false where the save was not acknowledged: it is in doubt then,
// until what is stored has been looked at.
func (c *crowd) save(i int) bool {
	r := c.respondents[i]
	turn := c.turns[i]
	c.turns[i]++
	e := c.elements[(i+turn/2)%len(c.elements)]
	answers := int64(len(e.Statements))
	var err error
	if turn%2 == 0 {
		err = r.SaveElement(e, turn)
	} else {
		answers = 1
		err = r.SaveAnswer(e.ID, e.Statements[turn/2%len(e.Statements)].ID, turn)
	}
	if err == nil {
		c.acknowledged.Add(answers)
		return true
	}
	// Away is what a page says while there is no Postgres. Anything else that is
	// answered was not to be: a conflict means that a save had its effect twice.
	var status *drill.StatusError
	if errors.As(err, &status) && status.Got != away {
		c.refused.Add(1)
		c.why.Store(err)
	}
	return false
}

// away is the status of the page that says so.
const away = 503

func (c *crowd) trouble() error {
	if n := c.refused.Load(); n > 0 {
		return fmt.Errorf("%d saves were answered as they should not be, the last: %w", n, c.why.Load().(error))
	}
	return nil
}

// back waits until a save is acknowledged again.
func (c *crowd) back(ctx context.Context) error {
	const limit = time.Minute
	ctx, stop := context.WithTimeout(ctx, limit)
	defer stop()
	e := c.elements[0]
	for turn := 0; ; turn++ {
		err := c.lookout.SaveAnswer(e.ID, e.Statements[0].ID, turn)
		if err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("no save was taken within %v: %w", limit, err)
		case <-time.After(10 * time.Millisecond):
		}
		// What was in doubt decides what the next save is made over.
		if c.lookout.Adopt(ctx, c.store) != nil {
			c.lookout.InDoubt = nil
		}
	}
}

// tally is what a look at what is stored came to, in answers.
type tally struct {
	lost, doubled int
	inDoubt, kept int // answers whose save got no reply, and how many of these are there
	halved        int // saves in doubt of which only a part is there
}

func (t tally) wrong() int { return t.lost + t.doubled + t.halved }

// check looks for everything that was acknowledged, and has everybody go on
// from what is stored.
func (c *crowd) check(ctx context.Context) (tally, error) {
	var sum tally
	for _, r := range c.respondents {
		stored, err := c.stored(ctx, r)
		if err != nil {
			return tally{}, fmt.Errorf("look at what is stored: %w", err)
		}
		sum.compare(r, stored)
		r.Said, r.InDoubt = stored, nil
	}
	return sum, nil
}

// stored reads what there is. Our own connections were cut by the kill, too, and
// each finds that out once.
func (c *crowd) stored(ctx context.Context, r *drill.Respondent) (map[string]audit.Answer, error) {
	for tries := 0; ; tries++ {
		_, response, err := c.store.Response(ctx, r.TrustID, r.RoundID, r.PersonID)
		if err == nil || tries == 100 || !errors.Is(err, fault.Away) {
			return response.Answers, err
		}
		time.Sleep(10 * time.Millisecond)
	}
}

// compare holds what one respondent was told against what is stored. The
// revision counts the saves of an answer, so that it tells how many of them are
// missing, or had their effect twice.
func (t *tally) compare(r *drill.Respondent, stored map[string]audit.Answer) {
	expected := map[string]audit.Answer{}
	for statement, n := range r.Said {
		expected[statement] = n
	}
	kept := 0
	for _, n := range r.InDoubt {
		if there := stored[n.Statement]; there.Revision == n.Revision && there.Same(n) {
			expected[n.Statement] = n
			kept++
		}
	}
	t.inDoubt += len(r.InDoubt)
	t.kept += kept
	if kept > 0 && kept < len(r.InDoubt) {
		t.halved++
	}
	for statement, want := range expected {
		got := stored[statement]
		switch {
		case got.Revision < want.Revision:
			t.lost += want.Revision - got.Revision
		case got.Revision > want.Revision:
			t.doubled += got.Revision - want.Revision
		case !got.Same(want):
			t.lost++
		}
	}
	for statement, got := range stored {
		if _, known := expected[statement]; !known {
			t.doubled += got.Revision
		}
	}
}
