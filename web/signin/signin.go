// Package signin lets people in, by a code or a link in an e-mail, and out.
package signin

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"time"

	"github.com/go-chi/chi/v5"

	"sevenfold/internal/identity"
	"sevenfold/internal/mail"
	"sevenfold/web/form"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// Store keeps requests to sign in, and sessions.
type Store interface {
	AddAsk(ctx context.Context, ask identity.Ask) (known bool, err error)
	AskOf(ctx context.Context, pageHash []byte, now time.Time) (identity.Ask, error)
	UseCode(ctx context.Context, pageHash, codeHash []byte, now time.Time) (identity.SignedIn, error)
	LinkHolds(ctx context.Context, linkHash []byte, now time.Time) (bool, error)
	UseLink(ctx context.Context, linkHash []byte, now time.Time) (identity.SignedIn, error)
	EndSession(ctx context.Context, tokenHash []byte) error
}

// Pages are the pages of signing in.
type Pages struct {
	Store   Store
	Gate    page.Gate
	Mail    mail.Sender
	Address string // where browsers reach us: "https://sevenfold.example.org"
	Now     func() time.Time
	// MaySave tells whether whoever holds the session may save a form that was
	// first sent to that path.
	MaySave func(viewer identity.Viewer, path string) bool
	// SaveKept saves a form that was typed before its session ended, now that
	// its writer is signed in again.
	SaveKept func(w http.ResponseWriter, r *http.Request, viewer identity.Viewer, path string, values url.Values) error
}

type askView struct {
	Layout   layout.View
	Form     *form.Form
	Email    string
	To       string
	Mistakes []form.Mistake
}

// ShowSignIn asks for an e-mail address: of whoever is signed out, and of
// whoever may answer one round only and wants more.
func (p Pages) ShowSignIn(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	to := page.LocalPath(r.URL.Query().Get("to"))
	if viewer.SignedIn() && !viewer.Limited() {
		return page.Redirect(w, r, orHome(to))
	}
	return p.askPage(w, r, viewer, http.StatusOK, askView{To: to})
}

func (p Pages) askPage(w http.ResponseWriter, r *http.Request, viewer identity.Viewer, status int, v askView) error {
	v.Layout = layout.View{Title: "Sign in", Viewer: viewer, Error: len(v.Mistakes) > 0}
	return page.Render(w, r, status, askPage(v))
}

// Ask sends a message to the address, if anybody is known by it, and says the
// same whether or not.
func (p Pages) Ask(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	view := askView{Email: f.Value("email"), To: page.LocalPath(f.Raw("to"))}
	email := cleanEmail(f)
	if !f.Good() {
		view.Mistakes = f.Mistakes
		return p.askPage(w, r, viewer, http.StatusUnprocessableEntity, view)
	}
	secret, err := p.ask(r, email, view.To)
	if err != nil {
		return err
	}
	return page.Redirect(w, r, "/sign-in/check/"+secret)
}

func cleanEmail(f *form.Form) string {
	typed := f.Value("email")
	email, err := identity.CleanEmail(typed)
	switch {
	case typed == "":
		f.Wrong("email", "Enter your e-mail address")
	case err != nil:
		f.Wrong("email", "Enter an e-mail address in the form name@example.org")
	}
	return email
}

// ask keeps the request and sends the message in the background: how long the
// mail server takes would tell whether the address is known.
func (p Pages) ask(r *http.Request, email, to string) (pageSecret string, err error) {
	ask, secrets := identity.NewAsk(email, page.Network(r), to, p.Now())
	known, err := p.Store.AddAsk(r.Context(), ask)
	if err != nil {
		return "", err
	}
	if known {
		message, err := mail.SignIn{To: email, Link: p.Address + "/sign-in/link/" + secrets.Link, Code: secrets.Code, At: p.Now()}.Message()
		if err != nil {
			return "", fmt.Errorf("write the sign-in message: %w", err)
		}
		go p.send(context.WithoutCancel(r.Context()), message)
	}
	return secrets.Page, nil
}

func (p Pages) send(ctx context.Context, m mail.Message) {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	if err := p.Mail.Send(ctx, m); err != nil {
		slog.ErrorContext(ctx, "a sign-in message could not be sent", "error", err)
	}
}

type checkView struct {
	Layout   layout.View
	Email    string
	Ask      string // the page's secret
	Mistakes []form.Mistake
}

