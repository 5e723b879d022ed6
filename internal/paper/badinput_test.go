package paper_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"sevenfold/internal/audit"
	"sevenfold/internal/paper"
	"sevenfold/internal/sample"
)

// small is the questionnaire that takes the least to make.
const small = "leadership-reflection"

func fillable(t testing.TB, change func(*paper.Sheet)) []byte {
	t.Helper()
	s := sheet(t, small)
	change(&s)
	pdf, err := paper.Fillable(t.Context(), press(t), s)
	must(t, err)
	return pdf
}

func unchanged(*paper.Sheet) {}

// through has qpdf make another file of one.
func through(t testing.TB, pdf []byte, args ...string) []byte {
	t.Helper()
	folder := t.TempDir()
	in, out := filepath.Join(folder, "in.pdf"), filepath.Join(folder, "out.pdf")
	must(t, os.WriteFile(in, pdf, 0o600))
	qpdf(t, append(append([]string{"--no-warn"}, args...), in, out)...)
	made, err := os.ReadFile(out)
	must(t, err)
	return made
}

func TestAFileThatCanNotBeTakenSaysWhy(t *testing.T) {
	good := fillable(t, unchanged)
	filled := func(change func(*filler)) []byte {
		f := newFiller(t, good)
		f.mark("answer:1-01", "p2")
		change(f)
		return f.pdf()
	}
	answered := filled(func(*filler) {})
	blank, err := paper.Blank(t.Context(), press(t), sheet(t, small))
	must(t, err)
	for _, c := range []struct {
		name string
		file []byte
		want error
	}{
		{"nothing at all", nil, paper.ErrNotPDF},
		{"a picture", []byte("\x89PNG\r\n\x1a\n and so on"), paper.ErrNotPDF},
		{"a web page", []byte("<!doctype html><title>Sign in</title>"), paper.ErrNotPDF},
		{"a PDF's beginning, and no more", []byte("%PDF-1.7\n"), paper.ErrCutOff},
		{"a file that says it is a PDF", []byte("%PDF-1.7\nhello\n%%EOF\n"), paper.ErrCutOff},
		{"cut off in the middle", answered[:len(answered)/2], paper.ErrCutOff},
		{"cut off by one line", answered[:len(answered)-20], paper.ErrCutOff},
		{"protected by a password", through(t, answered, "--encrypt", "secret", "secret", "256", "--"), paper.ErrLocked},
		{"protected by an old kind of password", through(t, answered, "--allow-weak-crypto", "--encrypt", "secret", "secret", "128", "--use-aes=n", "--"), paper.ErrLocked},
		{"flattened by a printer", through(t, answered, "--generate-appearances", "--flatten-annotations=all"), paper.ErrNoFields},
		{"blank, for paper", blank, paper.ErrNoFields},
		{"without its list of fields", filled(func(f *filler) { delete(f.catalogue(), "/AcroForm") }), paper.ErrNoFields},
		{"made anew by a designer of forms", filled(func(f *filler) {
			form := f.object(f.catalogue()["/AcroForm"].(string))
			form["/XFA"] = "u:x"
		}), paper.ErrXFA},
		{"without its mark", filled(func(f *filler) { f.rename("mark", "other") }), paper.ErrNotOurs},
		{"with a mark that was changed", filled(func(f *filler) { f.write("mark", "sevenfold-questionnaire 1 a b c d e") }), paper.ErrNotOurs},
		{"of another trust", fillable(t, func(s *paper.Sheet) { s.Round.TrustID = sample.PersonID }), paper.ErrOtherTrust},
		{"of another round", fillable(t, func(s *paper.Sheet) { s.Round.ID = sample.PersonID }), paper.ErrOtherRound},
		{"of an older text", fillable(t, func(s *paper.Sheet) { s.Round.FrameworkHash = "older" }), paper.ErrOtherText},
		{"not filled in", good, paper.ErrEmpty},
	} {
		s := sheet(t, small)
		got, err := paper.Read(t.Context(), c.file, s.Round, s.Questionnaire)
		if !errors.Is(err, c.want) || len(got.Answers) > 0 {
			t.Errorf("%s: got %d answers and %v, want %v", c.name, len(got.Answers), err, c.want)
		}
	}
}

func TestPermissionsWithoutAPasswordAreNoHindrance(t *testing.T) {
	s := sheet(t, small)
	f := newFiller(t, fillable(t, unchanged))
	f.mark("answer:1-01", "p2")
	got, err := paper.Read(t.Context(), through(t, f.pdf(), "--encrypt", "", "owner", "256", "--"), s.Round, s.Questionnaire)
	if err != nil || len(got.Answers) != 1 {
		t.Errorf("got %d answers and %v, want the one", len(got.Answers), err)
	}
}

