package postgres_test

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"sevenfold/internal/audit"
	"sevenfold/internal/boardpack"
	"sevenfold/internal/conversation"
	"sevenfold/internal/fault"
	"sevenfold/internal/postgres"
	"sevenfold/internal/report"
	"sevenfold/web/form"
)

// pack leaves a pack that is made, and what the trust usually chooses.
func (b *board) pack(t testing.TB) {
	t.Helper()
	ask := b.ask()
	ask.Usual = true
	must(t, b.store.AskForPack(t.Context(), ask))
	b.make(t, ask.ID)
}

// ask is a wish for a pack of the board's round.
func (b *board) ask() boardpack.Ask {
	return boardpack.Ask{
		ID: form.NewID(), TrustID: b.trustID, RoundID: b.roundID, Kind: boardpack.BoardPack, ByID: b.clerk, At: thursday,
		Choice: boardpack.Choice{
			Sections: []boardpack.Section{boardpack.Summary, boardpack.Notes}, Trust: "Example Learning Trust", Meeting: "Board",
			Date: audit.StartOfDay(2027, time.April, 8), AgendaItem: "7", Marking: "Confidential", WithLogo: true,
		},
	}
}

// origin is what a pack of the round would be made from now.
func (b *board) origin(t testing.TB) boardpack.Origin {
	t.Helper()
	m, err := b.store.PackMaterial(t.Context(), b.trustID, b.roundID)
	must(t, err)
	return boardpack.Origin{From: "all of " + m.Hash, ReportHash: m.Hash}
}

// make makes a pack, as a job would, with files that hold little.
func (b *board) make(t testing.TB, id string) {
	t.Helper()
	from := b.origin(t)
	_, err := b.store.BeginPack(t.Context(), b.trustID, id, from)
	must(t, err)
	for _, format := range boardpack.Formats {
		must(t, b.store.KeepPackFile(t.Context(), b.trustID, id, from.From, boardpack.Written{Format: format, Bytes: []byte("a " + format)}))
	}
	must(t, b.store.EndPack(t.Context(), b.trustID, id, from.From, thursday.Add(time.Minute)))
}

func (b *board) packNow(t testing.TB, id string) boardpack.Pack {
	t.Helper()
	p, err := b.store.Pack(t.Context(), b.trustID, id)
	must(t, err)
	return p
}

func TestAPackIsAskedForMadeAndHadAgain(t *testing.T) {
	b := closed(t)
	ask := b.ask()
	must(t, b.store.AskForPack(t.Context(), ask))
	if got := b.packNow(t, ask.ID); got.State != boardpack.Waiting || got.Done != 0 || got.Hash != "" || got.By != "clerk" || got.RoundID != b.roundID {
		t.Errorf("got %+v, want it waiting", got)
	}
	if _, err := b.store.PackFile(t.Context(), b.trustID, ask.ID, boardpack.Word); !errors.Is(err, fault.NotFound) {
		t.Errorf("got %v for a file that is not made, want it not found", err)
	}
	b.make(t, ask.ID)
	got := b.packNow(t, ask.ID)
	sum := sha256.Sum256([]byte("a docx"))
	if got.State != boardpack.Made || got.Done != 3 || got.MadeAt == nil || !got.AskedAt.Equal(thursday) || got.Superseded ||
		got.Files[0] != (boardpack.File{Format: boardpack.Word, Size: 6, SHA256: hex.EncodeToString(sum[:])}) || got.Files[2].Format != boardpack.PDF {
		t.Errorf("got %+v, want three files, the Word file first", got)
	}
	if !slices.Equal(got.Choice.Sections, ask.Choice.Sections) || !got.Choice.Date.Equal(ask.Choice.Date) || got.Choice.Marking != "Confidential" || !got.Choice.WithLogo {
		t.Errorf("got %+v, want what was chosen", got.Choice)
	}
	_, stored, err := b.store.Report(t.Context(), b.trustID, b.roundID)
	must(t, err)
	if want, _ := report.Hash(stored); got.Hash != want {
		t.Errorf("got the hash %s, want the report's, %s", got.Hash, want)
	}
	file, err := b.store.PackFile(t.Context(), b.trustID, ask.ID, boardpack.PDF)
	if err != nil || string(file) != "a pdf" {
		t.Errorf("got %q, %v, want the file as it was made", file, err)
	}
	if !b.trailHolds(t, postgres.Entry{TrustID: b.trustID, PersonID: b.clerk, Deed: "had a board pack made", Thing: ask.ID, At: thursday}) {
		t.Errorf("got %q, want the trail to say who had it made", b.deeds(t))
	}
}

