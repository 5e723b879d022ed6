package conversation

import (
	"context"
	"fmt"
	"net/http"
	"strconv"

	"github.com/go-chi/chi/v5"

	talk "sevenfold/internal/conversation"
	"sevenfold/internal/fault"
	"sevenfold/internal/identity"
	"sevenfold/internal/report"
	"sevenfold/web/component"
	"sevenfold/web/form"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// statementView is one statement as the board talks about it: what was found,
// and what it agrees.
type statementView struct {
	Layout   layout.View
	Back     linkView
	Mistakes []form.Mistake
	Domain   linkView
	ID       string
	Text     string
	NoWords  string
	Finding  findingView
	Key      []component.KeyView

	Lead     bool
	Agreed   agreedView // for whoever reads
	Form     recordView // for whoever records
	Action   linkView   // where an action is added for the finding; empty for whoever may not
	Actions  []actionView
	Versions []versionView
	Recorded string   // what the list of versions is called
	Every    linkView // shows every single save

	Previous linkView
	Next     linkView
}

// agreedView is what was agreed, to be read.
type agreedView struct {
	Position, Why, By string
	Nothing           string
}

// versionView is an earlier version.
type versionView struct {
	When, Position, Why string
}

// recordView is the form in which an agreed view is recorded.
type recordView struct {
	URL, Read     string
	Legend, Hint  string
	Points        []component.ChoiceView
	None          component.ChoiceView
	Why           string
	PositionError string
	WhyError      string
	Wrong         bool
	Conflict      *conflictView
}

// conflictView is two versions of one agreed view, to choose between.
type conflictView struct {
	Title, Error, Seen string
	Versions           []choiceVersionView
}

type choiceVersionView struct {
	ID, Value, Text, Position, Why string
	Checked                        bool
}

// sheet is one statement of a meeting, with what was recorded of it.
type sheet struct {
	meeting
	statement report.Statement
	versions  []talk.View // the newest first
}

func (p Pages) sheet(ctx context.Context, viewer identity.Viewer, roundID, statement string) (sheet, error) {
	m, err := p.meet(ctx, viewer, roundID)
	if err != nil {
		return sheet{}, err
	}
	s, ok := m.Report.Statement(statement)
	if !ok {
		return sheet{}, fmt.Errorf("statement %q of a report: %w", statement, fault.NotFound)
	}
	versions, err := p.Store.AgreedViewVersions(ctx, viewer.TrustID, roundID, statement)
	return sheet{m, s, versions}, err
}

// last is the version recorded last; an empty one where there is none.
func (s sheet) last() talk.View {
	if len(s.versions) == 0 {
		return talk.View{Statement: s.statement.ID}
	}
	return s.versions[0]
}

// ShowStatement shows one statement as the board talks about it.
func (p Pages) ShowStatement(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	s, err := p.sheet(r.Context(), viewer, chi.URLParam(r, "round"), chi.URLParam(r, "statement"))
	if err != nil {
		return err
	}
	v, err := p.statementView(r.Context(), s, typedView{view: s.last(), read: readOf(s.last())})
	if err != nil {
		return err
	}
	if r.URL.Query().Has("saved") && s.last().Revision > 0 {
		v.Layout.Saved = "Saved " + component.Clock(s.last().At)
	}
	if r.URL.Query().Has("every") {
		v.Versions, v.Every = s.history(true), linkView{}
	}
	return page.Render(w, r, http.StatusOK, statementPage(v))
}

func (p Pages) statementView(ctx context.Context, s sheet, t typedView) (statementView, error) {
	var err error
	if s.meeting, err = p.withActions(ctx, s.meeting); err != nil {
		return statementView{}, err
	}
	words := s.Words.Statement(s.statement.ID)
	v := statementView{
		Layout: s.layout(words.Text), Back: linkView{title, s.path("")}, ID: s.statement.ID, Text: words.Text,
		NoWords: s.missing(), Finding: s.finding(s.statement), Lead: s.leads(), Mistakes: t.mistakes,
		Actions: s.actionsFor(s.statement.ID), Versions: s.history(false), Recorded: "What was recorded, and when",
	}
	if d := s.where(s.statement); d != "" {
		v.Domain = linkView{d, s.roundPath("/report/domains/" + s.statement.Domain)}
	}
	if v.Finding.Bar != "" {
		v.Key = s.key()
	}
	v.Layout.Saving, v.Layout.Error = v.Lead, len(t.mistakes) > 0
	if v.Lead {
		v.Form = s.form(t)
		v.Action = linkView{"Add an action for this", "/t/" + s.viewer.TrustID + "/actions/new?round=" + s.Round.ID + "&for=" + s.statement.ID}
	} else {
		v.Agreed, v.Recorded = s.agreed(), "Earlier versions"
		v.Versions = v.Versions[min(len(v.Versions), 1):] // the last stands above them
	}
	if saves := len(s.versions); saves > len(talk.Sittings(s.versions)) {
		v.Every = linkView{"Show every single save (" + strconv.Itoa(saves) + ")", s.statementPath(s.statement.ID) + "?every=1#versions"}
	}
	a, made, err := p.agenda(ctx, s.meeting)
	if made {
		v.Previous, v.Next = s.neighbours(a)
	}
	return v, err
}

func (s sheet) agreed() agreedView {
	last := s.last()
	if last.Empty() {
		return agreedView{Nothing: "The board has recorded no view of this yet."}
	}
	return agreedView{Position: s.position(last), Why: last.Why, By: s.recorded(last)}
}

// recorded tells who recorded a version, and when.
func (s sheet) recorded(v talk.View) string {
	return "Recorded by " + v.By + " " + s.when(v.At)
}

// history is what was recorded, the newest first: what one person saved in one
// go is shown as it stood at the end, unless every save is asked for.
func (s sheet) history(every bool) []versionView {
	var all []versionView
	if every {
		for _, v := range s.versions {
			all = append(all, versionView{s.recorded(v), s.position(v), v.Why})
		}
		return all
	}
	for _, sitting := range talk.Sittings(s.versions) {
		all = append(all, versionView{s.recorded(sitting.View), s.position(sitting.View), sitting.Why})
	}
	return all
}

// neighbours are the items before and after this one on the agenda; empty where
// it is not on it.
func (s sheet) neighbours(a talk.Agenda) (previous, next linkView) {
	for i, item := range a.Items {
		if item.Statement != s.statement.ID {
			continue
		}
		if i > 0 {
			previous = s.link(a.Items[i-1].Statement)
		}
		if i+1 < len(a.Items) {
			next = s.link(a.Items[i+1].Statement)
		}
	}
	return previous, next
}

func (s sheet) link(statement string) linkView {
	return linkView{s.Words.Statement(statement).Text, s.statementPath(statement)}
}

// form lays the form out as it was typed.
func (s sheet) form(t typedView) recordView {
	v := recordView{
		URL: s.statementPath(s.statement.ID), Read: t.read.String(), Why: t.view.Why, Wrong: len(t.mistakes) > 0,
		Legend: "What do we agree?", Hint: "The view of the board as a whole. It stands beside what individuals answered, and replaces nothing.",
		PositionError: t.message("position-0"), WhyError: t.message("why"),
	}
	for point := 1; point <= s.Report.Points; point++ {
		v.Points = append(v.Points, component.ChoiceView{
			ID: "position-" + strconv.Itoa(point), Name: "position", Value: strconv.Itoa(point), Text: s.place(point),
			Class: "sf-choice--" + component.Shade(point, s.Report.Points), Checked: t.view.Position == point,
		})
	}
	v.None = component.ChoiceView{
		ID: "position-0", Name: "position", Value: "0", Text: noViewYet, Class: "sf-choice--apart", Checked: t.view.Position == 0,
	}
	if t.seen != nil {
		v.Conflict = s.conflict(t)
	}
	return v
}
