package home

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"time"

	"sevenfold/internal/audit"
	"sevenfold/internal/fault"
	"sevenfold/internal/framework"
	"sevenfold/internal/identity"
	"sevenfold/internal/report"
	"sevenfold/internal/trust"
	"sevenfold/web/component"
	"sevenfold/web/page"
)

// leadView is what those who lead the trust come back to: the domains of its
// last report, and what moved since the one before.
type leadView struct {
	Title   string // of the round
	Lines   []string
	Domains []domainLine
	Moved   []string
	Links   []linkView
}

type domainLine struct{ Title, Href, Found, Moved string }

// leads tells whether the viewer is the chief executive, or an executive.
func leads(v identity.Viewer) bool {
	return slices.ContainsFunc(v.Roles, func(r trust.Role) bool { return r == trust.ChiefExecutive || r == trust.Executive })
}

// lead shows the last round that has a report, of those given, the newest first;
// nil where none has.
func (p Pages) lead(ctx context.Context, viewer identity.Viewer, rounds []audit.Round) (*leadView, error) {
	last, any := lastClosed(rounds)
	if !any {
		return nil, nil
	}
	round, kept, err := p.Store.Report(ctx, viewer.TrustID, last.ID)
	if errors.Is(err, fault.NotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	words, err := page.Words(ctx, p.Store, round)
	if err != nil {
		return nil, err
	}
	if words == nil {
		words = &framework.Framework{}
	}
	v := &leadView{Title: round.Title, Lines: []string{"Closed on " + closedOn(round) + "."}}
	v.Links = []linkView{
		{"Read the report", ": " + round.Title, roundPath(round, "/report")},
		{"The trust over time", "", trustPath(viewer.TrustID) + "/over-time"},
	}
	if kept.Withheld {
		v.Lines = append(v.Lines, kept.WithheldReason())
		return v, nil
	}
	says := kept.Vocabulary(words)
	for i, d := range kept.Domains {
		v.Domains = append(v.Domains, domainLine{
			Title: domainTitle(words, d.ID, i+1), Href: roundPath(round, "/report/domains/"+d.ID), Found: d.FindingsInWords(says), Moved: movedOf(kept, d),
		})
	}
	if kept.Since != nil {
		v.Moved = []string{kept.Since.ViewsReason(says), kept.Since.PeopleReason()}
		v.Links = slices.Insert(v.Links, 1, linkView{"What moved since the round before", ": " + round.Title, roundPath(round, "/report#since")})
	}
	return v, nil
}

func lastClosed(rounds []audit.Round) (audit.Round, bool) {
	var last audit.Round
	for _, r := range rounds {
		if r.State == audit.Closed && (last.ClosedAt == nil || r.ClosedAt.After(*last.ClosedAt)) {
			last = r
		}
	}
	return last, last.ClosedAt != nil
}

func domainTitle(words *framework.Framework, id string, number int) string {
	if d, ok := words.Domain(id); ok {
		return strconv.Itoa(number) + ". " + d.Title
	}
	return "Domain " + strconv.Itoa(number)
}

// movedOf says how many statements of a domain moved; empty where none did, and
// where nothing is compared.
func movedOf(r report.Report, d report.Domain) string {
	if r.Since == nil {
		return ""
	}
	n := 0
	for _, id := range d.Statements {
		if slices.Contains(r.Since.Moved, id) {
			n++
		}
	}
	if n == 0 {
		return ""
	}
	return component.Capital(component.Count(n, "statement", "statements")) + " moved since the round before."
}

// runningCard is a round that takes answers, for whoever does not see how far
// it has come.
func runningCard(round audit.Round, invited bool) cardView {
	card := cardView{
		Title: round.Title, State: "Open",
		Lines: []string{"Answers are taken until the end of " + component.Date(round.ClosesAt) + ". Nothing about them is shown before the round closes."},
	}
	if !invited {
		card.Lines = append(card.Lines, "You are not among those who were invited to answer it.")
	}
	return card
}

// running are the rounds that take answers, but for those that wait for the
// viewer and those whose progress the viewer sees.
func running(viewer identity.Viewer, rounds []audit.Round, invitations []audit.Invitation, now time.Time) []cardView {
	if viewer.May(identity.SeeProgress) {
		return nil
	}
	var cards []cardView
	for _, round := range rounds {
		at := slices.IndexFunc(invitations, func(i audit.Invitation) bool { return i.ID == round.ID })
		if round.AcceptsAnswers(now) && (at < 0 || !waits(invitations[at], now)) {
			cards = append(cards, runningCard(round, at >= 0))
		}
	}
	return cards
}
