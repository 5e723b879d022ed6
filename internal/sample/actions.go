package sample

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"time"

	"sevenfold/internal/action"
	"sevenfold/internal/audit"
	"sevenfold/internal/evidence"
	"sevenfold/internal/fault"
	"sevenfold/internal/framework"
	"sevenfold/internal/trust"
)

// deed is an action of the sample.
type deed struct {
	owner, title, words string
	statement           string // of the audit that it was taken after; "" for none
	due                 int    // in days from now
	said                []said
}

// said is an update of an action, so many days after the audit closed.
type said struct {
	day   int
	words string
	state action.State // what it was moved to; "" where it stayed
}

// deeds are what the sample's trust took on after its audit. One challenge, that
// what is learnt is not passed on, has none.
var deeds = []deed{
	{
		owner: "Kwame Boateng", statement: "ie-gap-disadvantage", due: 45,
		title: "Bring what four of our primaries do for disadvantaged children to three more schools",
		words: "Teachers of the four spend a day a week in the three until the summer, and the heads meet every half term.",
		said: []said{
			{20, "Ashgrove and Cotter Bridge have agreed. The third asks for the autumn.", action.UnderWay},
			{62, "First half term done. The heads want the mornings kept free of other meetings.", ""},
		},
	},
	{
		owner: "Sarah Lindqvist", statement: "ie-gap-send", due: -3,
		title: "Ask families of children with plans how long they waited, and what helped",
		said:  []said{{25, "Questions written with two parents. They go out after half term.", action.UnderWay}},
	},
	{
		owner: "Alison Prentice", statement: "el-succession", due: 6,
		title: "Name who would stand in for each executive for a term",
	},
	{
		owner: "Alison Prentice", statement: "el-reasons-shared", due: 75,
		title: "Give the reasons with each decision in the weekly letter to schools",
		said:  []said{{30, "Begun with the decision on training days.", action.UnderWay}},
	},
	{
		owner: "Ruth Mallory", statement: "sg-local-mandate", due: -20,
		title: "Agree in writing what local committees decide, and on what they advise",
		said: []said{
			{15, "Draft with the chairs of the local committees.", action.UnderWay},
			{70, "Agreed by the board. It is one page.", action.Done},
		},
	},
	{
		owner: "Imran Sheikh", statement: "si-implementation", due: 30, title: "Start a second writing project in the secondary schools",
		said: []said{{40, "We take on nothing new until the first is alive in every school.", action.Dropped}},
	},
	{
		owner: "Helen Trevithick", statement: "pb-heard", due: 100, title: "Meet the parents’ forum as a board, twice a year",
	},
	{
		owner: "Lowri Pritchard", due: -35, title: "Renew the policy on working alone",
		said: []said{{45, "Renewed, and read out at every site.", action.Done}},
	},
}

// piece is a piece of evidence of the sample.
type piece struct {
	evidence.Evidence
	keeper string // one of the people; "" where the evidence says in words who it is
	age    int    // in days before the audit closed
	ended  bool
}

// pieces are what the sample's trust can point to.
var pieces = []piece{
	{evidence.Evidence{
		Title: "Outside review of safeguarding in all twelve schools", Kind: evidence.Review, Statements: []string{"ie-safety-known"},
		Link: "https://papers.example-learning-trust.example/safeguarding-review.pdf",
	}, "Sarah Lindqvist", 60, false},
	{evidence.Evidence{
		Title: "Report of the external auditors", Kind: evidence.Review, Statements: []string{"fo-reserves", "el-leads-finance"},
		Link: "https://papers.example-learning-trust.example/auditors.pdf", Place: "Board portal, December meeting, item 6",
	}, "Imran Sheikh", 90, false},
	{evidence.Evidence{
		Title: "What trustees saw and heard on eleven visits", Kind: evidence.Visit, Place: "Board portal, folder of visits",
		Statements: []string{"ie-quality-for-all", "ie-ambition", "si-help-arrives"},
	}, "Ruth Mallory", 25, false},
	{evidence.Evidence{
		Title: "Register of interests", Kind: evidence.Policy, Statements: []string{"el-interests-declared"},
		Link: "https://www.example-learning-trust.example/governance/interests",
	}, "Ruth Mallory", 120, false},
	{evidence.Evidence{
		Title: "Survey of the condition of every building", Kind: evidence.Data, Statements: []string{"fo-safe-places"},
		Place: "Estates office, shelf of surveys", Keeper: "The estates office",
	}, "", 200, false},
	{evidence.Evidence{
		Title: "Scheme of delegation, as it was before", Kind: evidence.Policy, Statements: []string{"sg-local-mandate"},
		Place: "Board portal, archive",
	}, "Ruth Mallory", 400, true},
}

