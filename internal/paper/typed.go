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
	choice, basis := said(q, n)
	if keys := strings.TrimSpace(choice.Key + " " + basis.Key); keys != "" {
		return keys
	}
	return Nothing
}

// SaidOf are an answer's choice and way of knowing in words; "" for what it does not say.
func SaidOf(q audit.Questionnaire, n audit.Answer) (choice, basis string) {
	c, b := said(q, n)
	return c.Words, b.Words
}

// said finds what an answer says among what can be said; neither where it says nothing.
func said(q audit.Questionnaire, n audit.Answer) (choice, basis Choice) {
	for _, c := range Choices(q) {
		if n.Answered() && c.position == n.Position && c.escape == n.Escape {
			choice = c
		}
	}
	for _, b := range BasisChoices(q) {
		if n.Basis != "" && b.basis == n.Basis {
			basis = b
		}
	}
	return choice, basis
}
