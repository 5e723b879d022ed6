package conversation

import (
	"fmt"
	"net/http"
	"strconv"

	"github.com/go-chi/chi/v5"

	talk "sevenfold/internal/conversation"
	"sevenfold/internal/fault"
	"sevenfold/internal/identity"
	"sevenfold/web/component"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// slideView is one screen in the room. It names nobody: not who recorded what
// was agreed, nor who is signed in.
type slideView struct {
	Layout   layout.View
	Meeting  string // "Example Learning Trust · Spring 2027 audit"
	Place    string // "3 of 9"
	Time     string // "Minutes 13 to 22"
	Title    string
	Lead     string
	Item     bool
	Domain   string
	Finding  findingView
	Key      []component.KeyView
	Notes    []string
	Agreed   agreedView
	Lines    []lineView
	Asks     []string
	Previous string
	Next     string
	Leave    string
	Record   string
}

// lineView is one line of the first screen or the last: an item, and its time
// or what was agreed of it.
type lineView struct{ Text, Aside string }

// showsNotes is how many notes a screen holds at most: more could not be read
// from the back of a room.
const showsNotes = 3

// ShowSlide shows one stretch of the meeting to the room.
func (p Pages) ShowSlide(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	m, err := p.meet(r.Context(), viewer, chi.URLParam(r, "round"))
	if err != nil {
		return err
	}
	a, made, err := p.agenda(r.Context(), m)
	if err != nil {
		return err
	}
	if !made {
		return page.Redirect(w, r, m.path(""))
	}
	slots := a.Timetable()
	at := -1
	for i, slot := range slots {
		if slideName(slot) == chi.URLParam(r, "slide") {
			at = i
		}
	}
	if at < 0 { // it has left the agenda since
		if _, ok := m.Report.Statement(chi.URLParam(r, "slide")); ok || chi.URLParam(r, "slide") == string(talk.Discussion) {
			return page.Redirect(w, r, m.slidePath(slots[0]))
		}
		return fmt.Errorf("slide of a conversation: %w", fault.NotFound)
	}
	agreed, err := p.agreed(r.Context(), m)
	if err != nil {
		return err
	}
	v := m.slide(slots[at], agreed, a)
	v.Place, v.Time = fmt.Sprintf("%d of %d", at+1, len(slots)), minutes(slots[at])
	if at > 0 {
		v.Previous = m.slidePath(slots[at-1])
	}
	if at+1 < len(slots) {
		v.Next = m.slidePath(slots[at+1])
	}
	return page.Render(w, r, http.StatusOK, slidePage(v))
}

func slideName(s talk.Slot) string {
	if s.Kind == talk.OfItem {
		return s.Statement
	}
	return string(s.Kind)
}

func (m meeting) slidePath(s talk.Slot) string { return m.path("/present/" + slideName(s)) }

func minutes(s talk.Slot) string {
	return "Minutes " + strconv.Itoa(s.From) + " to " + strconv.Itoa(s.From+s.Minutes)
}

func (m meeting) slide(slot talk.Slot, agreed map[string]talk.View, a talk.Agenda) slideView {
	v := slideView{Meeting: m.viewer.TrustName + " · " + m.Round.Title, Leave: m.path("")}
	switch slot.Kind {
	case talk.Welcome:
		v.Title, v.Lead = title, "It shows where to look and what to talk about. It grades nobody."
		v.Lines = m.programme(a)
	case talk.Discussion:
		v.Title, v.Asks = "Open discussion", talk.Instead(m.Report)
		if len(v.Asks) == 0 {
			v.Asks = []string{"What else do we want to look at together?", "What surprised us?"}
		}
	case talk.Closing:
		v.Title, v.Lead = "Closing", "What we agreed, who does what, and when we look again."
		for _, item := range a.Items {
			v.Lines = append(v.Lines, lineView{m.Words.Statement(item.Statement).Text, m.position(agreed[item.Statement])})
		}
	case talk.OfItem:
		m.itemSlide(&v, slot.Statement, agreed[slot.Statement], a.NotesShown)
	}
	v.Layout = layout.View{Title: v.Title, Viewer: m.viewer}
	return v
}

// programme is what the meeting talks about, each with its minutes.
func (m meeting) programme(a talk.Agenda) []lineView {
	var lines []lineView
	for _, slot := range a.Timetable() {
		long := component.Count(slot.Minutes, "minute", "minutes")
		switch slot.Kind {
		case talk.OfItem:
			lines = append(lines, lineView{m.Words.Statement(slot.Statement).Text, long})
		case talk.Discussion:
			lines = append(lines, lineView{"Open discussion", long})
		case talk.Welcome, talk.Closing:
		}
	}
	return lines
}

func (m meeting) itemSlide(v *slideView, statement string, agreed talk.View, notes bool) {
	s, _ := m.Report.Statement(statement)
	v.Item, v.Title, v.Domain = true, m.Words.Statement(statement).Text, m.where(s)
	v.Finding = m.finding(s)
	if v.Finding.Bar != "" {
		v.Key = m.key()
	}
	v.Agreed = agreedView{Nothing: noViewYet}
	if !agreed.Empty() {
		v.Agreed = agreedView{Position: m.position(agreed), Why: agreed.Why}
	}
	if notes {
		for _, note := range s.Notes[:min(len(s.Notes), showsNotes)] {
			v.Notes = append(v.Notes, "“"+note+"”")
		}
		if more := len(s.Notes) - len(v.Notes); more > 0 {
			v.Notes = append(v.Notes, "And "+component.Count(more, "note", "notes")+" more, in the report.")
		}
	}
	v.Record = m.statementPath(statement)
}
