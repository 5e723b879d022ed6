package home

import (
	"context"
	"strings"
	"testing"
	"time"

	"sevenfold/internal/action"
	"sevenfold/internal/audit"
	"sevenfold/internal/trust"
)

func (m *memory) Actions(context.Context, string) ([]action.Action, error) { return m.actions, nil }

func (m *memory) ActionsOf(_ context.Context, trustID, personID string) ([]action.Action, error) {
	var owned []action.Action
	for _, a := range m.actions {
		if a.TrustID == trustID && a.OwnerID == personID {
			owned = append(owned, a)
		}
	}
	return owned, nil
}

// toDo are an overdue action of somebody else, two of the viewer's, and one that is done.
func toDo() []action.Action {
	one := func(title, owner string, day int) action.Action {
		return action.Action{
			ID: title, TrustID: trustID, Title: title + " <b>", OwnerID: owner, OwnerName: "Ben Carter", State: action.Planned,
			DueOn: trust.Day(2026, time.November, day),
		}
	}
	me := in(trust.Chair).PersonID
	done, later := one("Finished", me, 1), one("Later", me, 30)
	later.DueOn = later.DueOn.AddDate(1, 0, 0)
	done.State = action.Done
	return []action.Action{one("Late", "somebody", 17), one("Soon", me, 23), later, done}
}

func TestTrustShowsWhatIsToBeDone(t *testing.T) {
	for _, c := range []struct {
		name  string
		as    trust.Role
		store memory
		want  string // "" for nothing at all
	}{
		{
			"what is overdue, and what the viewer owns", trust.Chair,
			memory{actions: toDo()},
			"Actions Three actions are to be done, one overdue. Overdue Late <b> Ben Carter: overdue by three days Yours Soon <b> Due in three days " +
				"Later <b> Due on Tuesday 30 November 2027 All actions What we can point to",
		},
		{"nothing to do", trust.Trustee, memory{}, "Actions No action is to be done now. All actions What we can point to"},
		{"a local governor reads none", trust.LocalGovernor, memory{actions: toDo()}, ""},
		{"a new trust has its first report to see to", trust.GovernanceProfessional, memory{actions: toDo()}, ""},
		{
			"a governance professional with a report", trust.GovernanceProfessional,
			memory{rounds: []audit.Round{round(audit.Closed)}, actions: toDo()[2:]},
			"Actions One action is to be done, none of them overdue.",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, doc := visit(t, Pages{Store: &c.store}, in(c.as), "/t/"+trustID)
			if got := text(doc, "#do"); !strings.HasPrefix(got, c.want) || c.want == "" && got != "" {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestMineShowsWhatOneOwnsInAllTrusts(t *testing.T) {
	governor := place("governor", "Harbour Trust")
	governor.Roles = []trust.Role{trust.LocalGovernor}
	store := &memory{trusts: []trust.Place{place(trustID, "Example Learning Trust"), governor}, actions: toDo()[1:2]}
	_, doc := visit(t, Pages{Store: store}, in(trust.Chair), "/home")
	want := "Your home page Your actions Soon <b> Example Learning Trust . Due in three days Your trusts Example Learning Trust You own one action there."
	if got := text(doc, "main"); !strings.HasPrefix(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
