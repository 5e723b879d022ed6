package web_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"sevenfold/internal/action"
	"sevenfold/internal/audit"
	"sevenfold/internal/evidence"
	"sevenfold/internal/trust"
	"sevenfold/web"
	"sevenfold/web/form"
)

// What became of some statements of the five domains.
const (
	workloadThen = "Our staff can do their work in the hours that they have."
	workloadNow  = "Our staff can get their work done in the hours that they have."
	stayThen     = "Our trust knows why people leave."
	stayNow      = "Our trust acts on what leavers say."
	otherTrusts  = "Our trust helps other trusts, and lets them help it."
	elders       = "Our schools know the elders of their place."
)

// movedOn is the next version of the five domains: a statement reworded, one
// replaced, one gone and one new, an element under another id, and a
// questionnaire under another.
func movedOn(t testing.TB) []byte {
	t.Helper()
	text := string(fiveDomains(t))
	start := strings.Index(text, "          - id: fd-other-trusts")
	end := strings.Index(text, "lenses:")
	gone := text[start:end]
	for _, change := range [][2]string{
		{`version: "2022.1"`, `version: "2023.1"`},
		{workloadThen, workloadNow},
		{"- id: fd-stay\n", "- id: fd-leavers\n            replaces: fd-stay\n"},
		{stayThen, stayNow},
		{gone, strings.NewReplacer("fd-other-trusts", "fd-elders", otherTrusts, elders, "            one_idea: To help and to be helped are one exchange.\n", "").Replace(gone)},
		{"- id: what-is-taught", "- id: taught"},
		{"title: What is taught", "title: What we teach"},
		{"- id: first-look", "- id: glance"},
		{"title: A first look", "title: A glance"},
	} {
		if !strings.Contains(text, change[0]) {
			t.Fatalf("the five domains do not hold %q", change[0])
		}
		text = strings.Replace(text, change[0], change[1], 1)
	}
	return []byte(text)
}

// restart begins anew on the same database, with another framework file.
func (s *site) restart(t testing.TB, text []byte) {
	t.Helper()
	with(t, text)(&s.config)
	s.handler = web.New(s.config)
}

func (s *site) read(t testing.TB, role trust.Role, path string, want int) string {
	t.Helper()
	response := s.ask(t, s.people[role], http.MethodGet, "/t/"+s.trustID+path, nil)
	d, err := goquery.NewDocumentFromReader(strings.NewReader(strings.ReplaceAll(body(t, response), "<", " <")))
	must(t, err)
	if response.StatusCode != want {
		t.Fatalf("%s: got status %d, want %d", path, response.StatusCode, want)
	}
	return strings.Join(strings.Fields(d.Find("main").Text()), " ")
}

func wantWords(t testing.TB, where, got string, words ...string) {
	t.Helper()
	for _, want := range words {
		if !strings.Contains(got, want) {
			t.Errorf("%s: got %q, want it to hold %q", where, got, want)
		}
	}
}

func wantNone(t testing.TB, where, got string, words ...string) {
	t.Helper()
	for _, unwanted := range words {
		if strings.Contains(got, unwanted) {
			t.Errorf("%s: got %q, want nothing of %q", where, got, unwanted)
		}
	}
}

// fillIn answers the element of a page: the strongest of each scale.
func (s *site) fillIn(t testing.TB, role trust.Role, round, element string) {
	t.Helper()
	path := "/t/" + s.trustID + "/rounds/" + round + "/answers/" + element
	d, err := goquery.NewDocumentFromReader(s.ask(t, s.people[role], http.MethodGet, path, nil).Body)
	must(t, err)
	values := url.Values{"do": {"continue"}}
	d.Find("main form input[type=hidden]").Each(func(_ int, i *goquery.Selection) { values.Set(i.AttrOr("name", ""), i.AttrOr("value", "")) })
	placed := 0
	d.Find("main form input[type=radio][value='4']").Each(func(_ int, i *goquery.Selection) {
		values.Set(i.AttrOr("name", ""), "4")
		placed++
	})
	if response := s.ask(t, s.people[role], http.MethodPost, path, values); response.StatusCode != http.StatusSeeOther || placed < 2 {
		t.Fatalf("%s: got status %d for %d answers, want them saved", path, response.StatusCode, placed)
	}
}

// roundsOfBefore is a site with rounds, evidence and an action of the first version.
type roundsOfBefore struct {
	*site
	closed, open, draft, gone, byDate string
	evidence, action                  string
}

