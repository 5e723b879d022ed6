package postgres_test

import (
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"sevenfold/internal/audit"
	"sevenfold/internal/fault"
	"sevenfold/internal/paper"
	"sevenfold/internal/postgres"
	"sevenfold/internal/trust"
)

// typedIn has the clerk type a response in for somebody.
func (b *board) typedIn(t testing.TB, person string, position int) {
	t.Helper()
	must(t, b.typeIn(t, b.clerk, person, position, thursday))
}

func (b *board) typeIn(t testing.TB, by, person string, position int, now time.Time) error {
	t.Helper()
	answers := b.answers(position)
	e := paper.Entry{RoundID: b.roundID, PersonID: person, Way: paper.Typed, Filled: paper.Filled{Answers: answers}}
	var err error
	if e.ID, err = b.store.AddPaper(t.Context(), b.trustID, by, e, now); err != nil {
		return err
	}
	return b.store.SavePaper(t.Context(), b.trustID, by, e, answers, now)
}

func TestAResponseOnPaperIsSubmittedAndMarked(t *testing.T) {
	b := newBoard(t, 2)
	b.typedIn(t, b.people[0], 3)
	_, r, err := b.store.Response(t.Context(), b.trustID, b.roundID, b.people[0])
	must(t, err)
	if len(r.Answers) != len(b.asked) || r.Stage() != audit.Submitted || !r.EnteredByOther || r.EnteredBy != "clerk" || !r.StartedAt.Equal(thursday) {
		t.Errorf("got %d answers, %s, entered by %q at %v, want all of them, submitted, entered by the clerk", len(r.Answers), r.Stage(), r.EnteredBy, r.StartedAt)
	}
	progress, err := b.store.Progress(t.Context(), b.trustID, b.roundID)
	must(t, err)
	for _, one := range progress {
		if got, want := one.EnteredBy, map[bool]string{true: "clerk"}[one.PersonID == b.people[0]]; got != want {
			t.Errorf("%s: got entered by %q, want %q", one.Name, got, want)
		}
	}
	trail, err := b.store.Trail(t.Context(), b.trustID)
	must(t, err)
	want := postgres.Entry{TrustID: b.trustID, PersonID: b.clerk, Deed: "typed in a response from paper", Thing: b.roundID, About: b.people[0], At: thursday}
	if !slices.ContainsFunc(trail, func(e postgres.Entry) bool {
		return e.At.Equal(want.At) && e.Deed == want.Deed && e.About == want.About && e.PersonID == want.PersonID
	}) {
		t.Errorf("got %v, want %v in it", trail, want)
	}
	var kept string
	must(t, connect(t, b.db.OwnerURL).QueryRow(t.Context(), `SELECT coalesce(string_agg(paper::text, ','), '') FROM (SELECT set_config('sevenfold.trust', $1, false)) s, uploads`, b.trustID).Scan(&kept))
	if kept != "{}" {
		t.Errorf("got %s kept of it, want nothing", kept)
	}
}

