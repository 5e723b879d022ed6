package job_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"sevenfold/internal/audit"
	"sevenfold/internal/boardpack"
	"sevenfold/internal/evidence"
	"sevenfold/internal/trust"
	"sevenfold/web/form"
)

// press makes files that say what they are made from, and counts them.
type press struct {
	made  []boardpack.Format
	fault func(boardpack.Format) error
}

func (p *press) write(_ context.Context, pack boardpack.Pack, m boardpack.Material, format boardpack.Format) ([]byte, error) {
	p.made = append(p.made, format)
	if p.fault != nil {
		if err := p.fault(format); err != nil {
			return nil, err
		}
	}
	return fmt.Appendf(nil, "%s for %s of %s, with %d", format, pack.Choice.Meeting, m.Trust, len(m.Evidence)), nil
}

// withPack is an office whose round has closed, and where a pack waits to be made.
func withPack(t *testing.T) (*office, *press, string) {
	t.Helper()
	o := newOffice(t, 1)
	ctx, now := t.Context(), time.Now()
	must(t, o.store.CloseRound(ctx, o.trustID, o.roundID, o.clerk, now))
	p := &press{}
	o.WriteFile = p.write
	return o, p, o.askForPack(t, boardpack.BoardPack)
}

func (o *office) askForPack(t *testing.T, kind boardpack.Kind) string {
	t.Helper()
	ask := boardpack.Ask{
		ID: form.NewID(), TrustID: o.trustID, RoundID: o.roundID, Kind: kind, ByID: o.clerk, At: time.Now(),
		Choice: boardpack.Choice{Meeting: "the board"},
	}
	if kind == boardpack.EvidenceIndex {
		ask.RoundID = ""
	}
	must(t, o.store.AskForPack(t.Context(), ask))
	return ask.ID
}

func (o *office) pack(t *testing.T, id string) boardpack.Pack {
	t.Helper()
	p, err := o.store.Pack(t.Context(), o.trustID, id)
	must(t, err)
	return p
}

func TestAPackIsMadeFileByFile(t *testing.T) {
	o, p, id := withPack(t)
	must(t, o.MakePack(t.Context(), o.trustID, id, false))
	got := o.pack(t, id)
	if got.State != boardpack.Made || got.Done != 3 || got.Hash == "" || !slices.Equal(p.made, boardpack.Formats) {
		t.Errorf("got %+v by %v, want every file, in order", got, p.made)
	}
	file, err := o.store.PackFile(t.Context(), o.trustID, id, boardpack.PDF)
	if err != nil || string(file) != "pdf for the board of Example Learning Trust, with 0" {
		t.Errorf("got %q, %v, want what the writer wrote", file, err)
	}
	// Made once more by a queue that is mistaken, it stays as it is.
	must(t, o.MakePack(t.Context(), o.trustID, id, true))
	if len(p.made) != 3 || o.pack(t, id).State != boardpack.Made {
		t.Errorf("got %v made, want nothing made twice", p.made)
	}
	must(t, o.MakePack(t.Context(), o.trustID, form.NewID(), true))
}

func TestAMakingThatWasKilledGoesOnWhereItStopped(t *testing.T) {
	o, p, id := withPack(t)
	killed, kill := context.WithCancel(t.Context())
	p.fault = func(f boardpack.Format) error {
		if f == boardpack.PDF {
			kill()
			return killed.Err()
		}
		return nil
	}
	if err := o.MakePack(killed, o.trustID, id, false); !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v, want it cut off", err)
	}
	between := o.pack(t, id)
	if between.State != boardpack.Making || between.Done != 2 {
		t.Errorf("got %+v, want two files kept", between)
	}
	p.fault, p.made = nil, nil
	must(t, o.MakePack(t.Context(), o.trustID, id, false))
	after := o.pack(t, id)
	if after.State != boardpack.Made || !slices.Equal(p.made, []boardpack.Format{boardpack.PDF}) || !slices.Equal(after.Files[:2], between.Files) {
		t.Errorf("got %+v by %v, want the PDF added to what was there", after, p.made)
	}
}

