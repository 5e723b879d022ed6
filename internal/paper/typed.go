package paper

import (
	"fmt"
	"slices"
	"strings"

	"sevenfold/internal/audit"
	"sevenfold/internal/fault"
)

// ErrNotAKey: what was typed for a statement is none of its answers.
var ErrNotAKey = fmt.Errorf("not an answer of this scale: %w", fault.Invalid)

// Nothing is typed where a form says nothing of a statement, and that is to be said.
const Nothing = "-"

// ReadTyped reads what was typed for a statement: the key of a choice and, after
// a place on the scale, the key of a way of knowing: "3", "3 b2", "?", "x". Empty,
// or Nothing, is no answer.
func ReadTyped(q audit.Questionnaire, typed string) (audit.Answer, error) {
	left := strings.ToLower(strings.Join(strings.Fields(typed), ""))
	var answer audit.Answer
	if left == "" || left == Nothing {
		return answer, nil
	}
	choice, left, ok := cutKey(Choices(q), left)
	if !ok {
		return audit.Answer{}, ErrNotAKey
	}
	answer.Position, answer.Escape = choice.position, choice.escape
	if left == "" {
		return answer, nil
	}
	basis, left, ok := cutKey(BasisChoices(q), left)
	if !ok || left != "" || answer.Position == 0 {
		return audit.Answer{}, ErrNotAKey
	}
	answer.Basis = basis.basis
	return answer, nil
}

// cutKey finds the choice whose key a text begins with.
func cutKey(choices []Choice, text string) (found Choice, left string, ok bool) {
	at := slices.IndexFunc(choices, func(c Choice) bool { return strings.HasPrefix(text, c.Key) })
	if at < 0 {
		return Choice{}, text, false
	}
	return choices[at], text[len(choices[at].Key):], true
}

// Keys writes an answer as it would be typed: "3 b2"; Nothing where there is none.
func Keys(q audit.Questionnaire, n audit.Answer) string {
	var keys []string
	for _, c := range Choices(q) {
		if n.Answered() && c.position == n.Position && c.escape == n.Escape {
			keys = append(keys, c.Key)
		}
	}
	for _, b := range BasisChoices(q) {
		if n.Basis != "" && b.basis == n.Basis {
			keys = append(keys, b.Key)
		}
	}
	if len(keys) == 0 {
		return Nothing
	}
	return strings.Join(keys, " ")
}

// SaidOf are an answer's choice and way of knowing in words; "" for what it does not say.
func SaidOf(q audit.Questionnaire, n audit.Answer) (choice, basis string) {
	for _, c := range Choices(q) {
		if n.Answered() && c.position == n.Position && c.escape == n.Escape {
			choice = c.Words
		}
	}
	for _, b := range BasisChoices(q) {
		if n.Basis != "" && b.basis == n.Basis {
			basis = b.Words
		}
	}
	return choice, basis
}
