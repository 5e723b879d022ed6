package paper

import (
	"context"
	"fmt"
	"log/slog"
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

// warm has the press made ready, where that was not done, or not done well, as
// the program started.
func (p Pages) warm(ctx context.Context) {
	if err := p.Press.Warm(ctx); err != nil {
		slog.WarnContext(ctx, "the typesetter could not be made ready", "error", err)
	}
}

func (p Pages) send(w http.ResponseWriter, r *http.Request, d desk, name string, make func(context.Context, paper.Sheet) ([]byte, error)) error {
	if !p.Press.Ready() {
		go p.warm(context.WithoutCancel(r.Context()))
		return page.Render(w, r, http.StatusServiceUnavailable, stopPage(stopView{
			Layout:   d.layout("The PDF is not ready yet"),
			Lines:    []string{"Sevenfold was started a moment ago, and is still getting ready to make PDFs. Try again in a minute."},
			LinkText: "Back to the round on paper", Link: d.path(""),
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
	w.Header().Set("Cache-Control", "private, no-store")
	w.Header().Set("Content-Type", "application/pdf")
	w.Header().Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", name+"-"+d.round.ClosesAt.In(audit.London).Format("2006-01-02")+".pdf"))
	_, err = w.Write(pdf)
	return err
}