func TestAMakingBeginsAnewWhereSomethingChangedMeanwhile(t *testing.T) {
	o, p, id := withPack(t)
	p.fault = func(f boardpack.Format) error {
		if f == boardpack.Excel {
			return errors.New("out of luck")
		}
		return nil
	}
	if err := o.MakePack(t.Context(), o.trustID, id, false); err == nil {
		t.Fatal("got nil, want it tried again")
	}
	must(t, o.store.AddEvidence(t.Context(), o.trustID, o.clerk, evidence.Evidence{
		ID: form.NewID(), Title: "Outside review", Kind: evidence.Review, DatedOn: trust.Day(2027, time.January, 14), Place: "Board portal", KeeperID: o.clerk,
	}, time.Now()))
	p.fault, p.made = nil, nil
	must(t, o.MakePack(t.Context(), o.trustID, id, false))
	if !slices.Equal(p.made, boardpack.Formats) {
		t.Errorf("got %v made, want all three, from one moment", p.made)
	}
	if file, err := o.store.PackFile(t.Context(), o.trustID, id, boardpack.Word); err != nil || string(file) != "docx for the board of Example Learning Trust, with 1" {
		t.Errorf("got %q, %v, want the evidence in the Word file too", file, err)
	}
}

func TestAPackThatCannotBeMadeFailsAtTheLastTry(t *testing.T) {
	for name, fault := range map[string]func(boardpack.Format) error{
		"an error": func(boardpack.Format) error { return errors.New("out of luck") },
		"a panic":  func(boardpack.Format) error { panic("a word that breaks the writer") },
	} {
		o, p, id := withPack(t)
		p.fault = fault
		if err := o.MakePack(t.Context(), o.trustID, id, false); err == nil || o.pack(t, id).State != boardpack.Making {
			t.Errorf("%s: got %v and it %s, want it tried again", name, err, o.pack(t, id).State)
		}
		must(t, o.MakePack(t.Context(), o.trustID, id, true))
		if got := o.pack(t, id).State; got != boardpack.Failed {
			t.Errorf("%s: got it %s, want it failed", name, got)
		}
		p.fault = nil
		must(t, o.store.AskForPackAgain(t.Context(), o.trustID, id))
		must(t, o.MakePack(t.Context(), o.trustID, id, false))
		if got := o.pack(t, id).State; got != boardpack.Made {
			t.Errorf("%s: got it %s, want it made after all", name, got)
		}
	}
}

func TestAnIndexOfEvidenceGoesByTheFrameworkInService(t *testing.T) {
	o, _, _ := withPack(t)
	f, err := o.store.Framework(t.Context(), o.round(t).FrameworkHash)
	must(t, err)
	o.Current = f
	seen := false
	o.WriteFile = func(_ context.Context, pack boardpack.Pack, m boardpack.Material, format boardpack.Format) ([]byte, error) {
		seen = m.Framework == f && pack.Kind == boardpack.EvidenceIndex
		return []byte(format), nil
	}
	id := o.askForPack(t, boardpack.EvidenceIndex)
	must(t, o.MakePack(t.Context(), o.trustID, id, false))
	if !seen || o.pack(t, id).State != boardpack.Made || o.pack(t, id).Hash != "" {
		t.Errorf("got %+v, want an index by the framework in service", o.pack(t, id))
	}
}

func TestTheQueueMakesPacks(t *testing.T) {
	o, p, id := withPack(t)
	failed := 0
	p.fault = func(f boardpack.Format) error {
		if failed++; failed == 1 {
			return errors.New("out of luck")
		}
		return nil
	}
	stop, err := o.store.Work(context.WithoutCancel(t.Context()), o.Jobs)
	must(t, err)
	defer func() { must(t, stop(context.WithoutCancel(t.Context()))) }()
	for end := time.Now().Add(20 * time.Second); o.pack(t, id).State != boardpack.Made; time.Sleep(50 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("got %+v, want it made at the second try", o.pack(t, id))
		}
	}
}

func (o *office) round(t *testing.T) audit.Round {
	t.Helper()
	r, err := o.store.Round(t.Context(), o.trustID, o.roundID)
	must(t, err)
	return r
}
