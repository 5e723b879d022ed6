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

const overTime = "/t/" + sample.TrustID + "/over-time"

// changed is a report of the sample with its statements changed, the statement
// that a test gives back nothing for left out.
func changed(r report.Report, change func(report.Statement) (report.Statement, bool)) report.Report {
	var kept []report.Statement
	for _, s := range r.Statements {
		if s, ok := change(s); ok {
			kept = append(kept, s)
		}
	}
	r.Statements = kept
	return r
}

func same(s report.Statement) (report.Statement, bool) { return s, true }

func TestOneRoundSaysWhatToExpect(t *testing.T) {
	s := whole(t)
	few := answered(t, insight.Counts{Points: []int{0, 0, 2, 1}}, nil)
	for _, c := range []struct {
		name string
		fill func(*library)
		want []string
	}{
		{"none", func(*library) {}, []string{"No round has closed yet", "From the second report on"}},
		{"one", func(l *library) { l.add("Spring", 1, s.report, s.framework) }, []string{"There is one report so far", "From the second report on", "Spring"}},
		{"one withheld", func(l *library) { l.add("Pilot", 1, few.report, few.framework) }, []string{
			"No round could be shown so far", "Left out here. Fewer than five people",
		}},
		{"one, and one withheld", func(l *library) {
			l.add("Pilot", 1, few.report, few.framework)
			l.add("Spring", 2, s.report, s.framework)
		}, []string{"There is one report so far that shows what was found", "Left out here. Fewer than five people"}},
	} {
		l := &library{}
		c.fill(l)
		d := l.open(t, overTime)
		wantIn(t, c.name, text(d.Find("main")), c.want...)
		if d.Find(".sf-chart, .sf-times").Length() > 0 {
			t.Errorf("%s: got rounds side by side, want none", c.name)
		}
		if w := l.send("GET", overTime+"/picture.png", nil); w.Code != http.StatusOK || !bytes.HasPrefix(w.Body.Bytes(), []byte("\x89PNG")) {
			t.Errorf("%s: got status %d for the picture, want one", c.name, w.Code)
		}
	}
}

func TestRoundsStandSideBySide(t *testing.T) {
	s := whole(t)
	few := answered(t, insight.Counts{Points: []int{0, 0, 2, 1}}, nil)
	const kept, gone, reworded, added, replacing = "sg-starts-from-need", "sg-one-board", "sg-governs-as-trust", "wr-workload", "fo-roles-understood"
	then := changed(s.report, func(st report.Statement) (report.Statement, bool) {
		switch st.ID {
		case reworded:
			st.Wording = "other words"
		case replacing:
			st.ID = "fo-before"
		}
		return st, st.ID != added
	})
	is := changed(s.report, func(st report.Statement) (report.Statement, bool) {
		if st.ID == replacing {
			st.Replaces = "fo-before"
		}
		return st, st.ID != gone
	})
	l := &library{}
	l.add("Spring", 1, then, s.framework)
	l.add("Pilot", 2, few.report, few.framework)
	newest := l.add("Autumn", 3, is, s.framework)
	d := l.open(t, overTime)
	wantIn(t, "the page", text(d.Find("main")), "Two rounds side by side", "From Spring to Autumn", "one reworded, with its meaning kept",
		"one in place of one that meant something else", "one new", "One of those asked in the round before is gone.", "One round is left out")
	wantIn(t, "the table", text(d.Find("details table")), "1. Strategic governance: Spring", "1. Strategic governance: Autumn")
	if got := d.Find(".sf-chart tbody").Length(); got != 7 {
		t.Errorf("got %d domains in the chart, want seven", got)
	}
	if got := d.Find(".sf-chart tbody").First().Find("svg").Length(); got != 2 {
		t.Errorf("got %d bars of a domain, want one a round that is shown", got)
	}
	rows := map[string][]string{}
	d.Find(".sf-times tbody tr").Each(func(i int, _ *gq) {
		row := d.Find(".sf-times tbody tr").Eq(i)
		name := text(row.Find("th"))
		row.Find("td").Each(func(j int, _ *gq) { rows[name] = append(rows[name], text(row.Find("td").Eq(j))) })
	})
	for id, want := range map[string][]string{
		kept: {"", ""}, gone: {"", "No longer asked"}, reworded: {"", "Reworded, with its meaning kept"}, added: {"Not asked yet", "New"},
	} {
		cells := rows[s.textOf(id)]
		if len(cells) != 2 {
			t.Errorf("%s: got the rounds %q, want two", id, cells)
			continue
		}
		for i := range want {
			wantIn(t, id, cells[i], want[i])
		}
	}
	replaced, now := rows["The words of this statement are no longer kept"], ""
	for name, cells := range rows {
		if strings.HasPrefix(name, s.textOf(replacing)) {
			now = name + " " + strings.Join(cells, " ")
		}
	}
	wantIn(t, "the replacing statement", now, "In place of one that meant something else", "Not asked yet", "Replaced another")
	if !slices.ContainsFunc(replaced, func(c string) bool { return strings.Contains(c, "Replaced by another") }) {
		t.Errorf("got %q of the statement that was replaced, want that it was", replaced)
	}
	if d.Find(".sf-times td a[href^='/t/"+sample.TrustID+"/rounds/"+newest+"/report/domains/']").Length() == 0 {
		t.Error("got no finding that leads to its report, want each")
	}
	if got := d.Find(".sf-picture a").AttrOr("href", ""); got != overTime+"/picture.png" {
		t.Errorf("got the picture at %q, want it at this page", got)
	}
}

