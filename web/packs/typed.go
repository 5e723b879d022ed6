package packs

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"sevenfold/internal/audit"
	"sevenfold/internal/boardpack"
	"sevenfold/web/form"
)

// How many characters the lines of a pack may have.
const (
	lineLimit    = 200
	markingLimit = 60 // it stands on every page
)

// yes is what a box that stands alone sends.
const yes = "yes"

// typed is what was chosen for a pack, as it was typed.
type typed struct {
	sections   []string
	trust      string
	meeting    string
	date       form.Date
	agendaItem string
	marking    string
	logo       bool
	usual      bool
}

func typedOf(c boardpack.Choice) typed {
	t := typed{trust: c.Trust, meeting: c.Meeting, agendaItem: c.AgendaItem, marking: c.Marking, logo: c.WithLogo}
	for _, s := range c.Sections {
		t.sections = append(t.sections, string(s))
	}
	if !c.Date.IsZero() {
		t.date = form.DateOf(c.Date.In(audit.London))
	}
	return t
}

func readTyped(f *form.Form) typed {
	return typed{
		sections: f.All("sections[]"), trust: f.Value("trust"), meeting: f.Value("meeting"), date: f.Date("date"),
		agendaItem: f.Value("agenda-item"), marking: f.Value("marking"),
		logo: slices.Contains(f.All("logo[]"), yes), usual: slices.Contains(f.All("usual[]"), yes),
	}
}

// hidden is a field that a page carries on unseen.
type hidden struct{ Name, Value string }

// fields are what was typed, to be carried on by another page's form.
func (t typed) fields(id string) []hidden {
	all := []hidden{
		{"id", id},
		{"trust", t.trust},
		{"meeting", t.meeting},
		{"date-day", t.date.Day},
		{"date-month", t.date.Month},
		{"date-year", t.date.Year},
		{"agenda-item", t.agendaItem},
		{"marking", t.marking},
	}
	for _, s := range t.sections {
		all = append(all, hidden{"sections[]", s})
	}
	if t.logo {
		all = append(all, hidden{"logo[]", yes})
	}
	if t.usual {
		all = append(all, hidden{"usual[]", yes})
	}
	return all
}

// meetingRule is for the day of a meeting: soon, or of late.
func meetingRule(now time.Time) form.DateRule {
	year := now.In(audit.London).Year()
	return form.DateRule{Prefix: "date", Name: "date of the meeting", From: year - 2, To: year + 2, Optional: true}
}

// checkSections gives the sections that were chosen, in their order. Those that
// there are not are left out: no page of ours offers them.
func (t typed) checkSections(f *form.Form) []boardpack.Section {
	chosen := slices.DeleteFunc(slices.Clone(boardpack.Sections), func(s boardpack.Section) bool {
		return !slices.Contains(t.sections, string(s))
	})
	if len(chosen) == 0 {
		f.Wrong("sections", "Choose at least one part")
	}
	return chosen
}

// check turns what was typed into a choice, and notes all that has to be put
// right first.
func (t typed) check(f *form.Form, rule form.DateRule) boardpack.Choice {
	c := boardpack.Choice{Trust: t.trust, Meeting: t.meeting, AgendaItem: t.agendaItem, Marking: t.marking, WithLogo: t.logo}
	f.CheckLine("meeting", "The meeting", t.meeting, lineLimit)
	if day, good := t.date.Check(f, rule); good {
		c.Date = audit.StartOfDay(day.Year, day.Month, day.Day)
	}
	f.CheckLine("agenda-item", "The agenda item", t.agendaItem, markingLimit)
	f.CheckLine("marking", "The marking", t.marking, markingLimit)
	if f.CheckLine("trust", "The name", t.trust, lineLimit); form.Blank(t.trust) {
		f.Wrong("trust", "Enter the trust’s name as the cover is to show it")
	}
	return c
}

// idOf is the id of the pack that a form asks for. The same form sent twice asks
// for one; sent once more with another choice, it asks for another.
func idOf(formID string, c boardpack.Choice) (string, error) {
	text, err := json.Marshal(c)
	if err != nil {
		return "", fmt.Errorf("name a choice: %w", err)
	}
	return form.IDFrom(append([]byte(formID), text...)), nil
}
