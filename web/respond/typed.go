package respond

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"sevenfold/internal/audit"
	"sevenfold/internal/fault"
	"sevenfold/internal/framework"
	"sevenfold/web/form"
)

// noteBytes is what the store holds of a note at most; only notes made of
// marks piled on marks reach it before they reach audit.NoteLimit.
const noteBytes = 64_000

// readOf marks a version, so that a form can tell which it was filled in beside.
func readOf(n audit.Answer) form.ReadAs {
	return form.ReadOf(n.Revision, strconv.Itoa(n.Position), string(n.Escape), n.Basis, n.Note)
}

// What can be chosen between two versions of an answer.
const (
	keepMine   = "mine"
	keepStored = "stored"
)

// typed is what a form says of one statement.
type typed struct {
	answer audit.Answer
	read   form.ReadAs
	// seen is the newer answer that was shown beside this one, to choose
	// between them; nil where there was nothing to choose.
	seen *form.ReadAs
	keep string // keepMine, keepStored, or "": not chosen yet
	// badChoice tells that the choice is none of this scale.
	badChoice bool
}

// changed tells whether the form says other than it did when it was read.
// Beside a newer version even the same is a choice.
func (t typed) changed() bool { return t.seen != nil || !t.read.Says(readOf(t.answer)) }

// readTyped takes what was typed of each of these statements. A field of any
// other statement is fault.Invalid: no form of this element holds one.
func readTyped(values url.Values, statements []framework.Statement) (map[string]typed, error) {
	asked := map[string]bool{}
	all := map[string]typed{}
	for _, s := range statements {
		asked[s.ID] = true
		if sent(values, s.ID) {
			all[s.ID] = readOne(values, s.ID)
		}
	}
	for name := range values {
		statement, field, ok := cutField(name)
		if ok && !asked[statement] {
			return nil, fmt.Errorf("field %s of a statement that is not asked here: %w", field, fault.Invalid)
		}
	}
	return all, nil
}

var answerFields = []string{"choice", "basis", "note", "read", "seen", "keep"}

// cutField takes a field's name apart: "sg-one-board.note".
func cutField(name string) (statement, field string, ok bool) {
	for _, field := range answerFields {
		if statement, ok := strings.CutSuffix(name, "."+field); ok {
			return statement, field, true
		}
	}
	return "", "", false
}

func sent(values url.Values, statement string) bool {
	for _, field := range answerFields {
		if values.Has(statement + "." + field) {
			return true
		}
	}
	return false
}

func readOne(values url.Values, id string) typed {
	t := typed{answer: audit.Answer{Statement: id}, read: form.ParseRead(values.Get(id+".read"), readOf(audit.Answer{}))}
	switch choice := values.Get(id + ".choice"); choice {
	case "":
	case string(audit.Unknown), string(audit.Apart):
		t.answer.Escape = audit.Escape(choice)
	default:
		position, err := strconv.Atoi(choice)
		t.badChoice = err != nil || position < 1
		if !t.badChoice {
			t.answer.Position = position
		}
	}
	// Without script the basis is always there to be chosen; alone it means nothing.
	if t.answer.Position > 0 {
		t.answer.Basis = values.Get(id + ".basis")
	}
	t.answer.Note = form.Clean(values.Get(id + ".note"))
	if values.Get("clear") == id {
		t.answer.Position, t.answer.Escape, t.answer.Basis, t.badChoice = 0, "", "", false
	}
	if shown := values.Get(id + ".seen"); shown != "" {
		seen := form.ParseRead(shown, readOf(audit.Answer{}))
		t.seen = &seen
		if keep := values.Get(id + ".keep"); keep == keepMine || keep == keepStored {
			t.keep = keep
		}
	}
	return t
}

// toSave says what of a form is to be saved, each answer with the revision that
// it may replace, and what has to be put right first.
func (s sitting) toSave(statements []framework.Statement, all map[string]typed) ([]audit.Answer, []form.Mistake) {
	var answers []audit.Answer
	var mistakes []form.Mistake
	for _, statement := range statements {
		t, ok := all[statement.ID]
		if !ok {
			continue
		}
		if m := s.mistakes(statement, t); len(m) > 0 {
			mistakes = append(mistakes, m...)
			continue
		}
		switch {
		case !s.differs(t):
		case t.seen == nil:
			t.answer.Revision = t.read.Revision
			answers = append(answers, t.answer)
		case t.keep == keepMine:
			t.answer.Revision = t.seen.Revision
			answers = append(answers, t.answer)
		case t.keep == "":
			mistakes = append(mistakes, form.Mistake{Field: statement.ID + "-keep-mine", Text: "Choose which of the two answers to keep"})
		}
	}
	return answers, mistakes
}

// differs tells whether something was typed that is not kept yet: it is other
// than what the form was filled in beside, and other than what is stored.
func (s sitting) differs(t typed) bool {
	return t.changed() && !t.answer.Same(s.response.Answers[t.answer.Statement])
}

func (s sitting) mistakes(statement framework.Statement, t typed) []form.Mistake {
	var found []form.Mistake
	choice := audit.Answer{Position: t.answer.Position, Escape: t.answer.Escape}
	if t.badChoice || choice.Check(s.questionnaire.Scale, nil) != nil {
		found = append(found, form.Mistake{Field: statement.ID + "-choice-1", Text: "Choose one of the answers shown"})
	}
	if t.answer.Basis != "" && basisWords(s.bases(), t.answer.Basis) == "" {
		found = append(found, form.Mistake{Field: statement.ID + "-basis", Text: "Choose one of the ways of knowing in the list"})
	}
	if text := noteMistake(t.answer.Note); text != "" {
		found = append(found, form.Mistake{Field: statement.ID + "-note", Text: text})
	}
	return found
}

func noteMistake(note string) string {
	length := audit.NoteLength(note)
	switch {
	case length > audit.NoteLimit:
		return fmt.Sprintf("Shorten this note to %s characters or fewer: it has %s", thousands(audit.NoteLimit), thousands(length))
	case len(note) > noteBytes:
		return "Shorten this note: its characters are made of too many parts to be kept"
	}
	return ""
}

// thousands writes a number as people read it: 2,143.
func thousands(n int) string {
	digits := strconv.Itoa(n)
	for at := len(digits) - 3; at > 0; at -= 3 {
		digits = digits[:at] + "," + digits[at:]
	}
	return digits
}
