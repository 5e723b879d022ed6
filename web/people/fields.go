package people

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"sevenfold/internal/trust"
	"sevenfold/web/component"
	"sevenfold/web/form"
)

// longest is how many letters a name may have.
const longest = 200

// fieldView is a field of one line.
type fieldView struct {
	ID    string
	Label string
	Hint  string
	Value string
	Error string
}

func (v fieldView) describedBy() string { return component.DescribedBy(v.ID, v.Hint, v.Error) }

func (v fieldView) inputType() string {
	if v.ID == "email" {
		return "email"
	}
	return "text"
}

// ticksView is a choice of several.
type ticksView struct {
	Name   string
	Legend string
	Hint   string
	Error  string
	Boxes  []tickView
}

type tickView struct {
	Value  string
	Label  string
	Ticked bool
}

func (v ticksView) describedBy() string { return component.DescribedBy(v.Name, v.Hint, v.Error) }

// dayView is a day in three fields.
type dayView struct {
	Prefix string
	Legend string
	Hint   string
	Error  string
	Parts  []dayPartView
}

type dayPartView struct {
	ID    string
	Label string
	Value string
	Wide  bool
}

func (v dayView) describedBy() string { return component.DescribedBy(v.Prefix, v.Hint, v.Error) }

// typedDay is a day as it was typed.
type typedDay struct{ Day, Month, Year string }

func typedOf(t *time.Time) typedDay {
	if t == nil {
		return typedDay{}
	}
	return typedDay{strconv.Itoa(t.Day()), strconv.Itoa(int(t.Month())), strconv.Itoa(t.Year())}
}

func readDay(f *form.Form, prefix string) typedDay {
	return typedDay{f.Value(prefix + "-day"), f.Value(prefix + "-month"), f.Value(prefix + "-year")}
}

func (d typedDay) view(v dayView, f *form.Form) dayView {
	v.Error = f.Message(v.Prefix + "-day")
	v.Parts = []dayPartView{
		{v.Prefix + "-day", "Day", d.Day, false},
		{v.Prefix + "-month", "Month", d.Month, false},
		{v.Prefix + "-year", "Year", d.Year, true},
	}
	return v
}

// The years in which a term can lie.
const (
	firstYear = 1950
	lastYear  = 2100
)

// check reads the day that is meant, none where nothing was typed; where it
// can't be one, it notes how to put it right.
func (d typedDay) check(f *form.Form, prefix, name string) *time.Time {
	if d == (typedDay{}) {
		return nil
	}
	day, errDay := strconv.Atoi(d.Day)
	month, errMonth := monthOf(d.Month)
	year, errYear := strconv.Atoi(d.Year)
	var text string
	switch {
	case d.Day == "" || d.Month == "" || d.Year == "":
		text = "The " + name + " must have a day, a month and a year, or be left empty"
	case errDay != nil || errMonth != nil || errYear != nil || len(d.Year) != 4:
		text = "Write the " + name + " in figures, such as 4 3 2027"
	case year < firstYear || year > lastYear:
		text = fmt.Sprintf("The year of the %s must be from %d to %d", name, firstYear, lastYear)
	default:
		t := trust.Day(year, time.Month(month), day)
		if t.Day() == day && int(t.Month()) == month {
			return &t
		}
		text = "The " + name + " must be a day that exists"
	}
	f.Wrong(prefix+"-day", text)
	return nil
}

// monthOf takes a month as a number, or by its name, which people type too.
func monthOf(text string) (int, error) {
	for m := time.January; m <= time.December; m++ {
		if len(text) >= 3 && strings.HasPrefix(strings.ToLower(m.String()), strings.ToLower(text)) {
			return int(m), nil
		}
	}
	return strconv.Atoi(text)
}

// fits tells whether a name is short enough to be kept.
func fits(name string) bool { return form.Length(name) <= longest && len(name) <= 2000 }