func TestAMoveIsSaidOfTheStatement(t *testing.T) {
	f := sevenDomains(t)
	low := answered(t, insight.Counts{Points: []int{5, 4, 0, 0}}, nil)
	high := answered(t, insight.Counts{Points: []int{0, 0, 4, 5}}, nil)
	l := &library{}
	l.add("Spring", 1, low.report, f)
	l.add("Autumn", 2, high.report, f)
	d := l.open(t, overTime)
	wantIn(t, "a statement", text(d.Find(".sf-times tbody tr").First()), "Significant challenge", "Significant strength Moved towards strength")
	wantIn(t, "what changed", text(d.Find(".sf-terms").First()), "all towards strength")
}

func TestRoundsOfAnotherQuestionnaireStandApart(t *testing.T) {
	s := whole(t)
	other := s.report
	other.Instrument = "culture-audit"
	l := &library{}
	culture := l.add("Culture", 1, other, s.framework)
	l.add("Spring", 2, s.report, s.framework)
	d := l.open(t, overTime)
	wantIn(t, "the page", text(d.Find("main")), "There is one report so far")
	// An address from before another questionnaire was asked still leads there.
	wantIn(t, "an earlier address", text(l.open(t, overTime+"?until="+culture).Find("main")), "Culture")
	if d.Find("a[href='"+overTime+"?questionnaire=culture-audit']").Length() != 1 {
		t.Error("got no way to the other questionnaire, want one")
	}
	wantIn(t, "the other", text(l.open(t, overTime+"?questionnaire=culture-audit").Find("main")), "Culture")
	if w := l.send("GET", overTime+"?questionnaire=made-up", nil); w.Code != http.StatusNotFound {
		t.Errorf("got status %d for one that was never asked, want not found", w.Code)
	}
}

func TestAnotherScaleIsNotDrawnBeside(t *testing.T) {
	s := whole(t)
	other := s.report
	other.Scale = "understanding"
	l := &library{}
	l.add("Spring", 1, other, s.framework)
	l.add("Autumn", 2, s.report, s.framework)
	d := l.open(t, overTime)
	wantIn(t, "the chart", text(d.Find(".sf-chart")), "Answered on another scale")
	wantIn(t, "what changed", text(d.Find(".sf-terms").First()), "answered on another scale, so views are not compared")
	if strings.Contains(text(d.Find(".sf-times")), "Moved") {
		t.Error("got statements moved over two scales, want none")
	}
}

