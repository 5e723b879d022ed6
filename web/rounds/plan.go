package rounds

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/go-chi/chi/v5"

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
	Opening    string
	Closes     form.Date
	Closing    string
	Minimum    string
	Readers    string
}

// Who reads the report.
const (
	readByBoard = "board"
	readByAll   = "all"
)

// readers is what the form says of who reads the report.
func readers(sharedWithAll bool) string {
	if sharedWithAll {
		return readByAll
	}
	return readByBoard
}

// How a round opens, and closes.
const (
	byHand = "by-hand"
	byDate = "by-date"
)

// how is what the form says of a date that the program may keep by itself.
func how(byItself bool) string {
	if byItself {
		return byDate
	}
	return byHand
}

// readHow reads how a round opens or closes; a form that does not ask means by hand.
func readHow(f *form.Form, name string) string {
	if !f.Has(name) {
		return byHand
	}
	return f.Value(name)
}

// checkHow tells whether the program is to keep the date by itself.
func checkHow(f *form.Form, name, chosen string) bool {
	if chosen != byHand && chosen != byDate {
		f.Wrong(name, "Choose who keeps the "+name+" date: you, or the program by itself")
	}
	return chosen == byDate
}

func planOf(round audit.Round) plan {
	return plan{
		Title: round.Title, Instrument: round.Instrument, Minimum: strconv.Itoa(round.Minimum),
		Opens: dateOf(round.OpensAt), Opening: how(round.OpensByDate),
		Closes: dateOf(round.ClosesAt), Closing: how(round.ClosesByDate),
		Readers: readers(round.SharedWithAll),
	}
}

func readPlan(f *form.Form) plan {
	typed := plan{
		Title: f.Value("title"), Instrument: f.Value("instrument"), Minimum: f.Value("minimum"),
		Opens: f.Date("opens"), Opening: readHow(f, "opening"), Closes: f.Date("closes"), Closing: readHow(f, "closing"),
		Readers: readByBoard,
	}
	if f.Has("readers") {
		typed.Readers = f.Value("readers")
	}
	return typed
}

// check turns what was typed into a round, and notes in the form all that has
// to be put right first.
func (p plan) check(f *form.Form, current *framework.Framework, now time.Time) audit.Round {
	p.checkTitle(f)
	if _, ok := current.Instrument(p.Instrument); !ok {
		f.Wrong("instrument", "Choose a questionnaire")
	}
	round := audit.Round{Title: p.Title, Instrument: p.Instrument}
	opensGood := p.checkOpening(f, &round, now)
	p.checkClosing(f, &round, opensGood, now)
	round.Minimum = p.checkMinimum(f)
	if p.Readers != readByBoard && p.Readers != readByAll {
		f.Wrong("readers", "Choose who reads the report: the board and executives, or local governors and members too")
	}
	round.SharedWithAll = p.Readers == readByAll
	return round
}

// checkOpening tells whether the opening date can be used.
func (p plan) checkOpening(f *form.Form, round *audit.Round, now time.Time) bool {
	day, good := p.Opens.Check(f, dateRule("opens", "opening date", now))
	round.OpensByDate = checkHow(f, "opening", p.Opening)
	if good {
		round.OpensAt = audit.StartOfDay(day.Year, day.Month, day.Day)
	}
	if good && round.OpensByDate { // invitations go out by it: nobody's telephone is to ring at midnight
		round.OpensAt = audit.Morning(day.Year, day.Month, day.Day)
	}
	if good && round.OpensByDate && !round.OpensAt.After(now) {
		tomorrow := now.In(audit.London).AddDate(0, 0, 1)
		f.Wrong("opens-day", "A round opens by itself at eight in the morning: enter "+component.Date(tomorrow)+" or later, or open it by hand")
	}
	return good
}

