package web_test

import (
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"sevenfold/internal/audit"
	"sevenfold/internal/trust"
)

// readPDF is the text of a PDF, as another program reads it.
func readPDF(t *testing.T, pdf string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "a.pdf")
	must(t, os.WriteFile(file, []byte(pdf), 0o600))
	if out, err := exec.CommandContext(t.Context(), "qpdf", "--check", file).CombinedOutput(); err != nil {
		t.Errorf("qpdf: %v\n%s", err, out)
	}
	out, err := exec.CommandContext(t.Context(), "pdftotext", "-raw", file, "-").Output()
	must(t, err)
	return strings.Join(strings.Fields(strings.ReplaceAll(string(out), "\u200b", "")), " ")
}

// TestOnesOwnAnswersAreForOneselfAlone has two people answer two rounds, and each
// ask for what is theirs and what is not.
func TestOnesOwnAnswersAreForOneselfAlone(t *testing.T) {
	s := newSite(t, withPress(t))
	reflection := func(r *audit.Round) { r.Instrument = "leadership-reflection" }
	round, other := s.openRound(t, reflection), s.openRound(t)
	executive, chair := s.people[trust.Executive], s.people[trust.Chair]
	notes := map[string]string{executive + round: "The *first* note", executive + other: "The second note", chair + round: "The chair's note"}
	for who, note := range notes {
		person, in := who[:36], who[36:]
		r, _, err := s.store.Response(t.Context(), s.trustID, in, person)
		must(t, err)
		q, err := s.store.Questionnaire(t.Context(), r)
		must(t, err)
		_, err = s.store.SaveAnswers(t.Context(), s.trustID, in, person, []audit.Answer{{Statement: q.Statements()[0].ID, Position: 2, Note: note}}, s.now)
		must(t, err)
	}
	// A draft has no answers yet.
	draft := s.addRound(t, reflection)
	stranger := s.addPerson(t, s.trustID, trust.Executive, "not invited")
	elsewhere := s.addTrust(t, "Another Learning Trust")
	foreigner := s.addPerson(t, elsewhere, trust.Executive)
	at := func(trustID, round string) string { return "/t/" + trustID + "/rounds/" + round + "/my-answers.pdf" }
	for _, c := range []struct {
		name, person, path, title, note string
	}{
		{"a reflection", executive, at(s.trustID, round), "My reflection", notes[executive+round]},
		{"another round", executive, at(s.trustID, other), "My answers", notes[executive+other]},
		{"another person", chair, at(s.trustID, round), "My reflection", notes[chair+round]},
	} {
		got := s.ask(t, c.person, "GET", c.path, nil)
		if got.StatusCode != 200 || got.Header.Get("Content-Type") != "application/pdf" || got.Header.Get("Cache-Control") != "private, no-store" ||
			!strings.HasPrefix(got.Header.Get("Content-Disposition"), `attachment; filename="my-`) {
			t.Fatalf("%s: got %d, %v, want a PDF that nobody keeps", c.name, got.StatusCode, got.Header)
		}
		text := readPDF(t, body(t, got))
		for _, note := range notes {
			if has := strings.Contains(text, note); has != (note == c.note) {
				t.Errorf("%s: holds %q: got %v, want only what is one's own", c.name, note, has)
			}
		}
		if !strings.HasPrefix(text, "Example Learning Trust "+c.title) {
			t.Errorf("%s: got %.80s, want it to begin with the trust and %q", c.name, text, c.title)
		}
	}
	for name, c := range map[string]struct{ person, path string }{
		"somebody who is not invited":       {stranger, at(s.trustID, round)},
		"somebody of another trust":         {foreigner, at(s.trustID, round)},
		"the round under another trust":     {foreigner, at(elsewhere, round)},
		"a draft":                           {executive, at(s.trustID, draft)},
		"the governance professional's own": {s.addPerson(t, s.trustID, trust.GovernanceProfessional, "clerk"), at(s.trustID, round)},
		"a round that there is not":         {executive, at(s.trustID, executive)},
	} {
		if got := s.ask(t, c.person, "GET", c.path, nil).StatusCode; got != http.StatusNotFound {
			t.Errorf("%s: got %d, want not found", name, got)
		}
	}
	if got := s.ask(t, "", "GET", at(s.trustID, round), nil); !isShut(got) {
		t.Errorf("signed out: got %d, want to be asked to sign in", got.StatusCode)
	}
	s.limitTo(t, executive, round)
	if got := s.ask(t, executive, "GET", at(s.trustID, round), nil).StatusCode; got != 200 {
		t.Errorf("come by the invitation: got %d, want the PDF of that round", got)
	}
	if got := s.ask(t, executive, "GET", at(s.trustID, other), nil); !isShut(got) {
		t.Errorf("come by the invitation of another round: got %d, want to be asked for a code", got.StatusCode)
	}
}
