package reports

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/go-chi/chi/v5"

	"sevenfold/internal/audit"
	"sevenfold/internal/chart"
	"sevenfold/internal/fault"
	"sevenfold/internal/identity"
	"sevenfold/internal/report"
	"sevenfold/web/page"
)

// The names of pictures stand in addresses, and stay. Those that end in a
// hyphen are followed by the id of a domain.
const (
	profilePicture     = "profile"
	sincePicture       = "since"
	overviewPicture    = "overview"
	wholePicture       = "whole-"
	domainPicture      = "domain-"
	domainGroups       = "groups-"
	domainSincePicture = "since-"
	lensPicture        = "lens-" // followed by the id of a lens
)

// pictureView leads to the picture of a chart, and says of which.
type pictureView struct{ Path, Of string }

func (g reader) pictureOf(name, of string) pictureView {
	return pictureView{g.path("/pictures/" + name + ".png"), of}
}

// drawn is a chart that is taken along as one picture.
type drawn interface{ PNG() ([]byte, error) }

// ShowPicture sends a chart of the report as a picture, to be kept or pasted
// into a paper.
func (p Pages) ShowPicture(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	g, err := p.read(r, viewer)
	if err != nil {
		return err
	}
	name := chi.URLParam(r, "figure")
	figure, ok := g.picture(name)
	if !ok {
		return fmt.Errorf("picture %q of a report: %w", name, fault.NotFound)
	}
	return sendPicture(w, figure, g.closedOn()+"-"+name)
}

func sendPicture(w http.ResponseWriter, figure drawn, name string) error {
	picture, err := figure.PNG()
	if err != nil {
		return fmt.Errorf("draw picture %q: %w", name, err)
	}
	return page.SendFile(w, name+".png", "image/png", picture)
}

// closedOn is the day on which the round closed, for the name of a file.
func (g reader) closedOn() string { return g.Report.ClosedAt.In(audit.London).Format("2006-01-02") }

// picture finds a chart by its name. A report that shows nothing has no charts:
// whoever asks for one learns why.
func (g reader) picture(name string) (drawn, bool) {
	figure, ok := g.figureOf(name)
	switch {
	case g.Report.Withheld && (ok || name == overviewPicture):
		return chart.Figure{Title: g.Title(), Lead: g.OfWhom(), Parts: []chart.Part{{Note: g.Report.WithheldReason()}}}, true
	case name == overviewPicture:
		return g.Heat(), true
	}
	return figure, ok && len(figure.Parts) > 0
}

// figureOf is the chart of bars with that name; without parts where there is
// nothing to draw.
func (g reader) figureOf(name string) (chart.Figure, bool) {
	switch name {
	case profilePicture:
		return g.ProfileFigure(), true
	case sincePicture:
		return g.SinceFigure(), true
	}
	if id, is := strings.CutPrefix(name, lensPicture); is {
		lens, there := g.Report.Lens(id)
		return g.LensFigure(lens), there
	}
	for _, kind := range []struct {
		prefix string
		draw   func(report.Domain) chart.Figure
	}{
		{wholePicture, g.WholeFigure}, {domainPicture, g.StatementsFigure}, {domainGroups, g.GroupsFigure}, {domainSincePicture, g.MovedFigure},
	} {
		if id, is := strings.CutPrefix(name, kind.prefix); is {
			d, there := g.Report.Domain(id)
			return kind.draw(d), there
		}
	}
	return chart.Figure{}, false
}