func (p plan) checkClosing(f *form.Form, round *audit.Round, opensGood bool, now time.Time) {
	day, good := p.Closes.Check(f, dateRule("closes", "closing date", now))
	if good {
		round.ClosesAt = audit.EndOfDay(day.Year, day.Month, day.Day)
	}
	switch {
	case good && !round.ClosesAt.After(now):
		f.Wrong("closes-day", "The closing date has passed: enter "+component.Date(now)+" or later")
	case good && opensGood && !round.ClosesAt.After(round.OpensAt):
		f.Wrong("closes-day", "The round must close after it opens: enter a closing date of "+component.Date(round.OpensAt)+" or later")
	}
	round.ClosesByDate = checkHow(f, "closing", p.Closing)
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
	Preview     string // where every questionnaire can be looked at
	Opens       component.DateFieldView
	Opening     component.RadiosView
	Closes      component.DateFieldView
	Closing     component.RadiosView
	Minimum     component.TextFieldView
	Readers     component.RadiosView
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
	view.Preview = "/t/" + chi.URLParam(r, "trust") + "/questionnaires"
	view.Opens = component.DateFieldView{Legend: "Opening date"}.Fill(dateRule("opens", "opening date", p.Now()), typed.Opens, f)
	view.Opening = openingChoices(typed.Opening, f.Message("opening"))
	view.Closes = component.DateFieldView{
		Legend: "Closing date", Hint: "Answers are taken until 23:59 on this day, London time.",
	}.Fill(dateRule("closes", "closing date", p.Now()), typed.Closes, f)
	view.Closing = closingChoices(typed.Closing, f.Message("closing"))
	view.Minimum = component.TextFieldView{
		ID: "minimum", Label: "Minimum responses", Value: typed.Minimum, Error: f.Message("minimum"), Kind: component.Whole,
		Hint: "How many people must submit before any result is shown: 5 or more. With fewer, a result could point at a person.",
	}
	view.Readers = readersChoices(typed.Readers, f.Message("readers"))
	return page.Render(w, r, status, planPage(view))
}

func (p Pages) instrumentChoices(chosen, message string) component.RadiosView {
	view := component.RadiosView{Name: "instrument", Legend: "Questionnaire", Error: message}
	for i, in := range p.Current.Instruments {
		c := component.RadioView{
			ID: "instrument", Value: in.ID, Label: in.Title, Checked: in.ID == chosen,
			Hint: in.About + " " + strings.Join(p.forAndSize(in), " "),
		}
		if i > 0 {
			c.ID = fmt.Sprintf("instrument-%d", i+1)
		}
		view.Choices = append(view.Choices, c)
	}
	return view
}

func openingChoices(chosen, message string) component.RadiosView {
	return component.RadiosView{Name: "opening", Legend: "How it opens", Error: message, Choices: []component.RadioView{
		{
			ID: "opening", Value: byHand, Label: "You open it by hand", Checked: chosen == byHand,
			Hint: "The opening date is then your plan. Nobody can answer, and nobody is told, before you press the button that opens it.",
		},
		{
			ID: "opening-2", Value: byDate, Label: "It opens by itself on the opening date", Checked: chosen == byDate,
			Hint: "At eight in the morning, London time. If anything is missing by then it stays a draft, and you get an e-mail that says why.",
		},
	}}
}

func closingChoices(chosen, message string) component.RadiosView {
	return component.RadiosView{Name: "closing", Legend: "How it closes", Error: message, Choices: []component.RadioView{
		{
			ID: "closing", Value: byDate, Label: "It closes by itself at the end of the closing date (recommended)", Checked: chosen == byDate,
			Hint: "The report is made then. If fewer than the minimum have submitted, it is left to you whether to extend it or to close it.",
		},
		{
			ID: "closing-2", Value: byHand, Label: "You close it by hand", Checked: chosen == byHand,
			Hint: "Answers end with the closing date all the same. The report is made when you close the round.",
		},
	}}
}

func readersChoices(chosen, message string) component.RadiosView {
	return component.RadiosView{Name: "readers", Legend: "Who reads the report", Error: message, Choices: []component.RadioView{
		{
			ID: "readers", Value: readByBoard, Label: "The board and executives", Checked: chosen == readByBoard,
			Hint: "Trustees, the chair, the chief executive, executives, and the governance professional.",
		},
		{
			ID: "readers-2", Value: readByAll, Label: "Local governors and members too", Checked: chosen == readByAll,
			Hint: "All local governors and members of your trust, whether or not they were invited. Respondents are told before they start, and it can’t be changed once the round is open.",
		},
	}}
}
