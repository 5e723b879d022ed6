package reports_test

import (
	"bytes"
	"net/http"
	"slices"
	"strings"
	"testing"

	"sevenfold/internal/insight"
	"sevenfold/internal/report"
	"sevenfold/internal/sample"
)

func TestEveryLensHasAPage(t *testing.T) {
	l, base := shelve(t)
	list := l.open(t, base+"/lenses")
	kept := l.reports[l.rounds[0].ID]
	if got := list.Find(".sf-resources > li").Length(); got != len(kept.Lenses) {
		t.Errorf("got %d lenses listed, want %d", got, len(kept.Lenses))
	}
	for _, lens := range kept.Lenses {
		if list.Find("a[href$='/report/lenses/"+lens.ID+"']").Length() != 1 {
			t.Errorf("%s: got no link from the list, want one", lens.ID)
		}
		d := l.open(t, base+"/lenses/"+lens.ID)
		if got := d.Find("section.sf-lens").Length(); got != len(lens.Categories) {
			t.Errorf("%s: got %d groups, want %d", lens.ID, got, len(lens.Categories))
		}
		if text(d.Find(".sf-lens__sources")) == "" {
			t.Errorf("%s: got no publication, want those that it draws on", lens.ID)
		}
		for _, c := range lens.Categories {
			section := d.Find("section.sf-lens[id='" + c.ID + "']")
			if got := section.Find("li .sf-pill").Length(); got != len(c.Statements) {
				t.Errorf("%s, %s: got %d statements, want %d", lens.ID, c.ID, got, len(c.Statements))
			}
			if got := text(section.Find(".sf-lens__found")); got != c.FindingsInWords(report.Vocabulary{}) {
				t.Errorf("%s, %s: got %q found, want %q", lens.ID, c.ID, got, c.FindingsInWords(report.Vocabulary{}))
			}
		}
	}
}

func TestALensSaysWhyAGroupIsEmpty(t *testing.T) {
	l, base := shelve(t)
	d := l.open(t, base+"/lenses/dfe-descriptors")
	const why = "No DfE descriptor stands beside this domain."
	wantIn(t, "the empty group", text(d.Find("#public-benefit-and-civic-duty .govuk-inset-text")), why)
	wantIn(t, "the chart", text(d.Find(".sf-chart")), why)
	wantIn(t, "the list", text(l.open(t, base+"/lenses").Find("main")), "Six groups, of which five hold statements of this round.")
}

func TestALensTellsGroupsApartWhereTheyAreShown(t *testing.T) {
	l, base := shelve(t)
	d := l.open(t, base+"/lenses/dfe-descriptors")
	chart := d.Find(".sf-chart")
	wantIn(t, "the chart", text(chart), "All together", "Trustees", "Executives", "left out: groups are not shown there.")
	wantIn(t, "the table", text(d.Find("details table")), "Workforce: trustees")
	w := l.send("GET", base+"/pictures/lens-dfe-descriptors.png", nil)
	if w.Code != http.StatusOK || !bytes.HasPrefix(w.Body.Bytes(), []byte("\x89PNG")) {
		t.Errorf("got status %d, want the chart as a picture", w.Code)
	}
	if w := l.send("GET", base+"/pictures/lens-made-up.png", nil); w.Code != http.StatusNotFound {
		t.Errorf("a lens that there is not: got status %d, want not found", w.Code)
	}
	if w := l.send("GET", base+"/lenses/made-up", nil); w.Code != http.StatusNotFound {
		t.Errorf("a lens that there is not: got status %d, want not found", w.Code)
	}
}

