package roster

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"time"

	"sevenfold/internal/trust"
)

// Change is what a row does to one person.
type Change struct {
	Row int
	// After is the membership as it will be; its PersonID is "" for somebody
	// whom the trust does not have yet.
	After trust.Membership
	// Joins are the names of the committees that the person is put into.
	Joins []string
	// Words say what changes: "Role: Trustee, was Local governor".
	Words []string
	// LosesRole tells that a role ends, and with it every session.
	LosesRole bool
}

// Plan is what a roster would do to a trust's people.
type Plan struct {
	Added    []Change
	Returned []Change // had left, and are added back
	Changed  []Change
	Left     []Change // left alone: all of it is so already, or the term is over
	// Committees are the names of those that do not exist yet.
	Committees []string
	Mistakes   []Mistake
}

// Empty tells that nothing would change.
func (p Plan) Empty() bool { return len(p.Added)+len(p.Returned)+len(p.Changed) == 0 }

// Changes are all those that do something.
func (p Plan) Changes() []Change { return slices.Concat(p.Added, p.Returned, p.Changed) }

// Fingerprint is the same for plans that do the same, so that what is confirmed
// is what was shown.
func (p Plan) Fingerprint() string {
	h := sha256.New()
	for _, c := range p.Changes() {
		m := c.After
		fmt.Fprintf(h, "%q %q %q %q %v %v %q %q %v\n",
			m.Email, m.PersonID, m.Name, m.Roles, dayText(m.StartsOn), dayText(m.EndsOn), c.Joins, c.Words, m.EndedAt != nil)
	}
	return hex.EncodeToString(h.Sum(nil)[:12])
}

// planner holds what a trust has, by what rows name.
type planner struct {
	roster     Roster
	today      time.Time
	byEmail    map[string]trust.Membership
	committees map[string]trust.Committee // by the name in lower case
	plan       Plan
}

// Plan says what the roster would do, given everybody who belongs to the trust
// or did, and its committees. Nobody is ever ended, or taken out of a committee.
func (r Roster) Plan(people []trust.Membership, committees []trust.Committee, now time.Time) Plan {
	p := planner{
		roster: r, today: trust.Day(now.Year(), now.Month(), now.Day()),
		byEmail: map[string]trust.Membership{}, committees: map[string]trust.Committee{},
	}
	for _, m := range people {
		p.byEmail[m.Email] = m
	}
	for _, c := range committees {
		p.committees[strings.ToLower(c.Name)] = c
	}
	for _, row := range r.Rows {
		if m, known := p.byEmail[row.Email]; known {
			p.change(row, m)
		} else {
			p.add(row)
		}
	}
	p.keepGovernanceProfessional(people)
	p.plan.Mistakes = append(slices.Clone(r.Mistakes), p.plan.Mistakes...)
	slices.SortStableFunc(p.plan.Mistakes, func(a, b Mistake) int { return a.Row - b.Row })
	return p.plan
}

func (p *planner) wrong(row Row, c Column, found, put string) {
	p.plan.Mistakes = append(p.plan.Mistakes, Mistake{row.Number, p.roster.heading(c), found, put})
}

func (p *planner) add(row Row) {
	m := trust.Membership{Email: row.Email, Name: row.Name, Roles: row.Roles, StartsOn: row.StartsOn, EndsOn: row.EndsOn}
	c := Change{Row: row.Number, After: m}
	if p.isOver(row.EndsOn) {
		c.Words = []string{"The term ended on " + ShowDay(*row.EndsOn) + ", so nobody is added."}
		p.plan.Left = append(p.plan.Left, c)
		return
	}
	if row.Name == "" {
		p.wrong(row, Name, "", "Write the person's name: they are new to the trust")
	}
	if len(row.Roles) == 0 {
		p.wrong(row, Roles, "", "Say what the person is to the trust: "+roleTitles())
	}
	if row.Name == "" || len(row.Roles) == 0 {
		return
	}
	c.Joins = p.joins(row, m)
	p.plan.Added = append(p.plan.Added, c)
}