func TestAResponseOnPaperIsRefused(t *testing.T) {
	b := newBoard(t, 4)
	member := b.add(t, "member", trust.Member)
	b.answer(t, b.people[0], 2)
	_, err := b.store.SaveAnswers(t.Context(), b.trustID, b.roundID, b.people[1], b.answers(2)[:1], thursday)
	must(t, err)
	b.typedIn(t, b.people[2], 3)
	past := audit.EndOfDay(2027, time.March, 25).Add(time.Second)
	for _, c := range []struct {
		name       string
		by, person string
		now        time.Time
		want       error
	}{
		{"of somebody who has submitted", b.clerk, b.people[0], thursday, paper.ErrAnswered},
		{"of somebody who has begun", b.clerk, b.people[1], thursday, paper.ErrAnswered},
		{"that was typed in before", b.clerk, b.people[2], thursday, paper.ErrAnswered},
		{"of one's own", b.people[3], b.people[3], thursday, paper.ErrOwn},
		{"of somebody who is not invited", b.clerk, member, thursday, fault.NotFound},
		{"after the closing date", b.clerk, b.people[3], past, audit.ErrRoundClosed},
	} {
		if err := b.typeIn(t, c.by, c.person, 3, c.now); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, err, c.want)
		}
		// Nothing is kept of it meanwhile either.
		e := paper.Entry{RoundID: b.roundID, PersonID: c.person, Way: paper.File}
		if _, err := b.store.AddPaper(t.Context(), b.trustID, c.by, e, c.now); !errors.Is(err, c.want) {
			t.Errorf("%s, to be saved later: got %v, want %v", c.name, err, c.want)
		}
	}
	e := paper.Entry{RoundID: b.roundID, PersonID: b.people[3], Way: paper.File}
	e.ID, err = b.store.AddPaper(t.Context(), b.trustID, b.clerk, e, thursday)
	must(t, err)
	for name, ids := range map[string][3]string{
		"somebody else":            {b.trustID, b.people[0], e.ID},
		"another trust":            {b.clerk, b.clerk, e.ID},
		"what was never kept":      {b.trustID, b.clerk, b.roundID},
		"a form of another person": {b.trustID, b.people[3], e.ID},
	} {
		if _, err := b.store.Paper(t.Context(), ids[0], b.roundID, ids[1], ids[2], thursday); !errors.Is(err, paper.ErrOver) {
			t.Errorf("%s reads it: got %v, want it not there", name, err)
		}
	}
	_, err = b.store.SaveAnswers(t.Context(), b.trustID, b.roundID, b.people[3], b.answers(2)[:1], thursday)
	must(t, err)
	if err := b.store.SavePaper(t.Context(), b.trustID, b.clerk, e, b.answers(3), thursday); !errors.Is(err, paper.ErrAnswered) {
		t.Errorf("answered meanwhile: got %v, want it refused", err)
	}
	_, r, err := b.store.Response(t.Context(), b.trustID, b.roundID, b.people[3])
	must(t, err)
	if len(r.Answers) != 1 || r.EnteredByOther {
		t.Errorf("got %d answers, want their own one as it was", len(r.Answers))
	}
}

func TestWhatWasReadFromPaperIsKeptForAnHourAndSavedOnce(t *testing.T) {
	b := newBoard(t, 2)
	e := paper.Entry{RoundID: b.roundID, PersonID: b.people[0], Way: paper.File, Filled: paper.Filled{Name: "Ruth", Answers: b.answers(2)[:2]}}
	var err error
	e.ID, err = b.store.AddPaper(t.Context(), b.trustID, b.clerk, e, thursday)
	must(t, err)
	got, err := b.store.Paper(t.Context(), b.trustID, b.roundID, b.clerk, e.ID, thursday.Add(59*time.Minute))
	must(t, err)
	if got.PersonID != b.people[0] || got.Way != paper.File || got.Filled.Name != "Ruth" || len(got.Filled.Answers) != 2 {
		t.Errorf("got %+v, want it as it was kept", got)
	}
	if _, err := b.store.Paper(t.Context(), b.trustID, b.roundID, b.clerk, e.ID, thursday.Add(time.Hour)); !errors.Is(err, paper.ErrOver) {
		t.Errorf("after an hour: got %v, want it over", err)
	}
	due, err := b.store.WorkDue(t.Context(), thursday.Add(time.Hour))
	must(t, err)
	if !slices.ContainsFunc(due, func(d audit.Due) bool { return d.Deed == audit.ForgetUploads }) {
		t.Errorf("got %v due, want it forgotten", due)
	}
	must(t, b.store.SavePaper(t.Context(), b.trustID, b.clerk, e, got.Filled.Answers, thursday))
	for range 2 {
		if err := b.store.SavePaper(t.Context(), b.trustID, b.clerk, e, got.Filled.Answers, thursday); !errors.Is(err, paper.ErrSaved) {
			t.Errorf("again: got %v, want it saved before", err)
		}
	}
	if _, err := b.store.Paper(t.Context(), b.trustID, b.roundID, b.clerk, e.ID, thursday); !errors.Is(err, paper.ErrSaved) {
		t.Errorf("opened again: got %v, want it refused", err)
	}
	must(t, b.store.ForgetUploads(t.Context(), b.trustID, thursday.Add(time.Hour)))
	if _, err := b.store.Paper(t.Context(), b.trustID, b.roundID, b.clerk, e.ID, thursday); !errors.Is(err, paper.ErrOver) {
		t.Errorf("forgotten: got %v, want it over", err)
	}
	e.ID, err = b.store.AddPaper(t.Context(), b.trustID, b.clerk, paper.Entry{RoundID: b.roundID, PersonID: b.people[1], Way: paper.Typed}, thursday)
	must(t, err)
	must(t, b.store.TakeOut(t.Context(), b.trustID, b.roundID, b.clerk, b.people[1], thursday))
	if _, err := b.store.Paper(t.Context(), b.trustID, b.roundID, b.clerk, e.ID, thursday); !errors.Is(err, paper.ErrOver) {
		t.Errorf("taken out: got %v, want it gone with the respondent", err)
	}
}

