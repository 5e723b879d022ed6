package sample

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"sevenfold/internal/action"
	"sevenfold/internal/audit"
	"sevenfold/internal/conversation"
	"sevenfold/internal/evidence"
	"sevenfold/internal/fault"
	"sevenfold/internal/framework"
	"sevenfold/internal/report"
	"sevenfold/internal/trust"
)

// Store is where Fill puts the sample: by the same ways as everything else.
type Store interface {
	Trusts(ctx context.Context) ([]trust.Trust, error)
	AddTrust(ctx context.Context, name string, demonstration bool) (trust.Trust, error)
	AddPerson(ctx context.Context, trustID string, m trust.Membership) (string, error)
	Members(ctx context.Context, trustID string) ([]trust.Membership, error)
	AddRound(ctx context.Context, trustID, personID string, r audit.Round, now time.Time) (string, error)
	SetRespondents(ctx context.Context, trustID, roundID string, invited map[string]trust.Group) error
	OpenRound(ctx context.Context, trustID, roundID, personID string, text []byte, now time.Time) error
	Rounds(ctx context.Context, trustID string) ([]audit.Round, error)
	Progress(ctx context.Context, trustID, roundID string) ([]audit.Progress, error)
	SaveAnswers(ctx context.Context, trustID, roundID, personID string, answers []audit.Answer, now time.Time) ([]audit.Answer, error)
	Submit(ctx context.Context, trustID, roundID, personID string, now time.Time) error
	CloseRound(ctx context.Context, trustID, roundID, personID string, now time.Time) error
	Report(ctx context.Context, trustID, roundID string) (audit.Round, report.Report, error)
	Agenda(ctx context.Context, trustID, roundID string) (conversation.Agenda, error)
	SaveAgenda(ctx context.Context, trustID, roundID, personID string, a conversation.Agenda, now time.Time) error
	AgreedViews(ctx context.Context, trustID, roundID string) ([]conversation.View, error)
	RecordAgreedView(ctx context.Context, trustID, roundID, personID string, given conversation.View, now time.Time) (conversation.View, error)
	AddAction(ctx context.Context, trustID, byID string, a action.Action, now time.Time) error
	UpdateAction(ctx context.Context, trustID, byID string, m action.Move, now time.Time) error
	AddEvidence(ctx context.Context, trustID, byID string, e evidence.Evidence, now time.Time) error
	EndEvidence(ctx context.Context, trustID, byID, evidenceID string, now time.Time) error
}

// Fill makes the demonstration's trust, its people and its three rounds, as
// they would stand now. Where it was stopped half way it goes on; where all of
// it is there it changes nothing, whatever was done with it since.
func Fill(ctx context.Context, store Store, text []byte, f *framework.Framework, now time.Time) error {
	instrument, err := instrumentOf(f)
	if err != nil {
		return fmt.Errorf("fill the demonstration: %w", err)
	}
	q, err := audit.NewQuestionnaire(f, instrument)
	if err != nil {
		return fmt.Errorf("fill the demonstration: %w", err)
	}
	filling := filling{store: store, text: text, questionnaire: q, now: now, people: map[string]string{}}
	if err := filling.run(ctx); err != nil {
		return fmt.Errorf("fill the demonstration: %w", err)
	}
	return nil
}

// filling is one run of Fill.
type filling struct {
	store         Store
	text          []byte
	questionnaire audit.Questionnaire
	now           time.Time
	trustID       string
	people        map[string]string // e-mail address -> person id
}

func (f *filling) run(ctx context.Context) error {
	if err := f.trust(ctx); err != nil {
		return err
	}
	rounds, err := f.store.Rounds(ctx, f.trustID)
	if err != nil {
		return err
	}
	plans := Plans(f.now)
	// The newest comes first, and what was added since stands before the sample's own.
	slices.Reverse(rounds)
	for i, plan := range plans {
		var round audit.Round
		if i < len(rounds) {
			round = rounds[i]
			if round.State == audit.Closed || i+1 < len(rounds) {
				continue
			}
			plan.OpensAt, plan.ClosesAt = round.OpensAt, round.ClosesAt
		}
		if err := f.round(ctx, plan, round); err != nil {
			return fmt.Errorf("round %q: %w", plan.Title, err)
		}
	}
	if err := f.talk(ctx, plans[1]); err != nil {
		return err
	}
	return f.act(ctx)
}

