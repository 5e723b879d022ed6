package actions

import (
	"bytes"
	"crypto/rand"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/go-chi/chi/v5"

	"sevenfold/internal/action"
	"sevenfold/internal/fault"
	"sevenfold/internal/identity"
	"sevenfold/web/component"
	"sevenfold/web/form"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// calendarView is how somebody has their actions in their own calendar.
type calendarView struct {
	Layout  layout.View
	Back    string
	Notice  string
	Address string // of the calendar, the one time that it is shown
	Has     bool   // there is an address already
	Since   string
	Token   string // of the address that the form makes
	Make    string
	End     string
}

// token is the form of a secret in a calendar's address: 26 letters and figures, 130 bits.
var token = regexp.MustCompile(`^[A-Z2-7]{26}$`)

// ShowCalendar shows whether somebody has a calendar's address, and how to make one.
func (p Pages) ShowCalendar(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	view := calendarView{}
	if r.URL.Query().Get("done") == "ended" {
		view.Notice = "The address was ended. A calendar that reads it finds nothing there."
	}
	return p.showCalendar(w, r, viewer, view)
}

func (p Pages) showCalendar(w http.ResponseWriter, r *http.Request, viewer identity.Viewer, view calendarView) error {
	since, err := p.Store.CalendarSince(r.Context(), viewer.TrustID, viewer.PersonID)
	if err != nil {
		return err
	}
	view.Layout = layout.View{Title: "Your actions in your calendar", Viewer: viewer}
	view.Back, view.Make, view.End = listPath(viewer), listPath(viewer)+"/calendar", listPath(viewer)+"/calendar/end"
	view.Token = rand.Text()
	if since != nil {
		view.Has, view.Since = true, component.Instant(*since)
	}
	return page.Render(w, r, http.StatusOK, calendarPage(view))
}

// MakeCalendar makes an address, in the place of the one before, and shows it
// once: only a hash of it is kept. The secret comes from the form, so that the
// same form sent twice makes one address.
func (p Pages) MakeCalendar(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	secret := f.Raw("token")
	if !token.MatchString(secret) {
		secret = rand.Text()
	}
	if err := p.Store.SetCalendar(r.Context(), viewer.TrustID, viewer.PersonID, identity.Hash(secret), p.Now()); err != nil {
		return err
	}
	return p.showCalendar(w, r, viewer, calendarView{Address: p.Address + listPath(viewer) + "/calendar/" + secret + ".ics"})
}

// EndCalendar takes the address away.
func (p Pages) EndCalendar(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	if err := p.Store.EndCalendar(r.Context(), viewer.TrustID, viewer.PersonID, p.Now()); err != nil {
		return err
	}
	return page.Redirect(w, r, listPath(viewer)+"/calendar?done=ended")
}

// SendCalendar gives the actions of whoever the address was made for, to a
// calendar that has no session.
func (p Pages) SendCalendar(w http.ResponseWriter, r *http.Request, _ identity.Viewer) error {
	secret := chi.URLParam(r, "token")
	if !token.MatchString(secret) {
		return fault.NotFound
	}
	trustName, owned, err := p.Store.Calendar(r.Context(), chi.URLParam(r, "trust"), identity.Hash(secret))
	if err != nil {
		return err
	}
	file, err := p.feed(trustName, owned)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/calendar; charset=utf-8")
	w.Header().Set("Content-Disposition", `inline; filename="actions.ics"`)
	_, _ = w.Write(file)
	return nil
}

// readEvery is how often a calendar is asked to read the address again.
const readEvery = "PT6H"

// feed writes actions as a file of RFC 5545: each a whole day that leaves the
// person free. It holds what is to be done, by when, and where to look.
func (p Pages) feed(trustName string, owned []action.Action) ([]byte, error) {
	host := "sevenfold.invalid"
	if u, err := url.Parse(p.Address); err == nil && u.Hostname() != "" {
		host = u.Hostname()
	}
	calendar := ics.NewCalendar()
	calendar.SetProductId("-//Sevenfold//Actions//EN")
	calendar.SetMethod(ics.MethodPublish)
	calendar.SetXWRCalName("Actions, " + oneLine(trustName))
	calendar.SetRefreshInterval(readEvery)
	calendar.SetXPublishedTTL(readEvery)
	for _, a := range owned {
		changed := a.ChangedAt
		if a.StateAt.After(changed) {
			changed = a.StateAt
		}
		link := p.Address + "/t/" + a.TrustID + "/actions/" + a.ID
		event := calendar.AddEvent("action-" + a.ID + "@" + host)
		event.SetDtStampTime(p.Now())
		// A later version counts only where its sequence is higher; minutes since 1970 only grow.
		event.SetSequence(int(changed.Unix() / int64(time.Minute/time.Second)))
		event.SetAllDayStartAt(a.DueOn)
		event.SetAllDayEndAt(a.DueOn.AddDate(0, 0, 1))
		event.SetSummary("Due: " + oneLine(a.Title))
		event.SetDescription("An action of " + oneLine(trustName) + " that you own, due on " + component.Date(a.DueOn) + ".\n" + link)
		event.SetURL(link)
		event.SetTimeTransparency(ics.TransparencyTransparent)
	}
	var file bytes.Buffer
	if err := calendar.SerializeTo(&file, ics.WithNewLine("\r\n")); err != nil {
		return nil, err
	}
	return file.Bytes(), nil
}

// oneLine leaves out what would break a line of the file.
func oneLine(typed string) string { return strings.Join(strings.Fields(form.Clean(typed)), " ") }
