// Package layout is the frame of every page: its head, header, footer and, in a
// demonstration, the line that says so.
package layout

import (
	"sevenfold/internal/identity"
)

// View is what the frame needs of a page.
type View struct {
	Title  string // of the page; the frame adds the product's name
	Viewer identity.Viewer
	Error  bool // a form on the page is to be corrected: the title says so first
	// Phase, where not empty, stands in the bar under the header: "Autumn 2026
	// audit · closes Friday 11 December". Saving adds the state of saving beside it.
	Phase  string
	Saving bool
	Saved  string // "Saved 10:42", where the page is shown just after a save
	Live   bool   // where script runs, a part of the page refreshes itself
	// Preview says, on a page that somebody else will fill in, that it is none.
	Preview Preview
}

// Preview is what stands above a page that is only previewed.
type Preview struct{ Text, Path, LinkText string }

func (v View) title() string {
	t := v.Title + " – Sevenfold"
	if v.Error {
		return "Error: " + t
	}
	return t
}

// AnswersPath leads to the one round that a limited session may answer.
func AnswersPath(v identity.Viewer) string {
	return "/t/" + v.OnlyTrust + "/rounds/" + v.OnlyRound + "/questionnaire"
}
