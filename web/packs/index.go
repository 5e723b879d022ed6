package packs

import (
	"net/http"

	"sevenfold/internal/audit"
	"sevenfold/internal/boardpack"
	"sevenfold/internal/identity"
	"sevenfold/web/component"
	"sevenfold/web/form"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// indexView is where an index of evidence is asked for; below it stand those of before.
type indexView struct {
	Layout   layout.View
	Back     string
	Mistakes []form.Mistake
	None     bool // there is no evidence to list
	Action   string
	ID       string
	Marking  component.TextFieldView
	Trust    component.TextFieldView
	Logo     component.CheckboxesView
	HasLogo  bool
	Earlier  earlierView
}

// ShowIndex shows what an index of evidence is, and those of before.
func (p Pages) ShowIndex(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	c, err := p.choose(r, viewer)
	if err != nil {
		return err
	}
	usual, err := c.usual(r.Context())
	if err != nil {
		return err
	}
	c.typed, c.id = typedOf(usual), form.NewID()
	return c.showIndex(w, r, http.StatusOK)
}

// MakeIndex has an index of the trust's evidence made.
func (p Pages) MakeIndex(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	c, err := p.choose(r, viewer)
	if err != nil {
		return err
	}
	c.form, c.typed, c.id = f, readTyped(f), f.ID("id")
	c.typed = typed{trust: c.typed.trust, marking: c.typed.marking, logo: c.typed.logo && c.hasLogo()}
	choice := c.typed.check(f, meetingRule(p.Now()))
	// Evidence is kept as it stands now, and not as it stood on an earlier day.
	today := p.Now().In(audit.London)
	choice.Date = audit.StartOfDay(today.Year(), today.Month(), today.Day())
	if !f.Good() {
		return c.showIndex(w, r, http.StatusUnprocessableEntity)
	}
	return c.ask(w, r, boardpack.EvidenceIndex, choice)
}

func (c choosing) showIndex(w http.ResponseWriter, r *http.Request, status int) error {
	earlier, err := c.pages.earlier(r.Context(), c.viewer, "")
	if err != nil {
		return err
	}
	f, t := c.form, c.typed
	return page.Render(w, r, status, indexPage(indexView{
		Layout: layout.View{Title: "Index of evidence", Viewer: c.viewer, Error: !f.Good()},
		Back:   trustPath(c.viewer) + "/evidence", Mistakes: f.Mistakes, None: len(c.material.Evidence) == 0,
		Action: c.path(), ID: c.id, HasLogo: c.hasLogo(), Earlier: earlier,
		Marking: markingField(t, f), Trust: nameField(t, f), Logo: logoField(t),
	}))
}
