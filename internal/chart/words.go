package chart

import (
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

func number(n int) string { return strconv.Itoa(n) }

func share(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}

// Percent writes a share in words for a table. What is more than nothing is
// never written as nothing, and what is less than all never as all.
func Percent(part, whole int) string { return percent(part, whole, "under ", "over ") }

// shortPercent is Percent, as short as a bar has room for.
func shortPercent(part, whole int) string { return percent(part, whole, "<", ">") }

func percent(part, whole int, under, over string) string {
	rounded := int(math.Round(100 * share(part, whole)))
	switch {
	case part > 0 && rounded == 0:
		return under + "1%"
	case part < whole && rounded == 100:
		return over + "99%"
	default:
		return strconv.Itoa(rounded) + "%"
	}
}

// A label is drawn only where it fits within its span: on a page, on the
// narrowest, where a picture is as wide as narrowest. The others are widths of
// characters. A single figure may touch its edges.
const (
	narrowest = 280.0
	figure    = 8.4
	sign      = 12.0 // %
	margins   = 3.0
)

func fitting(label string, width, room float64) string {
	needed := figure * float64(len(label))
	if len(label) > 1 {
		needed += margins
	}
	if strings.HasSuffix(label, "%") {
		needed += sign - figure
	}
	if needed > width/100*room {
		return ""
	}
	return label
}

// describe says a row in words, for those who do not see it.
func describe(row Row, m measure) string {
	placed := total(row.Counts)
	var parts []string
	for i, count := range row.Counts {
		parts = append(parts, label(row.Labels, i)+" "+m.spoken(count, placed))
	}
	sentence := strings.Join(parts, ", ") + "."
	if placed == 0 {
		sentence = "Nothing placed."
	}
	if row.Of > 0 {
		sentence += " " + row.UnknownLabel + " " + m.spoken(row.Unknown, row.Of) + "."
	}
	return sentence
}

func label(labels []string, i int) string {
	if i < len(labels) {
		return labels[i]
	}
	return "point " + number(i+1)
}

// sentence ends a text as a sentence ends.
func sentence(text string) string {
	if text == "" || strings.HasSuffix(text, ".") || strings.HasSuffix(text, "?") || strings.HasSuffix(text, "!") {
		return text
	}
	return text + "."
}

// capital starts a text as a heading starts.
func capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	if size == 0 {
		return text
	}
	return string(unicode.ToUpper(first)) + text[size:]
}
