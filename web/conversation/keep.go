package conversation

import (
	"errors"
	"net/http"
	"net/url"
	"regexp"

	"sevenfold/internal/fault"
	"sevenfold/internal/identity"
	"sevenfold/web/form"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// keepView holds a form whose session ended before it was sent. Nobody is
// signed in, so it shows what was typed and nothing that was not.
type keepView struct {
	Layout   layout.View
	Title    string
	Why      string
	Typed    string
	To       string
	Values   url.Values
	Email    string
	Error    string
	Mistakes []form.Mistake
}

// KeepView meets an agreed view that was sent by somebody who has been signed
// out meanwhile: it keeps it in the page until they sign in.
func (p Pages) KeepView(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	values, err := form.Values(r)
	if err != nil {
		return err
	}
	v := kept(viewer, r.URL.Path, values)
	v.Title = "You were signed out. What you typed is safe in this page"
	v.Why = "For your safety a session ends after a while. Nothing is lost: sign in again, and it is saved."
	v.Layout.Title = "You were signed out"
	return page.Render(w, r, http.StatusUnauthorized, keepPage(v))
}

func kept(viewer identity.Viewer, to string, values url.Values) keepView {
	return keepView{Layout: layout.View{Viewer: viewer}, To: to, Values: values, Typed: form.Clean(values.Get("why"))}
}

var statementPath = regexp.MustCompile(
	`^/t/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/rounds/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/conversation/statements/([a-z0-9-]{1,200})$`)

// Keeps tells whether a form that was kept over a sign-in belongs here.
func Keeps(path string) bool { return statementPath.MatchString(path) }

// SaveKept saves what KeepView held, for whoever has signed in since, by the
// same rules as RecordView. The path is the address that the form was first
// sent to; the viewer must be one of the path's own trust.
func (p Pages) SaveKept(w http.ResponseWriter, r *http.Request, viewer identity.Viewer, path string, values url.Values) error {
	parts := statementPath.FindStringSubmatch(path)
	if parts == nil {
		return fault.NotFound
	}
	err := error(fault.NotFound)
	if viewer.TrustID == parts[1] && viewer.May(identity.LeadConversation) {
		err = p.recordView(w, r, viewer, destination{parts[1], parts[2], parts[3]}, values)
	}
	if !errors.Is(err, fault.NotFound) {
		return err
	}
	v := kept(viewer, path, values)
	v.Title = "We could not save this. What you typed is safe in this page"
	v.Why = "The e-mail address that you signed in with does not record what the board agrees."
	v.Email = form.Clean(values.Get("email"))
	v.Error = "Enter the e-mail address of the chair or the governance professional"
	v.Mistakes = []form.Mistake{{Field: "email", Text: v.Error}}
	v.Layout.Title, v.Layout.Error = "We could not save this", true
	return page.Render(w, r, http.StatusUnprocessableEntity, keepPage(v))
}
