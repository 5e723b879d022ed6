package web_test

import (
	"net/http"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"sevenfold"
	"sevenfold/internal/audit"
	"sevenfold/internal/framework"
	"sevenfold/internal/trust"
	"sevenfold/web"
)

// with puts another framework file into service.
func with(t testing.TB, text []byte) func(*web.Config) {
	t.Helper()
	f, err := framework.Load("another.yaml", text)
	must(t, err)
	return func(c *web.Config) { c.Framework, c.Text = f, text }
}

func fiveDomains(t testing.TB) []byte {
	t.Helper()
	text, err := os.ReadFile("../internal/framework/testdata/five-domains.yaml")
	must(t, err)
	return text
}

// openAnother opens a round on the framework in service.
func (s *site) openAnother(t testing.TB, change ...func(*audit.Round)) string {
	t.Helper()
	id := s.addRound(t, append([]func(*audit.Round){func(r *audit.Round) { r.Instrument = s.config.Framework.Instruments[0].ID }}, change...)...)
	must(t, s.store.OpenRound(t.Context(), s.trustID, id, s.people[trust.GovernanceProfessional], s.config.Text, s.now))
	return id
}

// answerAll has everybody place every statement: a challenge where it says so, a
// strength everywhere else.
func (s *site) answerAll(t testing.TB, round string, f *framework.Framework, challenges ...string) {
	t.Helper()
	var answers []audit.Answer
	for _, asked := range f.Items(f.Instruments[0]) {
		position := 4
		if slices.Contains(challenges, asked.ID) {
			position = 1
		}
		answers = append(answers, audit.Answer{Statement: asked.ID, Position: position, Basis: f.Bases[0].ID, Note: "Seen on a visit."})
	}
	for _, person := range s.people {
		_, err := s.store.SaveAnswers(t.Context(), s.trustID, round, person, answers, s.now)
		must(t, err)
		must(t, s.store.Submit(t.Context(), s.trustID, round, person, s.now))
	}
}

func (s *site) close(t testing.TB, round string) {
	t.Helper()
	must(t, s.store.CloseRound(t.Context(), s.trustID, round, s.people[trust.GovernanceProfessional], s.now))
}

// crawl reads every page that a person can come to by links, from some pages on,
// and hands each over.
func (s *site) crawl(t testing.TB, person string, visit func(path, text string, d *goquery.Document), from ...string) int {
	t.Helper()
	seen, queue := map[string]bool{}, from
	for len(queue) > 0 {
		path := queue[0]
		queue = queue[1:]
		if seen[path] {
			continue
		}
		seen[path] = true
		response := s.ask(t, person, http.MethodGet, path, nil)
		text := body(t, response)
		if response.StatusCode >= 300 && response.StatusCode < 400 {
			queue = append(queue, response.Header.Get("Location"))
			continue
		}
		if response.StatusCode != http.StatusOK {
			t.Errorf("%s: got status %d, want every link to lead somewhere", path, response.StatusCode)
			continue
		}
		if !strings.HasPrefix(response.Header.Get("Content-Type"), "text/html") {
			visit(path, text, nil)
			continue
		}
		d, err := goquery.NewDocumentFromReader(strings.NewReader(text))
		must(t, err)
		visit(path, text, d)
		d.Find("a[href]").Each(func(_ int, a *goquery.Selection) {
			to, err := url.Parse(a.AttrOr("href", ""))
			if err != nil || to.Host != "" || !strings.HasPrefix(to.Path, "/") || strings.HasPrefix(to.Path, "/assets/") || strings.HasSuffix(to.Path, ".png") || strings.HasSuffix(to.Path, ".pdf") || strings.Contains(to.Path, "/pack") {
				return
			}
			queue = append(queue, to.Path)
		})
	}
	return len(seen)
}

