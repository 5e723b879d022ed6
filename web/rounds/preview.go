package rounds

import (
	"context"
	"fmt"
	"net/http"

	"github.com/go-chi/chi/v5"

	"sevenfold/internal/audit"
	"sevenfold/internal/fault"
	"sevenfold/internal/framework"
	"sevenfold/internal/identity"
	"sevenfold/internal/trust"
	"sevenfold/web/component"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// previewView is the questionnaire, domain by domain.
type previewView struct {
	Layout  layout.View
	Back    string
	Lead    string
	Domains []previewDomainView
}

type previewDomainView struct {
	Title    string
	About    string
	Elements []previewLinkView
}

type previewLinkView struct {
	Text  string
	Href  string
	Count string
}

// previewElementView is one page of the questionnaire, whose answers go nowhere.
type previewElementView struct {
	Layout     layout.View
	Back       string
	Crumb      string
	Statements []component.StatementView
	Previous   string // "" at the start
	Next       string // "" at the end
}

// ShowPreview shows what respondents will be asked, domain by domain.
func (p Pages) ShowPreview(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	round, q, err := p.previewed(r, viewer)
	if err != nil {
		return err
	}
	view := previewView{
		Layout: layout.View{Title: "Preview of the questionnaire", Viewer: viewer},
		Back:   roundPath(round),
		Lead: fmt.Sprintf("Respondents of “%s” are asked %d statements in %s. Look at any page as they see it.",
			round.Title, len(q.Statements()), component.Count(len(q.Domains), "domain", "domains")),
	}
	for i, d := range q.Domains {
		domain := previewDomainView{Title: fmt.Sprintf("%d. %s", i+1, d.Title), About: d.About}
		for _, e := range d.Elements {
			domain.Elements = append(domain.Elements, previewLinkView{
				e.Title, previewPath(round, e.ID), component.Capital(component.Count(len(e.Statements), "statement", "statements")),
			})
		}
		view.Domains = append(view.Domains, domain)
	}
	return page.Render(w, r, http.StatusOK, previewPage(view))
}

// ShowPreviewElement shows one page of the questionnaire.
func (p Pages) ShowPreviewElement(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	round, q, err := p.previewed(r, viewer)
	if err != nil {
		return err
	}
	place, ok := q.Place(chi.URLParam(r, "element"))
	if !ok {
		return fmt.Errorf("preview an element: %w", fault.NotFound)
	}
	view := previewElementView{
		Layout: layout.View{Title: place.Element.Title, Viewer: viewer, Phase: round.Title + " · preview"},
		Back:   roundPath(round) + "/preview",
		Crumb: fmt.Sprintf("%d. %s · part %d of %d",
			place.DomainNumber, place.Domain.Title, place.Part, len(place.Domain.Elements)),
	}
	if place.Previous != "" {
		view.Previous = previewPath(round, place.Previous)
	}
	if place.Next != "" {
		view.Next = previewPath(round, place.Next)
	}
	for _, s := range place.Element.Statements {
		view.Statements = append(view.Statements, component.NewStatement(s, q, audit.Answer{}))
	}
	return page.Render(w, r, http.StatusOK, previewElementPage(view))
}

// previewed lays out what the round asks: by the framework in service, and the
// local tier that the trust has, while it is a draft; by those that it was
// opened with from then on.
func (p Pages) previewed(r *http.Request, viewer identity.Viewer) (audit.Round, audit.Questionnaire, error) {
	round, err := p.round(r, viewer)
	if err != nil {
		return audit.Round{}, audit.Questionnaire{}, err
	}
	f, err := p.frameworkOf(r.Context(), round)
	if err != nil {
		return audit.Round{}, audit.Questionnaire{}, err
	}
	whole, err := audit.NewQuestionnaire(f, round.Instrument)
	if err != nil {
		return audit.Round{}, audit.Questionnaire{}, err
	}
	tier, err := p.tierOf(r.Context(), round)
	return round, whole.For(tier), err
}

// tierOf is the local tier that a round asks about.
func (p Pages) tierOf(ctx context.Context, round audit.Round) (trust.LocalTier, error) {
	if round.State != audit.Draft {
		return round.LocalTier, nil
	}
	settings, err := p.Store.TrustSettings(ctx, round.TrustID)
	return settings.LocalTier, err
}

func (p Pages) frameworkOf(ctx context.Context, round audit.Round) (*framework.Framework, error) {
	if round.State == audit.Draft {
		return p.Current, nil
	}
	return p.Store.Framework(ctx, round.FrameworkHash)
}

func previewPath(round audit.Round, element string) string {
	return roundPath(round) + "/preview/" + element
}
