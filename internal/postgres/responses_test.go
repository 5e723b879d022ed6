package postgres_test

import (
	"errors"
	"sync"
	"testing"
	"time"

	"sevenfold/internal/audit"
	"sevenfold/internal/fault"
)

func TestAnswersAreThereForWhoGaveThemAndNobodyElse(t *testing.T) {
	b := newBoard(t, 2)
	b.answer(t, b.people[0], 3)
	_, mine, err := b.store.Response(t.Context(), b.trustID, b.roundID, b.people[0])
	must(t, err)
	if got, want := len(mine.Answers), len(b.asked); got != want {
		t.Errorf("got %d answers, want %d", got, want)
	}
	if got := mine.Stage(); got != audit.Submitted {
		t.Errorf("got %s, want submitted", got)
	}
	_, other, err := b.store.Response(t.Context(), b.trustID, b.roundID, b.people[1])
	must(t, err)
	if len(other.Answers) != 0 || other.Stage() != audit.NotStarted {
		t.Errorf("got %d answers of somebody else, want none", len(other.Answers))
	}
	for name, ids := range map[string][3]string{
		"somebody who is not invited": {b.trustID, b.roundID, b.clerk},
		"another trust":               {b.clerk, b.roundID, b.people[0]},
		"another round":               {b.trustID, b.clerk, b.people[0]},
	} {
		if _, _, err := b.store.Response(t.Context(), ids[0], ids[1], ids[2]); !errors.Is(err, fault.NotFound) {
			t.Errorf("%s: got %v, want not found", name, err)
		}
		if _, err := b.store.SaveAnswers(t.Context(), ids[0], ids[1], ids[2], b.answers(1), thursday); !errors.Is(err, fault.NotFound) {
			t.Errorf("%s saves: got %v, want not found", name, err)
		}
	}
}

func TestASaveOverANewerAnswerIsRefusedWhole(t *testing.T) {
	b := newBoard(t, 1)
	save := func(answers ...audit.Answer) error {
		_, err := b.store.SaveAnswers(t.Context(), b.trustID, b.roundID, b.people[0], answers, thursday)
		return err
	}
	first, second := b.asked[0].ID, b.asked[1].ID
	must(t, save(audit.Answer{Statement: first, Position: 2}))
	err := save(audit.Answer{Statement: second, Position: 4}, audit.Answer{Statement: first, Position: 1, Note: "an old tab"})
	var overtaken *audit.ErrOvertaken
	if !errors.As(err, &overtaken) || len(overtaken.Answers) != 1 {
		t.Fatalf("got %v, want one answer overtaken", err)
	}
	if got := overtaken.Answers[0]; got.Stored.Position != 2 || got.Stored.Revision != 1 || got.Given.Position != 1 {
		t.Errorf("got %+v, want both answers told", got)
	}
	_, response, err := b.store.Response(t.Context(), b.trustID, b.roundID, b.people[0])
	must(t, err)
	if _, kept := response.Answers[second]; kept {
		t.Error("got half of the form saved, want none")
	}
	must(t, save(audit.Answer{Statement: first, Position: 1, Revision: 1}))
}

func TestALateAnswerIsRefused(t *testing.T) {
	b := newBoard(t, 5)
	afterClose := audit.EndOfDay(2027, time.March, 25).Add(time.Second)
	_, err := b.store.SaveAnswers(t.Context(), b.trustID, b.roundID, b.people[0], b.answers(2), afterClose)
	if !errors.Is(err, audit.ErrRoundClosed) {
		t.Errorf("after the closing date: got %v, want the round closed", err)
	}
	b.answer(t, b.people[0], 2)
	late := []audit.Answer{{Statement: b.asked[0].ID, Position: 1, Revision: 1}}
	if _, err := b.store.SaveAnswers(t.Context(), b.trustID, b.roundID, b.people[0], late, afterClose); !errors.Is(err, audit.ErrRoundClosed) {
		t.Errorf("a change after the closing date: got %v, want the round closed", err)
	}
	if err := b.store.Submit(t.Context(), b.trustID, b.roundID, b.people[0], afterClose); !errors.Is(err, audit.ErrRoundClosed) {
		t.Errorf("submitting after the closing date: got %v, want the round closed", err)
	}
	must(t, b.store.CloseRound(t.Context(), b.trustID, b.roundID, b.clerk, thursday))
	for _, person := range b.people[:2] { // one with a response, one without
		if _, err := b.store.SaveAnswers(t.Context(), b.trustID, b.roundID, person, b.answers(2), thursday); !errors.Is(err, audit.ErrRoundClosed) {
			t.Errorf("after closing by hand: got %v, want the round closed", err)
		}
		if err := b.store.Submit(t.Context(), b.trustID, b.roundID, person, thursday); !errors.Is(err, audit.ErrRoundClosed) {
			t.Errorf("submitting after closing: got %v, want the round closed", err)
		}
	}
	// Whoever writes past the store is refused by the table itself.
	app := connect(t, b.db.URL)
	run(t, app, `SELECT set_config('sevenfold.trust', '`+b.trustID+`', false)`)
	for _, sql := range []string{
		`UPDATE answers SET position = 1`,
		`INSERT INTO answers (trust_id, round_id, response_id, statement, position, saved_at)
			SELECT trust_id, round_id, id, 'another', 1, now() FROM responses`,
	} {
		if _, err := app.Exec(t.Context(), sql); code(err) != "23514" {
			t.Errorf("%s: got %v, want it refused", sql, err)
		}
	}
}

