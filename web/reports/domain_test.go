package reports_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"sevenfold/internal/framework"
	"sevenfold/internal/insight"
	"sevenfold/internal/report"
)

func TestEveryFindingHasItsWords(t *testing.T) {
	s := whole(t)
	seen := map[insight.Kind]int{}
	for _, domain := range s.report.Domains {
		d := read(t, s, base+"/domains/"+domain.ID)
		if got := d.Find(".sf-finding").Length(); got != len(domain.Statements) {
			t.Errorf("%s: got %d statements, want %d", domain.ID, got, len(domain.Statements))
		}
		d.Find(".sf-finding").Each(func(i int, section *goquery.Selection) {
			found, _ := s.report.Statement(domain.Statements[i])
			words, _ := s.framework.Statement(found.ID)
			seen[found.Finding]++
			for _, want := range []struct{ about, got, want string }{
				{"anchor", section.AttrOr("id", ""), found.ID},
				{"finding", text(section.Find(".sf-pill")), report.Vocabulary{}.Title(found.Finding, found.Significant)},
				{"statement", text(section.Find("h3")), words.Text},
				{"reason", text(section.Find(".sf-finding__why")), s.report.Reason(report.Vocabulary{}, found)},
				{"remarks", text(section.Find(".sf-finding__remark")), strings.Join(found.Remarks(), "")},
				{"prompt", text(section.Find(".sf-finding__more")), "How could we know? " + words.Ask},
				{"publications", text(section.Find(".sf-finding__explore")), toExplore(s.framework, found)},
			} {
				if want.got != want.want {
					t.Errorf("%s, %s: got %q, want %q", found.ID, want.about, want.got, want.want)
				}
			}
			if shown := section.Find("svg.sf-bar").Length() == 1; shown != (found.Positions != nil) {
				t.Errorf("%s: a bar is shown: got %t, want %t", found.ID, shown, found.Positions != nil)
			}
			if got := section.Find(".sf-quotes li").Length(); got != len(found.Notes) {
				t.Errorf("%s: got %d notes, want %d", found.ID, got, len(found.Notes))
			}
		})
	}
	for _, kind := range []insight.Kind{
		insight.Strength, insight.Challenge, insight.ViewsDiffer, insight.NotYetKnown,
		insight.Balanced, insight.DoesNotApply, insight.TooFewAnswers,
	} {
		if seen[kind] == 0 {
			t.Errorf("the sample has no %s", kind)
		}
	}
}

// toExplore is what stands with challenges and what is not yet known, and nowhere else.
func toExplore(f *framework.Framework, s report.Statement) string {
	if s.Finding != insight.Challenge && s.Finding != insight.NotYetKnown {
		return ""
	}
	var titles []string
	for _, r := range f.Resources {
		if slices.Contains(r.Elements, s.Element) {
			titles = append(titles, r.Title)
		}
	}
	return "To explore next " + strings.Join(titles, "; ")
}

func TestADomainTellsWhatItIsAbout(t *testing.T) {
	s := whole(t)
	d := read(t, s, base+"/domains/strategic-governance")
	for _, want := range []struct{ about, selector, text string }{
		{"the title", "h1", "1. Strategic governance"},
		{"the counts of findings", ".sf-facts", "strengths 7 challenge 1 views differ 0 not yet known 1 balanced 2 does not apply 1"},
		{"the next domain", ".sf-pages a[rel=next]", "2. Expert, ethical leadership"},
		{"no domain before the first", ".sf-pages a[rel=prev]", ""},
	} {
		if got := text(d.Find(want.selector)); got != want.text {
			t.Errorf("%s: got %q, want %q", want.about, got, want.text)
		}
	}
	if got := text(d.Find(".sf-lead")); !strings.HasPrefix(got, "The culture that this domain looks for: our board sets") {
		t.Errorf("got the lead %q", got)
	}
	if got := text(d.Find(".sf-resources li").First()); got != "Building strong trusts Leora Cruddas, Confederation of School Trusts, 2024" {
		t.Errorf("got the first publication %q", got)
	}
	last := read(t, s, base+"/domains/public-benefit-and-civic-duty")
	if last.Find(".sf-pages a[rel=next]").Length() != 0 || last.Find(".sf-pages a[rel=prev]").Length() != 1 {
		t.Error("the last domain leads on, or not back")
	}
}

func TestTheLeadershipDomainOpensByWhatItIsNotFor(t *testing.T) {
	s := whole(t)
	for _, domain := range s.report.Domains {
		opening := read(t, s, base+"/domains/"+domain.ID).Find("h1 + .sf-report__opening")
		want := ""
		if domain.ID == "expert-ethical-leadership" {
			want = "This describes our organisation. It is not about any one person, and is not for use in an appraisal."
		}
		if got := text(opening); got != want {
			t.Errorf("%s opens with %q, want %q", domain.ID, got, want)
		}
	}
}

func TestTooFewAnswersShowNoPositionsBasisOrNotes(t *testing.T) {
	s := answered(t, insight.Counts{Points: []int{0, 1, 1, 2}, Unanswered: 5}, func(in *report.Input) {
		for i := range in.Responses {
			for j := range in.Responses[i].Answers {
				in.Responses[i].Answers[j].Note = "a note that nobody may read"
			}
		}
	})
	d := read(t, s, base+"/domains/strategic-governance")
	for _, selector := range []string{"main svg.sf-bar", ".sf-basis", ".sf-quotes", ".sf-ask", ".sf-key"} {
		if n := d.Find(selector).Length(); n != 0 {
			t.Errorf("got %d of %q, want none", n, selector)
		}
	}
	if strings.Contains(text(d.Find("main")), "nobody may read") {
		t.Error("a note is shown")
	}
	cells := d.Find(".sf-figures tbody tr").First().Find("td").Map(func(_ int, cell *goquery.Selection) string { return text(cell) })
	if want := []string{"not shown", "not shown", "not shown", "not shown", "4", "0", "0", "5"}; !slices.Equal(cells, want) {
		t.Errorf("got the figures %q, want %q", cells, want)
	}
	if got := text(d.Find(".sf-finding__aside").First()); got != "Placed 4 · not answered 5" {
		t.Errorf("got %q beside the statement", got)
	}
}

