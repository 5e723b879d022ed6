package people

import (
	"time"

	"sevenfold/internal/trust"
	"sevenfold/web/form"
)

// longest is how many letters a name may have.
const longest = 200

// fits tells whether a name is short enough to be kept.
func fits(name string) bool { return form.Length(name) <= longest && len(name) <= 2000 }

// A term may have begun long ago, and end long hence.
var (
	startRule = form.DateRule{Prefix: "starts", Name: "start date", From: 1950, To: 2100, Optional: true}
	endRule   = form.DateRule{Prefix: "ends", Name: "end date", From: 1950, To: 2100, Optional: true}
)

// typedOf is a day of a term as somebody would type it.
func typedOf(day *time.Time) form.Date {
	if day == nil {
		return form.Date{}
	}
	return form.DateOf(*day)
}

// dayOf is the day of a term that is meant; nil where there is none.
func dayOf(typed form.Date, f *form.Form, rule form.DateRule) *time.Time {
	day, ok := typed.Check(f, rule)
	if !ok {
		return nil
	}
	t := trust.Day(day.Year, day.Month, day.Day)
	return &t
}
