package postgres_test

import (
	"errors"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"sevenfold/internal/conversation"
	"sevenfold/internal/fault"
)

const (
	oneForm     = "44444444-4444-4444-8444-444444444444"
	anotherForm = "55555555-5555-4555-8555-555555555555"
)

// closedBoard is a board whose round has its report.
func closedBoard(t testing.TB) board {
	t.Helper()
	b := newBoard(t, 5)
	for _, p := range b.people {
		b.answer(t, p, 3)
	}
	must(t, b.store.CloseRound(t.Context(), b.trustID, b.roundID, b.clerk, thursday))
	return b
}

// talk leaves a row in each table of a conversation.
func (b *board) talk(t testing.TB) {
	t.Helper()
	must(t, b.store.SaveAgenda(t.Context(), b.trustID, b.roundID, b.clerk, anAgenda(), thursday))
	_, err := b.store.RecordAgreedView(t.Context(), b.trustID, b.roundID, b.clerk, conversation.View{Statement: b.asked[0].ID, Position: 2}, thursday)
	must(t, err)
	must(t, b.store.SaveBenefitParagraph(t.Context(), b.trustID, b.roundID, b.clerk, conversation.Paragraph{Text: "We open our halls."}, thursday))
}

func anAgenda() conversation.Agenda {
	return conversation.Agenda{
		Length: 60, Change: oneForm, LeftOut: []string{"sg-two", "sg-ten"},
		Items: []conversation.Item{{Statement: "sg-nine", Minutes: 12}, {Statement: "sg-one", Minutes: 9}},
	}
}

func TestAnAgendaStaysAsItWasLeft(t *testing.T) {
	b := closedBoard(t)
	ctx := t.Context()
	if _, err := b.store.Agenda(ctx, b.trustID, b.roundID); !errors.Is(err, fault.NotFound) {
		t.Errorf("before it is made: got %v, want not found", err)
	}
	save := func(a conversation.Agenda, later time.Duration) error {
		return b.store.SaveAgenda(ctx, b.trustID, b.roundID, b.clerk, a, thursday.Add(later))
	}
	must(t, save(anAgenda(), 0))
	want := anAgenda()
	want.Revision, want.ChangedBy, want.ChangedAt = 1, "clerk", thursday
	got, err := b.store.Agenda(ctx, b.trustID, b.roundID)
	must(t, err)
	got.ChangedAt = got.ChangedAt.In(thursday.Location())
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	must(t, save(anAgenda(), time.Minute)) // the same form twice
	changed := got
	changed.Change, changed.Items, changed.NotesShown = anotherForm, changed.Items[:1], true
	must(t, save(changed, time.Minute))
	if err := save(anAgenda(), time.Minute); !errors.Is(err, conversation.ErrAgendaChanged) {
		t.Errorf("an old tab: got %v, want it told that the agenda was changed", err)
	}
	got, err = b.store.Agenda(ctx, b.trustID, b.roundID)
	must(t, err)
	if got.Revision != 2 || len(got.Items) != 1 || len(got.LeftOut) != 2 || !got.NotesShown {
		t.Errorf("got %+v, want the second change", got)
	}
	for name, ids := range map[string][2]string{"another trust": {b.clerk, b.roundID}, "another round": {b.trustID, b.clerk}} {
		if err := b.store.SaveAgenda(ctx, ids[0], ids[1], b.clerk, anAgenda(), thursday); !errors.Is(err, fault.NotFound) {
			t.Errorf("%s: got %v, want not found", name, err)
		}
	}
	wantDeeds(t, b, "made the agenda of a conversation", 1)
}

// wantDeeds holds the trail to so many lines of a deed, none of which tells what was said.
func wantDeeds(t *testing.T, b board, deed string, want int) {
	t.Helper()
	entries, err := b.store.Trail(t.Context(), b.trustID)
	must(t, err)
	got := 0
	for _, e := range entries {
		if e.Deed == deed {
			got++
		}
		if strings.Contains(e.Deed, "seen") {
			t.Errorf("got %q in the trail, want nothing of what was said", e.Deed)
		}
	}
	if got != want {
		t.Errorf("lines that say %q: got %d, want %d", deed, got, want)
	}
}

