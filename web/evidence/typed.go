package evidence

import (
	"slices"
	"strconv"
	"time"

	"sevenfold/internal/audit"
	"sevenfold/internal/evidence"
	"sevenfold/internal/trust"
	"sevenfold/web/component"
	"sevenfold/web/form"
)

// lineLimit is how many characters a line may have.
const lineLimit = 200

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
	if f.CheckLine("title", "The title", t.title, lineLimit); form.Blank(t.title) {
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
	if t.link == "" && form.Blank(t.place) {
		f.Wrong("link", "Enter a link, or say in words where it is kept")
	}
	f.CheckLine("place", "The place", t.place, lineLimit)
}

func (t typed) checkKeeper(f *form.Form, kept evidence.Evidence, members []trust.Membership) {
	known := slices.ContainsFunc(members, func(m trust.Membership) bool { return m.PersonID == t.keeperID })
	switch {
	case t.keeperID != "" && !form.Blank(t.keeper):
		f.Wrong("keeper-id", "Choose somebody from the list or write who it is, not both")
	case t.keeperID == "" && form.Blank(t.keeper):
		f.Wrong("keeper-id", "Choose who looks after it, or write who it is")
	case t.keeperID != "" && !known && t.keeperID != kept.KeeperID:
		f.Wrong("keeper-id", "Choose who looks after it: this person no longer belongs to the trust")
	}
	f.CheckLine("keeper", "Who looks after it", t.keeper, lineLimit)
}
