package rounds

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"sevenfold/internal/audit"
	"sevenfold/web/form"
)

// A round is planned in years that lie near: a slip of the finger, such as
// 2072 for 2027, is caught.
const (
	yearsBack  = 1
	yearsAhead = 5
)

// typedDate is a date as it was typed, in three fields.
type typedDate struct {
	Day   string
	Month string
	Year  string
}

func typed(t time.Time) typedDate {
	in := t.In(audit.London)
	return typedDate{strconv.Itoa(in.Day()), strconv.Itoa(int(in.Month())), strconv.Itoa(in.Year())}
}

func readDate(f *form.Form, prefix string) typedDate {
	return typedDate{f.Value(prefix + "-day"), f.Value(prefix + "-month"), f.Value(prefix + "-year")}
}

// calendarDay is a date that exists.
type calendarDay struct {
	year  int
	month time.Month
	day   int
}

func (d calendarDay) start() time.Time { return audit.StartOfDay(d.year, d.month, d.day) }
func (d calendarDay) end() time.Time   { return audit.EndOfDay(d.year, d.month, d.day) }

// check reads the date that is meant; where it can't be one, it notes at the
// field how to put it right. The name is the date's on the page: "opening date".
func (d typedDate) check(f *form.Form, prefix, name string, now time.Time) (calendarDay, bool) {
	field, text := d.missing(name)
	if text != "" {
		f.Wrong(prefix+"-"+field, text)
		return calendarDay{}, false
	}
	day, dayIsNumber := figures(d.Day)
	month, monthIsOne := monthOf(d.Month)
	year, yearIsNumber := figures(d.Year)
	from, to := now.In(audit.London).Year()-yearsBack, now.In(audit.London).Year()+yearsAhead
	switch {
	case !dayIsNumber:
		field, text = "day", "The day of the "+name+" must be a number, such as 4"
	case !monthIsOne:
		field, text = "month", "The month of the "+name+" must be a number from 1 to 12"
	case !yearIsNumber || len(d.Year) != 4:
		field, text = "year", fmt.Sprintf("The year of the %s must have four figures, such as %d", name, from+1)
	case year < from || year > to:
		field, text = "year", fmt.Sprintf("The year of the %s must be from %d to %d", name, from, to)
	case day < 1 || day > daysIn(year, month):
		field = "day"
		text = fmt.Sprintf("The %s must be a real date: %s %d has %d days", name, month, year, daysIn(year, month))
	default:
		return calendarDay{year, month, day}, true
	}
	f.Wrong(prefix+"-"+field, text)
	return calendarDay{}, false
}

func (d typedDate) missing(name string) (field, text string) {
	var left []string
	for _, part := range []struct{ name, value string }{{"day", d.Day}, {"month", d.Month}, {"year", d.Year}} {
		if part.value == "" {
			left = append(left, part.name)
		}
	}
	switch len(left) {
	case 0:
		return "", ""
	case 3:
		return "day", "Enter the " + name
	}
	return left[0], "The " + name + " must include a " + strings.Join(left, " and a ")
}

// figures reads a number that is written in figures alone.
func figures(text string) (int, bool) {
	if strings.Trim(text, "0123456789") != "" {
		return 0, false
	}
	n, err := strconv.Atoi(text)
	return n, err == nil
}

// monthOf takes a month as a number, or by its name, which people type too.
func monthOf(text string) (time.Month, bool) {
	if n, ok := figures(text); ok {
		return time.Month(n), n >= 1 && n <= 12
	}
	for m := time.January; m <= time.December; m++ {
		name := strings.ToLower(m.String())
		if len(text) >= 3 && strings.HasPrefix(name, strings.ToLower(text)) {
			return m, true
		}
	}
	return 0, false
}

func daysIn(year int, month time.Month) int {
	return time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC).Day()
}