// trust finds or makes the trust and its people.
func (f *filling) trust(ctx context.Context) error {
	trusts, err := f.store.Trusts(ctx)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(trusts, func(t trust.Trust) bool { return t.Demonstration })
	if at >= 0 {
		f.trustID = trusts[at].ID
	} else {
		made, err := f.store.AddTrust(ctx, TrustName, true)
		if err != nil {
			return err
		}
		f.trustID = made.ID
	}
	members, err := f.store.Members(ctx, f.trustID)
	if err != nil {
		return err
	}
	for _, m := range members {
		f.people[m.Email] = m.PersonID
	}
	for _, p := range People {
		if f.people[p.Email] != "" {
			continue
		}
		id, err := f.store.AddPerson(ctx, f.trustID, p.Membership(f.trustID))
		if errors.Is(err, fault.Conflict) {
			continue // their membership has ended since
		}
		if err != nil {
			return err
		}
		f.people[p.Email] = id
	}
	return nil
}

// messages are what the governance professional of the sample adds to those of a round.
var messages = audit.Messages{
	InvitationWords: "Thank you for making time for this. We talk about what it shows at the board's next meeting.",
	ReminderWords:   "It need not be done in one sitting, and “I do not know” is worth saying.",
	ReminderDays:    audit.DefaultReminderDays,
}

// round brings one round to where its plan has it; the zero round is not there yet.
func (f *filling) round(ctx context.Context, plan Plan, round audit.Round) error {
	clerk := f.people[With(trust.GovernanceProfessional)[0].Email]
	if round.ID == "" {
		round = audit.Round{
			TrustID: f.trustID, Title: plan.Title, Instrument: f.questionnaire.Instrument.ID, State: audit.Draft,
			OpensAt: plan.OpensAt, ClosesAt: plan.ClosesAt, Minimum: audit.MinimumResponses,
			ClosesByDate: true, Messages: messages,
		}
		id, err := f.store.AddRound(ctx, f.trustID, clerk, round, plan.OpensAt.AddDate(0, 0, -7))
		if err != nil {
			return err
		}
		round.ID = id
	}
	if round.State == audit.Draft {
		if err := f.open(ctx, plan, round.ID, clerk); err != nil {
			return err
		}
	}
	if err := f.answer(ctx, plan, round.ID); err != nil {
		return err
	}
	if !plan.Closes {
		return nil
	}
	return f.store.CloseRound(ctx, f.trustID, round.ID, clerk, plan.ClosesAt)
}

func (f *filling) open(ctx context.Context, plan Plan, roundID, clerk string) error {
	invited := map[string]trust.Group{}
	for _, s := range plan.Sittings {
		if id := f.people[s.Person.Email]; id != "" {
			invited[id], _ = s.Person.Group()
		}
	}
	if err := f.store.SetRespondents(ctx, f.trustID, roundID, invited); err != nil {
		return err
	}
	return f.store.OpenRound(ctx, f.trustID, roundID, clerk, f.text, plan.OpensAt.Add(8*time.Hour))
}

// answer lets everybody answer who has not come as far as the plan says.
func (f *filling) answer(ctx context.Context, plan Plan, roundID string) error {
	progress, err := f.store.Progress(ctx, f.trustID, roundID)
	if err != nil {
		return err
	}
	stages := map[string]audit.Stage{}
	for _, p := range progress {
		stages[p.PersonID] = p.Stage
	}
	responses := plan.Responses(f.questionnaire)
	for i, s := range plan.Sittings {
		person := f.people[s.Person.Email]
		stage := stages[person]
		at := plan.OpensAt.Add(9*time.Hour + time.Duration(i)*14*time.Hour)
		if stage == audit.NotStarted && s.Started() {
			if _, err := f.store.SaveAnswers(ctx, f.trustID, roundID, person, responses[i].Answers, at); err != nil {
				return err
			}
		}
		if s.Submitted && cmp.Or(stage, audit.Submitted) != audit.Submitted {
			if err := f.store.Submit(ctx, f.trustID, roundID, person, at.Add(30*time.Minute)); err != nil {
				return err
			}
		}
	}
	return nil
}
