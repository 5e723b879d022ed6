package reports

import (
	"net/url"

	"sevenfold/internal/action"
	"sevenfold/internal/evidence"
	"sevenfold/internal/identity"
	"sevenfold/internal/insight"
	"sevenfold/internal/report"
	"sevenfold/web/component"
)

// besideView is what the trust can point to for a statement, and what it does
// about it: today's, beside the figures of a report that never change.
type besideView struct {
	Evidence    string
	EvidenceAdd linkView
	Pieces      []linkView
	Actions     []actionLineView
	ActionAdd   linkView
}

// actionLineView is an action for a statement: what, and how far.
type actionLineView struct {
	Link  linkView
	State string
}

// besides is what stands beside the findings of a report, by statement.
type besides struct {
	evidence map[string][]evidence.Evidence
	actions  map[string][]action.Action
}

// addBeside puts it beside the findings of a domain, for whoever may read it.
func (g reader) addBeside(findings []findingView, b besides) {
	for i := range findings {
		s, _ := g.Report.Statement(findings[i].ID)
		findings[i].Beside = g.beside(s, b)
	}
}

func (g reader) beside(s report.Statement, b besides) besideView {
	var v besideView
	if g.viewer.May(identity.ReadEvidence) {
		for _, e := range b.evidence[s.ID] {
			if e.Stands() {
				v.Pieces = append(v.Pieces, linkView{e.Title, g.trustPath("/evidence/" + e.ID)})
			}
		}
		if p := s.Positions; p != nil && s.Counts != nil && evidence.NothingToPointTo(s.Counts.Placed, p.Evidence, b.evidence[s.ID]) {
			v.Evidence = evidence.NothingYet
		}
		if g.viewer.May(identity.EnterEvidence) {
			v.EvidenceAdd = linkView{"Name evidence", g.trustPath("/evidence/new?for=" + url.QueryEscape(s.ID))}
		}
	}
	if g.viewer.May(identity.ReadActions) {
		for _, a := range b.actions[s.ID] {
			v.Actions = append(v.Actions, actionLineView{linkView{a.Title, g.trustPath("/actions/" + a.ID)}, a.State.Title()})
		}
		if g.viewer.May(identity.RunActions) && asksForAction(s.Finding) {
			v.ActionAdd = linkView{"Add an action", g.trustPath("/actions/new?" + url.Values{"round": {g.Round.ID}, "for": {s.ID}}.Encode())}
		}
	}
	return v
}

// asksForAction tells whether a finding is one that a trust does something about.
func asksForAction(k insight.Kind) bool {
	return k == insight.Challenge || k == insight.ViewsDiffer || k == insight.NotYetKnown
}

func (g reader) trustPath(rest string) string { return "/t/" + g.viewer.TrustID + rest }

// pointed says in a line how many things a statement's evidence is.
func (v besideView) pointed() string {
	switch n := len(v.Pieces); n {
	case 0:
		return v.Evidence
	default:
		return "The trust can point to " + component.Count(n, "thing", "things") + ":"
	}
}