func TestTheChainIsShownAsAChain(t *testing.T) {
	l, base := shelve(t)
	id := l.rounds[0].ID
	whole := l.reports[id]
	lens, _ := whole.Lens(report.ChainLens)
	for _, c := range []struct {
		name   string
		breaks string
		found  insight.Kind
		states []string
	}{
		{"it breaks at a challenge", lens.Categories[1].ID, insight.Challenge, []string{
			"The chain holds here", "The chain breaks here", "Beyond where the chain breaks", "Beyond where the chain breaks",
		}},
		{"it can be followed so far", lens.Categories[2].ID, insight.NotYetKnown, []string{
			"The chain holds here", "The chain holds here", "The chain can be followed as far as here", "Beyond where the chain can be followed",
		}},
		{"the whole of it holds", "", insight.Strength, []string{
			"The chain holds here", "The chain holds here", "The chain holds here", "The chain holds here",
		}},
	} {
		r := whole
		r.Chain = &report.Chain{Lens: lens.ID, Breaks: c.breaks}
		r.Lenses = slices.Clone(r.Lenses)
		at := slices.IndexFunc(r.Lenses, func(l report.Lens) bool { return l.ID == lens.ID })
		r.Lenses[at].Categories = slices.Clone(r.Lenses[at].Categories)
		for i := range r.Lenses[at].Categories {
			if category := &r.Lenses[at].Categories[i]; category.ID == c.breaks {
				category.Findings = map[insight.Kind]int{c.found: 1}
			}
		}
		l.reports[id] = r
		d := l.open(t, base+"/lenses/"+lens.ID)
		if got := pieces(d.Find(".sf-chain__state")); !slices.Equal(got, c.states) {
			t.Errorf("%s: got %q, want %q", c.name, got, c.states)
		}
		if got := text(d.Find("#reason")); got == "" || got != r.ChainReason(report.Vocabulary{}, sevenDomainsLens(t, lens.ID)) {
			t.Errorf("%s: got %q, want the sentence of the report", c.name, got)
		}
	}
}

func TestLensesOfReportsThatShowLess(t *testing.T) {
	s := whole(t)
	t.Run("a withheld report says why", func(t *testing.T) {
		few := answered(t, insight.Counts{Points: []int{0, 0, 2, 1}}, nil)
		l := &library{}
		base := "/t/" + sample.TrustID + "/rounds/" + l.add("Pilot", 1, few.report, few.framework) + "/report"
		for _, path := range []string{"/lenses", "/lenses/culture"} {
			d := l.open(t, base+path)
			wantIn(t, path, text(d.Find("main")), "Fewer than five people sent in their own answers")
			if d.Find(".sf-chart, .sf-pill, .sf-lens").Length() > 0 {
				t.Errorf("%s: got something found, want nothing", path)
			}
		}
		if w := l.send("GET", base+"/pictures/lens-culture.png", nil); w.Code != http.StatusOK {
			t.Errorf("its picture: got status %d, want one that says why", w.Code)
		}
	})
	t.Run("a report of method 1 says what it lacks", func(t *testing.T) {
		old := s.report
		old.Method, old.Lenses, old.Chain = 1, nil, nil
		l := &library{}
		base := "/t/" + sample.TrustID + "/rounds/" + l.add("Old", 1, old, s.framework) + "/report"
		wantIn(t, "the list", text(l.open(t, base+"/lenses").Find("main")), "It was made before reports held lenses and the improvement chain.")
	})
	t.Run("a report without its words shows its figures", func(t *testing.T) {
		l := &library{}
		base := "/t/" + sample.TrustID + "/rounds/" + l.add("Wordless", 1, s.report, nil) + "/report"
		d := l.open(t, base+"/lenses/dfe-descriptors")
		wantIn(t, "the page", text(d.Find("main")), "The words that this round was asked in are no longer kept.", "School improvement")
		if d.Find(".sf-chart svg").Length() == 0 {
			t.Error("got no bars, want the figures")
		}
	})
}

func TestOnlyLeadershipIsSaidToBeNoAppraisal(t *testing.T) {
	l, base := shelve(t)
	for lens, want := range map[string]bool{"public-life": true, "culture": false} {
		got := strings.Contains(text(l.open(t, base+"/lenses/"+lens).Find(".sf-report__opening")), "is not for use in an appraisal")
		if got != want {
			t.Errorf("%s: got it said: %v, want %v", lens, got, want)
		}
	}
}
