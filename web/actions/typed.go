package actions

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"sevenfold/internal/action"
	"sevenfold/internal/audit"
	"sevenfold/internal/trust"
	"sevenfold/web/component"
	"sevenfold/web/form"
)

// What an action may hold. The store takes no more bytes of its words than that,
// and a character may be many bytes long.
const (
	titleLimit = 200
	wordsLimit = 2000
	wordsBytes = 64000
)

// Actions are planned in years that lie near.
const (
	yearsBack  = 2
	yearsAhead = 10
)

func dueRule(now time.Time) form.DateRule {
	year := now.In(audit.London).Year()
	return form.DateRule{Prefix: "due", Name: "due date", From: year - yearsBack, To: year + yearsAhead}
}

// typed is the form of an action as it was typed.
type typed struct {
	title    string
	words    string
	owner    string
	due      form.Date
	chosen   []action.Finding
	revision int
	round    string // whose findings are shown
}

func typedOf(a action.Action) typed {
	return typed{title: a.Title, words: a.Words, owner: a.OwnerID, due: form.DateOf(a.DueOn), chosen: a.For, revision: a.Revision}
}

func readTyped(f *form.Form) typed {
	t := typed{
		title: f.Value("title"), words: f.Text("words"), owner: f.Value("owner"), due: f.Date("due"), round: f.Value("round"),
	}
	t.revision, _ = strconv.Atoi(f.Value("revision"))
	for _, value := range f.All("for[]") {
		if one := action.FindingOf(value); one != (action.Finding{}) {
			t.chosen = append(t.chosen, one)
		}
	}
	return t
}

// check turns what was typed into an action, and notes all that has to be put
// right first. The zero Action is one that is yet to be kept.
func (t typed) check(f *form.Form, kept action.Action, owners []trust.Membership, now time.Time) action.Action {
	a := action.Action{
		ID: kept.ID, Title: t.title, Words: t.words, OwnerID: t.owner, Revision: t.revision, For: action.Ordered(t.chosen),
	}
	if form.Blank(t.title) {
		f.Wrong("title", "Enter what will be done, such as “Ask families how long they wait”")
	} else {
		f.CheckLine("title", "What will be done", t.title, titleLimit)
	}
	checkWords(f, "words", t.words)
	known := slices.ContainsFunc(owners, func(m trust.Membership) bool { return m.PersonID == t.owner })
	if !known && (t.owner == "" || t.owner != kept.OwnerID) {
		f.Wrong("owner", "Choose who owns this action")
	}
	day, good := t.due.Check(f, dueRule(now))
	if !good {
		return a
	}
	a.DueOn = trust.Day(day.Year, day.Month, day.Day)
	if a.DaysLeft(now) < 0 && !a.DueOn.Equal(kept.DueOn) {
		f.Wrong("due-day", "The due date has passed: enter "+component.Date(now)+" or later")
	}
	return a
}

func checkWords(f *form.Form, field, typed string) {
	length := form.Length(typed)
	switch {
	case length > wordsLimit:
		f.Wrong(field, fmt.Sprintf("This must be 2,000 characters or fewer: it has %d", length))
	case len(typed) > wordsBytes:
		f.Wrong(field, "This is too long to keep: make it shorter")
	}
}
