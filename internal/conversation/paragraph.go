package conversation

import (
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"

	"sevenfold/internal/fault"
	"sevenfold/internal/report"
)

// ParagraphLimit is the longest paragraph, in characters as a person counts them.
const ParagraphLimit = 4000

// ErrParagraphTooLong refuses a longer one.
var ErrParagraphTooLong = fmt.Errorf("paragraph is longer than %d characters: %w", ParagraphLimit, fault.Invalid)

// Paragraph is a version of what the annual report may say of public benefit.
type Paragraph struct {
	Text     string
	Revision int // 0 was never saved
	By       string
	ByID     string
	At       time.Time
}

// Check refuses what no form could send.
func (p Paragraph) Check() error {
	if uniseg.GraphemeClusterCount(p.Text) > ParagraphLimit {
		return ErrParagraphTooLong
	}
	return nil
}

// ParagraphOvertakenError carries a version that would have covered a newer one.
type ParagraphOvertakenError struct{ Given, Stored Paragraph }

func (e *ParagraphOvertakenError) Error() string {
	return "the paragraph was saved elsewhere meanwhile"
}

// Unwrap makes it a conflict.
func (e *ParagraphOvertakenError) Unwrap() error { return fault.Conflict }

// Benefit is what a draft of the paragraph is made from.
type Benefit struct {
	Round     string   // its title
	About     string   // the title of the domain
	Submitted int      // how many took part
	Asked     int      // how many statements of the domain they were asked
	Strengths []string // their words, the most significant first
	Most      int      // how many of these, from the first, are significant strengths
	Actions   []string // what the trust is doing, in plain words; may be none
}

// Draft puts the paragraph into words; "" where no strength was found.
func (b Benefit) Draft() string {
	if len(b.Strengths) == 0 {
		return ""
	}
	who := report.Number(b.Submitted) + " people"
	if b.Submitted == 1 {
		who = "one person"
	}
	text := fmt.Sprintf("In our %s, %s placed our trust against %s about %s. ",
		b.Round, who, counted(b.Asked, "statement", "statements"), within(b.About))
	switch found := len(b.Strengths); {
	case found == b.Asked && found == 1:
		text += "Taken together, they see a strength in it: "
	case found == b.Asked:
		text += "Taken together, they see a strength in every one of them: "
	default:
		text += "Taken together, they see a strength in " + report.Number(found) + " of them: "
	}
	text += joined(b.Strengths) + "."
	switch most := min(b.Most, len(b.Strengths)); {
	case most == 0 || len(b.Strengths) == 1:
	case most == len(b.Strengths):
		text += " Each of these is seen as a significant strength."
	case most == 1:
		text += " The first of these is seen as a significant strength."
	default:
		text += " The first " + report.Number(most) + " of these are seen as significant strengths."
	}
	if len(b.Actions) > 0 {
		text += " What we are doing next: " + joined(b.Actions) + "."
	}
	return text
}

func counted(n int, singular, plural string) string {
	if n == 1 {
		return report.Number(n) + " " + singular
	}
	return report.Number(n) + " " + plural
}

// joined makes one sentence's end of several sentences.
func joined(sentences []string) string {
	parts := make([]string, len(sentences))
	for i, s := range sentences {
		parts[i] = within(strings.TrimRight(strings.TrimSpace(s), "."))
	}
	switch last := len(parts) - 1; {
	case last < 1:
		return strings.Join(parts, "")
	case last == 1:
		return parts[0] + "; and " + parts[1]
	default:
		return strings.Join(parts[:last], "; ") + "; and " + parts[last]
	}
}

// within goes on with a sentence in the middle of another. What begins like an
// abbreviation stays.
func within(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if second, _ := utf8.DecodeRuneInString(s[size:]); size == 0 || unicode.IsUpper(second) {
		return s
	}
	return string(unicode.ToLower(first)) + s[size:]
}
