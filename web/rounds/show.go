package rounds

import (
	"net/http"

	"sevenfold/internal/audit"
	"sevenfold/internal/identity"
	"sevenfold/web/component"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// roundView is a draft as it is planned, or a closed round as it was.
type roundView struct {
	Layout   layout.View
	Back     string
	BackText string
	Lead     string
	Rows     []rowView
	Steps    []linkView // the first is the page's main step
}

type rowView struct {
	Name   string
	Lines  []string
	Change string // where to change it; "" where it stays
}

type linkView struct {
	Text string
	Href string
}

// Show shows a draft, with what can be changed, or a closed round. An open one
// is shown by how far it has come.
func (p Pages) Show(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	round, err := p.round(r, viewer)
	if err != nil {
		return err
	}
	if round.State == audit.Open {
		return page.Redirect(w, r, roundPath(round)+"/progress")
	}
	invited, err := p.Store.Progress(r.Context(), viewer.TrustID, round.ID)
	if err != nil {
		return err
	}
	view := roundView{
		Layout: layout.View{Title: round.Title, Viewer: viewer},
		Back:   trustPath(viewer), BackText: "Back to " + viewer.TrustName,
	}
	if round.State == audit.Closed {
		view = p.closedView(view, round, invited)
	} else {
		view = p.draftView(view, round, invited)
	}
	return page.Render(w, r, http.StatusOK, roundPage(view))
}

func (p Pages) draftView(view roundView, round audit.Round, invited []audit.Progress) roundView {
	edit, respondents := roundPath(round)+"/edit", roundPath(round)+"/respondents"
	view.Lead = "This round is a draft. Nobody can answer it yet."
	view.Steps = []linkView{
		{"Choose respondents", respondents},
		{"Preview it as a respondent sees it", roundPath(round) + "/preview"},
	}
	if len(invited) > 0 {
		view.Steps[0] = linkView{"Go on to open this round", roundPath(round) + "/open"}
	}
	view.Rows = []rowView{
		{"Title", []string{round.Title}, edit + "#title"},
		{"Questionnaire", []string{p.instrumentTitle(round)}, edit + "#instrument"},
		{"Opening date", []string{component.Date(round.OpensAt)}, edit + "#opens-day"},
		{"Closing date", []string{component.Date(round.ClosesAt) + ", at the end of the day"}, edit + "#closes-day"},
		{"Minimum responses", []string{starting(component.Number(round.Minimum))}, edit + "#minimum"},
		{"Respondents", respondentLines(invited), respondents},
	}
	return view
}

func (p Pages) closedView(view roundView, round audit.Round, invited []audit.Progress) roundView {
	t := count(invited)
	view.Lead = "This round is closed."
	view.Rows = []rowView{
		{"Questionnaire", []string{p.instrumentTitle(round)}, ""},
		{"Opened", []string{component.Date(*round.OpenedAt)}, ""},
		{"Closed", []string{component.Date(*round.ClosedAt)}, ""},
		{"Minimum responses", []string{starting(component.Number(round.Minimum))}, ""},
		{"Invited", []string{starting(people(t.Invited))}, ""},
		{"Submitted", []string{starting(people(t.Submitted))}, ""},
	}
	view.Steps = []linkView{
		{"Read the report", roundPath(round) + "/report"},
		{"See who submitted", roundPath(round) + "/progress"},
	}
	return view
}

func respondentLines(invited []audit.Progress) []string {
	if len(invited) == 0 {
		return []string{"Nobody is invited yet"}
	}
	lines := []string{starting(people(len(invited)))}
	for _, g := range countGroups(invited) {
		lines = append(lines, g.Group.Title()+": "+component.Number(g.Invited))
	}
	return lines
}
