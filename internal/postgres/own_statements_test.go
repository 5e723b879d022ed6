package postgres_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"sevenfold"
	"sevenfold/internal/archive"
	"sevenfold/internal/audit"
	"sevenfold/internal/fault"
	"sevenfold/internal/framework"
	"sevenfold/internal/postgres"
	"sevenfold/internal/report"
)

// ownStatement is the nth statement that a trust adds of its own.
func ownStatement(n int) audit.OwnStatement {
	return audit.OwnStatement{
		ID: fmt.Sprintf("own-44444444-4444-4444-8444-%012d", n), Domain: "strategic-governance", Text: fmt.Sprintf("Our trust knows street number %d.", n),
		Ask: "Who has walked it?", Challenge: "Nobody has walked it.", Strength: "Trustees have walked it.",
	}
}

func (b *board) addOwn(t testing.TB, statements ...audit.OwnStatement) {
	t.Helper()
	for _, s := range statements {
		must(t, b.store.AddOwnStatement(t.Context(), b.trustID, b.roundID, b.clerk, s, thursday))
	}
}

func (b *board) own(t testing.TB) []audit.OwnStatement {
	t.Helper()
	found, err := b.store.OwnStatements(t.Context(), b.trustID, b.roundID)
	must(t, err)
	return found
}

// ownNumbers are the numbers of the board's own statements, in order.
func (b *board) ownNumbers(t testing.TB) string {
	t.Helper()
	var all []string
	for i, s := range b.own(t) {
		all = append(all, strings.TrimSuffix(strings.TrimPrefix(s.Text, "Our trust knows street number "), "."))
		if s.Place != i+1 {
			t.Errorf("got place %d of %q, want %d", s.Place, s.Text, i+1)
		}
	}
	return strings.Join(all, " ")
}

// openWithOwn opens a draft of everybody on the board to which these were added,
// and makes what it asks what the board is asked.
func (b *board) openWithOwn(t testing.TB, statements ...audit.OwnStatement) {
	t.Helper()
	b.draft(t, b.people...)
	b.addOwn(t, statements...)
	// The board's first round opened on thursday: this one is the last.
	must(t, b.store.OpenRound(t.Context(), b.trustID, b.roundID, b.clerk, sevenfold.Domains, thursday.Add(time.Minute)))
	q, err := b.store.Questionnaire(t.Context(), b.round(t))
	must(t, err)
	b.asked = q.Statements()
}

func TestOwnStatementsAreAddedChangedMovedAndRemoved(t *testing.T) {
	b := newBoard(t, 1)
	b.draft(t, b.people...)
	ctx := t.Context()
	b.addOwn(t, ownStatement(1), ownStatement(2), ownStatement(1)) // the same form twice
	elsewhere := ownStatement(3)
	elsewhere.Domain = "finance-and-operations"
	b.addOwn(t, elsewhere, ownStatement(4))
	move := func(n, place int) {
		t.Helper()
		must(t, b.store.MoveOwnStatement(ctx, b.trustID, b.roundID, b.clerk, ownStatement(n).ID, place, thursday))
	}
	for _, c := range []struct {
		n, place int
		want     string
	}{
		{4, 1, "4 1 2 3"}, {4, 1, "4 1 2 3"}, {4, 3, "1 2 3 4"}, {1, 2, "2 3 1 4"}, {1, 99, "2 3 4 1"}, {1, -5, "1 2 3 4"}, {3, 2, "1 2 4 3"}, {3, 1, "1 2 4 3"},
	} {
		move(c.n, c.place)
		if got := b.ownNumbers(t); got != c.want {
			t.Errorf("moved %d to place %d of its domain: got %s, want %s", c.n, c.place, got, c.want)
		}
	}
	changed := b.own(t)[1]
	changed.Ask = "Who lives there?"
	for range 2 { // the same change twice
		must(t, b.store.ChangeOwnStatement(ctx, b.trustID, b.roundID, b.clerk, changed, thursday))
	}
	if got := b.own(t)[1]; got.Ask != changed.Ask || got.Revision != 2 || got.ChangedBy != "clerk" {
		t.Errorf("got %+v, want it changed once, by the clerk", got)
	}
	changed.Ask = "Who left it?"
	if err := b.store.ChangeOwnStatement(ctx, b.trustID, b.roundID, b.clerk, changed, thursday); !errors.Is(err, audit.ErrOwnChanged) {
		t.Errorf("from an old page: got %v, want it refused", err)
	}
	other := ownStatement(1)
	other.Text = "Another sentence."
	if err := b.store.AddOwnStatement(ctx, b.trustID, b.roundID, b.clerk, other, thursday); !errors.Is(err, audit.ErrOwnChanged) {
		t.Errorf("another statement under an id that is taken: got %v, want it refused", err)
	}
	for range 2 {
		must(t, b.store.RemoveOwnStatement(ctx, b.trustID, b.roundID, b.clerk, ownStatement(2).ID, thursday))
	}
	if got := b.ownNumbers(t); got != "1 4 3" {
		t.Errorf("got %s, want 1 4 3", got)
	}
	for _, deed := range []string{"added", "changed", "moved", "removed"} {
		if !b.trailHolds(t, postgres.Entry{TrustID: b.trustID, PersonID: b.clerk, Deed: deed + " a statement of the trust’s own", Thing: b.roundID, At: thursday}) {
			t.Errorf("got no line that the clerk %s a statement", deed)
		}
	}
	must(t, b.store.DiscardDraft(ctx, b.trustID, b.roundID, b.clerk, thursday))
}