func TestEveryVersionOfAnAgreedViewIsKept(t *testing.T) {
	b := closedBoard(t)
	ctx := t.Context()
	statement, other := b.asked[0].ID, b.asked[1].ID
	record := func(by string, later time.Duration, v conversation.View) conversation.View {
		t.Helper()
		kept, err := b.store.RecordAgreedView(ctx, b.trustID, b.roundID, by, v, thursday.Add(later))
		must(t, err)
		return kept
	}
	first := record(b.clerk, 0, conversation.View{Statement: statement, Position: 2, Why: "We have seen half."})
	if first.Revision != 1 || first.By != "clerk" || !first.At.Equal(thursday) {
		t.Errorf("got %+v, want the first version, by the clerk", first)
	}
	again := record(b.clerk, time.Minute, conversation.View{Statement: statement, Position: 2, Why: "We have seen half."})
	if again.Revision != 1 {
		t.Errorf("the same form twice: got revision %d, want still 1", again.Revision)
	}
	record(b.clerk, 2*time.Minute, conversation.View{Statement: statement, Position: 3, Why: "We have seen more.", Revision: 1})
	record(b.people[0], time.Hour, conversation.View{Statement: statement, Revision: 2, Why: "No longer agreed."})
	record(b.clerk, 0, conversation.View{Statement: other, Position: 4})
	if got := record(b.clerk, 0, conversation.View{Statement: b.asked[2].ID}); got.Revision != 0 {
		t.Errorf("nothing at all: got %+v, want no version of it", got)
	}

	versions, err := b.store.AgreedViewVersions(ctx, b.trustID, b.roundID, statement)
	must(t, err)
	var whys []string
	for _, v := range versions {
		whys = append(whys, v.Why)
	}
	if got, want := strings.Join(whys, " "), "No longer agreed. We have seen more. We have seen half."; got != want {
		t.Errorf("versions: got %q, want %q", got, want)
	}
	views, err := b.store.AgreedViews(ctx, b.trustID, b.roundID)
	must(t, err)
	latest := map[string]conversation.View{}
	for _, v := range views {
		latest[v.Statement] = v
	}
	if len(views) != 2 || latest[statement].Revision != 3 || latest[statement].Position != 0 || latest[statement].By != "trustee1" || latest[other].Position != 4 {
		t.Errorf("got %+v, want the last version of two statements", views)
	}
	wantDeeds(t, b, "recorded an agreed view", 3) // two sittings of one statement, and another statement
}

func TestOfTwoWhoRecordAtOnceTheSecondIsTold(t *testing.T) {
	b := closedBoard(t)
	statement := b.asked[0].ID
	var overtaken, kept int
	var lock sync.Mutex
	var wait sync.WaitGroup
	for _, why := range []string{"One.", "Two.", "Three.", "Four.", "Five.", "Six.", "Seven.", "Eight."} {
		wait.Go(func() {
			given := conversation.View{Statement: statement, Position: 1, Why: why}
			_, err := b.store.RecordAgreedView(t.Context(), b.trustID, b.roundID, b.clerk, given, thursday)
			lock.Lock()
			defer lock.Unlock()
			var o *conversation.OvertakenError
			switch {
			case err == nil:
				kept++
			case errors.As(err, &o) && o.Given == given && o.Stored.Revision == 1 && o.Stored.Why != why:
				overtaken++
			default:
				t.Errorf("got %v, want it kept, or told of both versions", err)
			}
		})
	}
	wait.Wait()
	if kept != 1 || overtaken != 7 {
		t.Errorf("got %d kept and %d told, want 1 and 7", kept, overtaken)
	}
}

func TestNobodyRewritesWhatWasAgreed(t *testing.T) {
	w := newWalled(t)
	for _, sql := range []string{
		`UPDATE agreed_views SET why = ''`, `DELETE FROM agreed_views`, `UPDATE benefit_paragraphs SET text = ''`, `DELETE FROM benefit_paragraphs`,
	} {
		if _, err := w.app.Exec(t.Context(), sql); code(err) != "42501" {
			t.Errorf("%s: got %v, want it refused", sql, err)
		}
	}
}

func TestEveryVersionOfAParagraphIsKept(t *testing.T) {
	b := closedBoard(t)
	ctx := t.Context()
	save := func(text string, revision int) error {
		return b.store.SaveBenefitParagraph(ctx, b.trustID, b.roundID, b.clerk, conversation.Paragraph{Text: text, Revision: revision}, thursday)
	}
	must(t, save("Our halls are open.", 0))
	must(t, save("Our halls are open.", 0)) // the same form twice
	must(t, save("Our halls are open on Sundays.", 1))
	var overtaken *conversation.ParagraphOvertakenError
	if err := save("From an old tab.", 1); !errors.As(err, &overtaken) || overtaken.Stored.Revision != 2 || overtaken.Given.Text != "From an old tab." {
		t.Errorf("got %v, want it told of both versions", err)
	}
	versions, err := b.store.BenefitParagraphs(ctx, b.trustID, b.roundID)
	must(t, err)
	if len(versions) != 2 || versions[0].Text != "Our halls are open on Sundays." || versions[0].By != "clerk" || versions[1].Revision != 1 {
		t.Errorf("got %+v, want two versions, the newest first", versions)
	}
	if err := b.store.SaveBenefitParagraph(ctx, b.trustID, b.clerk, b.clerk, conversation.Paragraph{}, thursday); !errors.Is(err, fault.NotFound) {
		t.Errorf("of a round that has no report: got %v, want not found", err)
	}
	wantDeeds(t, b, "saved a paragraph on public benefit", 2)
}

func TestAConversationOfARoundThatIsOpenIsNotFound(t *testing.T) {
	b := newBoard(t, 1)
	_, err := b.store.RecordAgreedView(t.Context(), b.trustID, b.roundID, b.clerk, conversation.View{Statement: "x", Position: 1}, thursday)
	if !errors.Is(err, fault.NotFound) {
		t.Errorf("got %v, want not found", err)
	}
}
