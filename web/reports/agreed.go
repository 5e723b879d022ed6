package reports

import (
	"sevenfold/internal/conversation"
	"sevenfold/internal/identity"
	"sevenfold/web/component"
)

// agreedView is what the board agreed of a statement: beside what individuals
// answered, never in its place.
type agreedView struct {
	Position string // empty where nothing was recorded
	Why      string
	When     string
	Link     linkView // where it is read, or recorded; empty for whoever may not
}

// conversationPath is an address of the conversation about this report; empty
// for whoever may not read it.
func (g reader) conversationPath(rest string) string {
	if !g.viewer.May(identity.ReadConversation) {
		return ""
	}
	return "/t/" + g.viewer.TrustID + "/rounds/" + g.Round.ID + "/conversation" + rest
}

// addAgreed puts what the board agreed beside the findings of a domain.
func (g reader) addAgreed(findings []findingView, views []conversation.View) {
	recorded := map[string]conversation.View{}
	for _, v := range views {
		recorded[v.Statement] = v
	}
	for i := range findings {
		findings[i].Agreed = g.agreed(findings[i].ID, recorded[findings[i].ID])
	}
}

func (g reader) agreed(statement string, v conversation.View) agreedView {
	a := agreedView{Link: linkView{"Talk about this", g.conversationPath("/statements/" + statement)}}
	if a.Link.Path == "" {
		return agreedView{}
	}
	if v.Empty() {
		return a
	}
	a.Position, a.Why, a.When = "No agreed view yet", v.Why, "Recorded on "+component.Date(v.At)
	if place := g.Words.Place(v.Position); place != "" {
		a.Position = place
	}
	return a
}

// talked links a report to its conversation; empty for whoever may not read it.
func (g reader) talked() linkView {
	if path := g.conversationPath(""); path != "" {
		return linkView{"Go to the board’s conversation: agenda and agreed views", path}
	}
	return linkView{}
}
