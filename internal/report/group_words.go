package report

import (
	"slices"
	"strings"

	"sevenfold/internal/insight"
	"sevenfold/internal/trust"
)

// DifferenceReason says in words how two groups see a statement differently.
// Like every sentence it names no part smaller than two.
func (r Report) DifferenceReason(v Vocabulary, d Difference) string {
	s, _ := r.Statement(d.Statement)
	var sentences []string
	for _, id := range []string{d.Nearer, d.Further} {
		at := slices.IndexFunc(s.Groups, func(g GroupFigures) bool { return g.ID == id })
		if at >= 0 {
			sentences = append(sentences, v.groupStands(members(id), s.Groups[at].Points))
		}
	}
	return strings.Join(sentences, " ")
}

// members are the people of a group, within a sentence: "local governors".
func members(group string) string {
	if title := trust.Group(group).Title(); title != "" {
		return strings.ToLower(title)
	}
	return strings.ReplaceAll(group, "-", " ")
}

// groupStands says where more than half of a group stand.
func (v Vocabulary) groupStands(name string, points []int) string {
	lower, upper := insight.Halves(points)
	placed, who := total(points), name+" who placed this"
	strongly, _ := v.strongly()
	switch {
	case 2*upper > placed:
		see, _ := v.see(insight.Strength)
		return share(upper, placed, who, see) + most(points[len(points)-1], upper, points, strongly) + "."
	case 2*lower > placed:
		see, _ := v.see(insight.Challenge)
		return share(lower, placed, who, see) + most(points[0], lower, points, strongly) + "."
	default:
		return "The " + Number(placed) + " " + who + " lean neither way."
	}
}

// GroupsReason says which groups are not shown on their own, and why; empty
// where all are, and where nothing is shown of anyone.
func (r Report) GroupsReason() string {
	if r.Withheld {
		return ""
	}
	var hidden []string
	took := 0
	for _, g := range r.Groups {
		if g.Submitted == 0 {
			continue
		}
		took++
		if !slices.Contains(r.ShownGroups, g.ID) {
			hidden = append(hidden, members(g.ID))
		}
	}
	few := "what fewer than " + Number(r.Minimum) + " people answered could be worked out from it."
	switch {
	case took < 2:
		return "All who took part belong to one group, so no groups are shown side by side."
	case len(r.ShownGroups) == 0:
		return "Groups are not shown side by side: " + few
	case len(hidden) > 0:
		return sentenceCase(listed(hidden)) + " are not shown as groups: " + few
	}
	return ""
}

// GroupsReasonAt says why groups are not told apart at one statement, in a
// report that shows groups; empty where they are, or where no positions are
// shown at all.
func (r Report) GroupsReasonAt(s Statement) string {
	if len(r.ShownGroups) == 0 || len(s.Groups) > 0 || s.Positions == nil {
		return ""
	}
	few := "what fewer than " + Number(r.Minimum) + " people answered"
	if r.someHidden() {
		few += ", or all in groups that are not shown,"
	}
	return "Groups are not shown here: " + few + " might be worked out from it."
}

// someHidden reports whether somebody answered in a group that is not shown.
func (r Report) someHidden() bool {
	return slices.ContainsFunc(r.Groups, func(g Group) bool {
		return g.Submitted > 0 && !slices.Contains(r.ShownGroups, g.ID)
	})
}

// sentenceCase starts a sentence with a word that stands within one.
func sentenceCase(words string) string { return strings.ToUpper(words[:1]) + words[1:] }
