package rounds

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"sevenfold/internal/audit"
	"sevenfold/internal/framework"
	"sevenfold/internal/identity"
	"sevenfold/internal/report"
	"sevenfold/web/component"
	"sevenfold/web/form"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// ownStatementView is the form of a statement of the trust's own.
type ownStatementView struct {
	Layout    layout.View
	Back      string
	Lead      string
	Mistakes  []form.Mistake
	Versions  *component.VersionsView
	Action    string
	ID        string // of one that is yet to be kept; "" in one that is
	Revision  string
	Domain    component.SelectView
	Text      component.TextareaView
	Ask       component.TextareaView
	Challenge component.TextareaView
	Strength  component.TextareaView
	Button    string
}

// What the fields may hold. The store takes no more bytes than that, and a
// character may be many bytes long.
const (
	ownTextLimit, ownTextBytes = 200, 4000
	ownMoreLimit, ownMoreBytes = 500, 16000
)

// ShowNewOwnStatement shows the form of a new one.
func (p Pages) ShowNewOwnStatement(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	d, err := p.ownDraft(r, viewer)
	if err != nil {
		return d.stop(w, r, err)
	}
	if len(d.own) >= audit.MostOwnStatements || len(d.asks.Domains) == 0 { // the list says so
		return page.Redirect(w, r, ownStatementsPath(d.round))
	}
	return d.show(w, r, http.StatusOK, d.newView(form.NewID()), audit.OwnStatement{}, &form.Form{})
}

func (d ownDraft) newView(id string) ownStatementView {
	return ownStatementView{
		Layout: layout.View{Title: "Add a statement of your own", Viewer: d.viewer}, Back: ownStatementsPath(d.round),
		Lead: "One sentence that everybody who answers can place your trust against. It says how things would be, as our own statements do: " +
			"“Our schools know the families that are new to them.” It is never about one person.",
		Action: ownStatementsPath(d.round), ID: id, Button: "Add this statement",
	}
}

func (d ownDraft) changeView(s audit.OwnStatement) ownStatementView {
	return ownStatementView{
		Layout: layout.View{Title: "Change this statement", Viewer: d.viewer}, Back: ownStatementsPath(d.round),
		Action: ownPath(d.round, s.ID), Button: "Save",
	}
}

// AddOwnStatement keeps a new one. Sent twice, it is added once.
func (p Pages) AddOwnStatement(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	d, err := p.ownDraft(r, viewer)
	if err != nil {
		return d.stop(w, r, err)
	}
	id := f.ID("id")
	added := readOwn(f)
	added.ID = framework.OwnPrefix + id
	d.check(f, added)
	if !f.Good() {
		return d.show(w, r, http.StatusUnprocessableEntity, d.newView(id), added, f)
	}
	err = p.Store.AddOwnStatement(r.Context(), viewer.TrustID, d.round.ID, viewer.PersonID, added, p.Now())
	switch {
	case errors.Is(err, audit.ErrTooManyOwn):
		f.Wrong("text", room(audit.MostOwnStatements))
		return d.show(w, r, http.StatusConflict, d.newView(id), added, f)
	case errors.Is(err, audit.ErrOwnChanged):
		return p.showOwnVersions(w, r, viewer, added, "This statement was added before, in other words")
	}
	return d.done(w, r, err, "added")
}

// ShowOwnStatement shows one, to change it.
func (p Pages) ShowOwnStatement(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	d, s, err := p.ownStatement(r, viewer)
	if err != nil {
		return d.stop(w, r, err)
	}
	return d.show(w, r, http.StatusOK, d.changeView(s), s, &form.Form{})
}

// ChangeOwnStatement keeps one as it was changed. Where somebody else changed it
// meanwhile, both versions are shown, to choose between.
func (p Pages) ChangeOwnStatement(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	d, kept, err := p.ownStatement(r, viewer)
	if err != nil {
		return d.stop(w, r, err)
	}
	changed := readOwn(f)
	changed.ID = kept.ID
	d.check(f, changed)
	if !f.Good() {
		return d.show(w, r, http.StatusUnprocessableEntity, d.changeView(kept), changed, f)
	}
	err = p.Store.ChangeOwnStatement(r.Context(), viewer.TrustID, d.round.ID, viewer.PersonID, changed, p.Now())
	if errors.Is(err, audit.ErrOwnChanged) {
		return p.showOwnVersions(w, r, viewer, changed, "Somebody changed this statement while you did")
	}
	return d.done(w, r, err, "changed")
}

func readOwn(f *form.Form) audit.OwnStatement {
	s := audit.OwnStatement{
		Domain: f.Value("domain"), Text: f.Value("text"), Ask: f.Value("ask"), Challenge: f.Value("challenge"), Strength: f.Value("strength"),
	}
	s.Revision, _ = strconv.Atoi(f.Value("revision"))
	return s
}

