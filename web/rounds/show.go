package rounds

import (
	"net/http"
	"time"

	"sevenfold/internal/audit"
	"sevenfold/internal/identity"
	"sevenfold/internal/trust"
	"sevenfold/web/component"
	"sevenfold/web/form"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// roundView is a draft as it is planned, or a closed round as it was.
type roundView struct {
	Layout   layout.View
	Back     string
	BackText string
	Notice   string
	Lead     string
	Missed   string      // said where it was to open by itself and could not, or can’t be opened any more
	Blocks   []blockView // why not, as far as it still holds
	Rows     []rowView
	Steps    []linkView // the first is the page's main step
	Copy     string     // where it is used again; "" in a draft
	CopyID   string     // of the round that this would make
}

type rowView struct {
	Name   string
	Lines  []string
	Change string // where to change it; "" where it stays
}

type linkView struct {
	Text string
	Href string
}

// Show shows a draft, with what can be changed, or a closed round. An open one
// is shown by how far it has come.
func (p Pages) Show(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	round, err := p.round(r, viewer)
	if err != nil {
		return err
	}
	if round.State == audit.Open {
		return page.Redirect(w, r, progressPath(round))
	}
	invited, err := p.Store.Progress(r.Context(), viewer.TrustID, round.ID)
	if err != nil {
		return err
	}
	own, err := p.Store.OwnStatements(r.Context(), viewer.TrustID, round.ID)
	if err != nil {
		return err
	}
	view := roundView{
		Layout: layout.View{Title: round.Title, Viewer: viewer},
		Back:   trustPath(viewer), BackText: "Back to " + viewer.TrustName,
	}
	if round.State == audit.Closed {
		asked, err := p.askedTitle(r.Context(), round)
		if err != nil {
			return err
		}
		view = closedView(view, round, asked, invited, own)
	} else {
		tier, err := p.tierOf(r.Context(), round)
		if err != nil {
			return err
		}
		view = p.draftView(view, round, invited, tier, own)
	}
	return page.Render(w, r, http.StatusOK, roundPage(view))
}

func (p Pages) draftView(view roundView, round audit.Round, invited []audit.Progress, tier trust.LocalTier, own []audit.OwnStatement) roundView {
	edit, respondents, messages := roundPath(round)+"/edit", roundPath(round)+"/respondents", roundPath(round)+"/messages"
	view.Lead = "This round is a draft. Nobody can answer it yet."
	if round.OpensByDate {
		view.Lead += " It opens by itself on " + component.Date(round.OpensAt) + "."
	}
	switch {
	case round.OpeningMissedAt != nil:
		view.Blocks = p.blocks(round, len(invited), tier, own)
		view.Missed = missedLine(*round.OpeningMissedAt, len(view.Blocks) > 0)
	case !p.offers(round):
		view.Blocks = p.blocks(round, len(invited), tier, own)
		view.Missed = "The questionnaires were changed since this was drafted. It can’t be opened as it is:"
	case len(p.withoutDomain(round, tier, own)) > 0:
		view.Blocks = p.blocks(round, len(invited), tier, own)
		view.Missed = "It can’t be opened as it is:"
	}
	view.Steps = []linkView{
		{"Choose respondents", respondents},
		{"Preview it as a respondent sees it", roundPath(round) + "/preview"},
		{"See what is sent", messages},
		{"On paper", roundPath(round) + "/paper"},
		{"Discard this draft", roundPath(round) + "/discard"},
	}
	if len(invited) > 0 {
		view.Steps[0] = linkView{"Go on to open this round", roundPath(round) + "/open"}
	}
	view.Rows = []rowView{
		{"Title", []string{round.Title}, edit + "#title"},
		{"Questionnaire", []string{p.instrumentTitle(round)}, edit + "#instrument"},
		{ownTitle, ownLines(own), ownStatementsPath(round)},
		{"Opening date", openingLines(round), edit + "#opens-day"},
		{"Closing date", closingLines(round), edit + "#closes-day"},
		{"Minimum responses", []string{component.Capital(component.Number(round.Minimum))}, edit + "#minimum"},
		{"Who reads the report", readerLines(round), edit + "#readers"},
		{"Respondents", p.draftRespondents(round, invited), respondents},
		{"Messages", []string{wordsLine(round.Messages)}, messages},
		{"Reminders", reminderLines(round), messages + "#reminder-days"},
	}
	return view
}

// missedLine says that a round did not open by itself.
func missedLine(at time.Time, blocked bool) string {
	line := "This round was to open by itself on " + component.Date(at) + ", and could not. Nobody was invited. "
	if blocked {
		return line + "This was missing, and still is:"
	}
	return line + "Nothing stands in its way any more: open it by hand, or plan another opening date."
}

func openingLines(round audit.Round) []string {
	if round.OpensByDate {
		return []string{component.Date(round.OpensAt), "It opens by itself, at eight in the morning"}
	}
	return []string{component.Date(round.OpensAt), "You open it by hand"}
}

func closingLines(round audit.Round) []string {
	if round.ClosesByDate {
		return []string{component.Date(round.ClosesAt) + ", at the end of the day", "It closes by itself then"}
	}
	return []string{component.Date(round.ClosesAt) + ", at the end of the day", "You close it by hand after that"}
}

// readerLines say who reads the report.
func readerLines(round audit.Round) []string {
	if round.SharedWithAll {
		return []string{"The board and executives", "Local governors and members too"}
	}
	return []string{"The board and executives"}
}

// wordsLine says which messages carry words of the governance professional's own.
func wordsLine(m audit.Messages) string {
	switch {
	case m.InvitationWords != "" && m.ReminderWords != "":
		return "Invitation and reminders carry words of your own"
	case m.InvitationWords != "":
		return "The invitation carries words of your own"
	case m.ReminderWords != "":
		return "The reminders carry words of your own"
	}
	return "Without words of your own"
}

// reminderLines are the reminders of a schedule, one a line.
func reminderLines(round audit.Round) []string {
	var lines []string
	for _, at := range round.Reminders() {
		lines = append(lines, instant(at))
	}
	if len(lines) == 0 {
		return []string{"None"}
	}
	return lines
}

// instant is a day and a time of it: "Friday 4 December 2026 at 09:00".
func instant(t time.Time) string { return component.Date(t) + " at " + component.Clock(t) }

func closedView(view roundView, round audit.Round, asked string, invited []audit.Progress, own []audit.OwnStatement) roundView {
	t := count(invited)
	view.Lead = "This round is closed."
	view.Rows = []rowView{
		{"Questionnaire", []string{asked}, ""},
		{ownTitle, ownLines(own), ""},
		{"Opened", []string{component.Date(*round.OpenedAt)}, ""},
		{"Closed", []string{component.Date(*round.ClosedAt)}, ""},
		{"Minimum responses", []string{component.Capital(component.Number(round.Minimum))}, ""},
		{"Who reads the report", readerLines(round), ""},
		{"Invited", []string{component.Capital(people(t.Invited))}, ""},
		{"Submitted", []string{component.Capital(people(t.Submitted))}, ""},
	}
	view.Steps = []linkView{
		{"Read the report", roundPath(round) + "/report"},
		{"See who submitted", progressPath(round)},
	}
	view.Copy, view.CopyID = roundPath(round)+"/copy", form.NewID()
	return view
}

// draftRespondents are those of a draft, with whom its questionnaire is not written for.
func (p Pages) draftRespondents(round audit.Round, invited []audit.Progress) []string {
	lines := respondentLines(invited)
	if warning := p.forOthers(round, invited); warning != "" {
		lines = append(lines, warning)
	}
	return lines
}

func respondentLines(invited []audit.Progress) []string {
	if len(invited) == 0 {
		return []string{"Nobody is invited yet"}
	}
	lines := []string{component.Capital(people(len(invited)))}
	for _, g := range countGroups(invited) {
		lines = append(lines, g.Group.Title()+": "+component.Number(g.Invited))
	}
	return lines
}