// TestASaveHeldUpByTheClosingIsRefused marks a response as the closing does,
// before the round itself is marked.
func TestASaveHeldUpByTheClosingIsRefused(t *testing.T) {
	b := newBoard(t, 1)
	b.answer(t, b.people[0], 2)
	app := connect(t, b.db.URL)
	run(t, app, `SELECT set_config('sevenfold.trust', '`+b.trustID+`', false)`)
	run(t, app, `UPDATE responses SET accepting = false`)
	answer := []audit.Answer{{Statement: b.asked[0].ID, Position: 1, Revision: 1}}
	if _, err := b.store.SaveAnswers(t.Context(), b.trustID, b.roundID, b.people[0], answer, thursday); err == nil {
		t.Error("got an answer taken by a response that accepts none, want it refused")
	}
}

func TestNoAnswerSlipsInBesideTheClosing(t *testing.T) {
	b := newBoard(t, 12)
	var all sync.WaitGroup
	acknowledged := make([]bool, len(b.people))
	start := make(chan struct{})
	for i, person := range b.people {
		all.Go(func() {
			<-start
			_, err := b.store.SaveAnswers(t.Context(), b.trustID, b.roundID, person, b.answers(3), thursday)
			if err == nil {
				err = b.store.Submit(t.Context(), b.trustID, b.roundID, person, thursday)
			}
			acknowledged[i] = err == nil
			if err != nil && !errors.Is(err, audit.ErrRoundClosed) {
				t.Errorf("got %v, want saved or closed", err)
			}
		})
	}
	all.Go(func() {
		<-start
		must(t, b.store.CloseRound(t.Context(), b.trustID, b.roundID, b.clerk, thursday))
	})
	close(start)
	all.Wait()
	want := 0
	for _, ok := range acknowledged {
		if ok {
			want++
		}
	}
	_, r, err := b.store.Report(t.Context(), b.trustID, b.roundID)
	must(t, err)
	if r.Submitted != want {
		t.Errorf("got %d responses in the report, want the %d that were acknowledged", r.Submitted, want)
	}
}

func TestTheSameFormTenTimesAtOnceHasTheEffectOfOnce(t *testing.T) {
	b := newBoard(t, 1)
	var all sync.WaitGroup
	var mu sync.Mutex
	saved := 0
	for range 10 {
		all.Go(func() {
			_, err := b.store.SaveAnswers(t.Context(), b.trustID, b.roundID, b.people[0],
				[]audit.Answer{{Statement: b.asked[0].ID, Position: 3}}, thursday)
			var overtaken *audit.ErrOvertaken
			switch {
			case err == nil:
				mu.Lock()
				saved++
				mu.Unlock()
			case !errors.As(err, &overtaken):
				t.Errorf("got %v, want saved or overtaken", err)
			}
		})
	}
	all.Wait()
	_, response, err := b.store.Response(t.Context(), b.trustID, b.roundID, b.people[0])
	must(t, err)
	if got := response.Answers[b.asked[0].ID]; saved != 1 || got.Revision != 1 || got.Position != 3 {
		t.Errorf("got %d saves and revision %d, want one and 1", saved, got.Revision)
	}
}
