package reports_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"sevenfold/internal/insight"
	"sevenfold/internal/report"
)

func TestStatementsSeenDifferentlyHaveAListOfTheirOwn(t *testing.T) {
	s := whole(t)
	card := read(t, s, base).Find(".sf-card").Eq(4)
	if got, want := text(card.Find("h3")), "Seen differently by groups"; got != want {
		t.Fatalf("got the card %q, want %q", got, want)
	}
	items := card.Find("li")
	if want := min(len(s.report.SeenDifferently), 10); items.Length() != want || want == 0 {
		t.Fatalf("got %d statements, want %d, and some", items.Length(), want)
	}
	items.Each(func(i int, item *goquery.Selection) {
		difference := s.report.SeenDifferently[i]
		if got := text(item); !strings.Contains(got, s.report.DifferenceReason(report.Vocabulary{}, difference)) {
			t.Errorf("%s: got %q, want its reason", difference.Statement, got)
		}
	})
	for _, difference := range s.report.SeenDifferently {
		statement, _ := s.report.Statement(difference.Statement)
		finding := read(t, s, base+"/domains/"+statement.Domain).Find("#" + statement.ID)
		if got := text(finding.Find(".sf-finding__beside")); !strings.Contains(got, s.report.DifferenceReason(report.Vocabulary{}, difference)) {
			t.Errorf("%s: got %q on the page of its domain, want its reason", statement.ID, got)
		}
	}
}

func TestGroupsStandSideBySideWhereTheyMayBeToldApart(t *testing.T) {
	s := whole(t)
	for _, domain := range s.report.Domains {
		d := read(t, s, base+"/domains/"+domain.ID+"/groups")
		bodies := d.Find(".sf-chart--together tbody")
		if got := text(bodies.First()); !strings.HasPrefix(got, "All its statements together") || !strings.Contains(got, domain.GroupsLeftOutInWords()) {
			t.Errorf("%s: got %q first, want all together and what is left out", domain.ID, got)
		}
		shown := 0
		for _, id := range domain.Statements {
			statement, _ := s.report.Statement(id)
			body := d.Find("#" + id).Closest("tbody")
			if body.Length() != min(len(statement.Groups), 1) {
				t.Errorf("%s: got %d charts of groups, want %d", id, body.Length(), min(len(statement.Groups), 1))
			}
			if len(statement.Groups) == 0 {
				continue
			}
			shown++
			names := body.Find("[scope=row]").Map(func(_ int, e *goquery.Selection) string { return text(e) })
			if !slices.Equal(names, []string{"Trustees", "Executives"}) || body.Find("svg.sf-bar").Length() != 2 {
				t.Errorf("%s: got the rows %q, want a bar for each group", id, names)
			}
		}
		if bodies.Length() != shown+1 {
			t.Errorf("%s: got %d charts, want %d", domain.ID, bodies.Length(), shown+1)
		}
		first := read(t, s, base+"/domains/"+domain.ID).Find("#groups").NextUntil("h2")
		if got := first.Find(".sf-chart--together tbody").Length(); got != 1 {
			t.Errorf("%s: got %d charts on the page of the domain, want that of all its statements", domain.ID, got)
		}
		if got := first.Find("a[href$='/groups']").Length(); got == 0 {
			t.Errorf("%s: nothing leads to the groups at each statement", domain.ID)
		}
	}
}

func TestWhereGroupsAreNotShownItIsSaidWhy(t *testing.T) {
	s := whole(t)
	seen := 0
	for _, domain := range s.report.Domains {
		card := read(t, s, base+"/domains/"+domain.ID+"/groups").Find(".sf-card")
		var want []string
		for _, id := range domain.Statements {
			if statement, _ := s.report.Statement(id); s.report.GroupsReasonAt(statement) != "" {
				words, _ := s.framework.Statement(id)
				want = append(want, words.Text)
				if got := text(card); !strings.Contains(got, s.report.GroupsReasonAt(statement)) {
					t.Errorf("%s: got %q, want the reason", id, got)
				}
			}
		}
		seen += len(want)
		if got := card.Find("li").Map(func(_ int, e *goquery.Selection) string { return text(e) }); !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", domain.ID, got, want)
		}
	}
	if seen == 0 {
		t.Error("the sample shows groups at every statement")
	}
}