func TestTheSameFormHasTheEffectOfOnce(t *testing.T) {
	b := closed(t)
	ask := b.ask()
	var together sync.WaitGroup
	for range 8 {
		together.Go(func() {
			if err := b.store.AskForPack(t.Context(), ask); err != nil {
				t.Error(err)
			}
		})
	}
	together.Wait()
	must(t, b.store.AskForPackAgain(t.Context(), b.trustID, ask.ID, thursday))
	all, err := b.store.Packs(t.Context(), b.trustID, b.roundID)
	must(t, err)
	made := 0
	for _, deed := range b.deeds(t) {
		if deed == "had a board pack made" {
			made++
		}
	}
	if len(all) != 1 || b.jobs(t, "make_pack") != 1 || made != 1 {
		t.Errorf("got %d packs, %d jobs and %d lines in the trail, want one of each", len(all), b.jobs(t, "make_pack"), made)
	}
}

func TestAPackIsOfAClosedRound(t *testing.T) {
	b := newBoard(t, 1)
	ask := b.ask()
	if err := b.store.AskForPack(t.Context(), ask); !errors.Is(err, fault.NotFound) {
		t.Errorf("got %v for a round that is open, want not found", err)
	}
	if _, err := b.store.PackMaterial(t.Context(), b.trustID, b.roundID); !errors.Is(err, fault.NotFound) {
		t.Errorf("got %v for what it is made from, want not found", err)
	}
}

func TestAnIndexOfEvidenceIsOfNoRound(t *testing.T) {
	b := closed(t)
	b.act(t)
	ask := b.ask()
	ask.Kind, ask.RoundID, ask.Choice = boardpack.EvidenceIndex, "", boardpack.Choice{Trust: "Example Learning Trust"}
	must(t, b.store.AskForPack(t.Context(), ask))
	indexes, err := b.store.Packs(t.Context(), b.trustID, "")
	must(t, err)
	if len(indexes) != 1 || indexes[0].Kind != boardpack.EvidenceIndex || indexes[0].RoundID != "" {
		t.Errorf("got %+v, want the index", indexes)
	}
	m, err := b.store.PackMaterial(t.Context(), b.trustID, "")
	must(t, err)
	if len(m.Evidence) != 1 || m.Trust != "Example Learning Trust" || m.Hash != "" || len(m.Actions)+len(m.Views)+len(m.Report.Statements) != 0 {
		t.Errorf("got %+v, want evidence, and nothing of a round", m)
	}
	if of, err := b.store.Packs(t.Context(), b.trustID, b.roundID); err != nil || len(of) != 0 {
		t.Errorf("got %+v, %v of the round, want none", of, err)
	}
}

func TestAPackIsMadeFromAllThatStandsBesideTheReport(t *testing.T) {
	b := closed(t)
	b.talk(t)
	b.act(t)
	must(t, b.store.SaveBenefitParagraph(t.Context(), b.trustID, b.roundID, b.clerk, conversation.Paragraph{Text: "It serves many.", Revision: b.paragraph(t).Revision}, thursday))
	for _, name := range []string{"read from the database", "with the report at hand"} {
		m, err := b.store.PackMaterial(t.Context(), b.trustID, b.roundID)
		must(t, err)
		views, err := b.store.AgreedViews(t.Context(), b.trustID, b.roundID)
		must(t, err)
		if m.Trust != "Example Learning Trust" || m.Round.ID != b.roundID || m.Hash == "" || m.Framework == nil || m.Benefit.Text != "It serves many." ||
			len(m.Views) == 0 || len(m.Views) != len(views) || len(m.Actions) != 1 || len(m.Evidence) != 1 || len(m.Report.Statements) != len(b.asked) {
			t.Errorf("%s: got %+v, want all of it", name, m)
		}
		_, _, err = b.store.Report(t.Context(), b.trustID, b.roundID)
		must(t, err)
	}
}

