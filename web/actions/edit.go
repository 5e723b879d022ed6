package actions

import (
	"context"
	"errors"
	"net/http"
	"strconv"

	"sevenfold/internal/action"
	"sevenfold/internal/identity"
	"sevenfold/internal/trust"
	"sevenfold/web/component"
	"sevenfold/web/form"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// editView is the form of an action.
type editView struct {
	Layout   layout.View
	Back     string
	BackText string
	Lead     string
	Mistakes []form.Mistake
	Versions *component.VersionsView
	Action   string
	ID       string // of an action that is yet to be kept; "" in one that is
	Revision string
	Title    component.TextFieldView
	Words    component.TextareaView
	Owner    component.SelectView
	Due      component.DateFieldView
	Findings component.GroupedView
	Rounds   component.SelectView // whose findings are shown; no options where there is no choice
	Round    string               // the same, where there is none
	Button   string
}

// editing is one showing of the form.
type editing struct {
	pages    Pages
	viewer   identity.Viewer
	findings findings
	owners   []trust.Membership
	kept     action.Action // the zero Action where it is yet to be kept
	typed    typed
	form     *form.Form
}

func (p Pages) edit(ctx context.Context, viewer identity.Viewer, kept action.Action) (editing, error) {
	owners, err := p.owners(ctx, viewer.TrustID)
	return editing{pages: p, viewer: viewer, findings: p.findings(viewer), owners: owners, kept: kept, form: &form.Form{}}, err
}

// ShowNew shows the form of a new action; the address may name the finding that
// it is for.
func (p Pages) ShowNew(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	e, err := p.edit(r.Context(), viewer, action.Action{})
	if err != nil {
		return err
	}
	q := r.URL.Query()
	e.typed.round = q.Get("round")
	if one := (action.Finding{RoundID: q.Get("round"), Statement: q.Get("for")}); one.RoundID != "" && one.Statement != "" {
		if e.typed.chosen, err = e.findings.keepKnown(r.Context(), []action.Finding{one}); err != nil {
			return err
		}
	}
	return e.show(w, r, http.StatusOK, newView(viewer, form.NewID()))
}

func newView(viewer identity.Viewer, id string) editView {
	return editView{
		Layout: layout.View{Title: "Add an action", Viewer: viewer}, Back: listPath(viewer), BackText: "Back to actions",
		Lead:   "What the trust will do, who sees to it, and by when. It stays with the trust from round to round.",
		Action: listPath(viewer), ID: id, Button: "Add this action",
	}
}

func changeView(viewer identity.Viewer, a action.Action) editView {
	return editView{
		Layout: layout.View{Title: "Change this action", Viewer: viewer}, Back: actionPath(viewer, a.ID), BackText: "Back to the action",
		Lead:   "How far it has come is said on its own page, as an update.",
		Action: actionPath(viewer, a.ID) + "/edit", Button: "Save",
	}
}

// Add keeps a new action.
func (p Pages) Add(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	e, err := p.edit(r.Context(), viewer, action.Action{})
	if err != nil {
		return err
	}
	id := f.ID("id")
	added, err := e.read(r.Context(), f)
	if err != nil {
		return err
	}
	if !f.Good() || f.Value("do") == "round" {
		return e.again(w, r, newView(viewer, id))
	}
	added.ID = id
	err = p.Store.AddAction(r.Context(), viewer.TrustID, viewer.PersonID, added, p.Now())
	switch {
	case errors.Is(err, action.ErrChanged):
		return p.showVersions(w, r, viewer, id, e, "This action was added before, with other details")
	case errors.Is(err, action.ErrNoOwner):
		f.Wrong("owner", "Choose who owns this action: this person can’t any more")
		return e.again(w, r, newView(viewer, id))
	case err != nil:
		return err
	}
	return page.Redirect(w, r, actionPath(viewer, id)+"?done=added")
}

// ShowEdit shows an action, to change it.
func (p Pages) ShowEdit(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	a, _, err := p.own(r, viewer)
	if err != nil {
		return err
	}
	e, err := p.edit(r.Context(), viewer, a)
	if err != nil {
		return err
	}
	e.typed = typedOf(a)
	return e.show(w, r, http.StatusOK, changeView(viewer, a))
}

// Change keeps an action as it was changed. Where somebody else changed it
// meanwhile, both versions are shown, to choose between.
func (p Pages) Change(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	a, _, err := p.own(r, viewer)
	if err != nil {
		return err
	}
	e, err := p.edit(r.Context(), viewer, a)
	if err != nil {
		return err
	}
	changed, err := e.read(r.Context(), f)
	if err != nil {
		return err
	}
	if !f.Good() || f.Value("do") == "round" {
		return e.again(w, r, changeView(viewer, a))
	}
	err = p.Store.ChangeAction(r.Context(), viewer.TrustID, viewer.PersonID, changed, p.Now())
	switch {
	case errors.Is(err, action.ErrChanged):
		return p.showVersions(w, r, viewer, a.ID, e, "Somebody changed this action while you did")
	case errors.Is(err, action.ErrNoOwner):
		f.Wrong("owner", "Choose who owns this action: this person can’t any more")
		return e.again(w, r, changeView(viewer, a))
	case err != nil:
		return err
	}
	return page.Redirect(w, r, actionPath(viewer, a.ID)+"?done=changed")
}

// read takes what was typed. Findings that no report holds are left out: no
// page of ours offers them.
func (e *editing) read(ctx context.Context, f *form.Form) (action.Action, error) {
	e.form, e.typed = f, readTyped(f)
	var err error
	if e.typed.chosen, err = e.findings.keepKnown(ctx, e.typed.chosen); err != nil {
		return action.Action{}, err
	}
	return e.typed.check(f, e.kept, e.owners, e.pages.Now()), nil
}

// again shows the form with what was typed: with what has to be put right, or
// with the findings of another round.
func (e editing) again(w http.ResponseWriter, r *http.Request, view editView) error {
	if e.form.Value("do") == "round" {
		e.form.Mistakes = nil
		return e.show(w, r, http.StatusOK, view)
	}
	return e.show(w, r, http.StatusUnprocessableEntity, view)
}

// showVersions meets whoever saves over a version that they had not read: what
// is kept and what was typed stand side by side, and nothing is lost.
func (p Pages) showVersions(w http.ResponseWriter, r *http.Request, viewer identity.Viewer, id string, e editing, title string) error {
	kept, _, err := p.Store.Action(r.Context(), viewer.TrustID, id)
	if err != nil {
		return err
	}
	e.kept, e.typed.revision = kept, kept.Revision
	view := changeView(viewer, kept)
	view.Layout.Title = title
	keptRows, err := e.rows(r.Context(), typedOf(kept))
	if err != nil {
		return err
	}
	typedRows, err := e.rows(r.Context(), e.typed)
	if err != nil {
		return err
	}
	keptRows, typedRows = component.Differing(keptRows, typedRows)
	view.Versions = &component.VersionsView{
		Title: "Which one do you want to keep?",
		Lead:  "Only what differs is shown. Nothing you typed is lost: it is in the form below, too.",
		Kept:  component.VersionView{Title: "Kept by " + kept.ChangedBy + ", " + component.Instant(kept.ChangedAt), Rows: keptRows},
		Typed: component.VersionView{Title: "What you typed", Rows: typedRows},
		Leave: actionPath(viewer, id), Form: "action",
	}
	return e.show(w, r, http.StatusConflict, view)
}

// rows are a version in words.
func (e editing) rows(ctx context.Context, t typed) ([]component.VersionRow, error) {
	found, err := e.findings.view(ctx, t.chosen)
	if err != nil {
		return nil, err
	}
	var texts []string
	for _, one := range found {
		texts = append(texts, one.Text)
	}
	owner := e.kept.OwnerName
	for _, m := range e.owners {
		if m.PersonID == t.owner {
			owner = m.Name
		}
	}
	due := ""
	if day, ok := t.due.Check(&form.Form{}, dueRule(e.pages.Now())); ok {
		due = component.Date(trust.Day(day.Year, day.Month, day.Day))
	}
	return []component.VersionRow{
		{Name: "What will be done", Lines: []string{t.title}},
		{Name: "More about it", Lines: []string{t.words}},
		{Name: "Owner", Lines: []string{owner}},
		{Name: "Due", Lines: []string{due}},
		{Name: "For", Lines: texts},
	}, nil
}

// show fills the form with what was typed, and with what to put right.
func (e editing) show(w http.ResponseWriter, r *http.Request, status int, view editView) error {
	f, t := e.form, e.typed
	view.Layout.Error, view.Mistakes, view.Revision = !f.Good(), f.Mistakes, strconv.Itoa(t.revision)
	view.Title = component.TextFieldView{
		ID: "title", Label: "What will be done", Value: t.title, Error: f.Message("title"),
		Hint: "In a sentence, such as “Ask families how long they wait”. It is named in e-mails and calendars: leave out people and children.",
	}
	view.Words = component.TextareaView{
		ID: "words", Label: "More about it, if you like", Value: t.words, Error: f.Message("words"), Limit: strconv.Itoa(wordsLimit),
	}
	view.Owner = e.ownerField()
	view.Due = component.DateFieldView{
		Legend: "Due date", Hint: "The owner gets an e-mail seven days before, and on the day after if it is still to be done.",
	}.Fill(dueRule(e.pages.Now()), t.due, f)
	if err := e.addFindings(r.Context(), &view); err != nil {
		return err
	}
	return page.Render(w, r, status, editPage(view))
}

func (e editing) ownerField() component.SelectView {
	v := component.SelectView{
		ID: "owner", Label: "Owner", Hint: "Who sees to it. They get the reminders.", Error: e.form.Message("owner"),
		Options: []component.OptionView{{Label: "Choose somebody", Chosen: e.typed.owner == ""}},
	}
	if e.kept.OwnerLeft {
		v.Options = append(v.Options, component.OptionView{Value: e.kept.OwnerID, Label: e.kept.Owner(), Chosen: e.typed.owner == e.kept.OwnerID})
	}
	for _, m := range e.owners {
		v.Options = append(v.Options, component.OptionView{
			Value: m.PersonID, Label: m.Name + ", " + m.RoleTitles(), Chosen: e.typed.owner == m.PersonID,
		})
	}
	return v
}

// addFindings shows the findings of the newest closed round, or of the one that
// is asked for.
func (e editing) addFindings(ctx context.Context, view *editView) error {
	rounds, err := e.findings.rounds(ctx)
	if err != nil {
		return err
	}
	for _, round := range rounds {
		if view.Round == "" || round.ID == e.typed.round {
			view.Round = round.ID
		}
	}
	view.Findings = component.GroupedView{
		Name: "for", Legend: "For which findings", Error: e.form.Message("for"),
		Hint: "If it is for any. Open a group to choose from it.",
	}
	if len(rounds) == 0 {
		view.Findings.Hint = "There is no report to choose a finding from yet. This can be said later."
	}
	if view.Findings.Groups, err = e.findings.groups(ctx, view.Round, e.typed.chosen); err != nil {
		return err
	}
	if len(rounds) > 1 {
		view.Rounds = component.SelectView{ID: "round", Label: "Findings of", Small: true}
		for _, round := range rounds {
			view.Rounds.Options = append(view.Rounds.Options, component.OptionView{Value: round.ID, Label: round.Title, Chosen: round.ID == view.Round})
		}
	} else if len(rounds) == 1 {
		view.Findings.Hint = "If it is for any of those of “" + rounds[0].Title + "”. Open a group to choose from it."
	}
	return nil
}
