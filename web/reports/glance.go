package reports

import (
	"log/slog"
	"net/http"
	"slices"

	"sevenfold/internal/identity"
	"sevenfold/internal/insight"
	"sevenfold/internal/reading"
	"sevenfold/web/component"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

type glanceView struct {
	Layout       layout.View
	Title        string
	Lead         string
	Facts        []reading.Fact
	Withheld     []string
	NoWords      string
	Contents     []linkView
	ChartTitle   string
	Bars         []barView
	Key          []component.KeyView
	Unknown      string // what the bar at the side is of; empty where there is none
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
	Pack         linkView // to the board pack; empty for whoever may not
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

// ShowGlance shows a report on one page: who answered, where each domain
// stands, and what is most worth talking about.
func (p Pages) ShowGlance(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	g, err := p.read(r, viewer)
	if err != nil {
		return err
	}
	if err := p.Store.ReportRead(r.Context(), viewer.TrustID, g.Round.ID, viewer.PersonID, p.Now()); err != nil {
		// The report is worth reading, also where it will be called new once more.
		slog.WarnContext(r.Context(), "a report that was read stays new to its reader", "round", g.Round.ID, "error", err)
	}
	return page.Render(w, r, http.StatusOK, glancePage(g.glance()))
}

func (g reader) glance() glanceView {
	v := glanceView{
		Layout: g.layout(g.Title()), Title: g.Title(), Facts: g.Answered(), Talked: g.talked(), Method: linkView{howFound, g.path("/method")},
		Lead: g.Lead(),
		Pack: g.pack(), Withheld: g.WithheldLines(), NoWords: g.Words.Missing(),
	}
	if g.Report.Withheld {
		return v
	}
	v.ChartTitle = g.ProfileTitle()
	v.Bars, v.Key, v.ChartNotes, v.Figures = g.profile(), g.key(), g.ProfileNotes(), tableView{g.DomainFigures(), g.domainPath}
	v.Picture = g.pictureOf(profilePicture, v.ChartTitle)
	if !slices.ContainsFunc(v.Bars, func(b barView) bool { return b.Bar != "" }) {
		v.Key = nil
	}
	v.SmallNumbers = g.Report.SmallNumbers()
	v.Most = []cardView{g.card(g.Strengths(), "sf-card--strength"), g.card(g.Challenges(), "sf-card--challenge")}
	v.Talk = []cardView{firstOf(g.card(g.ViewsDiffer(), "sf-card--differ"))}
	if v.Unknown = component.Capital(g.Words.Vocabulary.Unknown()); v.Unknown != "" {
		v.Talk = append(v.Talk, firstOf(g.card(g.NotYetKnown(), "sf-card--unknown")))
	}
	for _, list := range g.Further() {
		v.Further = append(v.Further, firstOf(g.card(list, "")))
	}
	v.Since = g.since()
	v.Threads = g.threads()
	v.Conversation = g.Conversation()
	v.ReadOn = g.readOn()
	v.Lenses, v.Lacks, v.TakenOut = g.lenses(), g.Report.Lacks(), g.Report.NotesTakenOutReason()
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
func (g reader) readOn() []linkView {
	links := []linkView{{reading.OverviewTitle, g.path("/overview")}}
	if g.viewer.May(identity.ReadReports) {
		links = append(links, linkView{overTimeTitle, g.overTimePath()})
	}
	if g.viewer.May(identity.ReadActions) {
		links = append(links, linkView{"What became of " + g.Words.Vocabulary.Those(insight.Challenge), g.path("/actions")})
	}
	if g.viewer.May(identity.TakeOutNotes) {
		links = append(links, linkView{notesTitle, g.path("/notes")})
	}
	if pack := g.pack(); pack.Path != "" {
		links = append(links, pack)
	}
	return links
}

// pack leads to the report as files for a meeting.
func (g reader) pack() linkView {
	if !g.viewer.May(identity.ExportPacks) {
		return linkView{}
	}
	return linkView{"Take this to a meeting: the board pack, as PDF, Word and Excel", "/t/" + g.viewer.TrustID + "/rounds/" + g.Round.ID + "/pack"}
}

// overTimePath leads to the rounds side by side, which belong to no one of them.
func (g reader) overTimePath() string { return "/t/" + g.viewer.TrustID + "/over-time" }

func (g reader) profile() []barView {
	f := g.ProfileFigure()
	pictures := f.Bars()[0]
	bars := make([]barView, len(pictures))
	for i, d := range g.Report.Domains {
		row := f.Parts[0].Rows[i]
		bars[i] = barView{Title: row.Title, Path: g.domainPath(d.ID), Bar: pictures[i], Instead: row.Instead}
		if row.Instead == "" {
			bars[i].LeftOut = reading.LeftOut(d)
		}
	}
	return bars
}
