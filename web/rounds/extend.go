package rounds

import (
	"errors"
	"net/http"

	"sevenfold/internal/audit"
	"sevenfold/internal/identity"
	"sevenfold/web/component"
	"sevenfold/web/form"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// extendView is the form of a later closing date.
type extendView struct {
	Layout   layout.View
	Back     string
	Mistakes []form.Mistake
	Lead     string
	Action   string
	Closes   component.DateFieldView
	Closing  component.RadiosView
}

// ShowExtend shows the form of a later closing date.
func (p Pages) ShowExtend(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	round, err := p.round(r, viewer)
	if err != nil {
		return err
	}
	if round.State != audit.Open {
		return stopNotOpen(w, r, viewer, round)
	}
	// A round whose closing was held was to close by itself, and is again.
	closing := how(round.ClosesByDate || round.ClosingHeldAt != nil)
	return p.showExtend(w, r, viewer, round, plan{Closing: closing}, &form.Form{})
}

// Extend moves the closing of a round to a later date.
func (p Pages) Extend(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	f, round, err := p.posted(r, viewer)
	if err != nil {
		return err
	}
	if round.State != audit.Open {
		return stopNotOpen(w, r, viewer, round)
	}
	typed := plan{Closes: f.Date("closes"), Closing: readHow(f, "closing")}
	extended := round
	typed.checkExtension(f, &extended, p)
	if !f.Good() {
		return p.showExtend(w, r, viewer, round, typed, f)
	}
	if extended.ClosesAt.Equal(round.ClosesAt) && extended.ClosesByDate == round.ClosesByDate { // sent twice
		return page.Redirect(w, r, progressPath(round)+"?done=extended")
	}
	err = p.Store.ExtendRound(r.Context(), viewer.TrustID, round.ID, viewer.PersonID, extended.ClosesAt, extended.ClosesByDate, p.Now())
	if errors.Is(err, audit.ErrNotLater) {
		f.Wrong("closes-day", laterThan(round))
		return p.showExtend(w, r, viewer, round, typed, f)
	}
	if err != nil {
		return p.stopMoved(w, r, viewer, err)
	}
	return page.Redirect(w, r, progressPath(round)+"?done=extended")
}

// checkExtension reads the later closing that is meant, and notes what has to
// be put right.
func (p plan) checkExtension(f *form.Form, round *audit.Round, pages Pages) {
	now := pages.Now()
	day, good := p.Closes.Check(f, dateRule("closes", "new closing date", now))
	if good {
		round.ClosesAt = audit.EndOfDay(day.Year, day.Month, day.Day)
		if !round.ClosesAt.After(now) {
			f.Wrong("closes-day", "The new closing date has passed: enter "+component.Date(now)+" or later")
		}
	}
	round.ClosesByDate = checkHow(f, "closing", p.Closing)
}

func laterThan(round audit.Round) string {
	return "The new closing date must be after the one there is, " + component.Date(round.ClosesAt)
}

func (p Pages) showExtend(w http.ResponseWriter, r *http.Request, viewer identity.Viewer, round audit.Round, typed plan, f *form.Form) error {
	status := http.StatusOK
	if !f.Good() {
		status = http.StatusUnprocessableEntity
	}
	view := extendView{
		Layout: layout.View{Title: "Extend this round", Viewer: viewer, Error: !f.Good()},
		Back:   progressPath(round), Mistakes: f.Mistakes, Action: roundPath(round) + "/extend",
		Lead: "“" + round.Title + "” closes on " + component.Date(round.ClosesAt) + ". Nobody is told of the new date by this; " +
			"reminders follow it.",
		Closes: component.DateFieldView{
			Legend: "New closing date", Hint: "Answers are taken until 23:59 on this day, London time.",
		}.Fill(dateRule("closes", "new closing date", p.Now()), typed.Closes, f),
		Closing: closingChoices(typed.Closing, f.Message("closing")),
	}
	if !round.AcceptsAnswers(p.Now()) {
		view.Lead = "“" + round.Title + "” took answers until " + component.Date(round.ClosesAt) + ". With a new date it takes them again. " +
			"Nobody is told of it by this: you can send a reminder afterwards."
	}
	return page.Render(w, r, status, extendPage(view))
}
