package reports

import (
	"sevenfold/internal/reading"
	"sevenfold/internal/report"
)

// sinceView is what changed since the round before: views, people and questions
// told apart.
type sinceView struct {
	Lines     []string // of the two rounds; alone where nothing is compared
	Terms     []reading.Term
	Moved     cardView
	Chart     togetherView
	Asked     []cardView // of a domain: what was asked otherwise
	Otherwise cardView   // of a domain: found otherwise, though the answers lie near
}

const sinceTitle = "What moved since last time"

// since is what changed in the whole trust.
func (g reader) since() sinceView {
	if reason := g.NotCompared(); reason != "" {
		return sinceView{Lines: []string{reason}}
	}
	v := sinceView{Lines: []string{g.ThenAndThis()}, Terms: g.SinceTerms()}
	if !g.Compared() {
		return v
	}
	if moved := g.Report.Since.Moved; len(moved) > 0 {
		v.Moved = firstOf(g.card(reading.List{Title: "Statements that moved", Items: g.Changes(moved)}, ""))
	}
	var paths []string
	for _, d := range g.Report.Domains {
		paths = append(paths, g.domainPath(d.ID)+"#since")
	}
	v.Chart = g.together(sincePicture, g.SinceFigure(), paths)
	return v
}

// domainSince is what changed in one domain.
func (g reader) domainSince(d report.Domain) sinceView {
	v := sinceView{Lines: g.DomainSince(d)}
	if !g.Compared() {
		return v
	}
	for _, list := range g.AskedOtherwise(d) {
		v.Asked = append(v.Asked, cardView{list, "", here})
	}
	v.Otherwise = g.card(g.FoundOtherwise(d), "")
	moved := g.Moved(d)
	var paths []string
	for _, s := range moved {
		paths = append(paths, "#"+s.ID)
	}
	v.Chart = g.together(domainSincePicture+d.ID, g.MovedFigure(d), paths)
	for i, s := range moved {
		change, _ := g.Report.Since.Change(s.ID)
		v.Chart.Parts[i].Note = change.Reason(g.Words.Vocabulary, s)
	}
	return v
}
