package boardpack_test

import (
	"slices"
	"testing"
	"time"

	"sevenfold"
	"sevenfold/internal/action"
	"sevenfold/internal/audit"
	"sevenfold/internal/boardpack"
	"sevenfold/internal/conversation"
	"sevenfold/internal/evidence"
	"sevenfold/internal/framework"
	"sevenfold/internal/report"
	"sevenfold/internal/sample"
	"sevenfold/internal/trust"
)

// sevenDomains is the framework that the program brings with it.
func sevenDomains(t testing.TB) *framework.Framework {
	t.Helper()
	f, err := framework.Load("domains.yaml", sevenfold.Domains)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// turned are statements that everybody answered the other way round a year before.
var turned = []string{"sg-one-board", "sg-governs-as-trust", "wr-workload"}

// full is a pack's material with everything in it: every finding, two groups, a
// round before, agreed views, actions and evidence.
func full(t testing.TB) boardpack.Material {
	t.Helper()
	f := sevenDomains(t)
	q, err := audit.NewQuestionnaire(f, sample.MainInstrument)
	if err != nil {
		t.Fatal(err)
	}
	plan := sample.Plans(sample.Today)[1]
	was, is := plan.Input(q), plan.Input(q)
	was.ClosedAt = was.ClosedAt.AddDate(-1, 0, 0)
	for _, r := range was.Responses {
		for i, a := range r.Answers {
			if a.Position > 0 && slices.Contains(turned, a.Statement) {
				r.Answers[i].Position = 5 - a.Position
			}
		}
	}
	is.Earlier = &report.Earlier{
		Round: sample.PersonID, Report: compute(t, was), Framework: f,
		Returned: &report.Returned{Both: 9, BothCounting: 9, OnlyThenCounting: 5, OnlyNowCounting: 5},
	}
	return materialOf(t, compute(t, is), f)
}

// little is a round that closed with too few answers: all of it is withheld.
func little(t testing.TB) boardpack.Material {
	t.Helper()
	f := sevenDomains(t)
	r, err := sample.PilotReport(f)
	if err != nil {
		t.Fatal(err)
	}
	return materialOf(t, r, f)
}

func compute(t testing.TB, in report.Input) report.Report {
	t.Helper()
	r, err := report.Compute(in)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func materialOf(t testing.TB, r report.Report, f *framework.Framework) boardpack.Material {
	t.Helper()
	hash, err := report.Hash(r)
	if err != nil {
		t.Fatal(err)
	}
	round := sample.Round(sample.Closed, func(round *audit.Round) {
		round.Title, round.ClosesAt, round.ClosedAt = "Spring 2026 audit", r.ClosedAt, &r.ClosedAt
	})
	m := boardpack.Material{Trust: sample.TrustName, Round: round, Report: r, Hash: hash, Framework: f, Actions: actions(), Evidence: pieces()}
	recorded := time.Date(2027, time.January, 14, 18, 30, 0, 0, time.UTC)
	for _, v := range sample.Agreed {
		m.Views = slices.DeleteFunc(m.Views, func(other conversation.View) bool { return other.Statement == v.Statement })
		v.Revision, v.By, v.At = 1, "Ruth Mallory", recorded
		m.Views = append(m.Views, v)
	}
	m.Benefit = conversation.Paragraph{Text: "Our trust lends a teacher to a school of another trust.\n\nIt opens its halls.", Revision: 2, By: "Ruth Mallory", At: recorded}
	return m
}

func actions() []action.Action {
	found := func(ids ...string) []action.Finding {
		var all []action.Finding
		for _, id := range ids {
			all = append(all, action.Finding{RoundID: sample.RoundID, Statement: id})
		}
		return all
	}
	since := time.Date(2027, time.January, 20, 9, 0, 0, 0, time.UTC)
	return []action.Action{
		{
			ID: "a1", Title: "Bring what four of our primaries do to three more schools", Words: "A day a week until the summer.", OwnerName: "Kwame Boateng",
			DueOn: trust.Day(2027, time.July, 9), State: action.UnderWay, StateAt: since, For: found("ie-gap-disadvantage"),
		},
		{
			ID: "a2", Title: "Name who would stand in for each executive for a term", OwnerName: "Alison Prentice", OwnerLeft: true,
			DueOn: trust.Day(2027, time.March, 4), State: action.Planned, StateAt: since, For: found("el-succession", "el-reasons-shared"),
		},
		{
			ID: "a3", Title: "Start a second writing project", OwnerName: "Imran Sheikh", DueOn: trust.Day(2027, time.May, 3), State: action.Dropped,
			StateAt: since, Reason: "Nothing new until the first is alive in every school.", For: found("si-implementation"),
		},
		{ID: "a4", Title: "Renew the policy on working alone", OwnerName: "Lowri Pritchard", DueOn: trust.Day(2027, time.February, 1), State: action.Done, StateAt: since},
	}
}

func pieces() []evidence.Evidence {
	ended := time.Date(2027, time.January, 20, 9, 0, 0, 0, time.UTC)
	return []evidence.Evidence{
		{
			ID: "e1", Title: "Outside review of safeguarding", Kind: evidence.Review, DatedOn: trust.Day(2026, time.October, 2), Keeper: "The safeguarding lead",
			Link: "https://papers.example/safeguarding.pdf", Statements: []string{"ie-safety-known"},
		},
		{
			ID: "e2", Title: "Report of the external auditors", Kind: evidence.Review, DatedOn: trust.Day(2026, time.September, 11), Place: "Board portal, item 6",
			Link: "https://papers.example/auditors.pdf", KeeperID: "p1", KeeperName: "Imran Sheikh", Statements: []string{"el-leads-finance", "fo-reserves"},
		},
		{ID: "e3", Title: "What the parents’ forum said", Kind: evidence.Visit, DatedOn: trust.Day(2026, time.November, 5), Place: "Board portal", Statements: []string{"pb-heard"}},
		{ID: "e4", Title: "Old scheme of delegation", Kind: evidence.Policy, DatedOn: trust.Day(2024, time.June, 1), Place: "Archive", EndedAt: &ended, Statements: []string{"sg-local-mandate"}},
		{ID: "e5", Title: "Calendar of the year", Kind: evidence.Other, DatedOn: trust.Day(2026, time.August, 30), Place: "Office"},
		{ID: "e6", Title: "Survey of long ago", Kind: evidence.Data, DatedOn: trust.Day(2023, time.March, 1), Place: "Shelf", Statements: []string{"xx-gone"}},
	}
}

// everything chooses all the sections, for a meeting.
func everything() boardpack.Choice {
	return boardpack.Choice{
		Sections: boardpack.Sections, Trust: "Example Learning Trust", Meeting: "Board of trustees", AgendaItem: "7: Our strengths and challenges",
		Date: trust.Day(2027, time.March, 4), Marking: "Confidential",
	}
}