func (b *board) paragraph(t testing.TB) conversation.Paragraph {
	t.Helper()
	all, err := b.store.BenefitParagraphs(t.Context(), b.trustID, b.roundID)
	must(t, err)
	if len(all) == 0 {
		return conversation.Paragraph{}
	}
	return all[0]
}

func TestAPackIsSupersededOnceANoteIsTakenOut(t *testing.T) {
	b := boardWithNotes(t)
	made := func() string {
		ask := b.ask()
		must(t, b.store.AskForPack(t.Context(), ask))
		b.make(t, ask.ID)
		return ask.ID
	}
	waiting := b.ask()
	must(t, b.store.AskForPack(t.Context(), waiting))
	first := made()
	must(t, b.takeNoteOut(t, harmful))
	second := made()
	must(t, b.takeNoteOut(t, "Seen at a visit."))
	third := made()
	for id, want := range map[string]bool{first: true, second: true, third: false, waiting.ID: false} {
		if got := b.packNow(t, id); got.Superseded != want {
			t.Errorf("got %+v, want superseded: %v", got, want)
		}
	}
	if file, err := b.store.PackFile(t.Context(), b.trustID, first, boardpack.Word); err != nil || len(file) == 0 {
		t.Errorf("got %v, want a superseded pack to be had as it was", err)
	}
}

func TestAMakingThatWasCutOffGoesOnOnlyWithTheSame(t *testing.T) {
	b := closed(t)
	ask, from := b.ask(), b.origin(t)
	ctx := t.Context()
	must(t, b.store.AskForPack(ctx, ask))
	keep := func(from string, format boardpack.Format) error {
		return b.store.KeepPackFile(ctx, b.trustID, ask.ID, from, boardpack.Written{Format: format, Bytes: []byte("a file")})
	}
	begin := func(from boardpack.Origin, files int) {
		t.Helper()
		got, err := b.store.BeginPack(ctx, b.trustID, ask.ID, from)
		must(t, err)
		if got.State != boardpack.Making || got.Done != files {
			t.Errorf("got %+v, want it being made, with %d files", got, files)
		}
	}
	if err := keep(from.From, boardpack.Word); !errors.Is(err, boardpack.ErrOvertaken) {
		t.Errorf("got %v before it was begun, want it refused", err)
	}
	begin(from, 0)
	must(t, keep(from.From, boardpack.Word))
	must(t, keep(from.From, boardpack.Word))
	begin(from, 1)
	other := from
	other.From = "something else"
	begin(other, 0)
	if err := keep(from.From, boardpack.Word); !errors.Is(err, boardpack.ErrOvertaken) {
		t.Errorf("got %v for a file of the making before, want it refused", err)
	}
	if err := b.store.EndPack(ctx, b.trustID, ask.ID, from.From, thursday); !errors.Is(err, boardpack.ErrOvertaken) {
		t.Errorf("got %v for its end, want it refused", err)
	}
	must(t, b.store.FailPack(ctx, b.trustID, ask.ID))
	if got := b.packNow(t, ask.ID).State; got != boardpack.Failed {
		t.Errorf("got it %s, want it failed", got)
	}
	must(t, b.store.AskForPackAgain(ctx, b.trustID, ask.ID, thursday))
	if got := b.packNow(t, ask.ID).State; got != boardpack.Waiting {
		t.Errorf("got it %s, want it waiting again", got)
	}
	b.make(t, ask.ID)
	if _, err := b.store.BeginPack(ctx, b.trustID, ask.ID, from); !errors.Is(err, boardpack.ErrOvertaken) {
		t.Errorf("got %v for one that is made, want it refused", err)
	}
}

func TestAPackThatWasMadeStaysAsItWas(t *testing.T) {
	b := closed(t)
	b.pack(t)
	for _, sql := range []string{
		`DELETE FROM pack_files`, `UPDATE packs SET state = 'failed', made_at = NULL`, `UPDATE packs SET report_hash = ''`,
		`UPDATE packs SET choice = '{}'`, `DELETE FROM packs`, `UPDATE pack_files SET bytes = 'x'`,
	} {
		if err := b.exec(t, sql); err == nil {
			t.Errorf("%s: got it done, want it refused", sql)
		}
	}
	all, err := b.store.Packs(t.Context(), b.trustID, b.roundID)
	must(t, err)
	must(t, b.store.FailPack(t.Context(), b.trustID, all[0].ID))
	must(t, b.store.AskForPackAgain(t.Context(), b.trustID, all[0].ID, thursday))
	if got := b.packNow(t, all[0].ID); got.State != boardpack.Made || got.Done != 3 {
		t.Errorf("got %+v, want it made, as before", got)
	}
}