func (p *planner) change(row Row, m trust.Membership) {
	c := Change{Row: row.Number, After: m}
	if p.isOver(row.EndsOn) {
		c.Words = []string{"The term ended on " + ShowDay(*row.EndsOn) + ". End a membership on the page of the person."}
		p.plan.Left = append(p.plan.Left, c)
		return
	}
	c.set(row)
	if s, e := c.After.StartsOn, c.After.EndsOn; s != nil && e != nil && e.Before(*s) {
		if row.EndsOn == nil {
			p.wrong(row, Start, ShowDay(*s), "Write a day that is not after the end that is kept, "+ShowDay(*e))
		} else {
			p.wrong(row, End, ShowDay(*e), "Write a day that is not before the start that is kept, "+ShowDay(*s))
		}
		return
	}
	c.Joins = p.joins(row, m)
	for _, name := range c.Joins {
		c.Words = append(c.Words, "Joins "+name)
	}
	c.LosesRole = m.EndedAt == nil && m.Loses(c.After.Roles)
	switch {
	case m.EndedAt != nil:
		c.After.EndedAt = nil
		if row.EndsOn == nil && p.isOver(c.After.EndsOn) {
			c.After.EndsOn = nil
		}
		p.plan.Returned = append(p.plan.Returned, c)
	case len(c.Words) == 0:
		p.plan.Left = append(p.plan.Left, c)
	default:
		p.plan.Changed = append(p.plan.Changed, c)
	}
}

// set takes over what the row says and the membership does not.
func (c *Change) set(row Row) {
	m := &c.After
	if row.Name != "" && row.Name != m.Name {
		c.Words = append(c.Words, "Name: "+row.Name+", was "+m.Name)
		m.Name = row.Name
	}
	if kept := inOrder(m.Roles); len(row.Roles) > 0 && !slices.Equal(row.Roles, kept) {
		was := m.RoleTitles()
		m.Roles = row.Roles
		c.Words = append(c.Words, "Role: "+m.RoleTitles()+", was "+was)
	}
	if row.StartsOn != nil && !sameDay(row.StartsOn, m.StartsOn) {
		c.Words = append(c.Words, "Start: "+ShowDay(*row.StartsOn)+", was "+dayText(m.StartsOn))
		m.StartsOn = row.StartsOn
	}
	if row.EndsOn != nil && !sameDay(row.EndsOn, m.EndsOn) {
		c.Words = append(c.Words, "End: "+ShowDay(*row.EndsOn)+", was "+dayText(m.EndsOn))
		m.EndsOn = row.EndsOn
	}
}

func dayText(t *time.Time) string {
	if t == nil {
		return "not said"
	}
	return ShowDay(*t)
}

func (p *planner) isOver(end *time.Time) bool { return end != nil && end.Before(p.today) }

// joins are the committees of the row that the person does not sit on yet, by
// the name that the trust has, or will have.
func (p *planner) joins(row Row, m trust.Membership) []string {
	var names []string
	for _, name := range row.Committees {
		c, known := p.committees[strings.ToLower(name)]
		if !known {
			c = trust.Committee{Name: name}
			p.committees[strings.ToLower(name)] = c
			p.plan.Committees = append(p.plan.Committees, name)
		}
		if c.ID == "" || !slices.Contains(m.Committees, c.ID) {
			names = append(names, c.Name)
		}
	}
	return names
}

// keepGovernanceProfessional refuses a file after which nobody would be left to
// look after people and rounds.
func (p *planner) keepGovernanceProfessional(people []trust.Membership) {
	runs := func(m trust.Membership) bool {
		return m.EndedAt == nil && slices.Contains(m.Roles, trust.GovernanceProfessional)
	}
	left := map[string]bool{}
	for _, m := range people {
		if runs(m) {
			left[m.Email] = true
		}
	}
	had := len(left)
	var lost []Change
	for _, c := range p.plan.Changes() {
		if runs(c.After) {
			left[c.After.Email] = true
		} else if left[c.After.Email] {
			delete(left, c.After.Email)
			lost = append(lost, c)
		}
	}
	if had == 0 || len(left) > 0 {
		return
	}
	for _, c := range lost {
		p.wrong(Row{Number: c.Row}, Roles, c.After.RoleTitles(),
			"Add "+trust.GovernanceProfessional.Title()+": nobody else would be left to look after people and rounds")
	}
}