func TestTenOwnStatementsAtMostHoweverTheyCome(t *testing.T) {
	b := newBoard(t, 1)
	b.draft(t, b.people...)
	var all sync.WaitGroup
	var refused sync.Map
	for n := range 14 {
		all.Go(func() {
			err := b.store.AddOwnStatement(t.Context(), b.trustID, b.roundID, b.clerk, ownStatement(n), thursday)
			if err != nil && !errors.Is(err, audit.ErrTooManyOwn) {
				t.Errorf("got %v, want it added or refused", err)
			}
			if err != nil {
				refused.Store(n, true)
			}
		})
	}
	all.Wait()
	left := 0
	refused.Range(func(any, any) bool { left++; return true })
	if got := len(b.own(t)); got != audit.MostOwnStatements || left != 4 {
		t.Errorf("got %d added and %d refused, want 10 and 4", got, left)
	}
	if err := b.exec(t, `UPDATE own_statements SET place = 11 WHERE trust_id = $1 AND place = 10`, b.trustID); code(err) != "23514" {
		t.Errorf("an eleventh place: got %v, want it refused by the database", err)
	}
}

func TestOwnStatementsStayAsTheyWereWhenTheRoundOpened(t *testing.T) {
	b := newBoard(t, 5)
	b.openWithOwn(t, ownStatement(1), ownStatement(2))
	ctx := t.Context()
	changed := b.own(t)[0]
	changed.Text = "Something else."
	for name, err := range map[string]error{
		"added":   b.store.AddOwnStatement(ctx, b.trustID, b.roundID, b.clerk, ownStatement(3), thursday),
		"changed": b.store.ChangeOwnStatement(ctx, b.trustID, b.roundID, b.clerk, changed, thursday),
		"moved":   b.store.MoveOwnStatement(ctx, b.trustID, b.roundID, b.clerk, changed.ID, 2, thursday),
		"removed": b.store.RemoveOwnStatement(ctx, b.trustID, b.roundID, b.clerk, changed.ID, thursday),
	} {
		if !errors.Is(err, audit.ErrNotDraft) {
			t.Errorf("%s: got %v, want it refused", name, err)
		}
	}
	for name, sql := range map[string]string{
		"changed": `UPDATE own_statements SET text = 'Other' WHERE trust_id = $1`,
		"removed": `DELETE FROM own_statements WHERE trust_id = $1`,
		"added": `INSERT INTO own_statements SELECT trust_id, round_id, 'own-' || gen_random_uuid(), domain, text, ask, challenge, strength, 9, 1, changed_by, changed_at
			FROM own_statements WHERE trust_id = $1 AND place = 1`,
	} {
		if err := b.exec(t, sql, b.trustID); code(err) != "23514" {
			t.Errorf("%s past the store: got %v, want it refused by the database", name, err)
		}
	}
	if got := b.ownNumbers(t); got != "1 2" {
		t.Errorf("got %s, want 1 2", got)
	}
}

// TestOpeningAndChangingMeetInOneOrder: a statement that was added is asked, and
// one that came too late was refused.
func TestOpeningAndChangingMeetInOneOrder(t *testing.T) {
	b := newBoard(t, 1)
	for range 5 {
		b.draft(t, b.people...)
		var all sync.WaitGroup
		var added error
		all.Go(func() {
			added = b.store.AddOwnStatement(t.Context(), b.trustID, b.roundID, b.clerk, ownStatement(1), thursday)
		})
		all.Go(func() {
			must(t, b.store.OpenRound(t.Context(), b.trustID, b.roundID, b.clerk, sevenfold.Domains, thursday))
		})
		all.Wait()
		words, err := b.store.WordsOf(t.Context(), b.round(t))
		must(t, err)
		if _, asked := words.Statement(ownStatement(1).ID); asked != (added == nil) || added != nil && !errors.Is(added, audit.ErrNotDraft) {
			t.Errorf("got asked %t after %v, want it asked where it was added", asked, added)
		}
	}
}

