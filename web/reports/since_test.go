package reports_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"sevenfold/internal/framework"
	"sevenfold/internal/insight"
	"sevenfold/internal/report"
	"sevenfold/internal/sample"
)

// since is the part of a page about the round before.
func since(d *goquery.Document) *goquery.Selection {
	return d.Find("#since").NextUntil("h2, .sf-ask")
}

func TestViewsPeopleAndQuestionsAreToldApart(t *testing.T) {
	s := again(t, turned(turnedRound...))
	part := since(read(t, s, base))
	terms := part.Filter("dl").First().Find("dt").Map(func(_ int, e *goquery.Selection) string { return text(e) })
	if want := []string{"Views", "People", "Questions"}; !slices.Equal(terms, want) {
		t.Errorf("got %q, want %q", terms, want)
	}
	changed := s.report.Since
	for _, want := range []string{
		"Then is the round that closed on Thursday 27 March 2025; now is this one.",
		"Three statements moved: two towards strength and one towards challenge.", changed.ViewsReason(report.Vocabulary{}),
		"Nine people took part in both rounds, five only in the one before and five only in this one.",
		"The same 80 statements were asked.",
	} {
		if !strings.Contains(text(part), want) {
			t.Errorf("the part lacks %q", want)
		}
	}
	items := part.Find(".sf-card li")
	if items.Length() != len(turnedRound) {
		t.Fatalf("got %d statements that moved, want %d", items.Length(), len(turnedRound))
	}
	items.Each(func(i int, item *goquery.Selection) {
		statement, _ := s.report.Statement(changed.Moved[i])
		change, _ := changed.Change(statement.ID)
		if got := text(item); !strings.Contains(got, change.Reason(report.Vocabulary{}, statement)) {
			t.Errorf("%s: got %q, want it to say %q", statement.ID, got, change.Reason(report.Vocabulary{}, statement))
		}
	})
}

func TestTheDomainsThenAndNowAreOfTheSameQuestions(t *testing.T) {
	s := again(t, func(in *report.Input) {
		turned("sg-one-board")(in)
		leaveOut(in, "sg-assurance", "sg-own-review")
	})
	part := since(read(t, s, base))
	bodies := part.Find(".sf-chart--together tbody")
	if bodies.Length() != 7 {
		t.Fatalf("got %d domains, want seven", bodies.Length())
	}
	first := bodies.First()
	if got, want := text(first.Find("[scope=rowgroup]")), "Strategic governance Two of its 12 statements left out: not shown in both rounds."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := first.Find("svg.sf-bar").Length(); got != 2 {
		t.Errorf("got %d bars, want then and now", got)
	}
	was, is := make([]int, 4), make([]int, 4)
	for _, statement := range s.report.Statements {
		change, asked := s.report.Since.Change(statement.ID)
		if statement.Domain != "strategic-governance" || !asked || change.Points == nil {
			continue
		}
		for i := range was {
			was[i] += change.Points[i]
			is[i] += statement.Positions.Points[i]
		}
	}
	rows := part.Find(".sf-figures tbody tr")
	for i, want := range [][]int{was, is} {
		cells := rows.Eq(i).Find("td")
		for point, count := range want {
			if got := text(cells.Eq(point)); got != strconv.Itoa(count) {
				t.Errorf("row %d, point %d: got %s, want %d", i, point+1, got, count)
			}
		}
		if cells.Length() != 5 {
			t.Errorf("got %d cells, want four points and those who placed it", cells.Length())
		}
	}
	if got := part.Find(".sf-key li").Length(); got != 4 {
		t.Errorf("got %d keys, want the points alone: who did not know is not compared", got)
	}
}

