package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"sevenfold/internal/audit"
	"sevenfold/internal/trust"
)

// answerEveryWay has everybody answer every statement, each another way, and submit.
func (s *site) answerEveryWay(t *testing.T, roundID string, q audit.Questionnaire) {
	t.Helper()
	points := len(q.Scale.Points)
	number := 0
	for _, person := range s.people {
		var answers []audit.Answer
		for i, st := range q.Statements() {
			a := audit.Answer{Statement: st.ID}
			switch i % 5 {
			case 0:
				a.Position = points
			case 1:
				a.Position = 1
			case 2:
				a.Position = 1 + number%2*(points-1)
			case 3:
				a.Position = (points+1)/2 + number%2*(1-points%2)
			default:
				if q.Scale.Unknown != "" && number%2 == 0 {
					a.Escape = audit.Unknown
				} else {
					a.Position = max(1, points-1)
				}
			}
			if q.Instrument.Basis && a.Position > 0 {
				a.Basis = q.Framework.Bases[len(q.Framework.Bases)-1].ID
			}
			answers = append(answers, a)
		}
		_, err := s.store.SaveAnswers(t.Context(), s.trustID, roundID, person, answers, s.now)
		must(t, err)
		must(t, s.store.Submit(t.Context(), s.trustID, roundID, person, s.now))
		number++
	}
}

// TestEveryInstrumentIsAnsweredAndReadInItsOwnWords runs a round of each
// questionnaire from its opening to its report, and reads every page of it.
func TestEveryInstrumentIsAnsweredAndReadInItsOwnWords(t *testing.T) {
	s := newSite(t)
	clerk, trustee := s.people[trust.GovernanceProfessional], s.people[trust.Trustee]
	for _, instrument := range s.config.Framework.Instruments {
		t.Run(instrument.ID, func(t *testing.T) {
			q, err := audit.NewQuestionnaire(s.config.Framework, instrument.ID)
			must(t, err)
			round := s.openRound(t, func(r *audit.Round) { r.Instrument, r.Title = instrument.ID, instrument.Title })
			at := "/t/" + s.trustID + "/rounds/" + round
			answering := []string{"/start", "/questionnaire", "/check-answers", "/how-it-will-appear", "/submit"}
			for _, d := range q.Domains {
				for _, e := range d.Elements {
					answering = append(answering, "/answers/"+e.ID)
				}
			}
			for _, path := range answering {
				s.reads(t, q, trustee, at+path)
			}
			s.answerEveryWay(t, round, q)
			must(t, s.store.CloseRound(t.Context(), s.trustID, round, clerk, s.now))
			pages := []string{
				"/my-answers", "/report", "/report/overview", "/report/lenses", "/report/method", "/report/actions", "/conversation",
			}
			for _, d := range q.Domains {
				pages = append(pages, "/report/domains/"+d.ID, "/report/domains/"+d.ID+"/groups")
			}
			for _, lens := range s.config.Framework.Lenses {
				if s.ask(t, trustee, "GET", at+"/report/lenses/"+lens.ID, nil).StatusCode == http.StatusOK {
					pages = append(pages, "/report/lenses/"+lens.ID)
				}
			}
			for _, st := range q.Statements() {
				pages = append(pages, "/conversation/statements/"+st.ID)
			}
			for _, path := range pages {
				s.reads(t, q, trustee, at+path)
			}
			if got := s.reads(t, q, trustee, at+"/my-answers").Find("h1").Text(); instrument.Reflection != (got == "My reflection") {
				t.Errorf("got %q, want a reflection to be called one, and nothing else", got)
			}
			form := s.reads(t, q, clerk, at+"/conversation").Find("main form").First()
			agenda := url.Values{"length": {"60"}, "read": {form.Find("[name=read]").AttrOr("value", "")}, "change": {form.Find("[name=change]").AttrOr("value", "")}}
			if got := s.ask(t, clerk, "POST", form.AttrOr("action", ""), agenda).StatusCode; got != http.StatusSeeOther {
				t.Errorf("making an agenda: got %d, want it made", got)
			}
			if got := s.reads(t, q, clerk, at+"/conversation").Find("main .sf-pill").Length(); got == 0 {
				t.Error("got an agenda without findings, want what was found on it")
			}
			s.reads(t, q, trustee, "/t/"+s.trustID+"/over-time?questionnaire="+instrument.ID)
			s.reads(t, q, clerk, "/t/"+s.trustID+"/actions/new?round="+round)
			s.reads(t, q, clerk, "/t/"+s.trustID+"/evidence/new?for="+q.Statements()[0].ID)
		})
	}
}

// reads asks for a page, and holds what stands on it to the words of the scale.
func (s *site) reads(t *testing.T, q audit.Questionnaire, person, path string) *goquery.Document {
	t.Helper()
	r := s.ask(t, person, "GET", path, nil)
	page := body(t, r)
	if r.StatusCode != http.StatusOK {
		t.Errorf("%s: got %d, want the page", path, r.StatusCode)
	}
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(page))
	must(t, err)
	doc.Find("main [data-url]").Each(func(_ int, of *goquery.Selection) {
		if points := of.Find(".sf-scale input[type=radio]").Length(); points != len(q.Scale.Points) && points != 0 {
			t.Errorf("%s: got %d points to choose from, want %d", path, points, len(q.Scale.Points))
		}
	})
	words := strings.ToLower(doc.Find("main").Text())
	for _, never := range neverSaid(q) {
		if at := strings.Index(words, never); at >= 0 && !strings.Contains(path, "/evidence") {
			t.Errorf("%s says %q: %s", path, never, strings.Join(strings.Fields(words[max(0, at-60):min(len(words), at+60)]), " "))
		}
	}
	return doc
}

// neverSaid are the words that no page of a questionnaire says.
func neverSaid(q audit.Questionnaire) []string {
	var never []string
	if len(q.Scale.Findings) > 0 {
		never = append(never, "strength", "challenge")
	}
	if q.Scale.Unknown == "" {
		never = append(never, "do not know", "not yet known")
	}
	if q.Scale.Apart == "" {
		never = append(never, "does not apply")
	}
	if !q.Instrument.Basis {
		never = append(never, "how do you know", "how they know", "reassured", "point to evidence")
	}
	return never
}

func TestEvidenceForAnInstrumentsOwnStatementsHasAPlace(t *testing.T) {
	o := newOffice(t)
	assurance, _ := o.config.Framework.Instrument("governance-assurance")
	domain := assurance.Domains[0]
	statement := domain.Statements()[0]
	if got := o.get("/evidence/new").doc.Find("main").Text(); strings.Contains(got, domain.Title) {
		t.Errorf("got the domain %q offered, want only those that some evidence is for", domain.Title)
	}
	typed := o.review()
	typed["statements[]"] = []string{statement.ID}
	id := typed.Get("id")
	o.post("/evidence", typed).wantTo("/evidence/" + id + "?done=added")
	title := assurance.Title + ": " + domain.Title
	o.get("/evidence/"+id).want(http.StatusOK, "main", title).want(http.StatusOK, "main", statement.Text)
	o.get("/evidence").want(http.StatusOK, "[aria-labelledby="+domain.ID+"]", "Review of safeguarding")
	o.get("/evidence?domain="+domain.ID).want(http.StatusOK, "tbody", "Review of safeguarding")
	if got := o.get("/evidence/" + id + "/edit").doc.Find("[value=" + statement.ID + "][checked]").Length(); got != 1 {
		t.Errorf("got the statement ticked %d times, want once", got)
	}
}
