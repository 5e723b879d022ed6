package demonstration

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"slices"

	"sevenfold/internal/audit"
	"sevenfold/internal/identity"
	"sevenfold/internal/trust"
	"sevenfold/web/component"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

type peopleView struct {
	Layout  layout.View
	About   string
	Groups  []groupView
	Address string // one that can ask to sign in
}

type groupView struct {
	Title  string
	May    string // what whoever has this role can do here
	People []personView
}

type personView struct {
	ID    string
	Name  string
	Stage string // how far they have come in the open round, or ""
}

// roleGroups puts the roles in the order in which a visitor wants to try them.
var roleGroups = []struct {
	role       trust.Role
	title, may string
}{
	{trust.Chair, "Chair", "Answers the audit as a trustee, sees who has answered, and reads the reports."},
	{trust.Trustee, "Trustees", "Answer the audit, and read the reports of the rounds that have closed."},
	{trust.GovernanceProfessional, "Governance professional", "Drafts, opens and closes rounds. Sees who has answered, never what."},
	{trust.ChiefExecutive, "Chief executive", "Answers the audit as an executive, and reads the reports."},
	{trust.Executive, "Executives", "Answer the audit, and read the reports of the rounds that have closed."},
	{trust.LocalGovernor, "Local governors", "Answer the rounds that they are invited to."},
	{trust.Member, "Members", "Answer the rounds that they are invited to."},
}

// ShowPeople lists everybody in the demonstration, to step into with one press.
func (p Pages) ShowPeople(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	t, members, err := p.people(r.Context())
	if err != nil {
		return err
	}
	stages, err := p.stages(r.Context(), t.ID, members)
	if err != nil {
		return err
	}
	view := peopleView{Layout: layout.View{Title: "Step into a person", Viewer: viewer}, About: p.About}
	for _, g := range roleGroups {
		group := groupView{Title: g.title, May: g.may}
		for _, m := range members {
			if m.Roles[0] == g.role {
				view.Address = cmp.Or(view.Address, m.Email)
				group.People = append(group.People, personView{ID: m.PersonID, Name: m.Name, Stage: stages[m.PersonID]})
			}
		}
		if len(group.People) > 0 {
			view.Groups = append(view.Groups, group)
		}
	}
	return page.Render(w, r, http.StatusOK, peoplePage(view))
}

// stages says of each person how far they have come in the newest round that is open.
func (p Pages) stages(ctx context.Context, trustID string, members []trust.Membership) (map[string]string, error) {
	rounds, err := p.Store.Rounds(ctx, trustID)
	if err != nil {
		return nil, err
	}
	at := slices.IndexFunc(rounds, func(r audit.Round) bool { return r.State == audit.Open })
	if at < 0 {
		return nil, nil
	}
	progress, err := p.Store.Progress(ctx, trustID, rounds[at].ID)
	if err != nil {
		return nil, err
	}
	stages := map[string]string{}
	for _, m := range members {
		stages[m.PersonID] = "Is not invited to the " + rounds[at].Title + "."
	}
	for _, one := range progress {
		switch one.Stage {
		case audit.Submitted:
			stages[one.PersonID] = "Has submitted the " + rounds[at].Title + "."
		case audit.InProgress:
			if stages[one.PersonID], err = p.howFar(ctx, rounds[at], one.PersonID); err != nil {
				return nil, err
			}
		default:
			stages[one.PersonID] = "Has not started the " + rounds[at].Title + "."
		}
	}
	return stages, nil
}

// howFar counts the domains that somebody has answered in full; what they
// answered is not looked at.
func (p Pages) howFar(ctx context.Context, round audit.Round, personID string) (string, error) {
	_, response, err := p.Store.Response(ctx, round.TrustID, round.ID, personID)
	if err != nil {
		return "", err
	}
	q, err := p.Store.Questionnaire(ctx, round)
	if err != nil {
		return "", err
	}
	answered := 0
	for _, d := range q.Domains {
		if statements := d.Statements(); response.Answered(statements) == len(statements) {
			answered++
		}
	}
	return fmt.Sprintf("Has answered %s of %s of the %s.",
		component.Number(answered), component.Count(len(q.Domains), "domain", "domains"), round.Title), nil
}