func TestAPartThatCanNotBeTakenIsTold(t *testing.T) {
	s := sheet(t, "seven-domains")
	pdf, err := paper.Fillable(t.Context(), press(t), s)
	must(t, err)
	first := paper.Items(s.Questionnaire)[0].Statement.ID
	long := strings.Repeat("a", audit.NoteLimit+1)
	for _, c := range []struct {
		name string
		fill func(*filler)
		want []paper.Unread
		kept []audit.Answer
	}{
		{"two positions", func(f *filler) {
			f.mark("answer:1-01", "p2")
			f.mark("answer:1-01", "p3")
			f.write("note:1-01", "Both.")
		}, []paper.Unread{{Code: "1-01", Why: paper.TwoAnswers}}, []audit.Answer{{Statement: first, Note: "Both."}}},
		{"a position and not knowing", func(f *filler) { f.mark("answer:1-01", "unknown"); f.mark("answer:1-01", "p3") }, []paper.Unread{{Code: "1-01", Why: paper.TwoAnswers}}, nil},
		{"two ways of knowing", func(f *filler) {
			f.mark("answer:1-01", "p2")
			f.mark("basis:1-01", "b1")
			f.mark("basis:1-01", "b3")
		}, []paper.Unread{{Code: "1-01", Why: paper.TwoBases}}, []audit.Answer{{Statement: first, Position: 2}}},
		{"a way of knowing alone", func(f *filler) { f.mark("basis:1-01", "b1") }, []paper.Unread{{Code: "1-01", Why: paper.BasisAlone}}, nil},
		{"a point that the scale does not have", func(f *filler) { f.setValue("answer:1-01", "/p9") }, []paper.Unread{{Code: "1-01", Why: paper.NoSuchAnswer}}, nil},
		{"a note too long", func(f *filler) { f.mark("answer:1-01", "p4"); f.write("note:1-01", long) }, []paper.Unread{{Code: "1-01", Why: paper.NoteTooLong}}, []audit.Answer{{Statement: first, Position: 4}}},
		{"a field that is not ours", func(f *filler) { f.mark("answer:1-01", "p4"); f.rename("note:1-02", "comments") }, []paper.Unread{{Why: paper.UnknownField, What: "comments"}}, []audit.Answer{{Statement: first, Position: 4}}},
	} {
		f := newFiller(t, pdf)
		c.fill(f)
		got, err := paper.Read(t.Context(), f.pdf(), s.Round, s.Questionnaire)
		if err != nil || !slices.Equal(got.Unread, c.want) || !reflect.DeepEqual(got.Answers, c.kept) {
			t.Errorf("%s: got %v, unread %v and %v, want %v, unread %v", c.name, got.Answers, got.Unread, err, c.kept, c.want)
		}
	}
}

func TestCodesAreTheSameEverywhere(t *testing.T) {
	for _, in := range questionnaire(t, small).Framework.Instruments {
		q := questionnaire(t, in.ID)
		items := paper.Items(q)
		seen := map[string]bool{}
		for i, item := range items {
			if seen[item.Code] || item.Statement.ID != q.Statements()[i].ID {
				t.Errorf("%s: got the code %s for %s, want one of its own, in order", in.ID, item.Code, item.Statement.ID)
			}
			seen[item.Code] = true
		}
	}
}

func TestAFileIsTheSameEachTime(t *testing.T) {
	if !bytes.Equal(fillable(t, unchanged), fillable(t, unchanged)) {
		t.Error("got two different files, want the same")
	}
}

// TestTheFullAuditTakesAtMost28Pages holds what was promised of its length, with
// names and promises as long as they get.
func TestTheFullAuditTakesAtMost28Pages(t *testing.T) {
	s := sheet(t, "seven-domains")
	s.Trust = "The Longer Named Learning Partnership of the Eastern Counties Academies Trust"
	s.Round.Title = "Autumn term 2026 audit of our whole trust"
	s.Round.SharedWithAll = true
	for name, make := range map[string]func(context.Context, paper.Typesetter, paper.Sheet) ([]byte, error){"blank": paper.Blank, "with fields": paper.Fillable} {
		pdf, err := make(t.Context(), press(t), s)
		must(t, err)
		found := pages.FindSubmatch(pdf)
		if found == nil {
			t.Fatalf("%s: the file does not say how many pages it has", name)
		}
		if got, err := strconv.Atoi(string(found[1])); err != nil || got > 28 {
			t.Errorf("%s: got %d pages, want at most 28", name, got)
		}
	}
}

// pages is how many pages a document has: the first count is that of all.
var pages = regexp.MustCompile(`/Type /Pages\s+/Count (\d+)`)
