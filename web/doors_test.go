package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/go-chi/chi/v5"

	"sevenfold/internal/audit"
	"sevenfold/internal/boardpack"
	"sevenfold/internal/identity"
	"sevenfold/internal/logo"
	"sevenfold/internal/paper"
	"sevenfold/internal/report"
	"sevenfold/internal/roster"
	"sevenfold/internal/trust"
	"sevenfold/web"
	"sevenfold/web/form"
)

// outside are the addresses that are no pages and need no gate.
var outside = []string{"/healthz", "/readyz", "/assets/*"}

func TestEveryRouteOfTheRouterIsInTheTable(t *testing.T) {
	s := newSite(t)
	inTable := map[string]bool{}
	for _, row := range web.Routes(s.config) {
		inTable[row.Method+" "+row.Path] = true
	}
	err := chi.Walk(s.handler.(chi.Routes), func(method, route string, _ http.Handler, _ ...func(http.Handler) http.Handler) error {
		for _, o := range outside {
			if route == o {
				return nil
			}
		}
		if !inTable[method+" "+route] {
			t.Errorf("%s %s: got a route without a rule, want it in the table", method, route)
		}
		return nil
	})
	must(t, err)
}

// TestEveryDoor walks every route as every role of the trust, as every role of
// another trust, as the operator, and signed out.
func TestEveryDoor(t *testing.T) {
	s := newSite(t, withPress(t))
	other := s.addTrust(t, "Another Learning Trust")
	strangers := map[trust.Role]string{}
	for _, role := range trust.Roles {
		strangers[role] = s.addPerson(t, other, role)
	}
	operator := s.addOperator(t)
	draft, open := s.addRound(t), s.openRound(t)
	closed, note := s.roundWithANote(t)
	onPaper, entry := s.roundOnPaper(t)
	leaver := s.addPerson(t, s.trustID, trust.Trustee, "leaver")
	committee, err := s.store.AddCommittee(t.Context(), s.trustID, s.people[trust.GovernanceProfessional], "Finance", s.now)
	must(t, err)
	upload, err := s.store.AddUpload(t.Context(), s.trustID, s.people[trust.GovernanceProfessional], roster.Roster{}, s.now)
	must(t, err)
	messages, err := s.store.Messages(t.Context(), s.trustID, open)
	must(t, err)
	must(t, s.store.KeepLogo(t.Context(), s.trustID, s.people[trust.GovernanceProfessional], logo.Logo{Type: logo.SVG, Data: []byte("<svg/>")}, 0, s.now))
	act, piece := s.addAction(t, s.people[trust.Trustee]), s.addEvidence(t)
	pack, index := s.addPack(t, closed), s.addPack(t, "")
	element := s.config.Framework.Domains[0].Elements[0]
	own := audit.OwnStatement{ID: "own-" + form.NewID(), Domain: s.config.Framework.Domains[0].ID, Text: "T", Ask: "A", Challenge: "C", Strength: "S"}
	must(t, s.store.AddOwnStatement(t.Context(), s.trustID, draft, s.people[trust.GovernanceProfessional], own, s.now))
	for _, row := range web.Routes(s.config) {
		round := open
		switch {
		case strings.Contains(row.Path, "/rounds/{round}/pack"), strings.Contains(row.Path, "/rounds/{round}/data"):
			round = closed
		case strings.Contains(row.Path, "/report"), strings.Contains(row.Path, "/conversation"), strings.Contains(row.Path, "/public-benefit"):
			round = closed
		case strings.Contains(row.Path, "/paper"):
			round = onPaper
		case strings.Contains(row.Path, "{message}"):
			round = open
		case row.Entry == web.Entry(identity.RunRounds):
			round = draft
		}
		person := leaver
		if strings.Contains(row.Path, "/paper") {
			person = s.people[trust.Trustee]
		}
		path := strings.NewReplacer(
			"{trust}", s.trustID, "{instrument}", s.config.Framework.Instruments[0].ID, "{round}", round, "{element}", element.ID, "{statement}", element.Statements[0].ID,
			"{domain}", s.config.Framework.Domains[0].ID, "{lens}", s.config.Framework.Lenses[0].ID, "{figure}", "profile", "{ask}", "ASK", "{token}", "TOKEN",
			"{person}", person, "{form}", entry, "{committee}", committee, "{note}", note, "{upload}", upload, "{slide}", "welcome", "{message}", messages[0].ID,
			"{own}", own.ID, "{action}", act, "{evidence}", piece, "/pack/{pack}", "/pack/"+pack, "{pack}", index, "{format}", "pdf",
		).Replace(row.Path)
		door := row.Method + " " + row.Path
		if row.Entry == web.Everybody {
			continue
		}
		out := s.ask(t, "", row.Method, path, nil)
		if !isShut(out) {
			t.Errorf("%s, signed out: got %d, want to be asked to sign in", door, out.StatusCode)
		}
		if row.Entry == web.SignedIn {
			continue
		}
		mayOperate := identity.Viewer{Operator: true}.May(identity.Permission(row.Entry))
		if got := s.ask(t, operator, row.Method, path, nil).StatusCode; (got == http.StatusNotFound) == mayOperate || got >= 500 {
			t.Errorf("%s, operator: got %d, want to be let in only where operators may: %v", door, got, mayOperate)
		}
		for _, role := range trust.Roles {
			if got := s.ask(t, strangers[role], row.Method, path, nil).StatusCode; got != http.StatusNotFound {
				t.Errorf("%s, %s of another trust: got %d, want not found", door, role, got)
			}
			viewer := identity.Viewer{TrustID: s.trustID, Roles: []trust.Role{role}}
			may := viewer.May(identity.Permission(row.Entry))
			got := s.ask(t, s.people[role], row.Method, path, nil)
			switch {
			case !may && got.StatusCode != http.StatusNotFound:
				t.Errorf("%s, %s: got %d, want not found", door, role, got.StatusCode)
			case may && (got.StatusCode == http.StatusNotFound || got.StatusCode >= 500):
				t.Errorf("%s, %s: got %d, want to be let in\n%s", door, role, got.StatusCode, body(t, got))
			}
		}
	}
}

