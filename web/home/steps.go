package home

import (
	"strings"
	"time"

	"sevenfold/internal/audit"
	"sevenfold/internal/identity"
)

// stepView is one of the three steps to a trust's first report.
type stepView struct {
	Text string
	Hint string
	Href string // "" where it is not the next one
	// Status is "Done", "Next" or "Later".
	Status string
	Next   bool
}

// steps are shown to whoever runs rounds until the trust has its first report.
// Somebody alone in a trust adds its people first.
func steps(viewer identity.Viewer, members int, rounds []audit.Round, now time.Time) []stepView {
	var drafted, opened *audit.Round
	for _, r := range rounds {
		switch r.State {
		case audit.Closed:
			return nil
		case audit.Open:
			opened = &r
		case audit.Draft:
			drafted = &r
		}
	}
	all := []stepView{
		{Text: "Add your people", Hint: "Their names, addresses and roles: one by one, or from a file."},
		{Text: "Draft a round and open it", Hint: "Choose its questionnaire, its dates and who answers. They are invited by e-mail."},
		{Text: "Close it", Hint: "That makes the report, for you and for the board."},
	}
	next := 0
	switch {
	case opened != nil:
		next = 2
		all[2].Href = roundPath(*opened, "/progress")
		if !opened.AcceptsAnswers(now) {
			all[2].Href = roundPath(*opened, "/close")
		}
	case drafted != nil:
		next = 1
		all[1].Href = roundPath(*drafted, "")
	case members > 1:
		next = 1
		all[1].Href = trustPath(viewer.TrustID) + "/rounds/new"
	default:
		all[0].Href = trustPath(viewer.TrustID) + "/people"
	}
	for i := range all {
		switch {
		case i < next:
			all[i].Status = "Done"
		case i == next:
			all[i].Status, all[i].Next = "Next", true
		default:
			all[i].Status = "Later"
		}
	}
	return all
}

func roles(viewer identity.Viewer) string {
	var all []string
	for _, r := range viewer.Roles {
		all = append(all, r.Title())
	}
	return strings.Join(all, ", ")
}
