package sample

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"sevenfold/internal/conversation"
	"sevenfold/internal/fault"
	"sevenfold/internal/trust"
)

// talked is how many days after the audit closed the board of the sample met.
const talked = 12

// agendaForm is the id of the form with which the sample makes its agenda.
const agendaForm = "66666666-6666-4666-8666-666666666666"

// Agreed is what the board of the sample agreed as it talked about its audit.
// A statement that stands in it twice was agreed again.
var Agreed = []conversation.View{
	{
		Statement: "wr-wellbeing", Position: 2,
		Why: "We look at absence by school, and could name one change that came of it: the rotas in three kitchens. We could not name another.",
	},
	{
		Statement: "ie-same-rigour",
		Why:       "Some of us have seen lessons and others only percentages. We go and look at the same books in four schools before we agree.",
	},
	{Statement: "wr-workload", Position: 1, Why: "Nobody could say what we stopped asking for."},
	{
		Statement: "wr-workload", Position: 2,
		Why: "Written reports were dropped in two year groups, and people noticed. Beyond that nobody could say what we stopped asking for.",
	},
	{Statement: "fo-reserves", Position: 4, Why: "The forecast was tried against two bad years, and the level of reserves is one that we chose."},
}

// talk lets the board talk about the audit, where it has not yet.
func (f *filling) talk(ctx context.Context, audited Plan) error {
	rounds, err := f.store.Rounds(ctx, f.trustID)
	if err != nil {
		return err
	}
	slices.Reverse(rounds) // the sample's own come first: its audit is the second
	round := rounds[1]
	met := round.ClosesAt.AddDate(0, 0, talked).Truncate(time.Hour).Add(-5 * time.Hour)
	if met.After(f.now) {
		return nil
	}
	clerk := f.people[With(trust.GovernanceProfessional)[0].Email]
	if _, err := f.store.Agenda(ctx, f.trustID, round.ID); errors.Is(err, fault.NotFound) {
		err = f.makeAgenda(ctx, round.ID, clerk, met.AddDate(0, 0, -7))
		if err != nil {
			return fmt.Errorf("agenda of %q: %w", audited.Title, err)
		}
	} else if err != nil {
		return err
	}
	return f.agree(ctx, round.ID, clerk, met)
}

func (f *filling) makeAgenda(ctx context.Context, roundID, clerk string, at time.Time) error {
	_, r, err := f.store.Report(ctx, f.trustID, roundID)
	if err != nil {
		return err
	}
	a, err := conversation.Draft(conversation.FindingsOf(r), conversation.UsualMeeting)
	if err != nil {
		return err
	}
	a.Change = agendaForm
	return f.store.SaveAgenda(ctx, f.trustID, roundID, clerk, a, at)
}

// agree records what was agreed, of each statement of which nothing is recorded.
func (f *filling) agree(ctx context.Context, roundID, clerk string, met time.Time) error {
	views, err := f.store.AgreedViews(ctx, f.trustID, roundID)
	if err != nil {
		return err
	}
	recorded := map[string]int{}
	for _, v := range views {
		recorded[v.Statement] = v.Revision
	}
	times := map[string]int{}
	for i, v := range Agreed {
		v.Revision = times[v.Statement]
		times[v.Statement]++
		if recorded[v.Statement] >= times[v.Statement] {
			continue
		}
		if _, err := f.store.RecordAgreedView(ctx, f.trustID, roundID, clerk, v, met.Add(time.Duration(i)*11*time.Minute)); err != nil {
			return err
		}
	}
	return nil
}
