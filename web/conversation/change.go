package conversation

import (
	"errors"
	"net/http"
	"strconv"
	"strings"

	"github.com/go-chi/chi/v5"

	talk "sevenfold/internal/conversation"
	"sevenfold/internal/identity"
	"sevenfold/web/component"
	"sevenfold/web/form"
	"sevenfold/web/page"
)

// What a button of the agenda does, before the statement that it is about.
const (
	doUp    = "up"
	doDown  = "down"
	doOut   = "out"
	doAdd   = "add"
	doShare = "share"
)

// statementOf is the statement that a button is about: "up:sg-one-board".
func statementOf(do string) string {
	_, statement, _ := strings.Cut(do, ":")
	return statement
}

// ChangeAgenda does what a button of the agenda says, with whatever was typed
// beside it: the meeting's length and the minutes of its items.
func (p Pages) ChangeAgenda(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	m, err := p.meet(r.Context(), viewer, chi.URLParam(r, "round"))
	if err != nil {
		return err
	}
	stored, made, err := p.agenda(r.Context(), m)
	switch {
	case err != nil:
		return err
	case !made:
		return page.Redirect(w, r, m.path("")) // an old tab: nothing is there to be changed
	case f.Value("read") != strconv.Itoa(stored.Revision) && f.Value("change") == stored.Change:
		return page.Redirect(w, r, m.path("")) // the same form twice
	case f.Value("read") != strconv.Itoa(stored.Revision):
		return p.showChanged(w, r, m)
	}
	typed := typedAgenda{form: f, length: f.Value("length"), minutes: map[string]string{}}
	for _, item := range stored.Items {
		if name := "minutes-" + item.Statement; f.Has(name) {
			typed.minutes[item.Statement] = f.Value(name)
		}
	}
	changed, done, err := m.change(stored, typed)
	if err != nil {
		return err
	}
	if !f.Good() {
		return p.correct(w, r, m, stored, made, typed)
	}
	return p.saveAgenda(w, r, m, f, changed, done)
}

// change applies a form of the agenda. What has to be put right is noted in the
// form; done names the notice that tells what was done.
func (m meeting) change(a talk.Agenda, typed typedAgenda) (changed talk.Agenda, done string, err error) {
	f := typed.form
	do, statement, _ := strings.Cut(f.Value("do"), ":")
	if do == doOut { // first: what remains may then fit
		if a, err = a.LeaveOut(statement); err != nil {
			return a, "", err
		}
		delete(typed.minutes, statement)
		done = doOut
	}
	length := a.Length
	if f.Has("length") {
		length = readLength(f, typed.length)
	}
	minutes := typed.read(a)
	if !f.Good() {
		return a, "", nil
	}
	if length != a.Length {
		if a, err = a.Lasting(length, m.findings); err != nil {
			return a, "", err
		}
		done = "length"
	}
	var tooLong talk.TooLongError
	timed, err := a.Timed(minutes)
	if errors.As(err, &tooLong) {
		f.Wrong("length", "The items come to "+component.Count(tooLong.Over, "minute", "minutes")+
			" more than the meeting has: shorten one, leave one out, or make the meeting longer")
		return a, "", nil
	}
	if err != nil {
		return a, "", err
	}
	a = timed
	switch do {
	case doUp:
		a, err = a.Move(statement, -1)
	case doDown:
		a, err = a.Move(statement, 1)
	case doShare:
		a, done = a.Shared(m.findings), "shared"
	case doAdd:
		done = doAdd
		added, err := a.AddBack(statement, m.findings)
		if errors.Is(err, talk.ErrNoRoom) {
			f.Wrong("length", "There is no room for another item: make the meeting longer, or leave something out first")
			return a, "", nil
		}
		return added, done, err
	}
	return a, done, err
}

// read takes the minutes that were changed, and notes those that are none.
func (t typedAgenda) read(a talk.Agenda) map[string]int {
	minutes := map[string]int{}
	for _, item := range a.Items {
		typed, ok := t.minutes[item.Statement]
		if !ok || typed == strconv.Itoa(item.Minutes) {
			continue
		}
		n, err := strconv.Atoi(typed)
		if err != nil || n < 1 || n > talk.LongestMeeting {
			t.form.Wrong("minutes-"+item.Statement, "Enter the minutes of this item as a whole number, from 1 to 240")
			continue
		}
		minutes[item.Statement] = n
	}
	return minutes
}