func TestWhatATrustUsuallyChoosesIsNotOfOneMeeting(t *testing.T) {
	b := closed(t)
	ctx := t.Context()
	if _, err := b.store.PackDefaults(ctx, b.trustID); !errors.Is(err, fault.NotFound) {
		t.Errorf("got %v before anything was chosen, want not found", err)
	}
	ask := b.ask()
	must(t, b.store.AskForPack(ctx, ask))
	if _, err := b.store.PackDefaults(ctx, b.trustID); !errors.Is(err, fault.NotFound) {
		t.Errorf("got %v after a choice for once, want not found", err)
	}
	ask = b.ask()
	ask.Usual = true
	must(t, b.store.AskForPack(ctx, ask))
	usual, err := b.store.PackDefaults(ctx, b.trustID)
	must(t, err)
	if usual.Trust != "" || usual.Meeting != "" || usual.AgendaItem != "" || !usual.Date.IsZero() || usual.Marking != "Confidential" || len(usual.Sections) != 2 {
		t.Errorf("got %+v, want the choice without its name and meeting", usual)
	}
	must(t, b.store.KeepPackDefaults(ctx, b.trustID, boardpack.Choice{Marking: "Official"}))
	if usual, err = b.store.PackDefaults(ctx, b.trustID); err != nil || usual.Marking != "Official" || len(usual.Sections) != 0 {
		t.Errorf("got %+v, %v, want what was kept last", usual, err)
	}
}

func TestPacksOfAnotherTrustAreNotFound(t *testing.T) {
	b := closed(t)
	b.pack(t)
	all, err := b.store.Packs(t.Context(), b.trustID, b.roundID)
	must(t, err)
	id, ctx := all[0].ID, t.Context()
	theirs := board{store: b.store, db: b.db}
	theirs.found(t, "Another Learning Trust", 1)
	from := boardpack.Origin{From: "theirs"}
	ask := b.ask()
	ask.TrustID, ask.ByID = theirs.trustID, theirs.clerk
	for name, err := range map[string]error{
		"asking":   b.store.AskForPack(ctx, ask),
		"again":    b.store.AskForPackAgain(ctx, theirs.trustID, id, thursday),
		"reading":  second(b.store.Pack(ctx, theirs.trustID, id)),
		"a file":   second(b.store.PackFile(ctx, theirs.trustID, id, boardpack.PDF)),
		"material": second(b.store.PackMaterial(ctx, theirs.trustID, b.roundID)),
		"begin":    second(b.store.BeginPack(ctx, theirs.trustID, id, from)),
		"a file's": b.store.KeepPackFile(ctx, theirs.trustID, id, "theirs", boardpack.Written{Format: boardpack.PDF, Bytes: []byte("x")}),
		"the end":  b.store.EndPack(ctx, theirs.trustID, id, "theirs", thursday),
		"usual":    second(b.store.PackDefaults(ctx, theirs.trustID)),
		"no id":    second(b.store.Pack(ctx, theirs.trustID, "'; DROP TABLE packs; --")),
		"no file":  second(b.store.PackFile(ctx, b.trustID, id, "exe")),
	} {
		if !errors.Is(err, fault.NotFound) {
			t.Errorf("%s: got %v, want not found", name, err)
		}
	}
	if list, err := b.store.Packs(ctx, theirs.trustID, b.roundID); err != nil || len(list) != 0 {
		t.Errorf("got %+v, %v, want no pack", list, err)
	}
	must(t, b.store.FailPack(ctx, theirs.trustID, id))
	if got := b.packNow(t, id).State; got != boardpack.Made {
		t.Errorf("got it %s, want it made still", got)
	}
	foreign := theirs.ask()
	foreign.TrustID, foreign.RoundID = theirs.trustID, b.roundID
	if err := b.store.AskForPack(ctx, foreign); err == nil || strings.Contains(err.Error(), "made") {
		t.Errorf("got %v for a round of another trust, want it refused", err)
	}
}

func second[T any](_ T, err error) error { return err }
