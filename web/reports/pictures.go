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
	"sevenfold/web/component"
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

func (g reading) pictureOf(name, of string) pictureView {
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
	// Whoever uses the same browser next is not shown what this reader saw.
	w.Header().Set("Cache-Control", "private, no-store")
	w.Header().Set("Content-Type", "image/png")
	w.Header().Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", name+".png"))
	_, err = w.Write(picture)
	return err
}

// closedOn is the day on which the round closed, for the name of a file.
func (g reading) closedOn() string { return g.report.ClosedAt.In(audit.London).Format("2006-01-02") }

// picture finds a chart by its name. A report that shows nothing has no charts:
// whoever asks for one learns why.
func (g reading) picture(name string) (drawn, bool) {
	figure, ok := g.figureOf(name)
	switch {
	case g.report.Withheld && (ok || name == overviewPicture):
		return chart.Figure{Title: title, Lead: g.ofWhom(), Parts: []chart.Part{{Note: g.report.WithheldReason()}}}, true
	case name == overviewPicture:
		return g.heat(), true
	}
	return figure, ok && len(figure.Parts) > 0
}

// figureOf is the chart of bars with that name; without parts where there is
// nothing to draw.
func (g reading) figureOf(name string) (chart.Figure, bool) {
	switch name {
	case profilePicture:
		return g.profileFigure(), true
	case sincePicture:
		return g.sinceFigure(), true
	}
	if id, is := strings.CutPrefix(name, lensPicture); is {
		lens, there := g.report.Lens(id)
		return g.lensFigure(lens), there
	}
	for _, kind := range []struct {
		prefix string
		draw   func(report.Domain) chart.Figure
	}{
		{wholePicture, g.wholeFigure}, {domainPicture, g.statementsFigure}, {domainGroups, g.groupsFigure}, {domainSincePicture, g.movedFigure},
	} {
		if id, is := strings.CutPrefix(name, kind.prefix); is {
			d, there := g.report.Domain(id)
			return kind.draw(d), there
		}
	}
	return chart.Figure{}, false
}

// ofWhom says in a picture, which stands alone in a paper, what it was made of.
func (g reading) ofWhom() string {
	return g.viewer.TrustName + " · " + g.round.Title + ", closed " + g.closed() + " · " + outOf(g.report.Submitted, g.invited()) + " answered"
}

// figure is a chart of this report, as yet without its parts.
func (g reading) figure(title string) chart.Figure {
	return chart.Figure{Title: title, Lead: g.ofWhom(), Labels: g.words.labels(), UnknownLabel: component.UnknownLabel}
}
