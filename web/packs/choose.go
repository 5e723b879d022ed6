package packs

import (
	"context"
	"errors"
	"net/http"
	"slices"

	"sevenfold/internal/boardpack"
	"sevenfold/internal/fault"
	"sevenfold/internal/identity"
	"sevenfold/internal/reading"
	"sevenfold/web/component"
	"sevenfold/web/form"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// chooseView is where a pack is put together; below it stand those of before.
type chooseView struct {
	Layout     layout.View
	Back       string
	BackText   string
	Mistakes   []form.Mistake
	Lead       string
	Withheld   string // said of a report that shows nothing
	Action     string
	ID         string
	Sections   component.CheckboxesView
	Meeting    component.TextFieldView
	Date       component.DateFieldView
	AgendaItem component.TextFieldView
	Marking    component.TextFieldView
	Trust      component.TextFieldView
	Logo       component.CheckboxesView
	HasLogo    bool
	Settings   string // where the trust has its name and logo; "" for whoever may not change them
	Usual      component.CheckboxesView
	Earlier    earlierView
	Data       string // where the figures are had as data; "" for whoever may not
}

// choosing is one showing of the form.
type choosing struct {
	pages    Pages
	viewer   identity.Viewer
	material boardpack.Material
	typed    typed
	form     *form.Form
	id       string
}

func (p Pages) choose(r *http.Request, viewer identity.Viewer) (choosing, error) {
	m, err := p.material(r, viewer)
	return choosing{pages: p, viewer: viewer, material: m, form: &form.Form{}}, err
}

func (c choosing) path() string { return packsPath(c.viewer, c.material.Round.ID) }

// usual is what the trust chose last to choose again. Where it chose nothing it
// is all but people's own words: those are put before a meeting by decision.
func (c choosing) usual(ctx context.Context) (boardpack.Choice, error) {
	choice, err := c.pages.Store.PackDefaults(ctx, c.viewer.TrustID)
	if errors.Is(err, fault.NotFound) {
		choice, err = boardpack.Choice{WithLogo: true}, nil
	}
	if len(choice.Sections) == 0 {
		choice.Sections = slices.DeleteFunc(slices.Clone(boardpack.Sections), func(s boardpack.Section) bool { return s == boardpack.Notes })
	}
	choice.Trust = c.material.Trust
	return choice, err
}

func (c choosing) hasLogo() bool { return c.material.Logo.Type != "" }

// ShowChoose shows what a pack may hold, to choose from, and the packs of before.
func (p Pages) ShowChoose(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	c, err := p.choose(r, viewer)
	if err != nil {
		return err
	}
	choice, err := c.usual(r.Context())
	if err != nil {
		return err
	}
	c.typed, c.id = typedOf(choice), form.NewID()
	return c.show(w, r, http.StatusOK)
}

// Make has a pack made of what was chosen.
func (p Pages) Make(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	c, choice, err := p.readChoice(r, viewer)
	if err != nil {
		return err
	}
	if !c.form.Good() {
		return c.show(w, r, http.StatusUnprocessableEntity)
	}
	return c.ask(w, r, boardpack.BoardPack, choice)
}

// ask has a pack made, and leads to where its making is seen.
func (c choosing) ask(w http.ResponseWriter, r *http.Request, kind boardpack.Kind, choice boardpack.Choice) error {
	id, err := idOf(c.id, choice)
	if err != nil {
		return err
	}
	err = c.pages.Store.AskForPack(r.Context(), boardpack.Ask{
		ID: id, TrustID: c.viewer.TrustID, RoundID: c.material.Round.ID, Kind: kind, Choice: choice,
		ByID: c.viewer.PersonID, At: c.pages.Now(), Usual: c.typed.usual,
	})
	if err != nil {
		return err
	}
	return page.Redirect(w, r, c.path()+"/"+id)
}

// readChoice reads what was chosen on the form.
func (p Pages) readChoice(r *http.Request, viewer identity.Viewer) (choosing, boardpack.Choice, error) {
	f, err := form.Read(r)
	if err != nil {
		return choosing{}, boardpack.Choice{}, err
	}
	c, err := p.choose(r, viewer)
	if err != nil {
		return choosing{}, boardpack.Choice{}, err
	}
	c.form, c.typed, c.id = f, readTyped(f), f.ID("id")
	c.typed.logo = c.typed.logo && c.hasLogo()
	chosen := c.typed.checkSections(f)
	choice := c.typed.check(f, meetingRule(p.Now()))
	choice.Sections = chosen
	return c, choice, nil
}

// show fills the form with what was chosen, and with what to put right.
func (c choosing) show(w http.ResponseWriter, r *http.Request, status int) error {
	earlier, err := c.pages.earlier(r.Context(), c.viewer, c.material.Round.ID)
	if err != nil {
		return err
	}
	f, t := c.form, c.typed
	round := c.material.Round
	view := chooseView{
		Layout: layout.View{Title: "Board pack", Viewer: c.viewer, Phase: phaseOf(c.material), Error: !f.Good()},
		Back:   roundPath(c.viewer, round.ID) + "/report", BackText: "Back to the report",
		Mistakes: f.Mistakes, Action: c.path(), ID: c.id, HasLogo: c.hasLogo(), Earlier: earlier,
		Lead:     "The report as files for a meeting: a PDF to read and print, a Word file to edit, and an Excel file of the figures.",
		Sections: sectionField(t.sections, f.Message("sections")),
		Date: component.DateFieldView{
			Legend: "Its date", Hint: "May be left empty.",
		}.Fill(meetingRule(c.pages.Now()), t.date, f),
		Meeting: component.TextFieldView{
			ID: "meeting", Label: "The meeting", Value: t.meeting, Error: f.Message("meeting"),
			Hint: "Such as “Board of trustees, spring term”. May be left empty.",
		},
		AgendaItem: component.TextFieldView{
			ID: "agenda-item", Label: "The agenda item", Value: t.agendaItem, Error: f.Message("agenda-item"), Hint: "Such as “7”. May be left empty.",
		},
		Marking: markingField(t, f), Trust: nameField(t, f), Logo: logoField(t),
		Usual: component.CheckboxesView{Name: "usual", Legend: "Next time", Boxes: []component.CheckboxView{{
			Value: yes, Label: "Keep this as our default: the parts, the marking, and whether the logo is printed", Ticked: t.usual,
		}}},
	}
	if c.material.Report.Withheld {
		view.Withheld = "Nothing is shown of this round, because too few people submitted. A pack of it says so, and why."
	}
	if c.viewer.May(identity.ChangeSettings) {
		view.Settings = "/t/" + c.viewer.TrustID + "/settings"
	}
	if c.viewer.May(identity.ExportData) {
		view.Data = roundPath(c.viewer, round.ID) + "/data"
	}
	return page.Render(w, r, status, choosePage(view))
}

func sectionField(chosen []string, message string) component.CheckboxesView {
	v := component.CheckboxesView{
		Name: "sections", Legend: "What the pack holds", Error: message,
		Hint: "A cover, the contents, and where all of it comes from are always there. Notes are shown without names; read them before you put them before a meeting.",
	}
	for _, s := range boardpack.Sections {
		v.Boxes = append(v.Boxes, component.CheckboxView{Value: string(s), Label: sections[s], Ticked: slices.Contains(chosen, string(s))})
	}
	return v
}

func markingField(t typed, f *form.Form) component.TextFieldView {
	return component.TextFieldView{
		ID: "marking", Label: "Protective marking", Value: t.marking, Error: f.Message("marking"),
		Hint: "Stands on every page: such as “Confidential”, “For trustees only” or “Official: sensitive”. May be left empty.",
	}
}

func nameField(t typed, f *form.Form) component.TextFieldView {
	return component.TextFieldView{
		ID: "trust", Label: "The trust’s name", Value: t.trust, Error: f.Message("trust"), Hint: "As the cover is to show it.",
	}
}

func logoField(t typed) component.CheckboxesView {
	return component.CheckboxesView{Name: "logo", Legend: "The trust’s logo", Boxes: []component.CheckboxView{
		{Value: yes, Label: "Show it on the cover", Ticked: t.logo},
	}}
}

// phaseOf says which round a page is about.
func phaseOf(m boardpack.Material) string {
	if m.Round.ID == "" {
		return ""
	}
	return m.Round.Title + " · closed " + reading.Reading{Round: m.Round, Report: m.Report}.Closed()
}
