package reports_test

import (
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"sevenfold/internal/fault"
	"sevenfold/internal/framework"
	"sevenfold/internal/insight"
	"sevenfold/internal/report"
	"sevenfold/internal/sample"
)

func TestAReportAtAGlance(t *testing.T) {
	s := whole(t)
	d := read(t, s, base)
	for _, want := range []struct{ about, selector, text string }{
		{"the title", "h1", "Our strengths and challenges"},
		{"what it is", ".sf-lead", "What 14 people see of this trust, side by side. It shows where to look and what to talk about. It is not a score."},
		{"who answered, in numbers", ".sf-facts", "answered 14 of 15 trustees 9 of 10 executives 5 of 5 statements, in seven domains 80"},
		{"the round and its closing", ".sf-phase", "Autumn 2026 audit · closed Friday 27 March 2026"},
	} {
		if got := text(d.Find(want.selector)); got != want.text {
			t.Errorf("%s: got %q, want %q", want.about, got, want.text)
		}
	}
	var titles []string
	d.Find("main h2, main h3").Each(func(_ int, h *goquery.Selection) { titles = append(titles, text(h)) })
	order := []string{
		"The seven domains", "Most significant", "Strengths", "Challenges", "To look into together",
		"Where views differ", "What is not yet known", "Seen differently by groups", "Reassured, not assured",
		"What moved since last time", "What runs through the domains", "For the board’s conversation",
		"Read on", "The same statements, grouped another way",
	}
	if !slices.Equal(titles, order) {
		t.Errorf("got the parts %q, want %q", titles, order)
	}
	if got := d.Find(`main a[href="` + base + `/method"]`).Length(); got != 1 {
		t.Errorf("got %d links to the method, want 1", got)
	}
}

func TestTheProfileHasABarAndFiguresForEachDomain(t *testing.T) {
	s := whole(t)
	d := read(t, s, base)
	if got := d.Find(".sf-chart tbody tr").Length(); got != 7 {
		t.Fatalf("got %d rows, want 7", got)
	}
	d.Find(".sf-chart tbody tr").Each(func(i int, row *goquery.Selection) {
		domain := s.report.Domains[i]
		words, _ := s.framework.Domain(domain.ID)
		if got := text(row.Find("th a")); got != words.Title {
			t.Errorf("row %d: got %q, want %q", i, got, words.Title)
		}
		if got := row.Find("th a").AttrOr("href", ""); got != base+"/domains/"+domain.ID {
			t.Errorf("row %d leads to %q", i, got)
		}
		if row.Find("svg.sf-bar title").Length() != 1 {
			t.Errorf("row %d has no picture with a title", i)
		}
		cells := d.Find(".sf-figures tbody tr").Eq(i).Find("td")
		for point, count := range domain.Positions.Points {
			if got := text(cells.Eq(point)); got != fmt.Sprint(count) {
				t.Errorf("%s, point %d: got %q in the table, want %d", words.Title, point+1, got, count)
			}
		}
	})
	if got, want := text(d.Find(".sf-chart tbody tr").Last().Find("th")), "three of its 10 statements left out"; !strings.HasSuffix(got, want) {
		t.Errorf("got %q, want it to end in %q", got, want)
	}
}

func TestTheListsNameStatementsWithTheirReasonsAndLeadToThem(t *testing.T) {
	s := whole(t)
	d := read(t, s, base)
	for _, card := range []struct {
		at   int
		list []string
	}{
		{0, s.report.Strengths},
		{1, s.report.Challenges},
		{2, s.report.ViewsDiffer},
		{3, s.report.NotYetKnown},
		{5, s.report.ReassuredNotAssured}, // the fifth has a test of its own
	} {
		i, list := card.at, card.list
		items := d.Find(".sf-card").Eq(i).Find("li")
		if items.Length() != len(list) || len(list) == 0 {
			t.Fatalf("card %d: got %d statements, want %d, and some", i, items.Length(), len(list))
		}
		items.Each(func(j int, item *goquery.Selection) {
			found, _ := s.report.Statement(list[j])
			words, _ := s.framework.Statement(list[j])
			link := item.Find("a")
			if got := text(link); got != words.Text {
				t.Errorf("card %d: got %q, want %q", i, got, words.Text)
			}
			if i < 4 && !strings.Contains(text(item), s.report.Reason(report.Vocabulary{}, found)) {
				t.Errorf("card %d: %q lacks its reason, %q", i, text(item), s.report.Reason(report.Vocabulary{}, found))
			}
			path, anchor, _ := strings.Cut(link.AttrOr("href", ""), "#")
			if read(t, s, path).Find("#"+anchor).Length() != 1 {
				t.Errorf("card %d: %s#%s leads nowhere", i, path, anchor)
			}
		})
	}
}

func TestAnEmptyListHasASentence(t *testing.T) {
	cases := []struct {
		name   string
		counts insight.Counts
		want   []string
	}{
		{
			"balanced throughout",
			insight.Counts{Points: []int{0, 5, 5, 0}},
			[]string{
				"No statement came out as a strength in this round.", "No statement came out as a challenge in this round.",
				"Nowhere in this round did views differ enough to say so.", "There is no statement of which many do not know.",
				"This is said of the strengths only, and there is nothing of the kind in this round.",
			},
		},
		{
			"strengths that rest on evidence",
			insight.Counts{Points: []int{0, 0, 5, 5}, Evidence: 10},
			[]string{"Of the strengths, none rests on so little: at least half of those who placed each point to evidence.", "Five of 80, and at most three from one domain."},
		},
		{
			"nobody knows",
			insight.Counts{Points: []int{0, 0, 0, 0}, Unknown: 9},
			[]string{"None of its statements shows where people stand.", "Start with what is not yet known (80 statements)."},
		},
		{
			"few placed",
			insight.Counts{Points: []int{0, 1, 4, 1}},
			[]string{"Small numbers move easily"},
		},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := text(read(t, answered(t, c.counts, nil), base).Find("main"))
			for _, want := range c.want {
				if !strings.Contains(got, want) {
					t.Errorf("the page lacks %q", want)
				}
			}
		})
	}
}