// ofTheSeven is what only the framework of the seven domains says.
func ofTheSeven(t testing.TB, but *framework.Framework) *regexp.Regexp {
	t.Helper()
	f, err := framework.Load("domains.yaml", sevenfold.Domains)
	must(t, err)
	words := []string{"seven domains", "Cruddas", "25 to 40 minutes"}
	own := map[string]bool{}
	for _, d := range but.Domains {
		own[d.Title] = true
	}
	for _, d := range f.Domains {
		words = append(words, d.ID)
		if !own[d.Title] {
			words = append(words, d.Title)
		}
		for _, s := range d.Statements() {
			words = append(words, s.ID, s.Text)
		}
	}
	for _, i := range f.Instruments {
		words = append(words, i.ID, i.Title)
	}
	for i, w := range words {
		words[i] = regexp.QuoteMeta(w)
	}
	return regexp.MustCompile(`(?i)` + strings.Join(words, "|"))
}

func TestAnotherFrameworkNeedsNoOtherProgram(t *testing.T) {
	s := newSite(t, with(t, fiveDomains(t)))
	f := s.config.Framework
	first := s.openAnother(t)
	s.answerAll(t, first, f, "fd-workload", "fd-steps-in")
	s.close(t, first)
	second := s.openAnother(t, func(r *audit.Round) { r.Title = "Summer 2027 audit" })
	s.answerAll(t, second, f, "fd-workload", "fd-places")
	s.close(t, second)
	open := s.openAnother(t, func(r *audit.Round) { r.Title = "Autumn 2027 audit" })
	draft := s.addRound(t, func(r *audit.Round) { r.Title, r.Instrument = "A first look", "first-look" })
	foreign := ofTheSeven(t, f)

	base := "/t/" + s.trustID
	for role, from := range map[trust.Role][]string{
		trust.GovernanceProfessional: {"/", base + "/rounds/" + draft},
		trust.Trustee:                {base + "/rounds/" + open + "/start"},
	} {
		statements := map[string]bool{}
		read := s.crawl(t, s.people[role], func(path, text string, d *goquery.Document) {
			if found := foreign.FindString(text); found != "" {
				t.Errorf("%s: got %q, want nothing of the seven domains", path, found)
			}
			for _, asked := range f.Statements() {
				if strings.Contains(text, asked.Text) {
					statements[asked.ID] = true
				}
			}
		}, append(from, base, base+"/rounds/"+second+"/report")...)
		const least = 60
		t.Logf("%s: %d pages", role, read)
		if read < least || len(statements) != len(f.Statements()) {
			t.Errorf("%s: got %d pages with %d statements, want at least %d with all %d", role, read, len(statements), least, len(f.Statements()))
		}
	}

	read := func(role trust.Role, path string) *goquery.Document {
		t.Helper()
		response := s.ask(t, s.people[role], http.MethodGet, "/t/"+s.trustID+"/rounds/"+second+path, nil)
		d, err := goquery.NewDocumentFromReader(response.Body)
		must(t, err)
		if response.StatusCode != http.StatusOK {
			t.Fatalf("%s: got status %d, want 200", path, response.StatusCode)
		}
		return d
	}
	for path, want := range map[string]string{
		"/report":                    "Our staff can do their work in the hours that they have.",
		"/report/domains/governing":  "This is about the board as a whole, and about no trustee.",
		"/report/domains/people":     "Our trust knows why people leave.",
		"/report/lenses":             "What holds us together",
		"/report/lenses/for-whom":    "For those who work here",
		"/report/method":             "Five domains of a trust, version 2022.1",
		"/public-benefit":            "about public benefit and the places we serve. Taken together, they see a strength in two of them",
		"/report/domains/operations": "Our trust can show where each pound went.",
	} {
		if got := strings.Join(strings.Fields(read(trust.Chair, path).Find("main").Text()), " "); !strings.Contains(got, want) {
			t.Errorf("%s: got %q, want it to hold %q", path, got, want)
		}
	}
}
