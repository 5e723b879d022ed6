package packs_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"
	"github.com/go-chi/chi/v5"

	"sevenfold"
	"sevenfold/internal/audit"
	"sevenfold/internal/boardpack"
	"sevenfold/internal/fault"
	"sevenfold/internal/framework"
	"sevenfold/internal/identity"
	"sevenfold/internal/sample"
	"sevenfold/internal/trust"
	"sevenfold/web/form"
	"sevenfold/web/packs"
	"sevenfold/web/page"
)

const (
	round = "/t/" + sample.TrustID + "/rounds/" + sample.RoundID
	base  = round + "/pack"
	index = "/t/" + sample.TrustID + "/evidence-index"
)

// shelf is a store of one report, and of the packs that are made of it.
type shelf struct {
	material boardpack.Material
	packs    []boardpack.Pack // the newest first
	asked    []boardpack.Ask
	again    []string
	usual    *boardpack.Choice
	files    map[boardpack.Format][]byte
	now      time.Time
	away     error // what every call meets
}

func newShelf(t testing.TB) *shelf {
	t.Helper()
	f, err := framework.Load("domains.yaml", sevenfold.Domains)
	must(t, err)
	r, err := sample.AuditReport(f)
	must(t, err)
	return &shelf{
		now: sample.Today, files: map[boardpack.Format][]byte{},
		material: boardpack.Material{Trust: sample.TrustName, Round: sample.Round(sample.Closed), Report: r, Hash: strings.Repeat("ab", 32), Framework: f},
	}
}

func (s *shelf) PackMaterial(_ context.Context, trustID, roundID string) (boardpack.Material, error) {
	m := s.material
	switch {
	case s.away != nil:
		return boardpack.Material{}, s.away
	case trustID == sample.TrustID && roundID == "":
		return boardpack.Material{Trust: m.Trust, Logo: m.Logo, Evidence: m.Evidence}, nil
	case trustID != sample.TrustID || roundID != sample.RoundID:
		return boardpack.Material{}, fmt.Errorf("find a report: %w", fault.NotFound)
	}
	return m, nil
}

func (s *shelf) Round(context.Context, string, string) (audit.Round, error) {
	return s.material.Round, nil
}

func (s *shelf) AskForPack(_ context.Context, ask boardpack.Ask) error {
	for _, p := range s.packs {
		if p.ID == ask.ID {
			return nil
		}
	}
	s.asked = append(s.asked, ask)
	s.packs = append([]boardpack.Pack{{
		ID: ask.ID, TrustID: ask.TrustID, RoundID: ask.RoundID, Kind: ask.Kind, Choice: ask.Choice, State: boardpack.Waiting,
		By: "Ruth Adeyemi", ByID: ask.ByID, AskedAt: ask.At,
	}}, s.packs...)
	if ask.Usual {
		s.usual = &ask.Choice
	}
	return nil
}

func (s *shelf) AskForPackAgain(_ context.Context, _, packID string, now time.Time) error {
	s.again = append(s.again, packID)
	s.packs[0].State, s.packs[0].AskedAt = boardpack.Waiting, now
	return nil
}

func (s *shelf) Packs(_ context.Context, trustID, roundID string) (found []boardpack.Pack, _ error) {
	for _, p := range s.packs {
		if p.TrustID == trustID && p.RoundID == roundID {
			found = append(found, p)
		}
	}
	return found, nil
}

func (s *shelf) Pack(_ context.Context, trustID, packID string) (boardpack.Pack, error) {
	for _, p := range s.packs {
		if p.TrustID == trustID && p.ID == packID {
			return p, nil
		}
	}
	return boardpack.Pack{}, fmt.Errorf("find a pack: %w", fault.NotFound)
}

func (s *shelf) PackFile(_ context.Context, _, _ string, format boardpack.Format) ([]byte, error) {
	if file, ok := s.files[format]; ok {
		return file, nil
	}
	return nil, fmt.Errorf("find a file: %w", fault.NotFound)
}

func (s *shelf) PackDefaults(context.Context, string) (boardpack.Choice, error) {
	if s.usual == nil {
		return boardpack.Choice{}, fmt.Errorf("find what is usual: %w", fault.NotFound)
	}
	return *s.usual, nil
}

