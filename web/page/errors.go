package page

import (
	"context"
	"crypto/rand"
	"errors"
	"net/http"
	"strings"

	"sevenfold/internal/audit"
	"sevenfold/internal/fault"
	"sevenfold/internal/identity"
	"sevenfold/web/layout"
)

// trouble is an error page: what happened, and what to do next.
type trouble struct {
	status   int
	Title    string
	Lines    []string
	LinkText string
	Link     string
}

// ShowError turns an error into the page that a person can use. Only this knows
// which fault has which status.
func ShowError(w http.ResponseWriter, r *http.Request, viewer identity.Viewer, err error) {
	if errors.Is(err, context.Canceled) && r.Context().Err() != nil {
		return // whoever asked has gone
	}
	t := troubleOf(err)
	if viewer.Limited() {
		t.LinkText, t.Link = "Go back to your answers", layout.AnswersPath(viewer)
	} else if viewer.TrustID != "" {
		t.LinkText, t.Link = "Go to the home page of "+viewer.TrustName, "/t/"+viewer.TrustID
	} else if t.Link == "" {
		t.LinkText, t.Link = "Go to the start page", "/"
	}
	if t.status == http.StatusInternalServerError {
		reference := rand.Text()[:8]
		t.Lines = append(t.Lines, "If it goes on, tell whoever looks after Sevenfold for you, and give them this reference: "+reference+".")
		logFault(r, reference, err)
	}
	if t.status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", "5")
		logFault(r, "away", err)
	}
	view := layout.View{Title: t.Title, Viewer: viewer}
	// The time of the request may be over: that is what this page then says.
	r = r.WithContext(context.WithoutCancel(r.Context()))
	if renderErr := Render(w, r, t.status, troublePage(view, t)); renderErr != nil {
		http.Error(w, "Sorry, something went wrong.", http.StatusInternalServerError)
	}
}

func troubleOf(err error) trouble {
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		return trouble{status: http.StatusRequestEntityTooLarge, Title: "That is too much at once", Lines: []string{
			"What was sent is larger than this page takes. Nothing was saved.",
			"Go back, shorten it and send it again.",
		}}
	case errors.Is(err, audit.ErrRoundClosed):
		return trouble{status: http.StatusGone, Title: "This round has closed", Lines: []string{
			"Answers are no longer taken.",
		}}
	case errors.Is(err, fault.NotFound):
		return trouble{status: http.StatusNotFound, Title: "Page not found", Lines: []string{
			"There is nothing at this address, or it is not open to you.",
			"If you typed the address, check it. If you followed a link in an e-mail, it may have been cut in two: copy the whole of it.",
		}}
	case errors.Is(err, fault.Gone):
		return trouble{status: http.StatusGone, Title: "This is over", Lines: []string{
			"What you were looking for was here, and its time has passed.",
		}}
	case errors.Is(err, fault.TooMany):
		return trouble{status: http.StatusTooManyRequests, Title: "Please wait a little", Lines: []string{
			"This was asked for many times in a short while. Wait a few minutes and try again.",
		}}
	case errors.Is(err, fault.Conflict):
		return trouble{status: http.StatusConflict, Title: "This has changed meanwhile", Lines: []string{
			"Somebody, or you on another page, got there first. Nothing was done twice.",
			"Go back, load the page again, and look at how things stand now.",
		}}
	case errors.Is(err, fault.Invalid):
		return trouble{status: http.StatusUnprocessableEntity, Title: "That could not be used", Lines: []string{
			"What was sent is not something this page could have sent. Nothing was saved.",
			"Go back, load the page again and try once more.",
		}}
	case errors.Is(err, fault.Away), errors.Is(err, context.DeadlineExceeded):
		return awayTrouble()
	}
	return trouble{status: http.StatusInternalServerError, Title: "Sorry, something went wrong", Lines: []string{
		"This is our fault, not yours. What you saved before is safe. If you had just typed something, go back: it is still in the page.",
		"Try again in a few minutes.",
	}}
}

func awayTrouble() trouble {
	return trouble{status: http.StatusServiceUnavailable, Title: "Sevenfold is away for a moment", Lines: []string{
		"It can't reach the place where answers are kept. Everything saved before is safe.",
		"If you had just typed something, it is not saved yet: go back, wait a minute, and send it again. The page comes back by itself as soon as it can.",
	}}
}

// NotFound answers an address that leads nowhere.
func NotFound(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	return fault.NotFound
}

// Crossed answers a request that came from another site.
func Crossed(w http.ResponseWriter, r *http.Request) {
	t := trouble{status: http.StatusForbidden, Title: "That came from another site", Lines: []string{
		"For your safety, Sevenfold only takes forms from its own pages. Nothing was done.",
	}, LinkText: "Go to the start page", Link: "/"}
	_ = Render(w, r, t.status, troublePage(layout.View{Title: t.Title}, t))
}

// LocalPath keeps a destination only if it is a path of ours.
func LocalPath(p string) string {
	if !strings.HasPrefix(p, "/") || strings.HasPrefix(p, "//") || strings.ContainsAny(p, "\\\r\n\t") || len(p) > 1000 {
		return ""
	}
	return p
}