// check notes all that has to be put right before a statement is kept.
func (d ownDraft) check(f *form.Form, s audit.OwnStatement) {
	if len(d.asks.WithoutDomain([]audit.OwnStatement{s})) > 0 {
		f.Wrong("domain", "Choose the domain that it is about")
	}
	for _, field := range []struct {
		id, name, text, missing string
		limit, bytes            int
	}{
		{"text", "The statement", s.Text, "Enter the statement, in one sentence", ownTextLimit, ownTextBytes},
		{"ask", "How do you know", s.Ask, "Enter what to look for, or whom to ask", ownMoreLimit, ownMoreBytes},
		{"challenge", "What it looks like at this end", s.Challenge, "Enter what can be seen where this is far from so", ownMoreLimit, ownMoreBytes},
		{"strength", "What it looks like at this end", s.Strength, "Enter what can be seen where this is so", ownMoreLimit, ownMoreBytes},
	} {
		length := form.Length(field.text)
		switch {
		case !strings.ContainsFunc(field.text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }):
			f.Wrong(field.id, field.missing)
		case length > field.limit:
			f.Wrong(field.id, fmt.Sprintf("%s must be %d characters or fewer: it has %d", field.name, field.limit, length))
		case len(field.text) > field.bytes:
			f.Wrong(field.id, field.name+" is too long to keep: make it shorter")
		default:
			d.checkLanguage(f, field.id, field.text)
		}
	}
	if f.Message("strength") == "" && strings.EqualFold(s.Challenge, s.Strength) {
		f.Wrong("strength", "Enter what can be seen at this end: both descriptions say the same")
	}
	if f.Message("text") == "" && d.isAsked(s) {
		f.Wrong("text", "Enter another statement: this round asks this one already")
	}
}

// checkLanguage holds a text to what every statement is held to: it judges no
// trust, no school and nobody.
func (d ownDraft) checkLanguage(f *form.Form, field, text string) {
	if refused := framework.Language(text); len(refused) > 0 {
		f.Wrong(field, "Put “"+refused[0].Phrase+"” in other words, since it judges: "+refused[0].Instead)
	}
}

// isAsked tells whether another statement of the round has the same words.
func (d ownDraft) isAsked(s audit.OwnStatement) bool {
	return slices.ContainsFunc(d.own, func(other audit.OwnStatement) bool { return other.ID != s.ID && strings.EqualFold(other.Text, s.Text) }) ||
		slices.ContainsFunc(d.asks.Statements(), func(other framework.Statement) bool { return strings.EqualFold(other.Text, s.Text) })
}

// show fills the form with what was typed, and with what to put right.
func (d ownDraft) show(w http.ResponseWriter, r *http.Request, status int, view ownStatementView, s audit.OwnStatement, f *form.Form) error {
	view.Layout.Error, view.Mistakes, view.Revision = !f.Good(), f.Mistakes, strconv.Itoa(s.Revision)
	view.Domain = component.SelectView{
		ID: "domain", Label: "Domain", Hint: "It stands at the end of this domain.", Error: f.Message("domain"),
		Options: []component.OptionView{{Label: "Choose one", Chosen: s.Domain == ""}},
	}
	for _, asked := range d.asks.Domains {
		view.Domain.Options = append(view.Domain.Options, component.OptionView{Value: asked.ID, Label: asked.Title, Chosen: asked.ID == s.Domain})
	}
	low, high := report.VocabularyOf(d.asks.Scale).EndTitles()
	field := func(id, label, hint, value string, limit int) component.TextareaView {
		return component.TextareaView{ID: id, Label: label, Hint: hint, Value: value, Error: f.Message(id), Limit: strconv.Itoa(limit)}
	}
	view.Text = field("text", "The statement", "One sentence and one idea, in the present tense. Up to 200 characters.", s.Text, ownTextLimit)
	view.Ask = field("ask", "How do you know?", "What to look for, or whom to ask. It stands below the statement.", s.Ask, ownMoreLimit)
	view.Challenge = field("challenge", "What it looks like: "+lower(low), "Something that a trustee could have seen.", s.Challenge, ownMoreLimit)
	view.Strength = field("strength", "What it looks like: "+lower(high), "Something that a trustee could have seen.", s.Strength, ownMoreLimit)
	return page.Render(w, r, status, ownStatementPage(view))
}

// lower begins a title as it stands within a sentence.
func lower(title string) string {
	for i, r := range title {
		return string(unicode.ToLower(r)) + title[i+len(string(r)):]
	}
	return title
}

// showOwnVersions meets whoever saves over a version that they had not read:
// what is kept and what was typed stand side by side, and nothing is lost.
func (p Pages) showOwnVersions(w http.ResponseWriter, r *http.Request, viewer identity.Viewer, typed audit.OwnStatement, title string) error {
	d, err := p.ownDraft(r, viewer)
	if err != nil {
		return d.stop(w, r, err)
	}
	kept, err := d.statement(typed.ID)
	if err != nil {
		return d.stop(w, r, err)
	}
	typed.Revision = kept.Revision
	view := d.changeView(kept)
	view.Layout.Title = title
	keptRows, typedRows := component.Differing(d.rows(kept), d.rows(typed))
	view.Versions = &component.VersionsView{
		Title: "Which one do you want to keep?",
		Lead:  "Only what differs is shown. Nothing you typed is lost: it is in the form below, too.",
		Kept:  component.VersionView{Title: "Kept by " + kept.ChangedBy, Rows: keptRows},
		Typed: component.VersionView{Title: "What you typed", Rows: typedRows},
		Leave: ownStatementsPath(d.round), Form: "own-statement",
	}
	return d.show(w, r, http.StatusConflict, view, typed, &form.Form{})
}

// rows are a version in words.
func (d ownDraft) rows(s audit.OwnStatement) []component.VersionRow {
	domain := ""
	for _, asked := range d.asks.Domains {
		if asked.ID == s.Domain {
			domain = asked.Title
		}
	}
	low, high := report.VocabularyOf(d.asks.Scale).EndTitles()
	return []component.VersionRow{
		{Name: "Domain", Lines: []string{domain}},
		{Name: "The statement", Lines: []string{s.Text}},
		{Name: "How do you know?", Lines: []string{s.Ask}},
		{Name: low, Lines: []string{s.Challenge}},
		{Name: high, Lines: []string{s.Strength}},
	}
}
