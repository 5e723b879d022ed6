package packs

import (
	"net/http"
	"time"

	"sevenfold/internal/boardpack"
	"sevenfold/internal/identity"
	"sevenfold/web/component"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// slow is how long a pack may take before its page says that it takes long.
const slow = 10 * time.Minute

// showView is one pack: how far it has come, or its files.
type showView struct {
	Layout     layout.View
	Back       string
	BackText   string
	Done       string
	Lead       string
	Refresh    string // where the page refreshes itself from; "" once nothing moves
	Files      int
	FilesDone  int
	Self       string
	Again      string // where it is asked for again; "" where it need not be
	Slow       string
	Superseded string
	Another    string // where another one is chosen
	Downloads  []fileView
	Hash       string // of the report's data
	Facts      []factView
	Holds      []string
}

type factView struct{ Name, Text string }

// ShowPack shows how far a pack has come and, once it is made, its files.
func (p Pages) ShowPack(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	pack, err := p.pack(r, viewer)
	if err != nil {
		return err
	}
	view := showView{
		Layout: layout.View{Title: titles[pack.Kind] + " of " + component.Date(pack.AskedAt), Viewer: viewer},
		Back:   packsPath(viewer, pack.RoundID), BackText: "All packs of this round",
		Self: packPath(viewer, pack), Another: packsPath(viewer, pack.RoundID),
		Files: len(boardpack.Formats), FilesDone: pack.Done, Facts: factsOf(pack), Hash: pack.Hash,
	}
	if pack.Kind == boardpack.EvidenceIndex {
		view.BackText = "All indexes of evidence"
	} else {
		round, err := p.Store.Round(r.Context(), viewer.TrustID, pack.RoundID)
		if err != nil {
			return err
		}
		view.Layout.Phase = round.Title
	}
	for _, s := range pack.Choice.Sections {
		view.Holds = append(view.Holds, sections[s])
	}
	switch pack.State {
	case boardpack.Made:
		view.made(viewer, pack)
	case boardpack.Failed:
		view.Done = "The files could not be made."
		view.Lead = "This is our fault, not yours. What you chose is kept: try again, and if it fails again tell whoever looks after Sevenfold for you."
		view.Again = view.Self + "/again"
	default:
		view.making(pack, p.Now())
	}
	return page.Render(w, r, http.StatusOK, showPage(view))
}

func (v *showView) made(viewer identity.Viewer, pack boardpack.Pack) {
	v.Done = "The files are made."
	v.Lead = "They are kept here as they are, so that they can be had again."
	v.Downloads = filesOf(viewer, pack)
	if pack.Superseded {
		v.Superseded = "A note was taken out of the report after this pack was made, and it may hold that note. " +
			"Have another one made, and take this one out of use wherever it was sent."
	}
}

func (v *showView) making(pack boardpack.Pack, now time.Time) {
	v.Layout.Live, v.Refresh = true, v.Self
	v.Lead = "You can leave this page: the files go on being made, and are here when you come back. " +
		"It takes some seconds; the first time after Sevenfold was installed, it can take a few minutes."
	v.Done = "The files wait to be made: another pack may be before them."
	if pack.State == boardpack.Making {
		v.Done = "Every file is made, and being put away."
		if pack.Done < len(boardpack.Formats) {
			v.Done = "The " + formats[boardpack.Formats[pack.Done]] + " file is being made. " + made(pack.Done)
		}
	}
	if now.Sub(pack.AskedAt) > slow {
		v.Slow = "This takes longer than it should. It may go on by itself; or try again: nothing is made twice."
		v.Again = v.Self + "/again"
	}
}

// made says how many files there are so far.
func made(n int) string {
	all := component.Number(len(boardpack.Formats))
	if n == 0 {
		return "It is the first of " + all + "."
	}
	return component.Capital(component.Number(n)) + " of " + all + " " + map[bool]string{true: "is", false: "are"}[n == 1] + " made."
}

// factsOf say who had a pack made, and of what.
func factsOf(p boardpack.Pack) []factView {
	facts := []factView{{"Asked for", component.Instant(p.AskedAt) + ", by " + p.By}}
	if p.MadeAt != nil {
		facts = append(facts, factView{"Made", component.Instant(*p.MadeAt)})
	}
	date := ""
	if !p.Choice.Date.IsZero() {
		date = component.Date(p.Choice.Date)
	}
	for _, f := range []factView{
		{"Name on the cover", p.Choice.Trust},
		{"Meeting", p.Choice.Meeting},
		{dayName(p.Kind), date},
		{"Agenda item", p.Choice.AgendaItem},
		{"Marking", p.Choice.Marking},
	} {
		if f.Text != "" {
			facts = append(facts, f)
		}
	}
	return facts
}

func dayName(k boardpack.Kind) string {
	if k == boardpack.EvidenceIndex {
		return "As it stood on"
	}
	return "Date of the meeting"
}

// Again has a pack made that could not be made before.
func (p Pages) Again(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	pack, err := p.pack(r, viewer)
	if err != nil {
		return err
	}
	if err := p.Store.AskForPackAgain(r.Context(), viewer.TrustID, pack.ID, p.Now()); err != nil {
		return err
	}
	return page.Redirect(w, r, packPath(viewer, pack))
}
