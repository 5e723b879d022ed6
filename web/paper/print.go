package paper

import (
	"context"
	"net/http"

	"sevenfold/internal/audit"
	"sevenfold/internal/identity"
	"sevenfold/internal/paper"
	"sevenfold/web/page"
)

// Blank sends the questionnaire as a PDF to be printed and written on.
func (p Pages) Blank(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	return p.anytime(w, r, viewer, func(d desk) error {
		return p.send(w, r, d, "questionnaire", func(ctx context.Context, s paper.Sheet) ([]byte, error) {
			s.Large = r.URL.Query().Get("type") == "large"
			return paper.Blank(ctx, p.Press, s)
		})
	})
}

// Fillable sends the questionnaire as a PDF with fields, to be filled in and sent
// back. There is none before the round is open: it names the text that the round
// was opened with.
func (p Pages) Fillable(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	return p.whileOpen(w, r, viewer, func(d desk) error {
		return p.send(w, r, d, "questionnaire-to-fill-in", func(ctx context.Context, s paper.Sheet) ([]byte, error) {
			return paper.Fillable(ctx, p.Press, s)
		})
	})
}

func (p Pages) send(w http.ResponseWriter, r *http.Request, d desk, name string, make func(context.Context, paper.Sheet) ([]byte, error)) error {
	if !page.PressReady(r.Context(), p.Press) {
		return page.Render(w, r, http.StatusServiceUnavailable, stopPage(stopView{
			Layout: d.layout(page.NoPDFYet), Lines: []string{page.WaitForIt}, LinkText: "Back to the round on paper", Link: d.path(""),
		}))
	}
	s, err := p.sheet(r, d)
	if err != nil {
		return err
	}
	pdf, err := make(r.Context(), s)
	if err != nil {
		return err
	}
	return page.SendFile(w, name+"-"+d.round.ClosesAt.In(audit.London).Format("2006-01-02")+".pdf", "application/pdf", pdf)
}
