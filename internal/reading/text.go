package reading

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"sevenfold/internal/report"
)

// Count is a number with its noun: "one statement", "12 statements", "no statements".
func Count(n int, singular, more string) string {
	return report.Number(n) + " " + plural(n, singular, more)
}

// Capital begins a sentence: "four statements" becomes "Four statements".
func Capital(s string) string { return changeFirst(s, unicode.ToUpper) }

// Within goes on with a text in the middle of a sentence. What begins like an
// abbreviation stays.
func Within(s string) string {
	_, size := utf8.DecodeRuneInString(s)
	if second, _ := utf8.DecodeRuneInString(s[size:]); unicode.IsUpper(second) {
		return s
	}
	return changeFirst(s, unicode.ToLower)
}

func changeFirst(s string, change func(rune) rune) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(change(first)) + s[size:]
}

// Stopped ends a sentence, where it has no end yet.
func Stopped(s string) string {
	if strings.HasSuffix(s, "?") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, ".") {
		return s
	}
	return s + "."
}

// statements counts them: "two statements".
func statements(n int) string { return Count(n, "statement", "statements") }

func plural(n int, one, more string) string {
	if n == 1 {
		return one
	}
	return more
}

// NameOf writes an id as words.
func NameOf(id string) string { return strings.ReplaceAll(id, "-", " ") }
