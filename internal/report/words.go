package report

import (
	"strconv"
	"strings"
)

var small = [...]string{
	"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
	"eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
}

// spelledWithin and spelledFirst are the greatest numbers written as words
// within a sentence, and at its start, where a numeral never stands.
const (
	spelledWithin = 9
	spelledFirst  = 20
)

// Number writes a number as it stands within a sentence: in words up to nine.
func Number(n int) string {
	if n >= 0 && n <= spelledWithin {
		return small[n]
	}
	return strconv.Itoa(n)
}

// opening writes a number as the first word of a sentence, where it can be.
func opening(n int) (word string, ok bool) {
	if n < 0 || n > spelledFirst {
		return "", false
	}
	return strings.ToUpper(small[n][:1]) + small[n][1:], true
}

// count opens a sentence with how many do something: "Seven do not know",
// "In all, 25 do not know".
func count(n int, does string) string {
	if word, ok := opening(n); ok {
		return word + " " + does
	}
	return "In all, " + Number(n) + " " + does
}

// A part of one is a person. No sentence names it, and where all but one do
// something the sentence says "nearly all", from nearlyAllFrom people on; so it
// does of more, where they are at most one in ten.
const nearlyAllFrom = 5

// share opens a sentence with how many of a whole do something, as in "Seven of
// the nine who placed this see a strength". Only where the whole may be less
// than nearlyAllFrom must the part be more than half of it.
func share(part, whole int, who, does string) string {
	rest := whole - part
	switch {
	case part < 2, rest == 1 && whole < nearlyAllFrom:
		return "Most of those " + who + " " + does
	case rest == 0:
		return "All " + Number(whole) + " " + who + " " + does
	case nearlyAll(part, whole):
		return "Nearly all of the " + Number(whole) + " " + who + " " + does
	}
	if word, ok := opening(part); ok {
		return word + " of the " + Number(whole) + " " + who + " " + does
	}
	return "Of the " + Number(whole) + " " + who + ", " + Number(part) + " " + does
}

func nearlyAll(part, whole int) bool {
	rest := whole - part
	return whole >= nearlyAllFrom && (rest == 1 || rest > 0 && 10*rest <= whole)
}

// listed joins with commas and a last "and".
func listed(parts []string) string {
	if len(parts) < 2 {
		return strings.Join(parts, "")
	}
	last := len(parts) - 1
	return strings.Join(parts[:last], ", ") + " and " + parts[last]
}

var ordinals = [...]string{"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"}

// ordinal writes a place in an order: in words up to the tenth.
func ordinal(n int) string {
	if n >= 1 && n <= len(ordinals) {
		return ordinals[n-1]
	}
	return "number " + strconv.Itoa(n)
}
