package component

import (
	"fmt"
	"time"

	"sevenfold/internal/audit"
	"sevenfold/internal/reading"
	"sevenfold/internal/report"
)

// Date is a day as pages write it, in London: "Thursday 4 March 2027".
func Date(t time.Time) string { return audit.Date(t) }

// ShortDate leaves the year out: "Thursday 4 March".
func ShortDate(t time.Time) string { return t.In(audit.London).Format("Monday 2 January") }

// Clock is a time of day in London: "10:42".
func Clock(t time.Time) string { return t.In(audit.London).Format("15:04") }

// Instant is a moment in London: "Thursday 4 March 2027 at 10:42".
func Instant(t time.Time) string { return Date(t) + " at " + Clock(t) }

// Number is a count in words up to nine, in figures above.
func Number(n int) string { return report.Number(n) }

// Count is a number with its noun: "one statement", "12 statements", "no statements".
func Count(n int, singular, plural string) string { return reading.Count(n, singular, plural) }

// DaysLeft tells how long there is until a closing, in whole days of London:
// "closes today", "closes tomorrow", "5 days left".
func DaysLeft(now, closes time.Time) string {
	if now.After(closes) {
		return "closed"
	}
	days := daysBetween(now.In(audit.London), closes.In(audit.London))
	switch days {
	case 0:
		return "closes today"
	case 1:
		return "closes tomorrow"
	}
	return fmt.Sprintf("%d days left", days)
}

func daysBetween(from, to time.Time) int {
	a := time.Date(from.Year(), from.Month(), from.Day(), 0, 0, 0, 0, time.UTC)
	b := time.Date(to.Year(), to.Month(), to.Day(), 0, 0, 0, 0, time.UTC)
	return int(b.Sub(a).Hours() / 24)
}

// Capital begins a sentence: "four statements" becomes "Four statements".
func Capital(text string) string { return reading.Capital(text) }