func before(t *testing.T) roundsOfBefore {
	t.Helper()
	b := roundsOfBefore{site: newSite(t, with(t, fiveDomains(t)))}
	ctx, clerk := t.Context(), b.people[trust.GovernanceProfessional]
	f := b.config.Framework
	b.closed = b.openAnother(t, func(r *audit.Round) { r.Title = "The first audit" })
	b.answerAll(t, b.closed, f, "fd-other-trusts", "fd-workload")
	b.close(t, b.closed)
	b.open = b.openAnother(t, func(r *audit.Round) { r.Title = "The open audit" })
	b.fillIn(t, trust.Trustee, b.open, "governing-together")
	b.draft = b.addRound(t, func(r *audit.Round) { r.Title, r.Instrument = "The next audit", "whole-picture" })
	b.gone = b.addRound(t, func(r *audit.Round) { r.Title, r.Instrument = "A first look", "first-look" })
	b.byDate = b.addRound(t, func(r *audit.Round) {
		r.Title, r.Instrument, r.OpensByDate, r.OpensAt = "By date", "first-look", true, audit.Morning(2027, 3, 5)
	})
	b.evidence, b.action = form.NewID(), form.NewID()
	must(t, b.store.AddEvidence(ctx, b.trustID, clerk, evidence.Evidence{
		ID: b.evidence, TrustID: b.trustID, Title: "A letter of thanks", Kind: evidence.Other, DatedOn: trust.Day(2027, 2, 1), Place: "In the office",
		KeeperID: clerk, Statements: []string{"fd-other-trusts", "fd-workload"},
	}, b.now))
	must(t, b.store.AddAction(ctx, b.trustID, clerk, action.Action{
		ID: b.action, TrustID: b.trustID, Title: "Ring another trust", OwnerID: b.people[trust.Executive], DueOn: trust.Day(2027, 4, 1),
		For: []action.Finding{{RoundID: b.closed, Statement: "fd-other-trusts"}},
	}, b.now))
	return b
}

func TestAnOpenRoundKeepsItsWordsWhileTheFrameworkMovesOn(t *testing.T) {
	b := before(t)
	was := b.config.Framework
	b.restart(t, movedOn(t))
	round := "/rounds/" + b.open

	wantWords(t, "an element of before", b.read(t, trust.Trustee, round+"/answers/what-is-taught", 200), "What is taught")
	page := b.read(t, trust.Trustee, round+"/answers/working-here", 200)
	wantWords(t, "an element", page, workloadThen, stayThen)
	wantNone(t, "an element", page, workloadNow, stayNow)
	for _, d := range was.Domains {
		for _, e := range d.Elements {
			b.fillIn(t, trust.Trustee, b.open, e.ID)
		}
	}
	wantWords(t, "check answers", b.read(t, trust.Trustee, round+"/check-answers", 200), workloadThen, otherTrusts)
	sent := b.ask(t, b.people[trust.Trustee], http.MethodPost, "/t/"+b.trustID+round+"/submit", url.Values{})
	if sent.StatusCode != http.StatusSeeOther {
		t.Fatalf("got status %d, want what was begun before submitted after", sent.StatusCode)
	}
	for role, person := range b.people {
		if role != trust.Trustee {
			_, err := b.store.SaveAnswers(t.Context(), b.trustID, b.open, person, []audit.Answer{
				{Statement: "fd-stay", Position: 1}, {Statement: "fd-other-trusts", Position: 4},
			}, b.now)
			must(t, err)
			must(t, b.store.Submit(t.Context(), b.trustID, b.open, person, b.now))
		}
	}
	b.close(t, b.open)
	_, kept, err := b.store.Report(t.Context(), b.trustID, b.open)
	must(t, err)
	if kept.Framework.Version != "2022.1" || len(kept.Statements) != len(was.Statements()) {
		t.Errorf("got %d statements of version %s, want the %d of 2022.1", len(kept.Statements), kept.Framework.Version, len(was.Statements()))
	}
	if q := kept.Since.Questions; q.Same != len(was.Statements()) || len(q.Reworded)+len(q.Replaced)+len(q.Added)+len(q.Gone) > 0 {
		t.Errorf("got %+v, want the same questions as the round before", q)
	}
	wantWords(t, "a domain's report", b.read(t, trust.Chair, round+"/report/domains/people", 200), workloadThen, stayThen)
	wantWords(t, "the closed round", b.read(t, trust.GovernanceProfessional, round, 200), "The whole picture")
	wantWords(t, "a closed report", b.read(t, trust.Chair, "/rounds/"+b.closed+"/report/domains/belonging", 200), otherTrusts)
}