// TestAnOwnStatementGoesFromDraftToReport walks the whole way.
func TestAnOwnStatementGoesFromDraftToReport(t *testing.T) {
	b := newBoard(t, 6)
	inLens := ownStatement(2)
	inLens.Domain = "school-improvement-at-scale"
	b.openWithOwn(t, ownStatement(1), inLens)
	own := ownStatement(1).ID
	if n := slices.IndexFunc(b.asked, func(s framework.Statement) bool { return s.ID == own && s.Own }); n < 0 {
		t.Fatal("got it asked nowhere, want it among what the round asks")
	}
	for i, p := range b.people {
		b.answer(t, p, 1+i/5*3) // nearly all see a significant challenge everywhere
	}
	must(t, b.store.CloseRound(t.Context(), b.trustID, b.roundID, b.clerk, thursday))
	_, r, err := b.store.Report(t.Context(), b.trustID, b.roundID)
	must(t, err)
	s, ok := r.Statement(own)
	if !ok || !s.Own || s.Element != "own-strategic-governance" || s.Counts.Placed != 6 || len(s.Notes) != 6 {
		t.Errorf("got %+v, want it found as any other and marked", s)
	}
	if d, _ := r.Domain("strategic-governance"); !slices.Contains(d.Statements, own) {
		t.Errorf("got %v in its domain, want it among them", d.Statements)
	}
	for _, lens := range r.Lenses {
		for _, category := range lens.Categories {
			if slices.Contains(category.Statements, own) || slices.Contains(category.Statements, inLens.ID) {
				t.Errorf("got it in %s of %s, want it in no lens", category.ID, lens.ID)
			}
		}
	}
	m, err := b.store.PackMaterial(t.Context(), b.trustID, b.roundID)
	must(t, err)
	if words, ok := m.Framework.Statement(own); !ok || words.Text != ownStatement(1).Text {
		t.Errorf("got %+v in what a pack is made from, want its words", words)
	}
	rows := table(t, b.archiveOf(t), archive.OwnStatements)
	if len(rows) != 2 || rows[0][0] != b.roundID || rows[0][3] != own || rows[0][4] != ownStatement(1).Text || rows[0][8] != "clerk" {
		t.Errorf("got %q in the archive, want both statements", rows)
	}
	asked, err := b.store.AskedOwnStatements(t.Context(), b.trustID)
	must(t, err)
	if len(asked) != 2 || asked[0].ID != own {
		t.Errorf("got %v asked last, want both", asked)
	}
}

func TestACopyAsksTheSameAnewAndComparesNothing(t *testing.T) {
	b := newBoard(t, 5)
	b.openWithOwn(t, ownStatement(1), ownStatement(2))
	closeWith := func(position int) report.Report {
		for _, p := range b.people {
			b.answer(t, p, position)
		}
		must(t, b.store.CloseRound(t.Context(), b.trustID, b.roundID, b.clerk, thursday))
		_, r, err := b.store.Report(t.Context(), b.trustID, b.roundID)
		must(t, err)
		return r
	}
	first := closeWith(1)
	past, copied := b.roundID, "33333333-3333-4333-8333-333333333333"
	for range 2 { // the same form twice
		must(t, b.store.CopyRound(t.Context(), b.trustID, past, b.clerk, copied, thursday))
	}
	b.roundID = copied
	if got := b.ownNumbers(t); got != "1 2" {
		t.Fatalf("got %s copied, want 1 2", got)
	}
	again := b.own(t)
	if again[0].ID == ownStatement(1).ID || !strings.HasPrefix(again[0].ID, framework.OwnPrefix) {
		t.Errorf("got the id %s, want one of its own", again[0].ID)
	}
	must(t, b.store.OpenRound(t.Context(), b.trustID, b.roundID, b.clerk, sevenfold.Domains, thursday))
	q, err := b.store.Questionnaire(t.Context(), b.round(t))
	must(t, err)
	b.asked = q.Statements()
	second := closeWith(4)
	if second.Since == nil || second.Since.Questions.Same != len(b.asked)-2 || len(second.Since.Questions.Added)+len(second.Since.Questions.Gone) > 0 {
		t.Errorf("got %+v, want all but the trust's own compared", second.Since.Questions)
	}
	if _, compared := second.Since.Change(again[0].ID); compared || first.Since != nil && len(first.Since.Changes) == 0 {
		t.Error("got a statement of the trust's own compared, want it left out")
	}
}