func TestADomainSetsWhatMovedBesideItself(t *testing.T) {
	s := again(t, turned(turnedRound...))
	d := read(t, s, base+"/domains/strategic-governance")
	part := since(d)
	bodies := part.Find(".sf-chart--together tbody")
	if bodies.Length() != 2 {
		t.Fatalf("got %d statements, want the two of this domain", bodies.Length())
	}
	bodies.Each(func(_ int, body *goquery.Selection) {
		names := body.Find("[scope=row]").Map(func(_ int, e *goquery.Selection) string { return text(e) })
		if !slices.Equal(names, []string{"Then", "Now"}) || body.Find("svg.sf-bar").Length() != 2 {
			t.Errorf("got the rows %q, want a bar then and one now", names)
		}
		to := strings.TrimPrefix(body.Find("a").AttrOr("href", ""), "#")
		finding := d.Find("section#" + to)
		if got, want := text(finding.Find(".sf-finding__beside")), "The answers moved towards"; !strings.Contains(got, want) {
			t.Errorf("%s: got %q beside the statement, want it to say %q", to, got, want)
		}
	})
	elsewhere := since(read(t, s, base+"/domains/finance-and-operations"))
	if got := text(elsewhere); !strings.Contains(got, "No statement of this domain moved far enough to say so.") {
		t.Errorf("got %q where nothing moved", got)
	}
	if elsewhere.Find("svg").Length() != 0 {
		t.Error("a chart is drawn where nothing moved")
	}
}

func TestWhatWasAskedOtherwiseIsNamed(t *testing.T) {
	s := again(t, func(in *report.Input) { leaveOut(in, "sg-assurance") })
	part := since(read(t, s, base+"/domains/strategic-governance"))
	words, _ := s.framework.Statement("sg-assurance")
	if got, want := text(part.Find(".sf-card")), "New in this round "+words.Text; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := text(since(read(t, s, base))); !strings.Contains(got, "79 the same as in the round before and one new.") {
		t.Errorf("the glance does not tell of the new one: %q", got)
	}
}

// TestWhyNothingIsCompared: a round without one before, or with one that says
// nothing, has a sentence and no chart.
func TestWhyNothingIsCompared(t *testing.T) {
	methodOne := whole(t)
	methodOne.report = ofMethodOne(methodOne.report)
	cases := []struct {
		name  string
		shelf shelf
		want  string
	}{
		{"the first round", whole(t), "There is no earlier round to compare this one with."},
		{"a report of method 1", methodOne, "This report was made before rounds were compared with the one before."},
		{
			"a round before that was withheld",
			again(t, func(in *report.Input) { in.Minimum = 20 }),
			"Nothing was shown of what anyone answered in the round before, so views are not compared.",
		},
		{"nothing moved", again(t, func(*report.Input) {}), "moved far enough to say so."},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			for _, path := range []string{base, base + "/domains/strategic-governance"} {
				d := read(t, c.shelf, path)
				if got := text(since(d)); !strings.Contains(got, c.want) {
					t.Errorf("%s: got %q, want it to say %q", path, got, c.want)
				}
				if got := d.Find(".sf-finding__beside:contains('In the round before')").Length(); got != 0 {
					t.Errorf("%s: got %d statements said to have moved, want none", path, got)
				}
			}
		})
	}
	still := since(read(t, again(t, func(*report.Input) {}), base))
	if got := still.Find(".sf-card").Length(); got != 0 {
		t.Errorf("got %d lists where nothing moved, want a sentence alone", got)
	}
	if got := still.Find(".sf-chart--together tbody").Length(); got != 7 {
		t.Errorf("got %d domains then and now where nothing moved, want seven", got)
	}
	first := since(read(t, whole(t), base))
	if first.Find("svg, table, dl").Length() != 0 {
		t.Error("the first round has a chart of then and now")
	}
}

