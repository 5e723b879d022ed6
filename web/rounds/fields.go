package rounds

import (
	"time"

	"sevenfold/web/component"
	"sevenfold/web/form"
)

// fieldView is a field of one line.
type fieldView struct {
	ID    string
	Label string
	Hint  string
	Value string
	Error string
}

// choicesView is a choice of one.
type choicesView struct {
	Name    string
	Legend  string
	Error   string
	Choices []choiceView
}

type choiceView struct {
	ID      string
	Value   string
	Label   string
	Hint    string
	Checked bool
}

// dateView is a date in three fields.
type dateView struct {
	Prefix string
	Legend string
	Hint   string
	Error  string
	Shown  string // the date with its weekday, where what was typed is one
	Parts  []datePartView
}

type datePartView struct {
	ID    string
	Label string
	Value string
	Wide  bool
	Wrong bool
}

func viewOfDate(view dateView, d typedDate, f *form.Form, now time.Time) dateView {
	for _, part := range []struct{ id, label, value string }{
		{"day", "Day", d.Day}, {"month", "Month", d.Month}, {"year", "Year", d.Year},
	} {
		id := view.Prefix + "-" + part.id
		message := f.Message(id)
		if view.Error == "" {
			view.Error = message
		}
		view.Parts = append(view.Parts, datePartView{
			ID: id, Label: part.label, Value: part.value, Wide: part.id == "year", Wrong: message != "",
		})
	}
	if day, ok := d.check(&form.Form{}, view.Prefix, "", now); ok {
		view.Shown = component.Date(day.start())
	}
	return view
}