// TestOwnStatementsReachNoOtherRoundAndNoOtherTrust: many read the same text at
// the same time, and one round of one trust asks more.
func TestOwnStatementsReachNoOtherRoundAndNoOtherTrust(t *testing.T) {
	b := newBoard(t, 1)
	plain := b.round(t)
	b.openWithOwn(t, ownStatement(1))
	ours := b.round(t)
	other := board{store: b.store, db: b.db}
	other.found(t, "Another Learning Trust", 1)
	theirs := other.round(t)
	other.openWithOwn(t, ownStatement(2))
	theirOwn := other.round(t)
	if ours.FrameworkHash != theirs.FrameworkHash {
		t.Fatal("got two texts, want one that both trusts read")
	}
	for range 3 { // what was read is kept at hand
		for name, c := range map[string]struct {
			round audit.Round
			want  [2]bool
		}{
			"the round that added it":       {ours, [2]bool{true, false}},
			"another round of the trust":    {plain, [2]bool{}},
			"a round of another trust":      {theirs, [2]bool{}},
			"one that added something else": {theirOwn, [2]bool{false, true}},
		} {
			words, err := b.store.WordsOf(t.Context(), c.round)
			must(t, err)
			q, err := b.store.Questionnaire(t.Context(), c.round)
			must(t, err)
			for n, want := range c.want {
				id := ownStatement(n + 1).ID
				_, found := words.Statement(id)
				asked := slices.ContainsFunc(q.Statements(), func(s framework.Statement) bool { return s.ID == id })
				if found != want || asked != want {
					t.Errorf("%s, statement %d: got found %t and asked %t, want %t", name, n+1, found, asked, want)
				}
			}
		}
	}
	text, err := b.store.Framework(t.Context(), ours.FrameworkHash)
	must(t, err)
	if _, found := text.Statement(ownStatement(1).ID); found {
		t.Error("got a trust's words in the text that every trust reads")
	}
	mixed := ours
	mixed.TrustID = other.trustID // nothing of ours is found under another trust
	words, err := b.store.WordsOf(t.Context(), mixed)
	must(t, err)
	if _, found := words.Statement(ownStatement(1).ID); found {
		t.Error("got our words under the id of another trust")
	}
	if _, err := b.store.WordsOf(t.Context(), b.draft(t, b.people...)); !errors.Is(err, fault.NotFound) {
		t.Errorf("the words of a draft: got %v, want not found", err)
	}
}

func TestAnOwnStatementOfADomainThatIsNotAskedKeepsARoundFromOpening(t *testing.T) {
	b := newBoard(t, 1)
	planned := b.draft(t, b.people...)
	stray := ownStatement(1)
	stray.Domain = "a-domain-of-before"
	b.addOwn(t, stray)
	if err := b.store.OpenRound(t.Context(), b.trustID, b.roundID, b.clerk, sevenfold.Domains, thursday); !errors.Is(err, audit.ErrOwnWithoutDomain) {
		t.Errorf("got %v, want it refused", err)
	}
	must(t, b.openDue(t, planned.OpensAt))
	if got := b.round(t); got.State != audit.Draft || got.OpeningMissedAt == nil {
		t.Errorf("got %s, missed at %v, want the opening left to a person", got.State, got.OpeningMissedAt)
	}
}

func TestOwnDomainsOfAnInstrumentTakeOwnStatements(t *testing.T) {
	b := newBoard(t, 1)
	planned := b.draft(t, b.people...)
	planned.Instrument = "rapid-audit"
	must(t, b.store.ChangeRound(t.Context(), b.trustID, planned))
	own := ownStatement(1)
	own.Domain = "ra-our-trust"
	b.addOwn(t, own)
	must(t, b.store.OpenRound(t.Context(), b.trustID, b.roundID, b.clerk, sevenfold.Domains, thursday))
	q, err := b.store.Questionnaire(t.Context(), b.round(t))
	must(t, err)
	if d := q.Domains[0]; d.ID != "ra-our-trust" || d.Elements[len(d.Elements)-1].Statements[0].ID != own.ID {
		t.Errorf("got %+v, want it at the end of the questionnaire's own domain", d.Elements[len(d.Elements)-1])
	}
	answer := audit.Answer{Statement: own.ID, Position: 2}
	_, err = b.store.SaveAnswers(t.Context(), b.trustID, b.roundID, b.people[0], []audit.Answer{answer}, thursday)
	must(t, err)
}
