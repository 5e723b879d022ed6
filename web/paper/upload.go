package paper

import (
	"errors"
	"net/http"

	"sevenfold/internal/identity"
	"sevenfold/internal/paper"
	"sevenfold/web/component"
	"sevenfold/web/form"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// UploadLimit is the most that an upload may hold, in bytes: a file, and whose it is.
const UploadLimit = paper.Limit + 64<<10

// uploadView takes a file that was filled in.
type uploadView struct {
	Layout   layout.View
	Back     string
	Action   string
	Mistakes []form.Mistake
	Person   component.SelectView
	Error    string
}

// ShowUpload asks for a file that was filled in, and whose it is.
func (p Pages) ShowUpload(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	return p.whileOpen(w, r, viewer, func(d desk) error {
		return page.Render(w, r, http.StatusOK, uploadPage(d.upload(&form.Form{})))
	})
}

func (d desk) upload(f *form.Form) uploadView {
	v := uploadView{
		Layout: d.layout("Enter a file that was filled in"), Back: d.path(""), Action: d.path("/upload"),
		Mistakes: f.Mistakes, Error: f.Message("file"),
	}
	v.Layout.Error = !f.Good()
	v.Person = component.SelectView{
		ID: "person", Label: "Whose is it?", Hint: "Everybody who is invited and has not started on screen.", Error: f.Message("person"),
		Options: []component.OptionView{{Label: "Choose a person"}},
	}
	for _, one := range d.waiting() {
		v.Person.Options = append(v.Person.Options, component.OptionView{
			Value: one.PersonID, Label: one.Name + ", " + one.Group.Title(), Chosen: one.PersonID == f.Value("person"),
		})
	}
	return v
}

// Upload reads a file, and goes on to what it says. Nothing is kept of one that
// can't be read.
func (p Pages) Upload(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	return p.whileOpen(w, r, viewer, func(d desk) error {
		f, data, err := form.ReadFile(r, "file")
		if err == nil && len(data) == 0 {
			err = form.ErrNoFile
		}
		var filled paper.Filled
		if err == nil {
			filled, err = paper.Read(r.Context(), data, d.round, d.questionnaire)
		}
		person, status := f.Value("person"), http.StatusUnprocessableEntity
		if person == "" {
			f.Wrong("person", "Choose whose questionnaire it is")
		}
		if err != nil {
			var text string
			status, text = fileTrouble(err)
			f.Wrong("file", text)
		}
		if !f.Good() {
			return page.Render(w, r, status, uploadPage(d.upload(f)))
		}
		one, err := d.respondent(person)
		if err != nil {
			return d.stop(w, r, err)
		}
		e := paper.Entry{RoundID: d.round.ID, PersonID: one.PersonID, Way: paper.File, Filled: filled}
		id, err := p.Store.AddPaper(r.Context(), viewer.TrustID, viewer.PersonID, e, d.now)
		if err != nil {
			return d.stop(w, r, err)
		}
		return page.Redirect(w, r, d.path("/forms/"+id))
	})
}

// fileTrouble says what is wrong with a file as a whole, and what to do.
func fileTrouble(err error) (status int, text string) {
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return http.StatusRequestEntityTooLarge, "The file must be smaller than 10 MB. A questionnaire that was filled in is far smaller: ask for the file that was saved, not a scan of it"
	}
	for _, trouble := range []struct {
		err  error
		text string
	}{
		{form.ErrNoFile, "Choose a file"},
		{paper.ErrNotPDF, "The file is not a PDF: choose the questionnaire that was filled in and saved"},
		{paper.ErrLocked, "The file is protected by a password: ask for it to be saved without one"},
		{paper.ErrNoFields, "The file has no fields any more: it was printed into a new file, or scanned. Ask for the file that was saved, or type it in from paper"},
		{paper.ErrXFA, "The file was made anew with another program for forms: ask for the questionnaire as it was sent out, filled in and saved"},
		{paper.ErrNotOurs, "The file is not a questionnaire that Sevenfold made, or it was changed by another program: ask for the one that was sent out, filled in and saved"},
		{paper.ErrOtherMake, "The questionnaire was made by another version of Sevenfold: type it in from paper"},
		{paper.ErrOtherTrust, "The questionnaire is of another trust"},
		{paper.ErrOtherRound, "The questionnaire is of another round of your trust"},
		{paper.ErrOtherText, "The questionnaire has other words than this round was opened with: ask for the one of this round to be filled in"},
		{paper.ErrEmpty, "Nothing is filled in: the file may have been closed without saving. Ask for it again"},
	} {
		if errors.Is(err, trouble.err) {
			return http.StatusUnprocessableEntity, trouble.text
		}
	}
	return http.StatusUnprocessableEntity, "The file ends in the middle, or is damaged: ask for it to be sent again"
}
