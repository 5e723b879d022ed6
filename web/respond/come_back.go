package respond

import (
	"errors"
	"net/http"

	"github.com/go-chi/chi/v5"

	"sevenfold/internal/audit"
	"sevenfold/internal/fault"
	"sevenfold/internal/identity"
	"sevenfold/web/page"
)

// comeBack is what the page of domains says to whoever leaves for now.
type comeBack struct {
	Text   string
	Action string // where a link to come back by can be asked for; "" where one was
}

// SendComeBack e-mails the respondent a link by which they come back.
func (p Pages) SendComeBack(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	return p.whileOpen(w, r, viewer, func(s sitting) error {
		err := p.Store.SendComeBack(r.Context(), viewer.TrustID, chi.URLParam(r, "round"), viewer.PersonID, s.now)
		switch {
		case errors.Is(err, fault.TooMany):
			return page.Redirect(w, r, s.path("/questionnaire?link=many"))
		case errors.Is(err, audit.ErrRoundClosed):
			return page.Redirect(w, r, s.path("/my-answers"))
		case err != nil:
			return err
		}
		return page.Redirect(w, r, s.path("/questionnaire?link=sent"))
	})
}

// comeBack says how to come back: what was just done, as the address tells it.
func (s sitting) comeBack(saved bool, link string) (notice string, later *comeBack) {
	later = &comeBack{
		Text:   "Come back any time until the end of " + s.closes() + ", on any device, by signing in with your e-mail address. Or have a link sent to you.",
		Action: s.path("/come-back"),
	}
	switch {
	case link == "sent":
		return "A link to come back by is on its way to your e-mail address", nil
	case link == "many":
		later.Text, later.Action = "You have asked for many links in the last hour. Look for the newest message in your e-mail, also among the junk.", ""
		return "", later
	case saved:
		return "Saved. You can leave now", later
	}
	return "", nil
}