func TestAWithheldReportShowsNothingOfAnswers(t *testing.T) {
	f := sevenDomains(t)
	r, err := sample.PilotReport(f)
	if err != nil {
		t.Fatal(err)
	}
	s := shelf{report: r, framework: f}
	for _, path := range []string{base, base + "/domains/strategic-governance", base + "/domains/expert-ethical-leadership"} {
		d := read(t, s, path)
		for _, selector := range []string{"main svg", "main table", ".sf-pill", ".sf-card", ".sf-finding", ".sf-quotes", ".sf-basis", ".sf-ask", ".sf-key", ".sf-whole"} {
			if n := d.Find(selector).Length(); n != 0 {
				t.Errorf("%s: got %d of %q, want none", path, n, selector)
			}
		}
		for _, want := range []string{r.WithheldReason(), "This round asked for at least five", "It had four."} {
			if !strings.Contains(text(d.Find("main")), want) {
				t.Errorf("%s: the page lacks %q", path, want)
			}
		}
	}
	if got, want := text(read(t, s, base).Find(".sf-facts")), "answered 4 of 6 trustees 2 of 3 executives 2 of 3 statements, in seven domains 80"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestPaperResponsesAreToldAndCountTowardsNoMinimum(t *testing.T) {
	s := answered(t, insight.Counts{Points: []int{0, 1, 4, 1}}, func(in *report.Input) {
		in.Responses[0].EnteredByOther, in.Responses[1].EnteredByOther = true, true
	})
	got := text(read(t, s, base).Find("main"))
	for _, want := range []string{"answered 6 of 7", "typed in from paper 2", "It had four."} {
		if !strings.Contains(got, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
}

var decimals = regexp.MustCompile(`\d\.\d|\d ?/ ?\d`)

func TestNoPageHasAScoreOrJudges(t *testing.T) {
	s := whole(t)
	paths := []string{base, base + "/method"}
	for _, d := range s.report.Domains {
		paths = append(paths, base+"/domains/"+d.ID)
	}
	for _, path := range paths {
		d := read(t, s, path)
		d.Find(".sf-quotes").Remove() // what people wrote is theirs
		for _, piece := range pieces(d.Find("main")) {
			if refused := framework.Language(piece); len(refused) > 0 {
				t.Errorf("%s: %q has the words %v", path, piece, refused)
			}
		}
		if strings.HasSuffix(path, "/method") {
			continue // it explains how agreement is worked out
		}
		got := text(d.Find("main"))
		if found := decimals.FindString(got); found != "" {
			t.Errorf("%s: got the number %q", path, found)
		}
		got = strings.Replace(got, "It is not a score.", "", 1)
		for _, word := range []string{"score", "average", "grade", "rank", "agreement of"} {
			if strings.Contains(strings.ToLower(got), word) {
				t.Errorf("%s: got the word %q", path, word)
			}
		}
	}
}

func TestAReportIsShownWithoutItsWords(t *testing.T) {
	s := whole(t)
	for _, reason := range []error{fault.NotFound, errUnreadable} {
		s.framework, s.wordless = nil, reason
		for _, path := range []string{base, base + "/domains/expert-ethical-leadership", base + "/method"} {
			d := read(t, s, path)
			if got := text(d.Find("main")); !strings.Contains(got, "The words that this round was asked in are no longer kept.") {
				t.Errorf("%s does not say that its words are gone", path)
			}
		}
		domain := read(t, s, base+"/domains/expert-ethical-leadership")
		if got := text(domain.Find("h1")); got != "Domain 2" {
			t.Errorf("got the title %q, want %q", got, "Domain 2")
		}
		if got := text(domain.Find(".sf-finding__text").First()); got != "The words of this statement are no longer kept" {
			t.Errorf("got %q for a statement without words", got)
		}
		if domain.Find(".sf-finding svg.sf-bar").Length() == 0 {
			t.Error("the figures are gone with the words")
		}
	}
}

func TestWhatCannotBeShownIsRefused(t *testing.T) {
	away := whole(t)
	away.wordless = fmt.Errorf("read the text: %w", fault.Away)
	cases := []struct {
		name  string
		shelf shelf
		path  string
		want  int
	}{
		{"a round without a report", whole(t), strings.Replace(base, sample.RoundID, sample.PersonID, 1), http.StatusNotFound},
		{"a report of another trust", whole(t), strings.Replace(base, sample.TrustID, sample.PersonID, 1), http.StatusNotFound},
		{"a domain that there is not", whole(t), base + "/domains/eighth", http.StatusNotFound},
		{"the database away", away, base, http.StatusServiceUnavailable},
	}
	for _, c := range cases {
		if got := ask(c.shelf, c.path).Code; got != c.want {
			t.Errorf("%s: got status %d, want %d", c.name, got, c.want)
		}
	}
}

func TestAReportIsNewUntilItWasOpened(t *testing.T) {
	s := whole(t)
	var reads []string
	s.reads = &reads
	read(t, s, base+"/method")
	if len(reads) != 0 {
		t.Errorf("the method: got %v noted, want nobody", reads)
	}
	read(t, s, base)
	if !slices.Equal(reads, []string{sample.PersonID}) {
		t.Errorf("got %v noted, want the reader", reads)
	}
	s.readErr = fault.Away
	if w := ask(s, base); w.Code != http.StatusOK {
		t.Errorf("where it can't be noted: got %d, want the report all the same", w.Code)
	}
}
