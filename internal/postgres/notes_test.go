package postgres_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"sevenfold/internal/audit"
	"sevenfold/internal/postgres"
	"sevenfold/internal/report"
)

const harmful = "Our head of site is to blame."

// boardWithNotes is a closed round of five, of whom two wrote one note in the
// same words at the first statement, and the others another.
func boardWithNotes(t *testing.T) board {
	t.Helper()
	b := newBoard(t, 5)
	for i, person := range b.people {
		answers := b.answers(3)[:2]
		if i < 2 {
			answers[0].Note = harmful
		}
		_, err := b.store.SaveAnswers(t.Context(), b.trustID, b.roundID, person, answers, thursday)
		must(t, err)
		must(t, b.store.Submit(t.Context(), b.trustID, b.roundID, person, thursday))
	}
	must(t, b.store.CloseRound(t.Context(), b.trustID, b.roundID, b.clerk, thursday))
	return b
}

func (b board) takeNoteOut(t *testing.T, note string) error {
	t.Helper()
	return b.store.TakeOutNote(t.Context(), b.trustID, b.roundID, note, audit.NoteTakenOut{
		Statement: b.asked[0].ID, Reason: "It names somebody.", PersonID: b.clerk, At: thursday,
	})
}

func TestANoteThatWasTakenOutIsNowhere(t *testing.T) {
	b := boardWithNotes(t)
	_, before, err := b.store.Report(t.Context(), b.trustID, b.roundID)
	must(t, err)
	must(t, b.takeNoteOut(t, harmful))

	_, after, err := b.store.Report(t.Context(), b.trustID, b.roundID)
	must(t, err)
	first, _ := after.Statement(b.asked[0].ID)
	if len(first.Notes) != 3 || slices.Contains(first.Notes, harmful) || first.NotesTakenOut != 2 {
		t.Errorf("got notes %q and %d taken out, want the three others and two", first.Notes, first.NotesTakenOut)
	}
	if second, _ := after.Statement(b.asked[1].ID); len(second.Notes) != 5 || second.NotesTakenOut != 0 {
		t.Errorf("got %d notes at another statement, want all five", len(second.Notes))
	}
	oldHash, err := report.Hash(before)
	must(t, err)
	newHash, err := report.Hash(after)
	must(t, err)
	kept, err := b.store.NotesTakenOut(t.Context(), b.trustID, b.roundID)
	must(t, err)
	if len(kept) != 1 || kept[0].HashBefore != oldHash || kept[0].HashAfter != newHash || kept[0].Notes != 2 ||
		kept[0].Name != "clerk" || kept[0].Reason != "It names somebody." {
		t.Errorf("got %+v, want who took two notes out, why, and the hashes %s and %s", kept, oldHash, newHash)
	}
	_, mine, err := b.store.Response(t.Context(), b.trustID, b.roundID, b.people[0])
	must(t, err)
	if got := mine.Answers[b.asked[0].ID]; got.Note != "" || got.Position != 3 || got.Basis != "seen" {
		t.Errorf("got %+v, want the answer without its note", got)
	}
	owner := connect(t, b.db.OwnerURL)
	for _, table := range tables(t, owner) {
		if rows := rowsSeen(t, connect(t, b.db.URL), table, setting{"sevenfold.trust", b.trustID}); strings.Contains(rows, harmful) {
			t.Errorf("%s: got the note still there, want it gone", table)
		}
	}
	deeds, err := b.store.Trail(t.Context(), b.trustID)
	must(t, err)
	if !slices.ContainsFunc(deeds, func(e postgres.Entry) bool {
		return e.Deed == "took a note out of a report" && e.PersonID == b.clerk && e.Thing == b.roundID
	}) {
		t.Errorf("got %+v in the trail, want who took a note out of which report", deeds)
	}
}

func TestANoteIsTakenOutOnce(t *testing.T) {
	b := boardWithNotes(t)
	must(t, b.takeNoteOut(t, harmful))
	if err := b.takeNoteOut(t, harmful); !errors.Is(err, audit.ErrNoSuchNote) {
		t.Errorf("got %v the second time, want that there is no such note", err)
	}
	if err := b.takeNoteOut(t, "Nobody wrote this."); !errors.Is(err, audit.ErrNoSuchNote) {
		t.Errorf("got %v, want that there is no such note", err)
	}
	kept, err := b.store.NotesTakenOut(t.Context(), b.trustID, b.roundID)
	must(t, err)
	if len(kept) != 1 {
		t.Errorf("got %d kept, want one", len(kept))
	}
}

func TestOfAClosedRoundOnlyNotesCanGo(t *testing.T) {
	b := boardWithNotes(t)
	app := connect(t, b.db.URL)
	for _, c := range []struct {
		name, sql string
		refused   bool
	}{
		{"another position", `UPDATE answers SET position = 1`, true},
		{"other words", `UPDATE answers SET note = 'Rewritten.'`, true},
		{"another position under a note that goes", `UPDATE answers SET note = '', position = 1`, true},
		{"another statement", `UPDATE answers SET note = '', statement = 'x' || statement`, true},
		{"a later saving", `UPDATE answers SET note = '', saved_at = now()`, true},
		{"a note that goes", `UPDATE answers SET note = ''`, false},
		{"another minimum of the report's method", `UPDATE reports SET method = 1`, true},
		{"another day of the report", `UPDATE reports SET computed_at = now()`, true},
		{"no report", `DELETE FROM reports`, true},
		{"a reason rewritten", `UPDATE notes_taken_out SET reason = 'Another.'`, true},
		{"who reads the report", `UPDATE rounds SET shared_with_all = true`, true},
	} {
		var err error
		tx, beginErr := app.Begin(t.Context())
		must(t, beginErr)
		_, err = tx.Exec(t.Context(), `SELECT set_config('sevenfold.trust', $1, true)`, b.trustID)
		must(t, err)
		_, err = tx.Exec(t.Context(), c.sql)
		if (err != nil) != c.refused {
			t.Errorf("%s: got %v, want it refused: %v", c.name, err, c.refused)
		}
		must(t, tx.Rollback(t.Context()))
	}
}
