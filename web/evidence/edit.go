package evidence

import (
	"context"
	"errors"
	"net/http"
	"slices"

	"sevenfold/internal/evidence"
	"sevenfold/internal/identity"
	"sevenfold/internal/trust"
	"sevenfold/web/component"
	"sevenfold/web/form"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// editView is the form of a piece of evidence.
type editView struct {
	Layout     layout.View
	Back       string
	BackText   string
	Lead       string
	Mistakes   []form.Mistake
	Versions   *component.VersionsView
	Action     string
	ID         string // of one that is yet to be kept; "" in one that is
	Revision   string
	Title      component.TextFieldView
	Kind       component.RadiosView
	Dated      component.DateFieldView
	Link       component.TextFieldView
	Place      component.TextFieldView
	KeeperID   component.SelectView
	Keeper     component.TextFieldView
	Statements component.GroupedView
	Button     string
}

// editing is one showing of the form.
type editing struct {
	pages   Pages
	viewer  identity.Viewer
	members []trust.Membership
	earlier words
	kept    evidence.Evidence // the zero Evidence where it is yet to be kept
	typed   typed
	form    *form.Form
}

func (p Pages) edit(ctx context.Context, viewer identity.Viewer, kept evidence.Evidence) (editing, error) {
	p, err := p.of(ctx, viewer.TrustID)
	if err != nil {
		return editing{}, err
	}
	members, err := p.Store.Members(ctx, viewer.TrustID)
	if err != nil {
		return editing{}, err
	}
	earlier, err := p.earlierWords(ctx, viewer.TrustID, kept.Statements)
	return editing{pages: p, viewer: viewer, members: members, earlier: earlier, kept: kept, typed: typedOf(kept), form: &form.Form{}}, err
}

// ShowNew shows the form of a new piece of evidence; the address may name the
// statement that it is for.
func (p Pages) ShowNew(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	e, err := p.edit(r.Context(), viewer, evidence.Evidence{})
	if err != nil {
		return err
	}
	e.typed = typed{}
	if statement := r.URL.Query().Get("for"); statement != "" {
		e.typed.statements = e.known([]string{statement})
	}
	return e.show(w, r, http.StatusOK, newView(viewer, form.NewID()))
}

func newView(viewer identity.Viewer, id string) editView {
	return editView{
		Layout: layout.View{Title: "Add evidence", Viewer: viewer}, Back: indexPath(viewer), BackText: "Back to evidence",
		Lead:   "Something that the trust can point to. The document stays where it is: this says what it is, and where to find it.",
		Action: indexPath(viewer), ID: id, Button: "Add this evidence",
	}
}

func changeView(viewer identity.Viewer, e evidence.Evidence) editView {
	return editView{
		Layout: layout.View{Title: "Change this evidence", Viewer: viewer}, Back: piecePath(viewer, e.ID), BackText: "Back to the evidence",
		Action: piecePath(viewer, e.ID) + "/edit", Button: "Save",
	}
}

// Add keeps a new piece of evidence.
func (p Pages) Add(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	e, err := p.edit(r.Context(), viewer, evidence.Evidence{})
	if err != nil {
		return err
	}
	id := f.ID("id")
	added := e.read(f)
	if f.Good() {
		added.ID = id
		err = p.Store.AddEvidence(r.Context(), viewer.TrustID, viewer.PersonID, added, p.Now())
		if err == nil {
			return page.Redirect(w, r, piecePath(viewer, id)+"?done=added")
		}
	}
	if errors.Is(err, evidence.ErrChanged) {
		return p.showVersions(w, r, viewer, id, e, "This evidence was added before, with other details")
	}
	return e.again(w, r, err, newView(viewer, id))
}

// ShowEdit shows a piece of evidence, to change it.
func (p Pages) ShowEdit(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	kept, err := p.piece(r, viewer)
	if err != nil {
		return err
	}
	e, err := p.edit(r.Context(), viewer, kept)
	if err != nil {
		return err
	}
	if !kept.Stands() {
		return page.Redirect(w, r, piecePath(viewer, kept.ID))
	}
	return e.show(w, r, http.StatusOK, changeView(viewer, kept))
}

// Change keeps a piece of evidence as it was changed. Where somebody else
// changed it meanwhile, both versions are shown, to choose between.
func (p Pages) Change(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	kept, err := p.piece(r, viewer)
	if err != nil {
		return err
	}
	e, err := p.edit(r.Context(), viewer, kept)
	if err != nil {
		return err
	}
	changed := e.read(f)
	if f.Good() {
		err = p.Store.ChangeEvidence(r.Context(), viewer.TrustID, viewer.PersonID, changed, p.Now())
		if err == nil {
			return page.Redirect(w, r, piecePath(viewer, kept.ID)+"?done=changed")
		}
	}
	if errors.Is(err, evidence.ErrChanged) {
		return p.showVersions(w, r, viewer, kept.ID, e, "Somebody changed this evidence while you did")
	}
	return e.again(w, r, err, changeView(viewer, kept))
}

// read takes what was typed. Statements that nobody asks are left out: no page
// of ours offers them.
func (e *editing) read(f *form.Form) evidence.Evidence {
	e.form, e.typed = f, readTyped(f)
	e.typed.statements = e.known(e.typed.statements)
	return e.typed.check(f, e.kept, e.members, e.pages.Now())
}

// known keeps the statements that are asked now, and those that the evidence is for already.
func (e editing) known(chosen []string) []string {
	return slices.DeleteFunc(slices.Clone(chosen), func(id string) bool {
		_, asked := e.pages.Current.Statement(id)
		return !asked && !slices.Contains(e.kept.Statements, id)
	})
}

// again shows the form with what was typed, and with what has to be put right:
// what the page found, or else what the store did.
func (e editing) again(w http.ResponseWriter, r *http.Request, err error, view editView) error {
	status := http.StatusUnprocessableEntity
	switch {
	case errors.Is(err, evidence.ErrNoKeeper):
		e.form.Wrong("keeper-id", "Choose who looks after it: this person no longer belongs to the trust")
	case errors.Is(err, evidence.ErrBadLink):
		e.form.Wrong("link", "Enter a link that begins with https://, or say in words where it is kept")
	case errors.Is(err, evidence.ErrEnded):
		status = http.StatusConflict
		e.form.Wrong("title", "Somebody has said that this no longer stands. Say on its page that it stands again, and save this once more")
	case err != nil:
		return err
	}
	return e.show(w, r, status, view)
}

// showVersions meets whoever saves over a version that they had not read: what
// is kept and what was typed stand side by side, and nothing is lost.
func (p Pages) showVersions(w http.ResponseWriter, r *http.Request, viewer identity.Viewer, id string, e editing, title string) error {
	kept, err := p.Store.PieceOfEvidence(r.Context(), viewer.TrustID, id)
	if err != nil {
		return err
	}
	e.kept, e.typed.revision = kept, kept.Revision
	view := changeView(viewer, kept)
	view.Layout.Title = title
	keptRows, typedRows := component.Differing(e.rows(typedOf(kept)), e.rows(e.typed))
	view.Versions = &component.VersionsView{
		Title: "Which one do you want to keep?",
		Lead:  "Only what differs is shown. Nothing you typed is lost: it is in the form below, too.",
		Kept: component.VersionView{
			Title: "Kept by " + kept.ChangedBy + ", " + component.Instant(kept.ChangedAt), Rows: keptRows,
		},
		Typed: component.VersionView{Title: "What you typed", Rows: typedRows},
		Leave: piecePath(viewer, id), Form: "evidence",
	}
	return e.show(w, r, http.StatusConflict, view)
}

// rows are a version in words.
func (e editing) rows(t typed) []component.VersionRow {
	by := t.keeper
	if t.keeperID != "" {
		by = e.kept.KeeperName
	}
	for _, m := range e.members {
		if m.PersonID == t.keeperID {
			by = m.Name
		}
	}
	dated := ""
	if day, ok := t.dated.Check(&form.Form{}, datedRule(e.pages.Now())); ok {
		dated = component.Date(trust.Day(day.Year, day.Month, day.Day))
	}
	return []component.VersionRow{
		{Name: "Title", Lines: []string{t.title}},
		{Name: "Kind", Lines: []string{t.kind.Title()}},
		{Name: "Date", Lines: []string{dated}},
		{Name: "Link", Lines: []string{t.link}},
		{Name: "Place", Lines: []string{t.place}},
		{Name: "Looked after by", Lines: []string{by}},
		{Name: "For", Lines: e.pages.statementsOf(evidence.Evidence{Statements: evidence.Ordered(t.statements)}, e.earlier)},
	}
}