// afterPlan is which of the plans is the audit that the actions follow.
const afterPlan = 1

// act gives the trust its actions and its evidence, after its audit. What is
// there already, and whatever was done with it since, stays.
func (f *filling) act(ctx context.Context) error {
	rounds, err := f.store.Rounds(ctx, f.trustID)
	clerk := f.named("Ruth Mallory")
	if err != nil || clerk == "" || len(rounds) <= afterPlan {
		return err
	}
	slices.Reverse(rounds)
	round := rounds[afterPlan]
	for _, d := range deeds {
		if err := f.deed(ctx, clerk, round, d); err != nil {
			return fmt.Errorf("action %q: %w", d.title, err)
		}
	}
	for _, p := range pieces {
		if err := f.piece(ctx, clerk, round, p); err != nil {
			return fmt.Errorf("evidence %q: %w", p.Title, err)
		}
	}
	return nil
}

func (f *filling) piece(ctx context.Context, clerk string, round audit.Round, p piece) error {
	e := p.Evidence
	e.ID, e.KeeperID = f.id(e.Title), f.named(p.keeper)
	if p.keeper != "" && e.KeeperID == "" {
		return nil // they have left since
	}
	e.Statements = slices.DeleteFunc(slices.Clone(e.Statements), func(id string) bool { return !f.asks(id) })
	day := round.ClosesAt.AddDate(0, 0, -p.age)
	e.DatedOn = trust.Day(day.Year(), day.Month(), day.Day())
	err := f.store.AddEvidence(ctx, f.trustID, clerk, e, round.ClosesAt)
	if err != nil || !p.ended {
		return settled(err)
	}
	return f.store.EndEvidence(ctx, f.trustID, clerk, e.ID, round.ClosesAt.AddDate(0, 0, 71))
}

func (f *filling) deed(ctx context.Context, clerk string, round audit.Round, d deed) error {
	owner := f.named(d.owner)
	if owner == "" {
		return nil // they have left since
	}
	due := f.now.In(audit.London).AddDate(0, 0, d.due)
	a := action.Action{
		ID: f.id(d.title), Title: d.title, Words: d.words, OwnerID: owner, DueOn: trust.Day(due.Year(), due.Month(), due.Day()),
	}
	if f.asks(d.statement) {
		a.For = []action.Finding{{RoundID: round.ID, Statement: d.statement}}
	}
	if err := settled(f.store.AddAction(ctx, f.trustID, clerk, a, round.ClosesAt.AddDate(0, 0, 10))); err != nil {
		return err
	}
	stands := action.Planned
	for _, one := range d.said {
		move := action.Move{ID: f.id(d.title + one.words), ActionID: a.ID, Words: one.words, Seen: stands, State: stands}
		if one.state != "" {
			move.State, stands = one.state, one.state
		}
		at := round.ClosesAt.AddDate(0, 0, one.day).Add(-8 * time.Hour)
		if err := settled(f.store.UpdateAction(ctx, f.trustID, owner, move, at)); err != nil {
			return err
		}
	}
	return nil
}

// asks tells whether the questionnaire has the statement.
func (f *filling) asks(statement string) bool {
	return slices.ContainsFunc(f.questionnaire.Statements(), func(s framework.Statement) bool { return s.ID == statement })
}

// settled is nil where it was there before, or somebody has changed it since.
func settled(err error) error {
	if errors.Is(err, fault.Conflict) || errors.Is(err, fault.Invalid) {
		return nil
	}
	return err
}

// named finds one of the people by name; "" where they have left since.
func (f *filling) named(name string) string {
	for _, p := range People {
		if p.Name == name {
			return f.people[p.Email]
		}
	}
	return ""
}

// id is the same for the same thing of the same trust, so that nothing is made twice.
func (f *filling) id(of string) string {
	b := sha256.Sum256([]byte(f.trustID + " " + of))
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:16])
}
