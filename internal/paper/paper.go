// Package paper makes a questionnaire for paper: blank, to be printed and written
// on, or with fields, to be filled in and sent back. It reads such a file back,
// and what somebody types in from a paper form. What a respondent said is given
// back to them as a PDF of their own.
package paper

import (
	"fmt"

	"sevenfold/internal/audit"
	"sevenfold/internal/framework"
)

// Item is a statement as paper asks it.
type Item struct {
	// Code names the statement on paper and when it is typed in: the number of its
	// domain, and its own number there, "3-07". It holds for as long as the text
	// that the round was opened with, so for the round.
	Code      string
	Statement framework.Statement
}

// Items are all statements of a questionnaire, in its order.
func Items(q audit.Questionnaire) []Item {
	var all []Item
	for d, domain := range q.Domains {
		for s, statement := range domain.Statements() {
			all = append(all, Item{Code: code(d, s), Statement: statement})
		}
	}
	return all
}

func code(domain, statement int) string { return fmt.Sprintf("%d-%02d", domain+1, statement+1) }

// Bases are the choices of "how do you know?"; none where the instrument does not ask.
func Bases(q audit.Questionnaire) []framework.Basis {
	if !q.Instrument.Basis {
		return nil
	}
	return q.Framework.Bases
}

// Sheet is what a questionnaire on paper says beside its statements.
type Sheet struct {
	Trust         string // its name
	Round         audit.Round
	Questionnaire audit.Questionnaire
	Ends          [2]string // head what a statement looks like at either end of the scale
	Promises      []string  // who will see what
	ReturnName    string    // to whom it is given back
	ReturnEmail   string
	// Preview marks one that is not to be handed out: the round is a draft still.
	Preview bool
	// Large sets everything in larger type, on more pages.
	Large bool
}
