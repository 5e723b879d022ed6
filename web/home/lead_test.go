package home

import (
	"fmt"
	"strings"
	"testing"

	"sevenfold/internal/audit"
	"sevenfold/internal/insight"
	"sevenfold/internal/report"
	"sevenfold/internal/trust"
)

// twoDomains is a report of three statements, of which one moved.
func twoDomains() *report.Report {
	return &report.Report{
		Method: report.Method, Minimum: 5, Submitted: 9,
		Domains: []report.Domain{
			{ID: "one", Sum: report.Sum{
				Statements: []string{"a", "b"}, Findings: map[insight.Kind]int{insight.Strength: 1, insight.ViewsDiffer: 1},
			}},
			{ID: "two", Sum: report.Sum{Statements: []string{"c"}, Findings: map[insight.Kind]int{insight.NotYetKnown: 1}}},
		},
		Since: &report.Since{
			Moved: []string{"b"}, Changes: []report.Change{{Statement: "b", Moved: insight.TowardsStrength}},
			People: &report.People{Both: 9},
		},
	}
}

func TestThoseWhoLeadComeHomeToTheDomains(t *testing.T) {
	path := "/t/" + trustID + "/rounds/" + roundID + "/report"
	for _, role := range []trust.Role{trust.ChiefExecutive, trust.Executive} {
		_, doc := visit(t, Pages{Store: &memory{rounds: []audit.Round{round(audit.Closed)}, report: twoDomains()}}, in(role), "/t/"+trustID)
		want := "1. Strategic governance Two statements: one strength and views differ at one. One statement moved since the round before. " +
			"2. Finance One statement: not yet known."
		if got := text(doc, "#domains"); got != want {
			t.Errorf("%s: got %q, want %q", role, got, want)
		}
		var got []string
		for _, a := range doc.Find("section[aria-labelledby=last-round] a").EachIter() {
			got = append(got, a.AttrOr("href", ""))
		}
		links := []string{path + "/domains/one", path + "/domains/two", path, path + "#since", "/t/" + trustID + "/over-time"}
		if fmt.Sprint(got) != fmt.Sprint(links) {
			t.Errorf("%s: got the links %q, want %q", role, got, links)
		}
		if all := text(doc, "main"); !strings.Contains(all, "One statement moved, towards strength.") || !strings.Contains(all, "The same nine people took part in both rounds.") {
			t.Errorf("%s: got %q, want what moved, and who answered", role, all)
		}
	}
}

func TestOthersKeepTheirHome(t *testing.T) {
	for _, role := range []trust.Role{trust.Trustee, trust.Chair, trust.GovernanceProfessional, trust.LocalGovernor, trust.Member} {
		store := &memory{rounds: []audit.Round{round(audit.Closed)}, report: twoDomains()}
		if _, doc := visit(t, Pages{Store: store}, in(role), "/t/"+trustID); doc.Find("#last-round, #running").Length() > 0 {
			t.Errorf("%s: got the home of those who lead, want their own", role)
		}
	}
}

func TestTheHomeOfThoseWhoLeadSaysWhatItLacks(t *testing.T) {
	withheld := &report.Report{Method: report.Method, Minimum: 5, Withheld: true, Domains: twoDomains().Domains}
	first := twoDomains()
	first.Since = nil
	for _, c := range []struct {
		name       string
		store      memory
		want, none string
	}{
		{"no round has closed", memory{rounds: []audit.Round{round(audit.Draft)}}, "Nothing waits for you here now.", "The last round"},
		{"a closed round has no report", memory{rounds: []audit.Round{round(audit.Closed)}}, "Reports", "The last round"},
		{"the last round is withheld", memory{rounds: []audit.Round{round(audit.Closed)}, report: withheld}, "Fewer than five people sent in their own answers", "Finance"},
		{"a first report", memory{rounds: []audit.Round{round(audit.Closed)}, report: first}, "2. Finance", "What moved"},
		{"words that are no longer kept", memory{rounds: []audit.Round{round(audit.Closed)}, report: first, wordless: true}, "Domain 2 One statement", "Finance"},
		{"a round in progress that they answered", memory{
			rounds: []audit.Round{round(audit.Open)}, invitations: invited(round(audit.Open), audit.Submitted),
		}, "Answers are taken until the end of Friday 27 November 2026. Nothing about them is shown before the round closes.", "You are not among"},
		{"a round in progress that they were not invited to", memory{rounds: []audit.Round{round(audit.Open)}}, "You are not among those who were invited to answer it.", "Waiting"},
		{"a round in progress that waits for them", memory{
			rounds: []audit.Round{round(audit.Open)}, invitations: invited(round(audit.Open), audit.NotStarted),
		}, "Waiting for you", "In progress"},
	} {
		_, doc := visit(t, Pages{Store: &c.store}, in(trust.ChiefExecutive), "/t/"+trustID)
		if got := text(doc, "main"); !strings.Contains(got, c.want) || strings.Contains(got, c.none) {
			t.Errorf("%s: got %q, want %q in it and %q not", c.name, got, c.want, c.none)
		}
	}
}
