package reports

import (
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"sevenfold/internal/chart"
	"sevenfold/internal/identity"
	"sevenfold/internal/insight"
	"sevenfold/internal/trust"
	"sevenfold/web/component"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

type glanceView struct {
	Layout       layout.View
	Title        string
	Lead         string
	Facts        []factView
	Withheld     []string
	NoWords      string
	Contents     []linkView
	ChartTitle   string
	Bars         []barView
	Key          []component.KeyView
	Picture      pictureView
	ChartNotes   []string
	Figures      tableView
	Most         []cardView
	Talk         []cardView
	Further      []cardView
	SmallNumbers string
	Since        sinceView
	Threads      []threadView
	Conversation []string
	Talked       linkView // to the board's conversation
	ReadOn       []linkView
	Lenses       []linkView
	Lacks        []string
	TakenOut     string // that notes were taken out of the report
	Method       linkView
}

// barView is the row of a domain in the profile.
type barView struct {
	Title, Path string
	Bar         string // a picture; empty where no positions may be shown
	Instead     string // what is said in its place
	LeftOut     string
}

// cardView is a list of statements; Empty stands in for it where there are none.
type cardView struct {
	Title, Kind, Lead string
	Ordered           bool
	Items             []itemView
	Empty             string
	Note              string // below the list, or what stands in for it
}

type itemView struct{ Text, Path, Why, Domain string }

// ShowGlance shows a report on one page: who answered, where each domain
// stands, and what is most worth talking about.
func (p Pages) ShowGlance(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	g, err := p.read(r, viewer)
	if err != nil {
		return err
	}
	if err := p.Store.ReportRead(r.Context(), viewer.TrustID, g.round.ID, viewer.PersonID, p.Now()); err != nil {
		// The report is worth reading, also where it will be called new once more.
		slog.WarnContext(r.Context(), "a report that was read stays new to its reader", "round", g.round.ID, "error", err)
	}
	return page.Render(w, r, http.StatusOK, glancePage(g.glance()))
}

func (g reading) glance() glanceView {
	v := glanceView{
		Layout: g.layout(title), Title: title, Facts: g.answered(), Talked: g.talked(), Method: linkView{howFound, g.path("/method")},
		Lead:     "This round has closed. So that nobody’s answers can be worked out, none of them is shown.",
		Withheld: g.withheld(), NoWords: g.words.missing(),
	}
	if g.report.Withheld {
		return v
	}
	v.Lead = "What " + component.Count(g.report.Submitted, "person sees", "people see") +
		" of this trust, side by side. It shows where to look and what to talk about. It is not a score."
	v.ChartTitle = "The " + component.Count(len(g.report.Domains), "domain", "domains")
	v.Bars, v.Key, v.ChartNotes, v.Figures = g.profile(), g.key(), g.profileNotes(), g.domainFigures()
	v.Picture = g.pictureOf(profilePicture, v.ChartTitle)
	if !slices.ContainsFunc(v.Bars, func(b barView) bool { return b.Bar != "" }) {
		v.Key = nil
	}
	v.SmallNumbers = g.report.SmallNumbers()
	v.Most = []cardView{g.strengths(), g.challenges()}
	v.Talk = []cardView{g.viewsDiffer(), g.notYetKnown()}
	v.Further = g.further()
	v.Since = g.since()
	v.Threads = g.threads()
	v.Conversation = g.conversation()
	v.ReadOn = g.readOn()
	v.Lenses, v.Lacks, v.TakenOut = g.lenses(), g.report.Lacks(), g.report.NotesTakenOutReason()
	v.Contents = v.contents()
	return v
}

// contents lead to the parts of the page, in its order.
func (v glanceView) contents() []linkView {
	all := []linkView{
		{v.ChartTitle, "#domains"},
		{significantTitle, "#significant"},
		{togetherTitle, "#together"},
		{sinceTitle, "#since"},
	}
	if len(v.Threads) > 0 {
		all = append(all, linkView{threadsTitle, "#threads"})
	}
	return append(all, linkView{conversationTitle, "#conversation"}, linkView{readOnTitle, "#read-on"})
}

// The titles of the page's parts.
const (
	significantTitle  = "Most significant"
	togetherTitle     = "To look into together"
	threadsTitle      = "What runs through the domains"
	conversationTitle = "For the board’s conversation"
	readOnTitle       = "Read on"
	overTimeTitle     = "The trust over time"
	howFound          = "How this was found, what is withheld, and where it comes from"
)

// readOn leads on to what the viewer may read, or do, besides.
func (g reading) readOn() []linkView {
	links := []linkView{{overviewTitle, g.path("/overview")}}
	if g.viewer.May(identity.ReadReports) {
		links = append(links, linkView{overTimeTitle, g.overTimePath()})
	}
	if g.viewer.May(identity.ReadActions) {
		links = append(links, linkView{"What became of the challenges", g.path("/actions")})
	}
	if g.viewer.May(identity.TakeOutNotes) {
		links = append(links, linkView{notesTitle, g.path("/notes")})
	}
	return links
}

// overTimePath leads to the rounds side by side, which belong to no one of them.
func (g reading) overTimePath() string { return "/t/" + g.viewer.TrustID + "/over-time" }

// answered tells in numbers who answered, and how much they were asked.
func (g reading) answered() []factView {
	facts := []factView{{outOf(g.report.Submitted, g.invited()), "answered"}}
	for _, group := range g.report.Groups {
		if group.Invited > 0 {
			facts = append(facts, factView{outOf(group.Submitted, group.Invited), within(trust.Group(group.ID).Title())})
		}
	}
	if n := g.report.EnteredByOther; n > 0 {
		facts = append(facts, factView{strconv.Itoa(n), "typed in from paper"})
	}
	asked := len(g.report.Statements)
	name := "statements, in " + component.Count(len(g.report.Domains), "domain", "domains")
	if asked == 1 {
		name = "statement"
	}
	return append(facts, factView{strconv.Itoa(asked), name})
}

func outOf(part, whole int) string { return fmt.Sprintf("%d of %d", part, whole) }

// profileFigure has a bar for each domain: shares of what was placed in it.
func (g reading) profileFigure() chart.Figure {
	f := g.figure("The " + component.Count(len(g.report.Domains), "domain", "domains"))
	f.Shares = true
	part := chart.Part{}
	for _, d := range g.report.Domains {
		row := chart.Row{ID: "bar-" + d.ID, Title: g.domainTitle(d.ID)}
		if d.Positions == nil || d.Positions.Placed() == 0 {
			row.Instead = component.Capital(leftOut(d)) + "."
		} else {
			row = g.bar(d.ID, row.Title, *d.Counts, *d.Positions)
		}
		part.Rows = append(part.Rows, row)
	}
	f.Parts = []chart.Part{part}
	return f
}

func (g reading) profile() []barView {
	f := g.profileFigure()
	pictures := f.Bars()[0]
	bars := make([]barView, len(pictures))
	for i, d := range g.report.Domains {
		row := f.Parts[0].Rows[i]
		bars[i] = barView{Title: row.Title, Path: g.domainPath(d.ID), Bar: pictures[i], Instead: row.Instead}
		if row.Instead == "" {
			bars[i].LeftOut = leftOut(d)
		}
	}
	return bars
}

func (g reading) profileNotes() []string {
	notes := []string{
		"A bar shows, of the answers that were placed in a domain, which share stands where. The box at its side shows which share of those " +
			"to whom the statements apply do not know.",
	}
	for _, d := range g.report.Domains {
		if d.LeftOut > 0 {
			return append(notes, "A statement that too few people placed shows no positions, and its domain’s bar leaves it out.")
		}
	}
	return notes
}

func (g reading) domainFigures() tableView {
	t := tableView{Caption: "How many answers of each kind, by domain", Head: g.head("Domain", "Statements left out of the positions")}
	for _, d := range g.report.Domains {
		cells := append(g.cells(d.Counts, d.Positions), strconv.Itoa(d.LeftOut))
		t.Rows = append(t.Rows, rowView{Name: g.domainTitle(d.ID), Path: g.domainPath(d.ID), Cells: cells})
	}
	return t
}

// found counts the statements with a finding.
func (g reading) found(kind insight.Kind) int {
	n := 0
	for _, d := range g.report.Domains {
		n += d.Findings[kind]
	}
	return n
}

func (g reading) items(ids []string) []itemView {
	var items []itemView
	for _, id := range ids {
		s, ok := g.report.Statement(id)
		if !ok {
			continue
		}
		why := strings.Join(append([]string{g.report.Reason(s)}, s.Remarks()...), " ")
		items = append(items, itemView{
			Text: g.words.statement(id).Text, Path: g.statementPath(s), Why: why, Domain: g.domainTitle(s.Domain),
		})
	}
	return items
}