func TestAReportWithoutGroupsSaysWhy(t *testing.T) {
	one := answered(t, insight.Counts{Points: []int{0, 0, 5, 5}}, nil)
	few := again(t, func(*report.Input) {})
	_, in := inputs(t, few.framework, func(*report.Input) {})
	in.Groups[1].Submitted = 0
	in.Responses = slices.DeleteFunc(in.Responses, func(r report.Response) bool { return r.Group == "executives" })
	in.Responses = append(in.Responses, report.Response{Group: "executives"})
	in.Groups[1].Submitted = 1
	few.report = compute(t, in)
	for name, c := range map[string]struct {
		shelf shelf
		want  string
	}{
		"all are of one group":         {one, "All who took part belong to one group, so no groups are shown side by side."},
		"one of a group could be told": {few, "Groups are not shown side by side: what fewer than five people answered could be worked out from it."},
	} {
		for _, path := range []string{base, base + "/domains/strategic-governance", base + "/domains/strategic-governance/groups"} {
			d := read(t, c.shelf, path)
			if got := text(d.Find("main")); !strings.Contains(got, c.want) {
				t.Errorf("%s, %s: the page lacks %q", name, path, c.want)
			}
			if got := d.Find("svg[aria-labelledby^='group-']").Length(); got != 0 {
				t.Errorf("%s, %s: got %d bars of groups", name, path, got)
			}
		}
	}
}

func TestWhereGroupsAgreeTheListSaysSo(t *testing.T) {
	f := sevenDomains(t)
	_, in := inputs(t, f, func(*report.Input) {})
	for i := range in.Responses {
		for j := range in.Responses[i].Answers {
			in.Responses[i].Answers[j] = report.Answer{Statement: in.Responses[i].Answers[j].Statement, Position: 3, Basis: "seen"}
		}
	}
	s := shelf{report: compute(t, in), framework: f}
	if got, want := text(read(t, s, base).Find(".sf-card").Eq(4).Find("p")), "At no statement do two groups stand far enough apart to say so."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestPreventingHarmStandsBesideAnIdeal(t *testing.T) {
	s := whole(t)
	lens, _ := s.report.Lens(report.AimLens)
	for _, domain := range s.report.Domains {
		cards := read(t, s, base+"/domains/"+domain.ID).Find("#aims + .sf-cards .sf-card")
		all := 0
		for i, category := range lens.Categories {
			var want []string
			for _, id := range domain.Statements {
				if slices.Contains(category.Statements, id) {
					words, _ := s.framework.Statement(id)
					statement, _ := s.report.Statement(id)
					want = append(want, words.Text+" "+report.Vocabulary{}.Title(statement.Finding, statement.Significant))
				}
			}
			got := cards.Eq(i).Find("li").Map(func(_ int, e *goquery.Selection) string { return text(e) })
			if !slices.Equal(got, want) {
				t.Errorf("%s, %s: got %q, want %q", domain.ID, category.ID, got, want)
			}
			all += len(got)
		}
		if all != len(domain.Statements) {
			t.Errorf("%s: got %d statements in both, want %d", domain.ID, all, len(domain.Statements))
		}
	}
}

// TestWhatPeopleWroteIsOnlyText: whatever a person or a framework's author
// typed, it is text on every page.
func TestWhatPeopleWroteIsOnlyText(t *testing.T) {
	const hostile = `"><script>alert(1)</script> & 'x'`
	s := again(t, turned(turnedRound...))
	for i := range s.report.Statements {
		if s.report.Statements[i].Positions != nil {
			s.report.Statements[i].Notes = []string{hostile}
		}
	}
	for i := range s.framework.Domains {
		d := &s.framework.Domains[i]
		d.Title, d.Culture = hostile, hostile
		for j := range d.Elements {
			d.Elements[j].Title = hostile
			for k := range d.Elements[j].Statements {
				d.Elements[j].Statements[k].Text, d.Elements[j].Statements[k].Ask = hostile, hostile
			}
		}
	}
	for i := range s.framework.Lenses {
		s.framework.Lenses[i].Title = hostile
	}
	domain := base + "/domains/strategic-governance"
	for _, path := range []string{base, base + "/overview", domain, domain + "/groups"} {
		d := read(t, s, path)
		if got := d.Find("main script").Length(); got != 0 {
			t.Errorf("%s: got %d scripts", path, got)
		}
		if !strings.Contains(text(d.Find("main")), "<script>alert(1)</script> & 'x'") {
			t.Errorf("%s: what was written is not shown as it was", path)
		}
	}
	for _, name := range []string{"overview", "groups-strategic-governance"} {
		if got := ask(s, base+"/pictures/"+name+".png").Header().Get("Content-Type"); got != "image/png" {
			t.Errorf("%s: got %q, want a picture", name, got)
		}
	}
}