// ShowCheck asks for the code that was sent.
func (p Pages) ShowCheck(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	secret := chi.URLParam(r, "ask")
	ask, err := p.Store.AskOf(r.Context(), identity.Hash(secret), p.Now())
	if errors.Is(err, identity.ErrAskOver) {
		return p.overPage(w, r, viewer)
	}
	if err != nil {
		return err
	}
	return p.checkPage(w, r, viewer, http.StatusOK, checkView{Email: ask.Email, Ask: secret})
}

func (p Pages) checkPage(w http.ResponseWriter, r *http.Request, viewer identity.Viewer, status int, v checkView) error {
	v.Layout = layout.View{Title: "Check your e-mail", Viewer: viewer, Error: len(v.Mistakes) > 0}
	return page.Render(w, r, status, checkPage(v))
}

// Check signs in by the code.
func (p Pages) Check(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	secret := chi.URLParam(r, "ask")
	ask, err := p.Store.AskOf(r.Context(), identity.Hash(secret), p.Now())
	if errors.Is(err, identity.ErrAskOver) {
		return p.overPage(w, r, viewer)
	}
	if err != nil {
		return err
	}
	in, err := p.useCode(r, f, secret)
	if isOver(err) {
		return p.overPage(w, r, viewer)
	}
	if err != nil {
		return err
	}
	if !f.Good() {
		return p.checkPage(w, r, viewer, http.StatusUnprocessableEntity, checkView{Email: ask.Email, Ask: secret, Mistakes: f.Mistakes})
	}
	if _, err := p.Gate.Start(w, r, page.Admission{PersonID: in.PersonID, OwnDevice: f.Has(page.OwnDevice)}); err != nil {
		return err
	}
	return page.Redirect(w, r, orHome(in.Destination))
}

func isOver(err error) bool {
	return errors.Is(err, identity.ErrAskOver) || errors.Is(err, identity.ErrTooManyTries)
}

// useCode tries the code that was typed. What is wrong with it is noted in the form.
func (p Pages) useCode(r *http.Request, f *form.Form, secret string) (identity.SignedIn, error) {
	code := identity.CleanCode(f.Value("code"))
	switch {
	case f.Value("code") == "":
		f.Wrong("code", "Enter the code from the e-mail")
		return identity.SignedIn{}, nil
	case len(code) != 6:
		f.Wrong("code", "The code is six digits, like 204816: enter it as it stands in the e-mail")
		return identity.SignedIn{}, nil
	}
	in, err := p.Store.UseCode(r.Context(), identity.Hash(secret), identity.CodeHash(secret, code), p.Now())
	if errors.Is(err, identity.ErrWrongCode) {
		f.Wrong("code", "That is not the code of this page: look for the newest e-mail from Sevenfold, and enter its six digits")
		return identity.SignedIn{}, nil
	}
	return in, err
}

func orHome(to string) string {
	if to == "" {
		return "/home"
	}
	return to
}

type linkView struct {
	Layout layout.View
	Token  string
}

// ShowLink is where the e-mail's link leads: a page with one button, so that a
// mail scanner that follows links uses nothing up.
func (p Pages) ShowLink(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	token := chi.URLParam(r, "token")
	holds, err := p.Store.LinkHolds(r.Context(), identity.Hash(token), p.Now())
	if err != nil {
		return err
	}
	if !holds {
		return p.overPage(w, r, viewer)
	}
	return page.Render(w, r, http.StatusOK, linkPage(linkView{Layout: layout.View{Title: "Continue to Sevenfold", Viewer: viewer}, Token: token}))
}

// UseLink signs in by the link.
func (p Pages) UseLink(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	in, err := p.Store.UseLink(r.Context(), identity.Hash(chi.URLParam(r, "token")), p.Now())
	if isOver(err) {
		return p.overPage(w, r, viewer)
	}
	if err != nil {
		return err
	}
	if _, err := p.Gate.Start(w, r, page.Admission{PersonID: in.PersonID, OwnDevice: f.Has(page.OwnDevice)}); err != nil {
		return err
	}
	return page.Redirect(w, r, orHome(in.Destination))
}

func (p Pages) overPage(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	return page.Render(w, r, http.StatusGone, overPage(layout.View{Title: "Ask for a new code", Viewer: viewer}))
}

// SignOut ends the session of this device.
func (p Pages) SignOut(w http.ResponseWriter, r *http.Request, _ identity.Viewer) error {
	if token := p.Gate.Token(r); token != "" {
		if err := p.Store.EndSession(r.Context(), identity.Hash(token)); err != nil {
			return err
		}
	}
	p.Gate.SetToken(w, "", identity.Session{})
	return page.Redirect(w, r, "/")
}
