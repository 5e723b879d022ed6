package conversation

import (
	"net/http"
	"strconv"

	"github.com/go-chi/chi/v5"

	talk "sevenfold/internal/conversation"
	"sevenfold/internal/identity"
	"sevenfold/internal/insight"
	"sevenfold/web/component"
	"sevenfold/web/form"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

const title = "The board’s conversation"

// agendaView is the agenda as somebody sees it; whoever leads can change it.
type agendaView struct {
	Layout   layout.View
	Back     linkView
	Title    string
	NoWords  string
	Notice   string
	Changed  string // somebody else was quicker
	Mistakes []form.Mistake

	Instead      []string // what to talk about where nothing was found
	InsteadTitle string
	Empty        string // said where there is no agenda yet
	Lead         bool
	Made         bool
	Action       string // where the form of the agenda goes
	Make         string // where a new one is made
	Read, Change string
	Length       component.TextFieldView
	Slots        []slotView
	Others       []partView
	OtherCount   string
	Order        string // in which to talk of what was found
	LeftOver     string // what is not on the agenda
	Agreed       string // how many items have an agreed view
	By           string

	Present    string
	Notes      notesView
	Benefit    linkView
	StartAgain bool
}

// slotView is one stretch of the meeting.
type slotView struct {
	Kind      string
	Time      string // "5 to 13"
	Long      string // "8 minutes"
	Title     string
	About     string // what a fixed part is for
	Item      bool
	ID        string // of the statement
	Path      string
	Pill      string
	PillKind  string
	Domain    string
	Agreed    string
	Actions   []actionView
	Minutes   string // as it was typed
	Error     string
	First     bool
	Last      bool
	MinutesID string
}

// partView are the findings of one kind that are not on the agenda.
type partView struct {
	Title string
	Items []otherView
}

type otherView struct{ ID, Text, Path, Agreed string }

// notesView is the chair's choice whether notes are shown in the room.
type notesView struct {
	Shown  bool
	May    bool
	Action string
}

// typedAgenda is the form of an agenda as it was typed.
type typedAgenda struct {
	form    *form.Form
	length  string
	minutes map[string]string
}

func (t typedAgenda) of(statement string, stored int) string {
	if typed, ok := t.minutes[statement]; ok {
		return typed
	}
	return strconv.Itoa(stored)
}

// ShowAgenda shows the agenda, or offers to make one.
func (p Pages) ShowAgenda(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	m, err := p.meet(r.Context(), viewer, chi.URLParam(r, "round"))
	if err != nil {
		return err
	}
	a, made, err := p.agenda(r.Context(), m)
	if err != nil {
		return err
	}
	v, err := p.agendaView(r, m, a, made, typedAgenda{form: &form.Form{}})
	if err != nil {
		return err
	}
	v.Notice = notices[r.URL.Query().Get("done")]
	return page.Render(w, r, http.StatusOK, agendaPage(v))
}

// notices tell what was done.
var notices = map[string]string{
	"made":   "The agenda is made. Put it in the order you want, and give each item its time.",
	"length": "The meeting has another length, and its time is shared out again.",
	"shared": "The time is shared out again.",
	"add":    "It is on the agenda. Its minutes came from the open discussion, or from the longest items.",
	"out":    "It is left out, and can be added again below. Its minutes are for open discussion.",
	"notes":  "Your choice is kept.",
}

func (p Pages) agendaView(r *http.Request, m meeting, a talk.Agenda, made bool, typed typedAgenda) (agendaView, error) {
	v := agendaView{
		Layout: m.layout(title), Title: title, Back: linkView{m.Title(), m.roundPath("/report")},
		NoWords: m.missing(), Lead: m.leads(), Made: made, Mistakes: typed.form.Mistakes,
		Make: m.path(""), Action: m.path("/agenda"), Change: form.NewID(), Read: strconv.Itoa(a.Revision),
		Order: m.order(), LeftOver: "These did not fit, were left out, or are of " + m.Words.Vocabulary.Those(insight.Strength) + " beside the most significant.",
		Instead: talk.Instead(m.Report),
	}
	v.Layout.Error = !typed.form.Good()
	if _, asked := m.benefitAsked(); asked {
		v.Benefit = linkView{"The paragraph on public benefit", m.roundPath("/public-benefit")}
	}
	if len(v.Instead) > 0 {
		v.InsteadTitle = "There is no finding to talk about. Talk about this instead"
	}
	length := strconv.Itoa(talk.UsualMeeting)
	if made {
		length = strconv.Itoa(a.Length)
	}
	if typed.form.Has("length") {
		length = typed.length
	}
	v.Length = component.TextFieldView{
		ID: "length", Label: "How long is this part of the meeting?", Hint: "Whole minutes, from 5 to 240, with a welcome and a closing",
		Kind: component.Whole, Value: length, Error: typed.form.Message("length"),
	}
	if !made {
		v.Empty = "Nobody has made an agenda of this report yet. The chair or the governance professional does it."
		return v, nil
	}
	agreed, err := p.agreed(r.Context(), m)
	if err != nil {
		return agendaView{}, err
	}
	if m, err = p.withActions(r.Context(), m); err != nil {
		return agendaView{}, err
	}
	v.Slots, v.Others = m.slots(a, agreed, typed), m.others(a, agreed)
	v.Agreed, v.By = agreedOf(a, agreed), "Changed by "+a.ChangedBy+" "+m.when(a.ChangedAt)+"."
	others := 0
	for _, part := range v.Others {
		others += len(part.Items)
	}
	v.OtherCount = component.Count(others, "statement", "statements")
	if m.viewer.May(identity.Present) {
		v.Present = m.path("/present/" + string(talk.Welcome))
	}
	v.Notes = notesView{Shown: a.NotesShown, May: m.viewer.May(identity.ChooseNotes), Action: m.path("/notes")}
	v.StartAgain = v.Lead
	return v, nil
}

// order says in which order a board talks about what was found.
func (m meeting) order() string {
	v := m.Words.Vocabulary
	order := "First where " + v.Noun(insight.ViewsDiffer, 1)
	if v.Unknown() != "" {
		order += ", then what is " + v.Is(insight.NotYetKnown)
	}
	return order + ", then " + v.Those(insight.Challenge) + ", then " + v.Those(insight.Strength) + ", where worth sharing. "
}

// agreedOf says how far the board has come.
func agreedOf(a talk.Agenda, agreed map[string]talk.View) string {
	n := 0
	for _, item := range a.Items {
		if agreed[item.Statement].Position > 0 {
			n++
		}
	}
	if len(a.Items) == 0 {
		return ""
	}
	return component.Capital(component.Number(n)) + " of " + component.Count(len(a.Items), "item has", "items have") + " an agreed view."
}

func (m meeting) slots(a talk.Agenda, agreed map[string]talk.View, typed typedAgenda) []slotView {
	var all []slotView
	last := len(a.Items) - 1
	for _, slot := range a.Timetable() {
		v := slotView{
			Kind: string(slot.Kind), Time: strconv.Itoa(slot.From) + " to " + strconv.Itoa(slot.From+slot.Minutes),
			Long: component.Count(slot.Minutes, "minute", "minutes"),
		}
		switch slot.Kind {
		case talk.Welcome:
			v.Title, v.About = "Welcome", "What the report is, and what it is not: it shows where to look, and grades nobody."
		case talk.Discussion:
			v.Title, v.About = "Open discussion", "What else do we want to look at together?"
		case talk.Closing:
			v.Title, v.About = "Closing", "What we agreed, who does what, and when we look again."
		case talk.OfItem:
			s, _ := m.Report.Statement(slot.Statement)
			v.Item, v.ID, v.Title, v.Path = true, slot.Statement, m.Words.Statement(slot.Statement).Text, m.statementPath(slot.Statement)
			v.Pill, v.PillKind, v.Domain = m.Words.Vocabulary.Title(s.Finding, s.Significant), component.PillKind(s), m.where(s)
			v.Agreed = m.agreedWords(agreed[slot.Statement])
			v.Actions = m.actionsFor(slot.Statement)
			v.MinutesID = "minutes-" + slot.Statement
			v.Minutes, v.Error = typed.of(slot.Statement, slot.Minutes), typed.form.Message(v.MinutesID)
			at := a.Items
			v.First, v.Last = at[0].Statement == slot.Statement, at[last].Statement == slot.Statement
		}
		all = append(all, v)
	}
	return all
}

// agreedWords says what was agreed; empty where nothing was ever recorded.
func (m meeting) agreedWords(v talk.View) string {
	switch {
	case v.Position > 0:
		return "Agreed: " + m.position(v)
	case v.Why != "":
		return noViewYet + ", and why"
	}
	return ""
}

// others are the findings that are not on the agenda, by what was found.
func (m meeting) others(a talk.Agenda, agreed map[string]talk.View) []partView {
	var parts []partView
	for _, f := range a.Others(m.findings) {
		name := m.partTitle(f.Kind)
		if n := len(parts); n == 0 || parts[n-1].Title != name {
			parts = append(parts, partView{Title: name})
		}
		part := &parts[len(parts)-1]
		part.Items = append(part.Items, otherView{
			ID: f.Statement, Text: m.Words.Statement(f.Statement).Text, Path: m.statementPath(f.Statement),
			Agreed: m.agreedWords(agreed[f.Statement]),
		})
	}
	return parts
}

// partTitle is what a part of the conversation is called.
func (m meeting) partTitle(kind insight.Kind) string {
	switch kind {
	case insight.ViewsDiffer, insight.NotYetKnown, insight.Challenge, insight.Strength:
		return m.Words.Vocabulary.List(kind)
	default:
		return "What else was found"
	}
}
