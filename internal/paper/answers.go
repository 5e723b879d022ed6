package paper

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"sevenfold/internal/audit"
	"sevenfold/internal/typeset"
)

// answersOf turns fields into answers.
func answersOf(fields map[string]field, q audit.Questionnaire) Filled {
	t := taker{fields: fields, choices: Choices(q), bases: BasisChoices(q), known: map[string]bool{kindMark: true, kindName: true, "": true}}
	filled := Filled{Name: strings.Join(strings.Fields(cleaned(fields[kindName].text())), " ")}
	for _, item := range Items(q) {
		if answer := t.take(item); !answer.Empty() {
			filled.Answers = append(filled.Answers, answer)
		}
	}
	var unknown []string
	for name := range fields {
		if !t.known[name] {
			unknown = append(unknown, name)
		}
	}
	slices.Sort(unknown)
	for _, name := range unknown {
		t.unread = append(t.unread, Unread{Why: UnknownField, What: shortened(typeset.Showable(name))})
	}
	filled.Unread = t.unread
	return filled
}

// taker takes answers out of fields, and notes what it can't take.
type taker struct {
	fields         map[string]field
	choices, bases []Choice
	known          map[string]bool
	unread         []Unread
}

func (t *taker) wrong(code string, why Why) {
	t.unread = append(t.unread, Unread{Code: code, Why: why})
}

func (t *taker) take(item Item) audit.Answer {
	answer := audit.Answer{Statement: item.Statement.ID}
	if c, ok := t.chosen(item.Code, kindAnswer, t.choices); ok {
		answer.Position, answer.Escape = c.position, c.escape
	}
	if b, ok := t.chosen(item.Code, kindBasis, t.bases); ok {
		if answer.Position > 0 {
			answer.Basis = b.basis
		} else {
			t.wrong(item.Code, BasisAlone)
		}
	}
	name := kindNote + ":" + item.Code
	t.known[name] = true
	note := cleaned(t.fields[name].text())
	if audit.NoteLength(note) > audit.NoteLimit || len(note) > noteBytes {
		t.wrong(item.Code, NoteTooLong)
	} else {
		answer.Note = note
	}
	return answer
}

// noteBytes is what the store holds of a note at most.
const noteBytes = 64_000

// chosen is the one box that is marked of a statement.
func (t *taker) chosen(code, kind string, choices []Choice) (Choice, bool) {
	name := kind + ":" + code
	if len(choices) > 0 {
		t.known[name] = true
	}
	marked := t.fields[name].chosen()
	two, none := TwoAnswers, NoSuchAnswer
	if kind == kindBasis {
		two, none = TwoBases, NoSuchBasis
	}
	switch {
	case len(marked) == 0 || len(choices) == 0:
		return Choice{}, false
	case len(marked) > 1:
		t.wrong(code, two)
		return Choice{}, false
	}
	at := slices.IndexFunc(choices, func(c Choice) bool { return c.state == marked[0] })
	if at < 0 {
		t.wrong(code, none)
		return Choice{}, false
	}
	return choices[at], true
}

// cleaned is text as forms are read: lines as \n, nothing that can't be seen, no space around it.
func cleaned(text string) string {
	return strings.TrimSpace(norm.NFC.String(typeset.Showable(text)))
}

func shortened(name string) string {
	const most = 60
	if runes := []rune(name); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return name
}