// make leaves a pack that is made, as of the sample's today.
func (s *shelf) make(kind boardpack.Kind, change ...func(*boardpack.Pack)) boardpack.Pack {
	made := s.now.Add(2 * time.Second)
	p := boardpack.Pack{
		ID: form.NewID(), TrustID: sample.TrustID, RoundID: sample.RoundID, Kind: kind, State: boardpack.Made, Done: 3, By: "Ruth Adeyemi",
		AskedAt: s.now, MadeAt: &made, Hash: s.material.Hash,
		Choice: boardpack.Choice{Sections: boardpack.Sections, Trust: sample.TrustName, Meeting: "Board of trustees", AgendaItem: "7", Marking: "Confidential"},
		Files: []boardpack.File{
			{Format: boardpack.Word, Size: 312_400, SHA256: strings.Repeat("01", 32)},
			{Format: boardpack.Excel, Size: 48_100, SHA256: strings.Repeat("23", 32)},
			{Format: boardpack.PDF, Size: 1_234_567, SHA256: strings.Repeat("45", 32)},
		},
	}
	if kind == boardpack.EvidenceIndex {
		p.RoundID, p.Hash = "", ""
	}
	for _, c := range change {
		c(&p)
	}
	s.packs = append([]boardpack.Pack{p}, s.packs...)
	return p
}

// ask sends one request, as the governance professional.
func (s *shelf) ask(method, path string, values url.Values) *httptest.ResponseRecorder {
	pages := packs.Pages{Store: s, Now: func() time.Time { return s.now }}
	router := chi.NewRouter()
	for _, row := range []struct {
		method, path string
		handler      page.Handler
	}{
		{"GET", "/t/{trust}/rounds/{round}/pack", pages.ShowChoose},
		{"POST", "/t/{trust}/rounds/{round}/pack", pages.Make},
		{"POST", "/t/{trust}/rounds/{round}/pack/preview", pages.Preview},
		{"GET", "/t/{trust}/rounds/{round}/pack/{pack}", pages.ShowPack},
		{"POST", "/t/{trust}/rounds/{round}/pack/{pack}/again", pages.Again},
		{"GET", "/t/{trust}/rounds/{round}/pack/{pack}/files/{format}", pages.Download},
		{"GET", "/t/{trust}/rounds/{round}/data", pages.ShowData},
		{"GET", "/t/{trust}/rounds/{round}/data.csv", pages.CSV},
		{"GET", "/t/{trust}/rounds/{round}/data.json", pages.JSON},
		{"GET", "/t/{trust}/rounds/{round}/data.schema.json", pages.Schema},
		{"GET", "/t/{trust}/evidence-index", pages.ShowIndex},
		{"POST", "/t/{trust}/evidence-index", pages.MakeIndex},
		{"GET", "/t/{trust}/evidence-index/{pack}", pages.ShowPack},
		{"POST", "/t/{trust}/evidence-index/{pack}/again", pages.Again},
		{"GET", "/t/{trust}/evidence-index/{pack}/files/{format}", pages.Download},
	} {
		router.MethodFunc(row.method, row.path, func(w http.ResponseWriter, r *http.Request) {
			viewer := identity.Viewer{
				PersonID: sample.PersonID, TrustID: chi.URLParam(r, "trust"), TrustName: sample.TrustName,
				Name: "Ruth Adeyemi", Roles: []trust.Role{trust.GovernanceProfessional},
			}
			if err := row.handler(w, r, viewer); err != nil {
				page.ShowError(w, r, viewer, err)
			}
		})
	}
	r := httptest.NewRequest(method, path, strings.NewReader(values.Encode()))
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	w := httptest.NewRecorder()
	router.ServeHTTP(w, r)
	return w
}

// read is a page that answers so.
func (s *shelf) read(t testing.TB, status int, method, path string, values url.Values) *goquery.Document {
	t.Helper()
	w := s.ask(method, path, values)
	if w.Code != status {
		t.Fatalf("%s %s: got %d, want %d\n%s", method, path, w.Code, status, w.Body)
	}
	document, err := goquery.NewDocumentFromReader(w.Body)
	must(t, err)
	return document
}

// text is what a selection says, its spaces put in order.
func text(s *goquery.Selection) string { return strings.Join(strings.Fields(s.Text()), " ") }

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
