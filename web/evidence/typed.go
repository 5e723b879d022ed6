package evidence

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"sevenfold/internal/audit"
	"sevenfold/internal/evidence"
	"sevenfold/internal/trust"
	"sevenfold/web/component"
	"sevenfold/web/form"
)

// What a line may hold. The store takes no more bytes than that, and a
// character may be many bytes long.
const (
	lineLimit = 200
	lineBytes = 4000
)

// firstYear is before anything that a trust of today would point to.
const firstYear = 1990

func datedRule(now time.Time) form.DateRule {
	return form.DateRule{Prefix: "dated", Name: "date", From: firstYear, To: now.In(audit.London).Year()}
}

// typed is the form of a piece of evidence as it was typed.
type typed struct {
	title      string
	kind       evidence.Kind
	dated      form.Date
	link       string
	place      string
	keeperID   string
	keeper     string
	statements []string
	revision   int
}

func typedOf(e evidence.Evidence) typed {
	return typed{
		title: e.Title, kind: e.Kind, dated: form.DateOf(e.DatedOn), link: e.Link, place: e.Place, keeperID: e.KeeperID,
		keeper: e.Keeper, statements: e.Statements, revision: e.Revision,
	}
}

func readTyped(f *form.Form) typed {
	t := typed{
		title: f.Value("title"), kind: evidence.Kind(f.Value("kind")), dated: f.Date("dated"), link: f.Value("link"),
		place: f.Value("place"), keeperID: f.Value("keeper-id"), keeper: f.Value("keeper"), statements: f.All("statements[]"),
	}
	t.revision, _ = strconv.Atoi(f.Value("revision"))
	return t
}

// check turns what was typed into a piece of evidence, and notes all that has
// to be put right first. The zero Evidence is one that is yet to be kept.
func (t typed) check(f *form.Form, kept evidence.Evidence, members []trust.Membership, now time.Time) evidence.Evidence {
	e := evidence.Evidence{
		ID: kept.ID, Title: t.title, Kind: t.kind, Link: t.link, Place: t.place, KeeperID: t.keeperID, Keeper: t.keeper,
		Statements: evidence.Ordered(t.statements), Revision: t.revision,
	}
	if checkLine(f, "title", "The title", t.title); empty(t.title) {
		f.Wrong("title", "Enter a title, such as “Review of safeguarding, 2027”")
	}
	if !slices.Contains(evidence.Kinds, t.kind) {
		f.Wrong("kind", "Choose what kind of evidence it is")
	}
	if day, good := t.dated.Check(f, datedRule(now)); good {
		e.DatedOn = trust.Day(day.Year, day.Month, day.Day)
		if e.DatedOn.After(today(now)) {
			f.Wrong("dated-day", "The date must be "+component.Date(now)+" or earlier")
		}
	}
	t.checkPlace(f)
	t.checkKeeper(f, kept, members)
	return e
}

func today(now time.Time) time.Time {
	day := now.In(audit.London)
	return trust.Day(day.Year(), day.Month(), day.Day())
}

func (t typed) checkPlace(f *form.Form) {
	if t.link != "" && evidence.CheckLink(t.link) != nil {
		f.Wrong("link", "Enter a link that begins with https://, or say in words where it is kept")
	}
	if t.link == "" && empty(t.place) {
		f.Wrong("link", "Enter a link, or say in words where it is kept")
	}
	checkLine(f, "place", "The place", t.place)
}

func (t typed) checkKeeper(f *form.Form, kept evidence.Evidence, members []trust.Membership) {
	known := slices.ContainsFunc(members, func(m trust.Membership) bool { return m.PersonID == t.keeperID })
	switch {
	case t.keeperID != "" && !empty(t.keeper):
		f.Wrong("keeper-id", "Choose somebody from the list or write who it is, not both")
	case t.keeperID == "" && empty(t.keeper):
		f.Wrong("keeper-id", "Choose who looks after it, or write who it is")
	case t.keeperID != "" && !known && t.keeperID != kept.KeeperID:
		f.Wrong("keeper-id", "Choose who looks after it: this person no longer belongs to the trust")
	}
	checkLine(f, "keeper", "Who looks after it", t.keeper)
}

// empty tells whether a line shows nothing: spaces that have no width are nothing.
func empty(line string) bool {
	return !strings.ContainsFunc(line, func(r rune) bool { return unicode.IsPrint(r) && r != ' ' })
}

// checkLine holds a line to its limits.
func checkLine(f *form.Form, field, name, line string) {
	length := form.Length(line)
	switch {
	case length > lineLimit:
		f.Wrong(field, fmt.Sprintf("%s must be %d characters or fewer: it has %d", name, lineLimit, length))
	case len(line) > lineBytes:
		f.Wrong(field, name+" is too long to keep: make it shorter")
	}
}
