package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"sevenfold/internal/audit"
	"sevenfold/internal/trust"
	"sevenfold/web/form"
)

// What a trust adds of its own in these tests.
const (
	streets  = "Our trust knows the streets that its children walk."
	families = "Our trust knows the families that are new to it."
)

// addOwn writes a statement of the trust's own in its form, and gives its id.
func (s *site) addOwn(t testing.TB, round, text string) string {
	t.Helper()
	id := form.NewID()
	sent := s.ask(t, s.people[trust.GovernanceProfessional], http.MethodPost, "/t/"+s.trustID+"/rounds/"+round+"/own-statements", url.Values{
		"id": {id}, "domain": {"strategic-governance"}, "text": {text}, "ask": {"Who has walked there?"},
		"challenge": {"Nobody has."}, "strength": {"Trustees have, and said what they saw."},
	})
	if sent.StatusCode != http.StatusSeeOther {
		t.Fatalf("got status %d, want the statement added\n%s", sent.StatusCode, body(t, sent))
	}
	return "own-" + id
}

// addEvidenceFor names something that the trust can point to for a statement.
func (s *site) addEvidenceFor(t testing.TB, statement string) {
	t.Helper()
	sent := s.ask(t, s.people[trust.GovernanceProfessional], http.MethodPost, "/t/"+s.trustID+"/evidence", url.Values{
		"id": {form.NewID()}, "title": {"A map of the streets"}, "kind": {"visit"}, "dated-day": {"1"}, "dated-month": {"2"}, "dated-year": {"2027"},
		"place": {"In the office"}, "keeper": {"The office"}, "statements[]": {statement},
	})
	if sent.StatusCode != http.StatusSeeOther {
		t.Fatalf("got status %d, want the evidence added\n%s", sent.StatusCode, body(t, sent))
	}
	piece := strings.TrimSuffix(sent.Header.Get("Location"), "?done=added")
	wantWords(t, "a piece of evidence", s.read(t, trust.Chair, strings.TrimPrefix(piece, "/t/"+s.trustID), 200), streets)
}

// TestOwnStatementsGoWithTheirRoundEverywhere walks from the form in which they
// are written to all that is read of them.
func TestOwnStatementsGoWithTheirRoundEverywhere(t *testing.T) {
	s := newSite(t)
	clerk := trust.GovernanceProfessional
	round := s.addRound(t, func(r *audit.Round) { r.Title = "Our own audit" })
	invited := map[string]trust.Group{}
	for _, person := range s.people {
		invited[person] = trust.Trustees
	}
	must(t, s.store.SetRespondents(t.Context(), s.trustID, round, invited))
	first, second := s.addOwn(t, round, streets), s.addOwn(t, round, families)
	path := "/rounds/" + round

	wantWords(t, "the preview", s.read(t, clerk, path+"/preview/answers/own-strategic-governance", 200), "Our own statements", streets, "Added by our trust")
	wantWords(t, "before opening", s.read(t, clerk, path+"/open", 200), "“"+streets+"”")
	opened := s.ask(t, s.people[clerk], http.MethodPost, "/t/"+s.trustID+path+"/open", url.Values{})
	if opened.StatusCode != http.StatusSeeOther {
		t.Fatalf("got status %d, want it opened", opened.StatusCode)
	}
	late := s.ask(t, s.people[clerk], http.MethodPost, "/t/"+s.trustID+path+"/own-statements/"+first+"/remove", url.Values{})
	if late.StatusCode != http.StatusConflict {
		t.Errorf("got status %d, want it left as it is once the round is open", late.StatusCode)
	}

	s.fillIn(t, trust.Trustee, round, "own-strategic-governance")
	wantWords(t, "check answers", s.read(t, trust.Trustee, path+"/check-answers", 200), streets, families)
	for _, person := range s.people {
		_, err := s.store.SaveAnswers(t.Context(), s.trustID, round, person, []audit.Answer{{Statement: first, Position: 1, Basis: "seen"}, {Statement: second, Position: 1}}, s.now)
		if person != s.people[trust.Trustee] {
			must(t, err)
		}
		must(t, s.store.Submit(t.Context(), s.trustID, round, person, s.now))
	}
	wantWords(t, "my answers", s.read(t, trust.Trustee, path+"/my-answers", 200), streets)
	s.close(t, round)

	const mark = "The trust’s own statement"
	wantWords(t, "at a glance", s.read(t, trust.Chair, path+"/report", 200), streets, "the trust’s own statement")
	wantWords(t, "its domain", s.read(t, trust.Chair, path+"/report/domains/strategic-governance", 200), streets, mark)
	wantWords(t, "the overview", s.read(t, trust.Chair, path+"/report/overview", 200), "Our own statements", streets)
	wantWords(t, "the method", s.read(t, trust.Chair, path+"/report/method", 200), "The trust added two statements of its own to this round")
	for _, lens := range []string{"dfe-descriptors", "culture", "safeguarding", "aim", "improvement-chain"} {
		wantNone(t, lens, s.read(t, trust.Chair, path+"/report/lenses/"+lens, 200), streets, families)
	}
	wantNone(t, "over time", s.read(t, trust.Chair, "/over-time", 200), streets)
	wantWords(t, "the conversation", s.read(t, trust.Chair, path+"/conversation/statements/"+first, 200), streets, "the trust’s own statement")
	wantWords(t, "a new action", s.read(t, clerk, "/actions/new?for="+round+"."+first, 200), streets)
	wantWords(t, "new evidence", s.read(t, clerk, "/evidence/new?for="+first, 200), streets)
	s.addEvidenceFor(t, first)
	wantWords(t, "the evidence", s.read(t, trust.Chair, "/evidence", 200), "A map of the streets")
	wantWords(t, "the closed round", s.read(t, clerk, path, 200), "Statements of your own Two statements")
	csv := body(t, s.ask(t, s.people[clerk], http.MethodGet, "/t/"+s.trustID+path+"/data.csv?table=Statements", nil))
	for _, line := range strings.Split(csv, "\r\n") {
		if strings.HasPrefix(line, first) && !strings.HasSuffix(line, ",yes") {
			t.Errorf("got %q in the data, want it marked", line)
		}
	}
	if !strings.Contains(csv, streets) {
		t.Errorf("got %.300q, want the statement among them", csv)
	}
	other := s.openRound(t)
	wantNone(t, "another round", s.read(t, trust.Trustee, "/rounds/"+other+"/questionnaire", 200), "Our own statements")
	s.read(t, trust.Trustee, "/rounds/"+other+"/answers/own-strategic-governance", 404)
}
