package audit

import "time"

// London is where every date of a round is meant.
var London = mustLoad("Europe/London")

func mustLoad(name string) *time.Location {
	l, err := time.LoadLocation(name)
	if err != nil {
		panic(err) // the program embeds the time zones: this can't be missing
	}
	return l
}

// StartOfDay is the first second of a date in London.
func StartOfDay(year int, month time.Month, day int) time.Time {
	return time.Date(year, month, day, 0, 0, 0, 0, London)
}

// openingHour is the hour in London at which a round opens by itself.
const openingHour = 8

// Morning is when a round that opens by itself on a date does so.
func Morning(year int, month time.Month, day int) time.Time {
	return time.Date(year, month, day, openingHour, 0, 0, 0, London)
}

// EndOfDay is the last second of a date in London: a round that closes on a
// day takes answers all through it, on either side of a change of the clocks.
func EndOfDay(year int, month time.Month, day int) time.Time {
	return time.Date(year, month, day, 23, 59, 59, 0, London)
}

// Date is a day in London in words: "Thursday 4 March 2027".
func Date(t time.Time) string { return t.In(London).Format("Monday 2 January 2006") }
