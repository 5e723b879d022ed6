package form_test

import (
	"testing"
	"time"

	"sevenfold/web/form"
)

func TestADateIsReadFromThreeFields(t *testing.T) {
	rule := form.DateRule{Prefix: "closes", Name: "closing date", From: 2025, To: 2031}
	for _, c := range []struct {
		name     string
		typed    form.Date
		optional bool
		want     form.Day
		field    string
		mistake  string
	}{
		{"in figures", form.Date{Day: "4", Month: "3", Year: "2027"}, false, form.Day{Year: 2027, Month: time.March, Day: 4}, "", ""},
		{"with noughts before", form.Date{Day: "04", Month: "03", Year: "2027"}, false, form.Day{Year: 2027, Month: time.March, Day: 4}, "", ""},
		{"a month by its name", form.Date{Day: "4", Month: "MARCH", Year: "2027"}, false, form.Day{Year: 2027, Month: time.March, Day: 4}, "", ""},
		{"a month cut short", form.Date{Day: "4", Month: "sept.", Year: "2027"}, false, form.Day{Year: 2027, Month: time.September, Day: 4}, "", ""},
		{"a leap day", form.Date{Day: "29", Month: "2", Year: "2028"}, false, form.Day{Year: 2028, Month: time.February, Day: 29}, "", ""},
		{"a leap day of no leap year", form.Date{Day: "29", Month: "2", Year: "2027"}, false, form.Day{}, "closes-day", "The closing date must be a real date: February 2027 has 28 days"},
		{"nothing", form.Date{}, false, form.Day{}, "closes-day", "Enter the closing date"},
		{"nothing, where nothing is needed", form.Date{}, true, form.Day{}, "", ""},
		{"half of it", form.Date{Day: "4"}, false, form.Day{}, "closes-month", "The closing date must include a month and a year"},
		{"half of it, where nothing is needed", form.Date{Day: "4"}, true, form.Day{}, "closes-month", "The closing date must include a month and a year, or be left empty"},
		{"a month of two letters", form.Date{Day: "4", Month: "ma", Year: "2027"}, false, form.Day{}, "closes-month", "The month of the closing date must be a number from 1 to 12"},
		{"a year of two figures", form.Date{Day: "4", Month: "3", Year: "27"}, false, form.Day{}, "closes-year", "The year of the closing date must have four figures, such as 2027"},
		{"a year of five figures", form.Date{Day: "4", Month: "3", Year: "20270"}, false, form.Day{}, "closes-year", "The year of the closing date must have four figures, such as 2027"},
		{"a year too far away", form.Date{Day: "4", Month: "3", Year: "2072"}, false, form.Day{}, "closes-year", "The year of the closing date must be from 2025 to 2031"},
		{"figures of another script", form.Date{Day: "٤", Month: "3", Year: "2027"}, false, form.Day{}, "closes-day", "The day of the closing date must be a number, such as 4"},
	} {
		f := &form.Form{}
		rule.Optional = c.optional
		got, ok := c.typed.Check(f, rule)
		if got != c.want || ok != (c.want != form.Day{}) {
			t.Errorf("%s: got %v, %v, want %v", c.name, got, ok, c.want)
		}
		if c.mistake == "" && !f.Good() || c.mistake != "" && (len(f.Mistakes) != 1 || f.Mistakes[0] != form.Mistake{Field: c.field, Text: c.mistake}) {
			t.Errorf("%s: got the mistakes %v, want %q at %s", c.name, f.Mistakes, c.mistake, c.field)
		}
	}
}