// roundOnPaper is an open round, in which the governance professional has typed
// somebody's answers in for a first time.
func (s *site) roundOnPaper(t testing.TB) (round, entry string) {
	t.Helper()
	round = s.openRound(t)
	e := paper.Entry{
		RoundID: round, PersonID: s.people[trust.Trustee], Way: paper.Typed,
		Filled: paper.Filled{Answers: []audit.Answer{{Statement: s.config.Framework.Domains[0].Elements[0].Statements[0].ID, Position: 3}}},
	}
	entry, err := s.store.AddPaper(t.Context(), s.trustID, s.people[trust.GovernanceProfessional], e, s.now)
	must(t, err)
	return round, entry
}

// addPack leaves a pack of a round that is made; of no round, an index of evidence.
func (s *site) addPack(t testing.TB, round string) string {
	t.Helper()
	ask := boardpack.Ask{
		ID: form.NewID(), TrustID: s.trustID, RoundID: round, Kind: boardpack.BoardPack, ByID: s.people[trust.GovernanceProfessional], At: s.now,
		Choice: boardpack.Choice{Sections: boardpack.Sections, Trust: "Example Learning Trust"},
	}
	if round == "" {
		ask.Kind = boardpack.EvidenceIndex
	}
	must(t, s.store.AskForPack(t.Context(), ask))
	_, err := s.store.BeginPack(t.Context(), s.trustID, ask.ID, boardpack.Origin{From: "all"})
	must(t, err)
	for _, format := range boardpack.Formats {
		must(t, s.store.KeepPackFile(t.Context(), s.trustID, ask.ID, "all", boardpack.Written{Format: format, Bytes: []byte("a file")}))
	}
	must(t, s.store.EndPack(t.Context(), s.trustID, ask.ID, "all", s.now))
	return ask.ID
}

// roundWithANote is a closed round in whose report stands a note.
func (s *site) roundWithANote(t testing.TB) (round, note string) {
	t.Helper()
	const words = "Seen at a visit."
	round = s.openRound(t)
	statement := s.config.Framework.Domains[0].Elements[0].Statements[0].ID
	for _, person := range s.people {
		_, err := s.store.SaveAnswers(t.Context(), s.trustID, round, person, []audit.Answer{{Statement: statement, Position: 3, Note: words}}, s.now)
		must(t, err)
		must(t, s.store.Submit(t.Context(), s.trustID, round, person, s.now))
	}
	must(t, s.store.CloseRound(t.Context(), s.trustID, round, s.people[trust.GovernanceProfessional], s.now))
	return round, report.NoteName(round, statement, words)
}

