package paper

import (
	"net/http"

	"sevenfold/internal/audit"
	"sevenfold/internal/identity"
	"sevenfold/internal/paper"
	"sevenfold/internal/report"
	"sevenfold/web/component"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// paperView is what can be printed, and what can be entered.
type paperView struct {
	Layout   layout.View
	Back     string
	Notice   string
	Blank    string
	Large    string
	Fillable string // "" while there is nobody to fill it in
	Standing string // why nothing can be entered now; "" while it can
	TypeIn   string
	Upload   string
	Waiting  string
	Entered  []enteredView
}

type enteredView struct{ Name, By string }

// Show shows what can be printed, and what can be entered.
func (p Pages) Show(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	return p.anytime(w, r, viewer, func(d desk) error {
		v := d.onPaper()
		if r.URL.Query().Get("done") == "saved" {
			v.Notice = "The response was saved and submitted. It can’t be opened again here."
		}
		return page.Render(w, r, http.StatusOK, paperPage(v))
	})
}

func (d desk) onPaper() paperView {
	v := paperView{
		Layout: d.layout("On paper"), Back: "/t/" + d.viewer.TrustID + "/rounds/" + d.round.ID,
		Blank: d.path("/blank.pdf"), Large: d.path("/blank.pdf?type=large"), Standing: d.standing(),
	}
	if d.open() {
		v.Fillable = d.path("/fillable.pdf")
	}
	if v.Standing == "" {
		v.TypeIn, v.Upload = d.path("/type-in"), d.path("/upload")
		v.Waiting = component.Capital(component.Count(len(d.waiting()), "person has", "people have")) + " not started on screen: theirs can be entered."
	}
	for _, one := range d.invited {
		if one.EnteredBy != "" {
			v.Entered = append(v.Entered, enteredView{one.Name, one.EnteredBy})
		}
	}
	return v
}

func (d desk) standing() string {
	switch {
	case d.round.State == audit.Draft:
		return "This round is a draft. What comes back on paper can be entered once it is open."
	case !d.open():
		return "This round takes no more answers."
	case len(d.waiting()) == 0:
		return "Everybody who is invited has begun a response of their own, or theirs was entered already."
	}
	return ""
}

// sheet is the questionnaire to be printed, with whoever prints it as the one to return it to.
func (p Pages) sheet(r *http.Request, d desk) (paper.Sheet, error) {
	members, err := p.Store.Members(r.Context(), d.viewer.TrustID)
	if err != nil {
		return paper.Sheet{}, err
	}
	settings, err := p.Store.TrustSettings(r.Context(), d.viewer.TrustID)
	if err != nil {
		return paper.Sheet{}, err
	}
	low, high := report.VocabularyOf(d.questionnaire.Scale).EndTitles()
	s := paper.Sheet{
		Trust: settings.Name(d.viewer.TrustName), Round: d.round, Questionnaire: d.questionnaire, Promises: component.PaperPromises(d.round, d.questionnaire.Instrument),
		Ends: [2]string{low, high}, ReturnName: d.viewer.Name, Preview: d.round.State == audit.Draft,
	}
	for _, m := range members {
		if m.PersonID == d.viewer.PersonID {
			s.ReturnName, s.ReturnEmail = m.Name, m.Email
		}
	}
	return s, nil
}