func TestADraftAsksWhatIsInServiceWhenItIsOpened(t *testing.T) {
	b := before(t)
	b.restart(t, movedOn(t))
	round := "/rounds/" + b.draft

	preview := b.read(t, trust.GovernanceProfessional, round+"/preview/answers/working-here", 200)
	wantWords(t, "the preview", preview, workloadNow, stayNow)
	wantNone(t, "the preview", preview, workloadThen, stayThen)
	opened := b.ask(t, b.people[trust.GovernanceProfessional], http.MethodPost, "/t/"+b.trustID+round+"/open", url.Values{})
	if opened.StatusCode != http.StatusSeeOther {
		t.Fatalf("got status %d, want it opened", opened.StatusCode)
	}
	wantWords(t, "an element", b.read(t, trust.Trustee, round+"/answers/working-here", 200), workloadNow, stayNow)
	b.answerAll(t, b.draft, b.config.Framework, "fd-leavers")
	b.close(t, b.draft)

	_, kept, err := b.store.Report(t.Context(), b.trustID, b.draft)
	must(t, err)
	q := kept.Since.Questions
	if kept.Since.Round != b.closed || kept.Since.Unlike != "" {
		t.Errorf("got it compared with %s, %q; want it compared with the first", kept.Since.Round, kept.Since.Unlike)
	}
	if !slices.Equal(q.Reworded, []string{"fd-workload"}) || len(q.Replaced) != 1 || q.Replaced[0].Earlier != "fd-stay" || q.Replaced[0].Now != "fd-leavers" ||
		!slices.Equal(q.Added, []string{"fd-elders"}) || !slices.Equal(q.Gone, []string{"fd-other-trusts"}) || q.Same != 14 {
		t.Errorf("got %+v, want one reworded, one replaced, one added, one gone and 14 the same", q)
	}
	wantWords(t, "the method", b.read(t, trust.Chair, round+"/report/method", 200), q.Reason())
	wantWords(t, "people", b.read(t, trust.Chair, round+"/report/domains/people", 200),
		"Reworded, with the same meaning "+workloadNow, "In place of a statement that meant something else "+stayNow)
	wantWords(t, "belonging", b.read(t, trust.Chair, round+"/report/domains/belonging", 200), "New in this round "+elders)
	wantWords(t, "over time", b.read(t, trust.Chair, "/over-time", 200), "The first audit", "The next audit")
}

func TestADraftWhoseQuestionnaireIsGoneSaysSo(t *testing.T) {
	b := before(t)
	b.restart(t, movedOn(t))
	round, clerk := "/rounds/"+b.gone, trust.GovernanceProfessional
	for path, want := range map[string]struct {
		status int
		words  string
	}{
		round:                  {200, "The questionnaires were changed since this was drafted. It can’t be opened as it is:"},
		round + "/edit":        {200, "The questionnaire that this draft was to ask is no longer offered: choose another."},
		round + "/open":        {200, "The questionnaire of this draft is no longer offered: choose another"},
		round + "/respondents": {200, "invited"},
		round + "/messages":    {200, ""},
	} {
		page := b.read(t, clerk, path, want.status)
		wantWords(t, path, page, want.words)
		wantNone(t, path, page, "first-look")
	}
	for _, path := range []string{"/preview", "/preview/answers/governing-together"} {
		if got := b.ask(t, b.people[clerk], http.MethodGet, "/t/"+b.trustID+round+path, nil); got.StatusCode != http.StatusSeeOther || got.Header.Get("Location") != "/t/"+b.trustID+round {
			t.Errorf("%s: got status %d and %s, want the draft, which says why", path, got.StatusCode, got.Header.Get("Location"))
		}
	}
	opened := b.ask(t, b.people[clerk], http.MethodPost, "/t/"+b.trustID+round+"/open", url.Values{})
	if opened.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("got status %d, want it refused", opened.StatusCode)
	}
	must(t, b.store.OpenByDate(t.Context(), b.trustID, b.byDate, b.config.Text, audit.Morning(2027, 3, 5)))
	wantWords(t, "a draft to open by date", b.read(t, clerk, "/rounds/"+b.byDate, 200), "was to open by itself", "no longer offered")
}

func TestWhatPointsAtAStatementThatIsGoneKeepsItsWords(t *testing.T) {
	b := before(t)
	b.restart(t, movedOn(t))
	piece, clerk := "/evidence/"+b.evidence, trust.GovernanceProfessional
	wantWords(t, "a piece of evidence", b.read(t, clerk, piece, 200), workloadNow, otherTrusts, "One statement no longer asked")
	wantWords(t, "its form", b.read(t, clerk, piece+"/edit", 200), otherTrusts, "Statements of an earlier questionnaire")
	wantWords(t, "the index", b.read(t, clerk, "/evidence", 200), "A letter of thanks")
	wantWords(t, "an action", b.read(t, clerk, "/actions/"+b.action, 200), otherTrusts)
	wantWords(t, "its form", b.read(t, clerk, "/actions/"+b.action+"/edit", 200), otherTrusts)
	wantWords(t, "the report", b.read(t, clerk, "/rounds/"+b.closed+"/report/domains/belonging", 200), otherTrusts, "A letter of thanks", "Ring another trust")
}