func TestARespondentMakesATypedInResponseTheirOwn(t *testing.T) {
	for name, take := range map[string]func(b board, person string) error{
		"by changing an answer": func(b board, person string) error {
			_, err := b.store.SaveAnswers(t.Context(), b.trustID, b.roundID, person, []audit.Answer{{Statement: b.asked[0].ID, Position: 1, Revision: 1}}, thursday)
			return err
		},
		"by changing several": func(b board, person string) error {
			_, err := b.store.SaveAnswers(t.Context(), b.trustID, b.roundID, person, []audit.Answer{
				{Statement: b.asked[0].ID, Position: 1, Revision: 1}, {Statement: b.asked[1].ID, Escape: audit.Unknown, Revision: 1},
			}, thursday)
			return err
		},
		"by confirming it": func(b board, person string) error {
			return b.store.Submit(t.Context(), b.trustID, b.roundID, person, thursday)
		},
	} {
		b := newBoard(t, 1)
		person := b.people[0]
		b.typedIn(t, person, 3)
		must(t, take(b, person))
		_, r, err := b.store.Response(t.Context(), b.trustID, b.roundID, person)
		must(t, err)
		if r.EnteredByOther || r.Stage() != audit.Submitted {
			t.Errorf("%s: got entered by other %t, %s, want it their own, and submitted still", name, r.EnteredByOther, r.Stage())
		}
	}
	b := newBoard(t, 1)
	b.typedIn(t, b.people[0], 3)
	var overtaken *audit.ErrOvertaken
	_, err := b.store.SaveAnswers(t.Context(), b.trustID, b.roundID, b.people[0], b.answers(2), thursday)
	if !errors.As(err, &overtaken) {
		t.Errorf("a form from before it was typed in: got %v, want to be asked which to keep", err)
	}
	if _, r, err := b.store.Response(t.Context(), b.trustID, b.roundID, b.people[0]); err != nil || !r.EnteredByOther {
		t.Errorf("got entered by other %t, %v, want nothing changed by a save that was refused", r.EnteredByOther, err)
	}
}

func TestATypedInResponseNeverStandsBesideAnother(t *testing.T) {
	b := newBoard(t, 8)
	var all sync.WaitGroup
	refused, saved := make([]error, len(b.people)), make([]error, len(b.people))
	for i, person := range b.people {
		all.Go(func() { refused[i] = b.typeIn(t, b.clerk, person, 3, thursday) })
		all.Go(func() {
			_, saved[i] = b.store.SaveAnswers(t.Context(), b.trustID, b.roundID, person, b.answers(2)[:1], thursday)
		})
	}
	all.Wait()
	for i, person := range b.people {
		_, r, err := b.store.Response(t.Context(), b.trustID, b.roundID, person)
		must(t, err)
		switch {
		case refused[i] == nil && len(r.Answers) == len(b.asked): // typed in first; theirs was told so
		case errors.Is(refused[i], paper.ErrAnswered) && saved[i] == nil && len(r.Answers) == 1 && !r.EnteredByOther: // theirs first
		default:
			t.Errorf("got %d answers, typed in %v, saved %v", len(r.Answers), refused[i], saved[i])
		}
	}
}

func TestATypedInResponseDoesNotCountTowardsTheMinimum(t *testing.T) {
	b := newBoard(t, 6)
	for _, p := range b.people[:4] {
		b.answer(t, p, 3)
	}
	for _, p := range b.people[4:] {
		b.typedIn(t, p, 3)
	}
	must(t, b.store.Submit(t.Context(), b.trustID, b.roundID, b.people[5], thursday))
	must(t, b.store.CloseRound(t.Context(), b.trustID, b.roundID, b.clerk, thursday))
	_, r, err := b.store.Report(t.Context(), b.trustID, b.roundID)
	must(t, err)
	if r.Withheld || r.Submitted != 6 || r.EnteredByOther != 1 {
		t.Errorf("got withheld %t, %d submitted, %d entered by somebody else, want five that count and one that does not", r.Withheld, r.Submitted, r.EnteredByOther)
	}
}
