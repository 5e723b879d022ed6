package rounds

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
	"unicode"

	"sevenfold/internal/audit"
	"sevenfold/internal/framework"
	"sevenfold/web/component"
	"sevenfold/web/form"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// What a plan may hold.
const (
	titleLimit = 200
	// titleBytes is what the store takes: a character may be many bytes long.
	titleBytes = 4000
	// highestMinimum is more than any board, executive team and local tier invite together.
	highestMinimum = 500
)

// A round is planned in years that lie near.
const (
	yearsBack  = 1
	yearsAhead = 5
)

func dateRule(prefix, name string, now time.Time) form.DateRule {
	year := now.In(audit.London).Year()
	return form.DateRule{Prefix: prefix, Name: name, From: year - yearsBack, To: year + yearsAhead}
}

func dateOf(t time.Time) form.Date { return form.DateOf(t.In(audit.London)) }

// plan is what the form of a draft holds, as it was typed.
type plan struct {
	Title      string
	Instrument string
	Opens      form.Date
	Closes     form.Date
	Minimum    string
}

func planOf(round audit.Round) plan {
	return plan{
		Title: round.Title, Instrument: round.Instrument, Minimum: strconv.Itoa(round.Minimum),
		Opens: dateOf(round.OpensAt), Closes: dateOf(round.ClosesAt),
	}
}

func readPlan(f *form.Form) plan {
	return plan{
		Title: f.Value("title"), Instrument: f.Value("instrument"), Minimum: f.Value("minimum"),
		Opens: f.Date("opens"), Closes: f.Date("closes"),
	}
}

// check turns what was typed into a round, and notes in the form all that has
// to be put right first.
func (p plan) check(f *form.Form, current *framework.Framework, now time.Time) audit.Round {
	p.checkTitle(f)
	if _, ok := current.Instrument(p.Instrument); !ok {
		f.Wrong("instrument", "Choose a questionnaire")
	}
	round := audit.Round{Title: p.Title, Instrument: p.Instrument}
	opens, opensGood := p.Opens.Check(f, dateRule("opens", "opening date", now))
	closes, closesGood := p.Closes.Check(f, dateRule("closes", "closing date", now))
	if opensGood {
		round.OpensAt = audit.StartOfDay(opens.Year, opens.Month, opens.Day)
	}
	if closesGood {
		round.ClosesAt = audit.EndOfDay(closes.Year, closes.Month, closes.Day)
	}
	switch {
	case closesGood && !round.ClosesAt.After(now):
		f.Wrong("closes-day", "The closing date has passed: enter "+component.Date(now)+" or later")
	case opensGood && closesGood && !round.ClosesAt.After(round.OpensAt):
		f.Wrong("closes-day", "The round must close after it opens: enter a closing date of "+component.Date(round.OpensAt)+" or later")
	}
	round.Minimum = p.checkMinimum(f)
	return round
}

func (p plan) checkTitle(f *form.Form) {
	seen := func(r rune) bool { return unicode.IsPrint(r) && r != ' ' }
	length := form.Length(p.Title)
	switch {
	case !strings.ContainsFunc(p.Title, seen):
		f.Wrong("title", "Enter a title, such as “Autumn 2026 audit”")
	case length > titleLimit:
		f.Wrong("title", fmt.Sprintf("The title must be %d characters or fewer: it has %d", titleLimit, length))
	case len(p.Title) > titleBytes:
		f.Wrong("title", "The title is too long to keep: make it shorter")
	}
}

func (p plan) checkMinimum(f *form.Form) int {
	digits := strings.TrimLeft(p.Minimum, "0")
	n, isNumber := form.Figures(digits)
	switch {
	case p.Minimum == "":
		f.Wrong("minimum", "Enter the minimum responses: 5 or more")
	case strings.Trim(p.Minimum, "0123456789") != "":
		f.Wrong("minimum", "The minimum responses must be a whole number in figures, such as 5")
	case isNumber && n < audit.MinimumResponses, digits == "":
		f.Wrong("minimum", "The minimum responses must be 5 or more: with fewer, a result could point at a person")
	case !isNumber || n > highestMinimum:
		f.Wrong("minimum", fmt.Sprintf("The minimum responses must be %d or fewer: no more people than you invite can answer", highestMinimum))
	}
	return n
}

// planView is the form of a draft.
type planView struct {
	Layout      layout.View
	Back        string
	BackText    string
	Lead        string
	Action      string
	ID          string // of a round that is yet to be kept; "" in one that is
	Notice      string
	Title       component.TextFieldView
	Instruments component.RadiosView
	Opens       component.DateFieldView
	Closes      component.DateFieldView
	Minimum     component.TextFieldView
	Button      string
	Mistakes    []form.Mistake
}

// showPlan fills the form with what was typed, and with what to put right.
func (p Pages) showPlan(w http.ResponseWriter, r *http.Request, status int, view planView, typed plan, f *form.Form) error {
	view.Layout.Error = !f.Good()
	view.Mistakes = f.Mistakes
	view.Title = component.TextFieldView{
		ID: "title", Label: "Title", Hint: "What respondents and the report call this round, such as “Autumn 2026 audit”.",
		Value: typed.Title, Error: f.Message("title"),
	}
	view.Instruments = p.instrumentChoices(typed.Instrument, f.Message("instrument"))
	view.Opens = component.DateFieldView{
		Legend: "Opening date",
		Hint:   "The day you plan to open it. Nobody can answer before you press the button that opens it.",
	}.Fill(dateRule("opens", "opening date", p.Now()), typed.Opens, f)
	view.Closes = component.DateFieldView{
		Legend: "Closing date",
		Hint:   "Answers are taken until 23:59 on this day, London time.",
	}.Fill(dateRule("closes", "closing date", p.Now()), typed.Closes, f)
	view.Minimum = component.TextFieldView{
		ID: "minimum", Label: "Minimum responses", Value: typed.Minimum, Error: f.Message("minimum"), Kind: component.Whole,
		Hint: "How many people must submit before any result is shown: 5 or more. With fewer, a result could point at a person.",
	}
	return page.Render(w, r, status, planPage(view))
}

func (p Pages) instrumentChoices(chosen, message string) component.RadiosView {
	view := component.RadiosView{Name: "instrument", Legend: "Questionnaire", Error: message}
	for i, in := range p.Current.Instruments {
		c := component.RadioView{
			ID: "instrument", Value: in.ID, Label: in.Title, Checked: in.ID == chosen,
			Hint: in.About + " It takes " + strings.ReplaceAll(in.Minutes, "-", " to ") + " minutes.",
		}
		if i > 0 {
			c.ID = fmt.Sprintf("instrument-%d", i+1)
		}
		view.Choices = append(view.Choices, c)
	}
	return view
}
