package reports

import (
	"slices"

	"sevenfold/internal/insight"
	"sevenfold/internal/report"
	"sevenfold/web/component"
)

// sinceView is what changed since the round before: views, people and questions
// told apart.
type sinceView struct {
	Lines     []string // of the two rounds; alone where nothing is compared
	Terms     []termView
	Moved     cardView
	Chart     togetherView
	Asked     []cardView // of a domain: what was asked otherwise
	Otherwise cardView   // of a domain: found otherwise, though the answers lie near
}

const sinceTitle = "What moved since last time"

// notCompared says why there is nothing to say of the round before; empty where
// there is something.
func (g reading) notCompared() string {
	switch {
	case g.report.Since != nil:
		return ""
	case g.report.Method < 2:
		return "This report was made before rounds were compared with the one before."
	default:
		return "There is no earlier round to compare this one with. The next round can be compared with it."
	}
}

// thenAndThis says which two rounds are compared.
func (g reading) thenAndThis() string {
	return "Then is the round that closed on " + component.Date(g.report.Since.ClosedAt) + "; now is this one."
}

// since is what changed in the whole trust.
func (g reading) since() sinceView {
	if reason := g.notCompared(); reason != "" {
		return sinceView{Lines: []string{reason}}
	}
	s := *g.report.Since
	v := sinceView{
		Lines: []string{g.thenAndThis()},
		Terms: []termView{
			{Term: "Views", Text: s.ViewsReason()},
			{Term: "People", Text: s.PeopleReason()},
			{Term: "Questions", Text: s.Questions.Reason()},
		},
	}
	if s.Unlike != "" {
		return v
	}
	v.Moved = cardView{Title: "Statements that moved", Empty: nothingMoved}
	v.Moved.Items, v.Moved.Lead = firstOf(g.changes(s.Moved))
	figure := g.sinceFigure()
	var paths []string
	for _, d := range g.report.Domains {
		paths = append(paths, g.domainPath(d.ID)+"#since")
	}
	v.Chart = g.together(sincePicture, figure, paths)
	return v
}

const nothingMoved = "A statement is said to have moved where its finding changed and the answers lie far apart. None did."

// changes are statements with what they were found as then, and are now.
func (g reading) changes(ids []string) []itemView {
	var items []itemView
	for _, id := range ids {
		s, _ := g.report.Statement(id)
		change, _ := g.report.Since.Change(id)
		for _, item := range g.items([]string{id}) {
			item.Why = change.Reason(s)
			items = append(items, item)
		}
	}
	return items
}

// moved are the statements of a domain whose answers moved, in the order of the page.
func (g reading) moved(d report.Domain) []report.Statement {
	return g.changed(d, func(c report.Change) bool { return c.Moved != insight.DidNotMove })
}

// changed are those statements of a domain, asked in both rounds and compared,
// of whose change something holds.
func (g reading) changed(d report.Domain, holds func(report.Change) bool) []report.Statement {
	since := g.report.Since
	if since == nil || since.Unlike != "" {
		return nil
	}
	return g.statementsWith(d, func(s report.Statement) bool {
		c, asked := since.Change(s.ID)
		return asked && holds(c)
	})
}

// domainSince is what changed in one domain.
func (g reading) domainSince(d report.Domain) sinceView {
	switch reason := g.notCompared(); {
	case reason != "":
		return sinceView{Lines: []string{reason}}
	case g.report.Since.Unlike != "":
		return sinceView{Lines: []string{g.report.Since.ViewsReason()}}
	}
	v := sinceView{Lines: []string{g.thenAndThis()}, Asked: g.askedOtherwise(d)}
	moved := g.moved(d)
	var paths []string
	for _, s := range moved {
		paths = append(paths, "#"+s.ID)
	}
	v.Chart = g.together(domainSincePicture+d.ID, g.movedFigure(d), paths)
	for i, s := range moved {
		change, _ := g.report.Since.Change(s.ID)
		v.Chart.Parts[i].Note = change.Reason(s)
	}
	otherwise := g.statementsWith(d, func(s report.Statement) bool {
		c, asked := g.report.Since.Change(s.ID)
		return asked && c.Moved == insight.DidNotMove && c.Finding != s.Finding
	})
	if len(moved) == 0 {
		v.Lines = append(v.Lines, "No statement of this domain moved far enough to say so.")
	}
	if len(otherwise) > 0 {
		v.Otherwise = cardView{Title: "Found otherwise, and not said to have moved", Items: g.changes(idsOf(otherwise))}
	}
	return v
}

// askedOtherwise are those statements of a domain that the round before did not
// ask, or not in these words.
func (g reading) askedOtherwise(d report.Domain) []cardView {
	q := g.report.Since.Questions
	var replaced []string
	for _, r := range q.Replaced {
		replaced = append(replaced, r.Now)
	}
	var cards []cardView
	for _, part := range []struct {
		title string
		ids   []string
	}{
		{"New in this round", q.Added},
		{"In place of a statement that meant something else", replaced},
		{"Reworded, with the same meaning", q.Reworded},
	} {
		here := g.statementsWith(d, func(s report.Statement) bool { return slices.Contains(part.ids, s.ID) })
		if len(here) == 0 {
			continue
		}
		card := cardView{Title: part.title}
		for _, s := range here {
			card.Items = append(card.Items, itemView{Text: g.words.statement(s.ID).Text, Path: "#" + s.ID})
		}
		cards = append(cards, card)
	}
	return cards
}

func idsOf(all []report.Statement) []string {
	ids := make([]string, len(all))
	for i, s := range all {
		ids[i] = s.ID
	}
	return ids
}