func TestALongListIsCutAndSaysSo(t *testing.T) {
	s := answered(t, insight.Counts{Points: []int{0, 0, 0, 0}, Unknown: 9}, nil)
	card := read(t, s, base).Find(".sf-card--unknown")
	if got := card.Find("li").Length(); got != 10 {
		t.Errorf("got %d statements, want ten", got)
	}
	if got, want := text(card.Find(".sf-small")), "The first 10 of 80, in the order of the domains. The pages of the domains have the others."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// leaveOut lets a round not have asked some statements.
func leaveOut(in *report.Input, statements ...string) {
	in.Asked = slices.DeleteFunc(slices.Clone(in.Asked), func(id string) bool { return slices.Contains(statements, id) })
	for i := range in.Responses {
		in.Responses[i].Answers = slices.DeleteFunc(in.Responses[i].Answers, func(a report.Answer) bool {
			return slices.Contains(statements, a.Statement)
		})
	}
}

// ofMethodOne is a report without what only later ones hold.
func ofMethodOne(r report.Report) report.Report {
	r.Method = 1
	r.Scale, r.ShownGroups, r.SeenDifferently, r.Lenses, r.Chain, r.Since = "", nil, nil, nil, nil, nil
	r.Statements, r.Domains = slices.Clone(r.Statements), slices.Clone(r.Domains)
	for i := range r.Statements {
		r.Statements[i].Groups, r.Statements[i].Wording = nil, ""
	}
	for i := range r.Domains {
		r.Domains[i].Groups, r.Domains[i].GroupsLeftOut = nil, 0
	}
	return r
}

func TestAReportOfMethodOneSaysWhatItLacks(t *testing.T) {
	s := whole(t)
	s.report = ofMethodOne(s.report)
	d := read(t, s, base)
	for _, lacks := range s.report.Lacks() {
		if !strings.Contains(text(d.Find("main")), lacks) {
			t.Errorf("the page lacks %q", lacks)
		}
	}
	if got := d.Find("#threads, .sf-card:contains('Seen differently')").Length(); got != 0 {
		t.Error("the page speaks of lenses or groups that the report does not hold")
	}
	if got := text(read(t, s, base+"/domains/strategic-governance").Find("#groups").NextUntil("h2")); !strings.Contains(got, "made before groups were told apart") {
		t.Errorf("got %q where groups would stand", got)
	}
}

func TestWhatRunsThroughTheDomainsHasASentenceAndLeadsToItsLens(t *testing.T) {
	s := whole(t)
	part := read(t, s, base).Find("#threads").Next()
	chain, _ := s.framework.Lens(report.ChainLens)
	safe, _ := s.report.Lens(report.SafeguardingLens)
	for i, want := range []struct{ lens, text string }{
		{report.ChainLens, s.report.ChainReason(report.Vocabulary{}, chain)},
		{report.CultureLens, s.report.CultureReason(report.Vocabulary{})},
		{report.SafeguardingLens, safe.Categories[0].FindingsInWords(report.Vocabulary{})},
		{report.AimLens, s.report.BaselineReason(report.Vocabulary{})},
	} {
		row := part.Find("dd").Eq(i)
		if got := text(row); !strings.HasPrefix(got, want.text) || want.text == "" {
			t.Errorf("%s: got %q, want it to begin with %q", want.lens, got, want.text)
		}
		if got := row.Find("a").AttrOr("href", ""); got != base+"/lenses/"+want.lens {
			t.Errorf("%s: leads to %q", want.lens, got)
		}
	}
	for _, to := range []string{base + "/overview", "/t/" + sample.TrustID + "/over-time", base + "/lenses/dfe-descriptors"} {
		if read(t, s, base).Find(`main a[href="`+to+`"]`).Length() != 1 {
			t.Errorf("no link, or several, to %s", to)
		}
	}
	s.framework, s.wordless = nil, errUnreadable
	if got := text(read(t, s, base).Find("#read-on").Parent()); !strings.Contains(got, "Dfe descriptors") {
		t.Errorf("a lens whose words are gone has no name: %q", got)
	}
}

func TestContentsLeadToPartsOfThePage(t *testing.T) {
	for name, s := range map[string]shelf{
		"whole": whole(t), "again": again(t, turned(turnedRound...)),
		"nobody knows": answered(t, insight.Counts{Points: []int{0, 0, 0, 0}, Unknown: 9}, nil),
	} {
		for _, path := range []string{base, base + "/domains/public-benefit-and-civic-duty"} {
			d := read(t, s, path)
			links := d.Find(".sf-contents a")
			if links.Length() < 5 {
				t.Errorf("%s, %s: got %d parts", name, path, links.Length())
			}
			links.Each(func(_ int, a *goquery.Selection) {
				if to := a.AttrOr("href", ""); d.Find(to).Length() != 1 || !strings.Contains(text(d.Find(to)), text(a)) {
					t.Errorf("%s, %s: %q leads to %d parts, want the one of that name", name, path, to, d.Find(to).Length())
				}
			})
		}
	}
}

func TestSentencesAboutGroupsAndRoundsJudgeNobody(t *testing.T) {
	s := again(t, turned(turnedRound...))
	for _, path := range []string{base, base + "/overview", base + "/domains/strategic-governance", base + "/domains/strategic-governance/groups"} {
		d := read(t, s, path)
		d.Find(".sf-quotes").Remove()
		for _, piece := range pieces(d.Find("main")) {
			if refused := framework.Language(piece); len(refused) > 0 {
				t.Errorf("%s: %q has the words %v", path, piece, refused)
			}
		}
	}
}
