package reading

import (
	"strconv"

	"sevenfold/internal/insight"
	"sevenfold/internal/report"
)

// notAnAppraisal is said before anything else of what respondents found looking
// at their own work.
const notAnAppraisal = "This describes our organisation. It is not about any one person, and is not for use in an appraisal."

// Opening is what is said before anything else of a domain; mostly nothing.
func (g Reading) Opening(d report.Domain) string {
	if notice := g.Words.Framework.Notice(d.ID); notice != "" || !g.Words.reflection {
		return notice
	}
	return notAnAppraisal
}

// Finding is one statement with what was found of it.
type Finding struct {
	ID, Title  string // the title is the name of what was found
	Own        string // whose it is, where the trust added it
	Text, Why  string
	Remarks    []string
	Groups     []string // how two groups see it differently
	Since      string   // what it was found as before, where it moved
	Aside      string   // how many placed it, and how many did not
	Basis      []Fact   // how those who placed it know
	NotesTitle string
	Notes      []string // in quotation marks
	TakenOut   string   // that notes were taken out here
	AskTitle   string   // what stands above the next
	Ask        string   // how the trust could know
	Explore    string   // publications to go on with, at what is a challenge or not yet known
}

// askTitle stands above where to look: a questionnaire that does not ask how
// people know does not ask it here either.
func (g Reading) askTitle() string {
	if g.Report.BasisAsked {
		return "How could we know?"
	}
	return "Where to look"
}

// Finding says all that is shown of one statement.
func (g Reading) Finding(s report.Statement) Finding {
	words := g.Words.Statement(s.ID)
	v := Finding{
		ID: s.ID, Text: words.Text, AskTitle: g.askTitle(), Ask: words.Ask,
		Title: g.Words.Vocabulary.Title(s.Finding, s.Significant),
		Why:   g.Report.Reason(g.Words.Vocabulary, s), Remarks: s.Remarks(),
		Basis: g.known(s.Positions, strconv.Itoa), TakenOut: s.NotesTakenOutReason(),
	}
	if s.Finding == insight.Challenge || s.Finding == insight.NotYetKnown {
		v.Explore = g.explore(s.Element)
	}
	if s.Own {
		v.Own = Own
	}
	for _, d := range g.Report.SeenDifferently {
		if d.Statement == s.ID {
			v.Groups = append(v.Groups, "Groups see this differently. "+g.Report.DifferenceReason(g.Words.Vocabulary, d))
		}
	}
	if since := g.Report.Since; since != nil {
		if change, asked := since.Change(s.ID); asked && change.Moved != insight.DidNotMove {
			v.Since = change.Reason(g.Words.Vocabulary, s)
		}
	}
	if s.Counts != nil {
		v.Aside = g.counted(*s.Counts)
	}
	for _, note := range s.Notes {
		v.Notes = append(v.Notes, "“"+note+"”")
	}
	switch n := len(s.Notes); n {
	case 0:
	case 1:
		v.NotesTitle = "A note"
	default:
		v.NotesTitle = Capital(report.Number(n)) + " notes"
	}
	return v
}