func TestNotesAreShownAsTheyWereWrittenAndCounted(t *testing.T) {
	note := `<script>alert("1")</script> & more`
	for n, want := range map[int]string{1: "A note", 2: "Two notes", 10: "10 notes"} {
		s := answered(t, insight.Counts{Points: []int{0, 0, 5, 5}}, func(in *report.Input) {
			for i := range n {
				in.Responses[i].Answers[0].Note = note
			}
		})
		d := read(t, s, base+"/domains/strategic-governance")
		if got := text(d.Find(".sf-finding__notes")); got != want {
			t.Errorf("got the heading %q, want %q", got, want)
		}
		if got := text(d.Find(".sf-quotes li").First()); got != "“"+note+"”" {
			t.Errorf("got the note %q, want %q", got, note)
		}
		if d.Find("main script").Length() != 0 {
			t.Error("a note became a script")
		}
	}
}

func TestTheExactFiguresOfAStatementStandInTables(t *testing.T) {
	s := answered(t, insight.Counts{Points: []int{1, 2, 3, 4}, Unknown: 1, Apart: 1, Evidence: 6}, nil)
	d := read(t, s, base+"/domains/strategic-governance")
	rows := func(table int) []string {
		return d.Find(".sf-figures table").Eq(table).Find("tbody tr").First().Find("td").
			Map(func(_ int, cell *goquery.Selection) string { return text(cell) })
	}
	if got, want := rows(0), []string{"1", "2", "3", "4", "10", "1", "1", "0"}; !slices.Equal(got, want) {
		t.Errorf("got %q for the positions, want %q", got, want)
	}
	if got, want := rows(1), []string{"0", "6", "4", "0", "0"}; !slices.Equal(got, want) {
		t.Errorf("got %q for how they know, want %q", got, want)
	}
	if got, want := text(d.Find(".sf-finding .sf-basis").First()), "I have seen the evidence myself 6 It has been reported to us 4"; got != want {
		t.Errorf("got %q beside the statement, want %q", got, want)
	}
}

func TestWhereTheBasisWasNotAskedThereIsNothingOfIt(t *testing.T) {
	s := answered(t, insight.Counts{Points: []int{0, 0, 5, 5}}, func(in *report.Input) { in.Instrument.Basis = false })
	d := read(t, s, base+"/domains/strategic-governance")
	if n := d.Find(".sf-basis").Length(); n != 0 {
		t.Errorf("got %d lists of how they know, want none", n)
	}
	if n := d.Find(".sf-figures table").Length(); n != 1 {
		t.Errorf("got %d tables, want 1", n)
	}
	if got := text(read(t, s, base).Find("main")); strings.Contains(got, "Reassured") {
		t.Error("the glance speaks of being reassured")
	}
}

func TestEachKindOfFindingAsksItsQuestionsOnce(t *testing.T) {
	s := whole(t)
	d := read(t, s, base+"/domains/strategic-governance")
	titles := d.Find(".sf-ask__of").Map(func(_ int, h *goquery.Selection) string { return text(h) })
	want := []string{
		"What is not yet known (one statement)", "Challenges (one statement)", "Where we are reassured, not assured (two statements)",
		"Where views lean neither way (two statements)", "Strengths (five statements)", "What does not apply (one statement)",
	}
	if !slices.Equal(titles, want) {
		t.Errorf("got %q, want %q", titles, want)
	}
}

func TestIdsAreUniqueAndTablesLeadToStatements(t *testing.T) {
	s := whole(t)
	for _, domain := range s.report.Domains {
		d := read(t, s, base+"/domains/"+domain.ID)
		seen := map[string]bool{}
		d.Find("[id]").Each(func(_ int, e *goquery.Selection) {
			id := e.AttrOr("id", "")
			if seen[id] {
				t.Errorf("%s: two of %q", domain.ID, id)
			}
			seen[id] = true
		})
		d.Find(".sf-figures a").Each(func(_ int, a *goquery.Selection) {
			if to := strings.TrimPrefix(a.AttrOr("href", ""), "#"); !seen[to] {
				t.Errorf("%s: %q leads nowhere", domain.ID, to)
			}
		})
	}
}

func TestOneOfAKindIsNotSeveral(t *testing.T) {
	s := whole(t)
	for i := range s.report.Domains {
		d := &s.report.Domains[i]
		d.Findings = map[insight.Kind]int{insight.Strength: 1, insight.Challenge: 1, insight.ViewsDiffer: 1}
	}
	want := "strength 1 challenge 1 views differ 1 not yet known 0"
	if got := text(read(t, s, base+"/domains/finance-and-operations").Find(".sf-facts")); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	for n, want := range map[int]string{1: "one of its nine statements left out", 2: "two of its nine statements left out"} {
		s.report.Domains[6].LeftOut = n
		s.report.Domains[6].Statements = s.report.Domains[6].Statements[:9]
		if got := text(read(t, s, base).Find(".sf-chart__left-out")); got != want {
			t.Errorf("%s: got %q, want %q", fmt.Sprint(n), got, want)
		}
	}
}
