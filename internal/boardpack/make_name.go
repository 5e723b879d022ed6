package boardpack

import (
	"strings"
	"unicode"

	"github.com/rivo/uniseg"

	"sevenfold/internal/audit"
)

// FileName is what a file of a pack is called on the machine of whoever has it:
// "Example Learning Trust, Autumn 2026 audit, board pack.pdf".
func FileName(m Material, c Choice, format Format) string {
	trust := c.Trust
	if trust == "" {
		trust = m.Trust
	}
	return fileName("board pack", format, trust, m.Round.Title)
}

// FileName is what a file of an index of evidence is called.
func (in Index) FileName(format Format) string {
	return fileName("evidence index", format, in.Trust, in.Day.In(audit.London).Format("2006-01-02"))
}

// fileName puts a name together that every system takes. What it is comes last,
// so that no name that Windows keeps for itself can come of what people typed.
func fileName(what string, format Format, typed ...string) string {
	var parts []string
	for _, text := range typed {
		if part := inName(text); part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(append(parts, what), ", ") + "." + string(format)
}

// longestPart is how many bytes of what somebody typed a name has room for, so
// that all of it stays within the 255 that systems take.
const longestPart = 100

// inName leaves of a text what stands safely in the name of a file: letters with
// their marks, digits, and a few signs within. No separator, no dot, no mark of
// direction, no picture.
func inName(text string) string {
	var b strings.Builder
	for graphemes := uniseg.NewGraphemes(text); graphemes.Next(); {
		kept := strings.Map(keepInName, graphemes.Str())
		if b.Len()+len(kept) > longestPart {
			break
		}
		b.WriteString(kept)
	}
	return strings.Trim(strings.Join(strings.Fields(b.String()), " "), " -'’_&")
}

func keepInName(r rune) rune {
	switch {
	case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r) && !unicode.Is(unicode.Variation_Selector, r), strings.ContainsRune("-'’_&", r):
		return r
	case unicode.IsControl(r) || unicode.IsSpace(r) || unicode.IsPunct(r) || unicode.IsSymbol(r) && r < 0x2000:
		return ' '
	}
	return -1
}
