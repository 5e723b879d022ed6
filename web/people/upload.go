package people

import (
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/go-chi/chi/v5"

	"sevenfold/internal/identity"
	"sevenfold/internal/roster"
	"sevenfold/internal/trust"
	"sevenfold/web/component"
	"sevenfold/web/form"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// UploadLimit is the most that a file of people may hold, in bytes.
const UploadLimit = 10 << 20

// shownAtMost is how many people of one kind a preview names.
const shownAtMost = 500

// uploadView is the form that takes a file, and what has to be put right in the last one.
type uploadView struct {
	Layout   layout.View
	Back     string
	Action   string
	Template string
	Mistakes []form.Mistake
	Error    string
	Rows     []roster.Mistake
	RowsLead string
	Roles    []string
}

// ShowUpload shows the form that takes a file.
func (p Pages) ShowUpload(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	return page.Render(w, r, http.StatusOK, uploadPage(uploadViewOf(viewer)))
}

func uploadViewOf(viewer identity.Viewer) uploadView {
	view := uploadView{
		Layout: layout.View{Title: "Add people from a file", Viewer: viewer}, Back: peoplePath(viewer),
		Action: peoplePath(viewer) + "/upload", Template: peoplePath(viewer) + "/template",
	}
	for _, role := range trust.Roles {
		view.Roles = append(view.Roles, role.Title())
	}
	return view
}

func refuseFile(w http.ResponseWriter, r *http.Request, viewer identity.Viewer, status int, text string) error {
	view := uploadViewOf(viewer)
	view.Layout.Error, view.Error, view.Mistakes = true, text, []form.Mistake{{Field: "file", Text: text}}
	return page.Render(w, r, status, uploadPage(view))
}

// Upload reads a file and goes on to the preview. Nothing of a file is kept in
// which anything has to be put right.
func (p Pages) Upload(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	_, data, err := form.ReadFile(r, "file")
	if err != nil {
		status, text := fileTrouble(err)
		return refuseFile(w, r, viewer, status, text)
	}
	read, err := roster.Read(data)
	if err != nil {
		status, text := fileTrouble(err)
		return refuseFile(w, r, viewer, status, text)
	}
	people, committees, err := p.all(r.Context(), viewer.TrustID)
	if err != nil {
		return err
	}
	plan := read.Plan(people, committees, p.today())
	if len(plan.Mistakes) > 0 {
		return refuseRows(w, r, viewer, plan)
	}
	id, err := p.Store.AddUpload(r.Context(), viewer.TrustID, viewer.PersonID, read, p.Now())
	if err != nil {
		return err
	}
	return page.Redirect(w, r, peoplePath(viewer)+"/upload/"+id)
}

// fileTrouble says what is wrong with a file as a whole.
func fileTrouble(err error) (status int, text string) {
	var tooLarge *http.MaxBytesError
	status = http.StatusUnprocessableEntity
	switch {
	case errors.As(err, &tooLarge):
		return http.StatusRequestEntityTooLarge, "The file must be smaller than 10 MB: leave out what is not about people, or send it in parts"
	case errors.Is(err, form.ErrNoFile):
		text = "Choose a file"
	case errors.Is(err, roster.ErrEmpty):
		text = "The file is empty: choose one with a row of headings and a row for each person"
	case errors.Is(err, roster.ErrNoPeople):
		text = "The file has headings and no people: add a row for each person"
	case errors.Is(err, roster.ErrWorkbook):
		text = "The file is an Excel workbook: open it in Excel, choose Save as, then CSV UTF-8, and choose that file here"
	case errors.Is(err, roster.ErrNotText):
		text = "The file is not a CSV file: choose one that was saved or exported as CSV"
	case errors.Is(err, roster.ErrTooMany):
		text = "The file has more than 10,000 rows: send it in parts"
	default:
		text = "The file ends in the middle: export it again, and choose it again here"
	}
	return status, text
}

// refuseRows lists every row that has to be put right.
func refuseRows(w http.ResponseWriter, r *http.Request, viewer identity.Viewer, plan roster.Plan) error {
	view := uploadViewOf(viewer)
	view.Rows = plan.Mistakes
	text := component.Capital(component.Count(len(plan.Mistakes), "thing has", "things have")) + " to be put right in the file"
	view.Layout.Error, view.Mistakes = true, []form.Mistake{{Field: "rows", Text: text}}
	view.RowsLead = "Nothing was saved. Put these right in the file, save it as CSV, and choose it again. Of the other rows, " + countsOf(plan) + "."
	return page.Render(w, r, http.StatusUnprocessableEntity, uploadPage(view))
}

// countsOf tells in one sentence what a plan does.
func countsOf(plan roster.Plan) string {
	var parts []string
	for _, part := range []struct {
		n    int
		does string
	}{
		{len(plan.Added), "would be added"},
		{len(plan.Returned), "would be added back"},
		{len(plan.Changed), "would be changed"},
		{len(plan.Left), "would be left alone"},
	} {
		switch {
		case part.n > 0 && len(parts) == 0:
			parts = append(parts, component.Count(part.n, "person", "people")+" "+part.does)
		case part.n > 0:
			parts = append(parts, component.Number(part.n)+" "+part.does)
		}
	}
	if len(parts) == 0 {
		return "nobody would be added or changed"
	}
	if last := len(parts) - 1; last > 0 {
		parts = []string{strings.Join(parts[:last], ", ") + " and " + parts[last]}
	}
	return parts[0]
}

// previewView is what a file would do.
type previewView struct {
	Layout      layout.View
	Notice      string // where the people have changed since it was shown
	Lead        string
	Unused      string
	Committees  []string
	Sections    []changesView
	Fingerprint string
	Action      string
	Discard     string
	Nothing     bool
	Again       string
	Mistakes    []roster.Mistake
}

type changesView struct {
	ID      string
	Title   string
	Changes []changeView
	More    string
}

type changeView struct {
	Row   string
	Name  string
	Email string
	Words []string
}

// ShowPreview shows what would be added, changed and left alone.
func (p Pages) ShowPreview(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	return p.showPreview(w, r, http.StatusOK, viewer, "")
}

func (p Pages) showPreview(w http.ResponseWriter, r *http.Request, status int, viewer identity.Viewer, notice string) error {
	id := chi.URLParam(r, "upload")
	read, err := p.Store.Upload(r.Context(), viewer.TrustID, id, p.Now())
	if err != nil {
		return p.stopUpload(w, r, viewer, err)
	}
	people, committees, err := p.all(r.Context(), viewer.TrustID)
	if err != nil {
		return err
	}
	plan := read.Plan(people, committees, p.today())
	path := peoplePath(viewer) + "/upload/" + id
	view := previewView{
		Layout: layout.View{Title: "Check what the file changes", Viewer: viewer}, Notice: notice,
		Lead:       "Nothing is saved yet. " + component.Capital(countsOf(plan)) + ".",
		Committees: plan.Committees, Fingerprint: plan.Fingerprint(), Action: path, Discard: path + "/discard",
		Nothing: plan.Empty(), Again: peoplePath(viewer) + "/upload", Mistakes: plan.Mistakes,
		Sections: []changesView{
			changes("added", "Will be added", plan.Added), changes("returned", "Had left, and will be added back", plan.Returned),
			changes("changed", "Will be changed", plan.Changed), changes("left", "Will be left alone", plan.Left),
		},
	}
	if len(read.Unused) > 0 {
		view.Unused = "Not used: " + strings.Join(read.Unused, ", ") + "."
	}
	return page.Render(w, r, status, previewPage(view))
}

func changes(id, title string, all []roster.Change) changesView {
	view := changesView{ID: id, Title: title}
	for i, c := range all {
		if i == shownAtMost {
			view.More = fmt.Sprintf("And %d more.", len(all)-shownAtMost)
			break
		}
		one := changeView{fmt.Sprint(c.Row), c.After.Name, c.After.Email, c.Words}
		if id == "added" {
			one.Words = append([]string{c.After.RoleTitles()}, c.Joins...)
		}
		view.Changes = append(view.Changes, one)
	}
	return view
}

// stopUpload says why an upload can't be looked at or confirmed any more.
func (p Pages) stopUpload(w http.ResponseWriter, r *http.Request, viewer identity.Viewer, err error) error {
	switch {
	case errors.Is(err, roster.ErrApplied):
		return stop(w, r, http.StatusConflict, stopView{
			Layout: layout.View{Title: "This file was saved before", Viewer: viewer},
			Lines:  []string{"Everything in it was saved. Nothing was done twice."}, LinkText: "Go to people", Link: peoplePath(viewer),
		})
	case errors.Is(err, roster.ErrUploadOver):
		return stop(w, r, http.StatusGone, stopView{
			Layout: layout.View{Title: "Choose the file again", Viewer: viewer},
			Lines:  []string{"What was read from the file is kept for a day, or until it is given up. Nothing of it was saved."}, LinkText: "Choose the file again", Link: peoplePath(viewer) + "/upload",
		})
	}
	return err
}

// Confirm does what the preview showed, once.
func (p Pages) Confirm(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	err = p.Store.ApplyUpload(r.Context(), viewer.TrustID, viewer.PersonID, chi.URLParam(r, "upload"), f.Raw("shown"), p.Now())
	switch {
	case errors.Is(err, roster.ErrMoved):
		return p.showPreview(w, r, http.StatusConflict, viewer,
			"The list of people has changed since you looked. Nothing was saved: look again at what the file would do now.")
	case err != nil && !errors.Is(err, roster.ErrApplied):
		return p.stopUpload(w, r, viewer, err)
	}
	return page.Redirect(w, r, peoplePath(viewer)+"?done=file")
}

// Discard forgets what was read from a file.
func (p Pages) Discard(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	if err := p.Store.DropUpload(r.Context(), viewer.TrustID, chi.URLParam(r, "upload")); err != nil {
		return err
	}
	return page.Redirect(w, r, peoplePath(viewer)+"?done=dropped")
}
