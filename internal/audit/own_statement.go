package audit

import (
	"fmt"

	"sevenfold/internal/fault"
	"sevenfold/internal/framework"
)

// MostOwnStatements is how many a trust may add to a round: few, beside what it
// is asked that other trusts are asked too.
const MostOwnStatements = 10

// OwnStatement is a statement that a trust adds to a round. It counts in the
// findings of its domain as any other does, since the same people answer it on
// the same scale; it is in no lens and in no comparison, since it is asked in
// one round of one trust.
type OwnStatement struct {
	ID        string
	Domain    string // its id
	Text      string
	Ask       string // how do you know?
	Challenge string // what it looks like when it is a challenge
	Strength  string // what it looks like when it is a strength
	Place     int    // among those of the round, from 1
	Revision  int    // whoever changes it says which one they read
	ChangedBy string // the name of whoever changed it last
}

// The ways in which a statement of a trust's own stops somebody.
var (
	ErrTooManyOwn = fmt.Errorf("round has %d statements of the trust's own already: %w", MostOwnStatements, fault.Conflict)
	// ErrOwnChanged: somebody else changed it since it was read.
	ErrOwnChanged = fmt.Errorf("the trust's own statement was changed meanwhile: %w", fault.Conflict)
	// ErrOwnWithoutDomain: its domain is none that the round's questionnaire asks.
	ErrOwnWithoutDomain = fmt.Errorf("a statement of the trust's own is in a domain that the round does not ask: %w", fault.Invalid)
)

// Same tells whether two versions say the same.
func (s OwnStatement) Same(other OwnStatement) bool {
	return s.Domain == other.Domain && s.Text == other.Text && s.Ask == other.Ask && s.Challenge == other.Challenge && s.Strength == other.Strength
}

// WithOwn is a framework as a round asks by it to which a trust added these.
func WithOwn(f *framework.Framework, added []OwnStatement) *framework.Framework {
	var own []framework.Own
	for _, s := range added {
		own = append(own, framework.Own{Domain: s.Domain, Statement: framework.Statement{
			ID: s.ID, Text: s.Text, Ask: s.Ask, Challenge: s.Challenge, Strength: s.Strength,
		}})
	}
	return f.WithOwn(own)
}

// WithoutDomain are those whose domain is none that a questionnaire asks.
func (q Questionnaire) WithoutDomain(added []OwnStatement) []OwnStatement {
	asks := map[string]bool{}
	for _, d := range q.Domains {
		asks[d.ID] = true
	}
	var stray []OwnStatement
	for _, s := range added {
		if !asks[s.Domain] {
			stray = append(stray, s)
		}
	}
	return stray
}
