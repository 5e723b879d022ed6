package signin

import (
	"errors"
	"net/http"
	"net/url"

	"sevenfold/internal/identity"
	"sevenfold/web/form"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

type keptView struct {
	Layout   layout.View
	Email    string
	Ask      string // "" until a code was asked for
	To       string // where the form belongs
	Values   url.Values
	Mistakes []form.Mistake
}

// AskKept sends a code to somebody whose session ended while they were typing.
// What they typed travels in the page.
func (p Pages) AskKept(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	v := keptView{Email: f.Value("email"), To: page.LocalPath(f.Raw("to")), Values: r.PostForm}
	email := cleanEmail(f)
	if !f.Good() {
		v.Mistakes = f.Mistakes
		return p.keptPage(w, r, viewer, http.StatusUnprocessableEntity, v)
	}
	v.Ask, err = p.ask(r, email, "")
	if errors.Is(err, identity.ErrTooManyAsks) {
		v.Mistakes = []form.Mistake{{Field: "email", Text: "A code was asked for many times. Keep this page open, wait a while, then ask again"}}
		return p.keptPage(w, r, viewer, http.StatusTooManyRequests, v)
	}
	if err != nil {
		return err
	}
	return p.keptPage(w, r, viewer, http.StatusOK, v)
}

// CheckKept takes the code, and saves what was kept.
func (p Pages) CheckKept(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	v := keptView{Email: f.Value("email"), Ask: f.Raw("ask"), To: page.LocalPath(f.Raw("to")), Values: r.PostForm}
	token := p.Gate.Token(r)
	var ready bool
	if ready, err = p.signedInFor(r, viewer, v.To); err != nil {
		return err
	}
	if !ready {
		in, err := p.useCode(r, f, v.Ask)
		switch {
		case isOver(err):
			v.Ask = ""
			v.Mistakes = []form.Mistake{{Field: "email", Text: "That code is too old or was used. Ask for a new one: what you typed is still here"}}
			return p.keptPage(w, r, viewer, http.StatusUnprocessableEntity, v)
		case err != nil:
			return err
		case !f.Good():
			v.Mistakes = f.Mistakes
			return p.keptPage(w, r, viewer, http.StatusUnprocessableEntity, v)
		}
		if token, err = p.Gate.Start(w, r, page.Admission{PersonID: in.PersonID}); err != nil {
			return err
		}
	}
	viewer, err = p.Gate.ViewerOn(r.Context(), token, v.To)
	if err != nil {
		return err
	}
	values := url.Values{}
	for name, all := range r.PostForm {
		if name != "email" && name != "code" && name != "ask" && name != "to" {
			values[name] = all
		}
	}
	return p.SaveKept(w, r, viewer, v.To, values)
}

// signedInFor tells whether somebody who meant to sign in for a page has done
// so on another tab meanwhile. A session for another round does not count.
func (p Pages) signedInFor(r *http.Request, viewer identity.Viewer, to string) (bool, error) {
	if !viewer.Limited() {
		return viewer.SignedIn(), nil
	}
	there, err := p.Gate.ViewerOn(r.Context(), p.Gate.Token(r), to)
	return p.MaySave(there, to), err
}

func (p Pages) keptPage(w http.ResponseWriter, r *http.Request, viewer identity.Viewer, status int, v keptView) error {
	v.Layout = layout.View{Title: "Sign in to save your answers", Viewer: viewer, Error: len(v.Mistakes) > 0}
	return page.Render(w, r, status, keptPage(v))
}
