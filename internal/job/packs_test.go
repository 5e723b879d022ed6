package job_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"sevenfold/internal/audit"
	"sevenfold/internal/boardpack"
	"sevenfold/internal/evidence"
	"sevenfold/internal/postgres"
	"sevenfold/internal/trust"
	"sevenfold/internal/typeset"
	"sevenfold/web/form"
)

// press sets no documents, but says what they hold; and does as it is told.
type press struct {
	set   int
	fault func() error
}

func (p *press) PDF(_ context.Context, source typeset.Source) ([]byte, error) {
	p.set++
	if p.fault != nil {
		if err := p.fault(); err != nil {
			return nil, err
		}
	}
	return inPDF(source.Files["/pack.json"]), nil
}

// inPDF is a PDF of the form that the typesetter's have, which holds a text.
func inPDF(text []byte) []byte {
	var b bytes.Buffer
	var places []int
	for i, object := range []string{
		"<< /Type /Catalog /Metadata 2 0 R /ViewerPreferences << >> >>",
		"<< /Type /Metadata >>\nstream\n<?xpacket begin=\"\"?><rdf:RDF></rdf:RDF><?xpacket end=\"r\"?>\nendstream",
		"<< >>\nstream\n" + string(text) + "\nendstream",
	} {
		places = append(places, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, object)
	}
	table := b.Len()
	b.WriteString("xref\n0 4\n0000000000 65535 f \n")
	for _, place := range places {
		fmt.Fprintf(&b, "%010d 00000 n \n", place)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", table)
	return b.Bytes()
}

// withPack is an office whose round has closed, and where a pack waits to be made.
func withPack(t *testing.T) (*office, *press, string) {
	t.Helper()
	o := newOffice(t, 1)
	must(t, o.store.CloseRound(t.Context(), o.trustID, o.roundID, o.clerk, time.Now()))
	f, err := o.store.Framework(t.Context(), o.round(t).FrameworkHash)
	must(t, err)
	p := &press{}
	o.Typesetter, o.Current = p, f
	return o, p, o.askForPack(t, boardpack.BoardPack)
}

func (o *office) askForPack(t *testing.T, kind boardpack.Kind) string {
	t.Helper()
	ask := boardpack.Ask{
		ID: form.NewID(), TrustID: o.trustID, RoundID: o.roundID, Kind: kind, ByID: o.clerk, At: time.Now(),
		Choice: boardpack.Choice{
			Sections: boardpack.Sections, Trust: "Printed Name Trust", Meeting: "Board", Date: audit.StartOfDay(2027, time.April, 8),
		},
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

func (o *office) file(t *testing.T, id string, format boardpack.Format) string {
	t.Helper()
	file, err := o.store.PackFile(t.Context(), o.trustID, id, format)
	must(t, err)
	return string(file)
}

func TestAPackIsMadeOnce(t *testing.T) {
	t.Parallel()
	o, p, id := withPack(t)
	must(t, o.MakePack(t.Context(), o.trustID, id, false))
	got := o.pack(t, id)
	if got.State != boardpack.Made || got.Done != 3 || got.Hash == "" || p.set != 1 {
		t.Errorf("got %+v, want every file", got)
	}
	for format, begins := range map[boardpack.Format]string{boardpack.Word: "PK", boardpack.Excel: "PK", boardpack.PDF: "1 0 obj"} {
		if file := o.file(t, id, format); !strings.HasPrefix(file, begins) {
			t.Errorf("%s: got %.20q, want the file", format, file)
		}
	}
	if !strings.Contains(o.file(t, id, boardpack.PDF), "Printed Name Trust") {
		t.Error("got another name, want the one that was chosen")
	}
	// Made once more by a queue that is mistaken, it stays as it is.
	must(t, o.MakePack(t.Context(), o.trustID, id, true))
	if p.set != 1 || o.pack(t, id).State != boardpack.Made {
		t.Errorf("got %d set, want nothing made twice", p.set)
	}
	must(t, o.MakePack(t.Context(), o.trustID, form.NewID(), true))
	// Asked for once more, with the same choice, it has the same bytes.
	same := o.askForPack(t, boardpack.BoardPack)
	must(t, o.MakePack(t.Context(), o.trustID, same, false))
	if after := o.pack(t, same); !slices.Equal(after.Files, got.Files) {
		t.Errorf("got %+v, want the same files as %+v", after.Files, got.Files)
	}
}

func TestAMakingThatWasKilledGoesOnWhereItStopped(t *testing.T) {
	t.Parallel()
	o, p, id := withPack(t)
	killed, kill := context.WithCancel(t.Context())
	p.fault = func() error {
		kill()
		return killed.Err()
	}
	if err := o.MakePack(killed, o.trustID, id, false); !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v, want it cut off", err)
	}
	between := o.pack(t, id)
	if between.State != boardpack.Making || between.Done != 2 {
		t.Errorf("got %+v, want two files kept", between)
	}
	p.fault = nil
	store := &counting{Store: o.store}
	o.Store = store
	must(t, o.MakePack(t.Context(), o.trustID, id, false))
	after := o.pack(t, id)
	if after.State != boardpack.Made || !slices.Equal(store.kept, []boardpack.Format{boardpack.PDF}) || !slices.Equal(after.Files[:2], between.Files) {
		t.Errorf("got %+v with %v made, want the PDF added to what was there", after, store.kept)
	}
	whole := o.askForPack(t, boardpack.BoardPack)
	must(t, o.MakePack(t.Context(), o.trustID, whole, false))
	if got := o.pack(t, whole).Files; !slices.Equal(got, after.Files) {
		t.Errorf("got %+v in one go, want the same bytes as %+v", got, after.Files)
	}
}

// counting is a store that tells which files it was given.
type counting struct {
	*postgres.Store
	kept []boardpack.Format
}

func (c *counting) KeepPackFile(ctx context.Context, trustID, packID, from string, file boardpack.Written) error {
	c.kept = append(c.kept, file.Format)
	return c.Store.KeepPackFile(ctx, trustID, packID, from, file)
}

func TestAMakingBeginsAnewWhereSomethingChangedMeanwhile(t *testing.T) {
	t.Parallel()
	o, p, id := withPack(t)
	p.fault = func() error { return errors.New("out of luck") }
	if err := o.MakePack(t.Context(), o.trustID, id, false); err == nil {
		t.Fatal("got nil, want it tried again")
	}
	must(t, o.store.AddEvidence(t.Context(), o.trustID, o.clerk, evidence.Evidence{
		ID: form.NewID(), Title: "Outside review", Kind: evidence.Review, DatedOn: trust.Day(2027, time.January, 14), Place: "Board portal", KeeperID: o.clerk,
	}, time.Now()))
	p.fault = nil
	store := &counting{Store: o.store}
	o.Store = store
	must(t, o.MakePack(t.Context(), o.trustID, id, false))
	if !slices.Equal(store.kept, boardpack.Formats) {
		t.Errorf("got %v made, want all three, from one moment", store.kept)
	}
}

func TestAPackThatCannotBeMadeFailsAtTheLastTry(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]func() error{
		"an error": func() error { return errors.New("out of luck") },
		"a panic":  func() error { panic("a word that breaks the writer") },
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
		must(t, o.store.AskForPackAgain(t.Context(), o.trustID, id, time.Now()))
		must(t, o.MakePack(t.Context(), o.trustID, id, false))
		if got := o.pack(t, id).State; got != boardpack.Made {
			t.Errorf("%s: got it %s, want it made after all", name, got)
		}
	}
}

func TestAnIndexOfEvidenceIsOfNoRound(t *testing.T) {
	t.Parallel()
	o, _, _ := withPack(t)
	must(t, o.store.AddEvidence(t.Context(), o.trustID, o.clerk, evidence.Evidence{
		ID: form.NewID(), Title: "Outside review", Kind: evidence.Review, DatedOn: trust.Day(2027, time.January, 14), Place: "Board portal", KeeperID: o.clerk,
		Statements: []string{o.Current.Statements()[0].ID},
	}, time.Now()))
	id := o.askForPack(t, boardpack.EvidenceIndex)
	must(t, o.MakePack(t.Context(), o.trustID, id, false))
	got := o.pack(t, id)
	said := o.file(t, id, boardpack.PDF)
	if got.State != boardpack.Made || got.Done != 3 || got.Hash != "" || !strings.Contains(said, "Outside review") || !strings.Contains(said, o.Current.ID) {
		t.Errorf("got %+v, want an index by the framework in service", got)
	}
}

func TestTheQueueMakesPacks(t *testing.T) {
	t.Parallel()
	o, p, id := withPack(t)
	p.fault = func() error {
		if p.set == 1 {
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
