package form

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Date is a date as it was typed, in three fields.
type Date struct{ Day, Month, Year string }

// Day is a date that exists.
type Day struct {
	Year  int
	Month time.Month
	Day   int
}

// DateRule says what a date on a form must be.
type DateRule struct {
	Prefix   string // of the three fields: "closes" for closes-day, closes-month, closes-year
	Name     string // as a sentence calls it: "closing date"
	From, To int    // the years in which it may lie, so that 2072 for 2027 is caught
	Optional bool   // whether it may be left empty
}

// DateOf is an instant's date, where it is, as somebody would type it.
func DateOf(t time.Time) Date {
	return Date{strconv.Itoa(t.Day()), strconv.Itoa(int(t.Month())), strconv.Itoa(t.Year())}
}

// Date reads the three fields of a date.
func (f *Form) Date(prefix string) Date {
	return Date{f.Value(prefix + "-day"), f.Value(prefix + "-month"), f.Value(prefix + "-year")}
}

// Check reads the date that is meant. Where it can't be one, it notes at the
// part that is wrong how to put it right. False also where an optional date
// was left empty, which is no mistake.
func (d Date) Check(f *Form, rule DateRule) (Day, bool) {
	if rule.Optional && d == (Date{}) {
		return Day{}, false
	}
	day, part, text := d.read(rule)
	if text != "" {
		f.Wrong(rule.Prefix+"-"+part, text)
		return Day{}, false
	}
	return day, true
}

// read gives the date, or which part of it is wrong and how to put it right.
func (d Date) read(rule DateRule) (date Day, part, text string) {
	if part, text = d.missing(rule); text != "" {
		return Day{}, part, text
	}
	day, dayIsNumber := Figures(d.Day)
	month, monthIsOne := monthOf(d.Month)
	year, yearIsNumber := Figures(d.Year)
	switch {
	case !dayIsNumber:
		return Day{}, "day", "The day of the " + rule.Name + " must be a number, such as 4"
	case !monthIsOne:
		return Day{}, "month", "The month of the " + rule.Name + " must be a number from 1 to 12"
	case !yearIsNumber || len(d.Year) != 4:
		return Day{}, "year", "The year of the " + rule.Name + " must have four figures, such as 2027"
	case year < rule.From || year > rule.To:
		return Day{}, "year", fmt.Sprintf("The year of the %s must be from %d to %d", rule.Name, rule.From, rule.To)
	case day < 1 || day > daysIn(year, month):
		return Day{}, "day", fmt.Sprintf("The %s must be a real date: %s %d has %d days", rule.Name, month, year, daysIn(year, month))
	}
	return Day{year, month, day}, "", ""
}

func (d Date) missing(rule DateRule) (part, text string) {
	var left []string
	for _, p := range []struct{ name, value string }{{"day", d.Day}, {"month", d.Month}, {"year", d.Year}} {
		if p.value == "" {
			left = append(left, p.name)
		}
	}
	switch len(left) {
	case 0:
		return "", ""
	case 3:
		return "day", "Enter the " + rule.Name
	}
	text = "The " + rule.Name + " must include a " + strings.Join(left, " and a ")
	if rule.Optional {
		text += ", or be left empty"
	}
	return left[0], text
}

// Figures reads a number that is written in figures alone.
func Figures(text string) (int, bool) {
	if strings.Trim(text, "0123456789") != "" {
		return 0, false
	}
	n, err := strconv.Atoi(text)
	return n, err == nil
}

// monthOf takes a month as a number, or by its name, which people type too.
func monthOf(text string) (time.Month, bool) {
	if n, ok := Figures(text); ok {
		return time.Month(n), n >= 1 && n <= 12
	}
	for m := time.January; m <= time.December; m++ {
		name := strings.ToLower(m.String())
		if short := strings.TrimSuffix(strings.ToLower(text), "."); len(short) >= 3 && strings.HasPrefix(name, short) {
			return m, true
		}
	}
	return 0, false
}

func daysIn(year int, month time.Month) int {
	return time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC).Day()
}