func TestWhereNotKnowingIsNoAnswerNothingStandsAtTheSideOfABar(t *testing.T) {
	f := sevenDomains(t)
	s := answered(t, insight.Counts{Points: []int{10}}, func(in *report.Input) {
		in.Instrument, _ = f.Instrument("rapid-audit")
		in.Asked = nil
		for i := range in.Responses {
			in.Responses[i].Answers = nil
		}
		for _, st := range f.Items(in.Instrument) {
			in.Asked = append(in.Asked, st.ID)
			for i := range in.Responses {
				in.Responses[i].Answers = append(in.Responses[i].Answers, report.Answer{Statement: st.ID, Position: 1 + i%5})
			}
		}
	})
	l := &library{}
	l.add("Spring", 1, s.report, f)
	l.add("Autumn", 2, s.report, f)
	d := l.open(t, overTime)
	if got := text(d.Find(".sf-key")); got != "new to me heard of it understand the outline can ask questions could explain it" {
		t.Errorf("got the key %q, want the five points", got)
	}
	if d.Find(".sf-chart svg").Length() == 0 || d.Find(".sf-chart [stroke-dasharray]").Length() > 0 {
		t.Errorf("got %d bars, and %d boxes at their sides, want bars alone", d.Find(".sf-chart svg").Length(), d.Find(".sf-chart [stroke-dasharray]").Length())
	}
}

func TestOldAndWordlessReportsStandSideBySide(t *testing.T) {
	s := whole(t)
	old := changed(s.report, func(st report.Statement) (report.Statement, bool) {
		st.Wording, st.Groups = "", nil
		return same(st)
	})
	old.Method, old.Lenses, old.Chain, old.ShownGroups, old.Scale = 1, nil, nil, nil, ""
	l := &library{}
	l.add("Old", 1, old, nil)
	l.add("Spring", 2, s.report, s.framework)
	wantIn(t, "the page", text(l.open(t, overTime).Find("main")), "Two rounds side by side", "can’t be told: the words of the round before are no longer kept")
}

func TestThreeRoundsStandSideBySideAtOnce(t *testing.T) {
	s := whole(t)
	l := &library{}
	var ids []string
	for i, title := range []string{"First", "Second", "Third", "Fourth", "Fifth"} {
		ids = append(ids, l.add(title, i+1, s.report, s.framework))
	}
	d := l.open(t, overTime)
	wantIn(t, "the page", text(d.Find(".sf-lead")), "Three of five rounds side by side")
	if got := text(d.Find(".sf-times thead").First()); got != "Statement Third Fourth Fifth" {
		t.Errorf("got %q, want the last three", got)
	}
	if got := d.Find(".sf-pages a[rel=prev]").AttrOr("href", ""); got != overTime+"?until="+ids[3] || d.Find(".sf-pages a[rel=next]").Length() != 0 {
		t.Errorf("got %q before and %d after, want one before and none after", got, d.Find(".sf-pages a[rel=next]").Length())
	}
	d = l.open(t, overTime+"?until="+ids[2])
	if got := text(d.Find(".sf-times thead").First()); got != "Statement First Second Third" {
		t.Errorf("got %q, want the first three", got)
	}
	if got := d.Find(".sf-pages a[rel=next]").AttrOr("href", ""); got != overTime+"?until="+ids[3] || d.Find(".sf-pages a[rel=prev]").Length() != 0 {
		t.Errorf("got %q after and %d before, want one after and none before", got, d.Find(".sf-pages a[rel=prev]").Length())
	}
	if got := d.Find(".sf-picture a").AttrOr("href", ""); got != overTime+"/picture.png?until="+ids[2] {
		t.Errorf("got the picture at %q, want that of these rounds", got)
	}
	if got := text(l.open(t, overTime+"?until="+ids[0]).Find(".sf-times thead").First()); got != "Statement First Second Third" {
		t.Errorf("got %q until the first, want the first three", got)
	}
	if w := l.send("GET", overTime+"?until=made-up", nil); w.Code != http.StatusNotFound {
		t.Errorf("got status %d for a round that there is not, want not found", w.Code)
	}
}
