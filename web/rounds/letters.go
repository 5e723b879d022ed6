package rounds

import (
	"context"
	"strings"

	"sevenfold/internal/audit"
	"sevenfold/internal/framework"
	"sevenfold/internal/identity"
	"sevenfold/internal/letter"
)

// letterView is a message as it will arrive.
type letterView struct {
	ID      string
	Title   string
	From    string
	Subject string
	Text    string
}

// notShown stands in a preview where each respondent finds what opens a link
// of their own.
var notShown = letter.Secrets{Link: "…", Stop: "…"}

// letterOf writes the invitation or the reminder of a round, as it would reach
// somebody who has the viewer's name.
func (p Pages) letterOf(ctx context.Context, viewer identity.Viewer, round audit.Round, kind audit.MessageKind) (letterView, error) {
	f, err := p.frameworkOf(ctx, round)
	if err != nil {
		return letterView{}, err
	}
	asks, _ := f.Instrument(round.Instrument)
	m, err := letter.Writer{Address: p.Address}.Write(audit.Letter{
		Kind: kind, Name: viewer.Name, TrustName: viewer.TrustName, Round: round, Stage: audit.NotStarted,
	}, asks, notShown, p.Now())
	if err != nil {
		return letterView{}, err
	}
	return letterView{
		ID: string(kind), Title: letterTitles[kind], From: m.FromName, Subject: m.Subject, Text: strings.TrimSpace(m.Text),
	}, nil
}

var letterTitles = map[audit.MessageKind]string{
	audit.InvitationMessage: "The invitation, as it arrives", audit.ReminderMessage: "A reminder, as it arrives",
}

// frameworkOf is what a round asks by: the framework in service while it is a
// draft, the text that it was opened with from then on.
func (p Pages) frameworkOf(ctx context.Context, round audit.Round) (*framework.Framework, error) {
	if round.State == audit.Draft {
		return p.Current, nil
	}
	return p.Store.WordsOf(ctx, round)
}