// TestASharedReportIsOpenToAll walks the pages about the report of a round that
// shares it with all, and of one that does not.
func TestASharedReportIsOpenToAll(t *testing.T) {
	s := newSite(t)
	other := s.addTrust(t, "Another Learning Trust")
	stranger := s.addPerson(t, other, trust.Member)
	share := func(r *audit.Round) { r.SharedWithAll = true }
	kept, open, shared := s.closedRound(t), s.openRound(t, share), s.closedRound(t, share)
	doors := 0
	for _, row := range web.Routes(s.config) {
		if row.Entry != web.Entry(identity.ReadReports) || !strings.Contains(row.Path, "{round}") {
			continue
		}
		doors++
		for _, role := range []trust.Role{trust.LocalGovernor, trust.Member} {
			for _, c := range []struct {
				name, person, round string
				want                int
			}{
				{"shared with all", s.people[role], shared, http.StatusOK},
				{"shared, and open still", s.people[role], open, http.StatusNotFound},
				{"not shared", s.people[role], kept, http.StatusNotFound},
				{"shared, of another trust", stranger, shared, http.StatusNotFound},
			} {
				path := strings.NewReplacer(
					"{trust}", s.trustID, "{round}", c.round, "{domain}", s.config.Framework.Domains[0].ID,
					"{lens}", s.config.Framework.Lenses[0].ID, "{figure}", "profile",
				).Replace(row.Path)
				if got := s.ask(t, c.person, row.Method, path, nil).StatusCode; got != c.want {
					t.Errorf("%s %s, %s, %s: got %d, want %d", row.Method, row.Path, role, c.name, got, c.want)
				}
			}
		}
	}
	if doors < 3 {
		t.Errorf("got %d doors tried, want every page about a report", doors)
	}
}

// addOperator adds somebody who looks after the installation, and belongs to no trust.
func (s *site) addOperator(t testing.TB) string {
	t.Helper()
	const email = "operator@host.example"
	must(t, s.store.AddOperator(t.Context(), email, s.now))
	// Nobody learns an operator's id but by their session.
	ask, secrets := identity.NewAsk(email, "192.0.2.9", "", s.now)
	_, err := s.store.AddAsk(t.Context(), ask)
	must(t, err)
	in, err := s.store.UseLink(t.Context(), identity.Hash(secrets.Link), s.now)
	must(t, err)
	session, token := identity.NewSession(in.PersonID, "a test", s.now, identity.SessionLifetime)
	must(t, s.store.AddSession(t.Context(), session))
	s.tokens[in.PersonID] = token
	return in.PersonID
}

// isShut tells whether somebody signed out was sent to sign in, refused, or met
// by the page that keeps what they typed.
func isShut(r *http.Response) bool {
	to := r.Header.Get("Location")
	return r.StatusCode == http.StatusSeeOther && strings.HasPrefix(to, "/sign-in") ||
		r.StatusCode == http.StatusUnauthorized
}

func TestWhatExistsOnlyInADemonstration(t *testing.T) {
	s := newSite(t)
	for _, path := range []string{"/demonstration", "/demonstration/messages", "/demonstration/step-into"} {
		for _, method := range []string{"GET", "POST"} {
			got := s.ask(t, "", method, path, url.Values{"person": {s.people[trust.Chair]}})
			if got.StatusCode != http.StatusNotFound {
				t.Errorf("%s %s for real: got %d, want not found", method, path, got.StatusCode)
			}
		}
	}
}

func TestARefusalIsRecorded(t *testing.T) {
	s := newSite(t)
	s.ask(t, s.people[trust.Trustee], "GET", "/t/"+s.trustID+"/rounds/new", nil)
	deeds, err := s.store.Trail(t.Context(), s.trustID)
	must(t, err)
	last := deeds[len(deeds)-1]
	if last.PersonID != s.people[trust.Trustee] || !strings.Contains(last.Deed, "refused") {
		t.Errorf("got %+v last in the trail, want the refusal", last)
	}
}
