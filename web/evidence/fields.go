package evidence

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"

	"sevenfold/internal/evidence"
	"sevenfold/web/component"
	"sevenfold/web/page"
)

// show fills the form with what was typed, and with what to put right.
func (e editing) show(w http.ResponseWriter, r *http.Request, status int, view editView) error {
	f, t := e.form, e.typed
	view.Layout.Error, view.Mistakes, view.Revision = !f.Good(), f.Mistakes, strconv.Itoa(t.revision)
	view.Title = component.TextFieldView{
		ID: "title", Label: "What it is", Value: t.title, Error: f.Message("title"),
		Hint: "Such as “Review of safeguarding, 2027”. Do not name a child.",
	}
	view.Kind = kindField(t.kind, f.Message("kind"))
	view.Dated = component.DateFieldView{Legend: "Its date", Hint: "When it was written, agreed or seen."}.Fill(datedRule(e.pages.Now()), t.dated, f)
	view.Link = component.TextFieldView{
		ID: "link", Label: "Where it is kept: a link", Value: t.link, Error: f.Message("link"),
		Hint: "Such as https://trust.example/papers/review.pdf. Whoever may open it there still has to sign in there.",
	}
	view.Place = component.TextFieldView{
		ID: "place", Label: "Or a place, in words", Value: t.place, Error: f.Message("place"),
		Hint: "Such as “Board portal, meeting of 4 March, item 7”.",
	}
	view.KeeperID = e.keeperField()
	view.Keeper = component.TextFieldView{
		ID: "keeper", Label: "Or somebody else, in words", Value: t.keeper, Error: f.Message("keeper"), Hint: "Such as “The trust’s finance office”.",
	}
	view.Statements = e.statementField()
	return page.Render(w, r, status, editPage(view))
}

func kindField(chosen evidence.Kind, message string) component.RadiosView {
	v := component.RadiosView{Name: "kind", Legend: "What kind of evidence it is", Error: message}
	for i, k := range evidence.Kinds {
		choice := component.RadioView{ID: "kind", Value: string(k), Label: k.Title(), Checked: k == chosen}
		if i > 0 {
			choice.ID = fmt.Sprintf("kind-%d", i+1)
		}
		v.Choices = append(v.Choices, choice)
	}
	return v
}

func (e editing) keeperField() component.SelectView {
	v := component.SelectView{
		ID: "keeper-id", Label: "Who looks after it", Hint: "Whom to ask for it.", Error: e.form.Message("keeper-id"),
		Options: []component.OptionView{{Label: "Choose somebody of the trust", Chosen: e.typed.keeperID == ""}},
	}
	if e.kept.KeeperLeft {
		v.Options = append(v.Options, component.OptionView{Value: e.kept.KeeperID, Label: e.kept.LookedAfterBy(), Chosen: e.typed.keeperID == e.kept.KeeperID})
	}
	for _, m := range e.members {
		v.Options = append(v.Options, component.OptionView{
			Value: m.PersonID, Label: m.Name + ", " + m.RoleTitles(), Chosen: e.typed.keeperID == m.PersonID,
		})
	}
	return v
}

// statementField has every statement that is asked now, by domain and element,
// and those of earlier versions that the evidence is for already.
func (e editing) statementField() component.GroupedView {
	v := component.GroupedView{
		Name: "statements", Legend: "What it is for", Error: e.form.Message("statements"),
		Hint: "Open a domain, and choose each statement that this says something of.",
	}
	ticked := func(id string) bool { return slices.Contains(e.typed.statements, id) }
	for _, d := range e.pages.domains(slices.Concat(e.typed.statements, e.kept.Statements)) {
		group := component.GroupView{Title: d.Title}
		for _, element := range d.Elements {
			part := component.PartView{Title: element.Title}
			for _, s := range element.Statements {
				part.Boxes = append(part.Boxes, component.CheckboxView{Value: s.ID, Label: s.Text, Ticked: ticked(s.ID)})
			}
			group.Parts = append(group.Parts, part)
		}
		v.Groups = append(v.Groups, group)
	}
	var earlier component.PartView
	for _, id := range e.pages.gone(e.kept.Statements) {
		earlier.Boxes = append(earlier.Boxes, component.CheckboxView{Value: id, Label: e.earlier.of(id), Ticked: ticked(id)})
	}
	if len(earlier.Boxes) > 0 {
		v.Groups = append(v.Groups, component.GroupView{Title: "Statements of an earlier questionnaire", Parts: []component.PartView{earlier}})
	}
	return v
}
