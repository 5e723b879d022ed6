package rounds

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"sevenfold/internal/audit"
	"sevenfold/internal/framework"
	"sevenfold/internal/identity"
	"sevenfold/internal/trust"
	"sevenfold/web/component"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// questionnairesView lists what a round can ask.
type questionnairesView struct {
	Layout         layout.View
	Back           string
	Lead           string
	Questionnaires []questionnaireView
}

// questionnaireView is one questionnaire: what it is for, and for whom.
type questionnaireView struct {
	ID, Title, About string
	Facts            []string
	Preview, New     string
}

// ShowQuestionnaires lists the questionnaires of the framework in service.
func (p Pages) ShowQuestionnaires(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	view := questionnairesView{
		Layout: layout.View{Title: "Questionnaires", Viewer: viewer}, Back: trustPath(viewer),
		Lead: "What a round can ask. A preview shows a questionnaire as respondents see it, and keeps nothing.",
	}
	for _, in := range p.Current.Instruments {
		id := url.PathEscape(in.ID)
		view.Questionnaires = append(view.Questionnaires, questionnaireView{
			ID: in.ID, Title: in.Title, About: in.About, Facts: p.facts(in),
			Preview: trustPath(viewer) + "/questionnaires/" + id,
			New:     trustPath(viewer) + "/rounds/new?instrument=" + url.QueryEscape(in.ID),
		})
	}
	return page.Render(w, r, http.StatusOK, questionnairesPage(view))
}

// forAndSize say whom a questionnaire is for, how much it asks and how long it takes.
func (p Pages) forAndSize(in framework.Instrument) []string {
	var facts []string
	if groups := groupsOf(in); groups != "" {
		facts = append(facts, "For "+groups+".")
	}
	domains := p.Current.DomainsOf(in)
	asked := 0
	for _, d := range domains {
		asked += len(d.Statements())
	}
	size := component.Capital(component.Count(asked, "statement", "statements")) + " in " + component.Count(len(domains), "domain", "domains")
	if takes := in.Takes(); takes != "" {
		size += ", " + takes
	}
	return append(facts, size+".")
}

// facts say all that is to be known of a questionnaire before it is chosen.
func (p Pages) facts(in framework.Instrument) []string {
	facts := p.forAndSize(in)
	if scale, ok := p.Current.Scale(in.Scale); ok {
		facts = append(facts, "“"+scale.Question+"” "+component.Capital(component.Number(len(scale.Points)))+" answers, from “"+
			scale.Points[0].Text+"” to “"+scale.Points[len(scale.Points)-1].Text+"”.")
	}
	if in.Reflection {
		facts = append(facts, "A reflection: it feeds nobody’s appraisal, and each respondent gets their own answers back as a page and as a PDF.")
	}
	return facts
}

// groupsOf are the people that a questionnaire is written for; empty where it is
// for everybody.
func groupsOf(in framework.Instrument) string {
	var groups []string
	for _, g := range in.For {
		groups = append(groups, strings.ToLower(trust.Group(g).Title()))
	}
	switch n := len(groups); n {
	case 0, 1:
		return strings.Join(groups, "")
	default:
		return strings.Join(groups[:n-1], ", ") + " and " + groups[n-1]
	}
}

// isFor tells whether a questionnaire is written for a group.
func isFor(in framework.Instrument, g trust.Group) bool {
	return len(in.For) == 0 || slices.Contains(in.For, string(g))
}

// forOthers warns that people are invited for whom the questionnaire is not
// written; empty where there are none.
func (p Pages) forOthers(round audit.Round, invited []audit.Progress) string {
	in, _ := p.Current.Instrument(round.Instrument)
	others := 0
	for _, i := range invited {
		if !isFor(in, i.Group) {
			others++
		}
	}
	if others == 0 {
		return ""
	}
	return component.Capital(component.Count(others, "person answers", "people answer")) + " in a group for which this questionnaire is not written: it is for " +
		groupsOf(in) + ". They can answer all the same."
}
