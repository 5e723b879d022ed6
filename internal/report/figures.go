package report

import "sevenfold/internal/insight"

// Statement is what the responses say of one statement.
type Statement struct {
	ID      string `json:"id"`
	Domain  string `json:"domain"`
	Element string `json:"element"`

	Finding             insight.Kind   `json:"finding"`
	Significant         bool           `json:"significant,omitempty"`
	Steady              insight.Steady `json:"steady,omitempty"`
	ReassuredNotAssured bool           `json:"reassured_not_assured,omitempty"`

	Counts    *Counts    `json:"counts,omitempty"`    // nil where the report is withheld
	Positions *Positions `json:"positions,omitempty"` // nil where positions may not be shown
	Notes     []string   `json:"notes,omitempty"`     // sorted by their own text, only where positions are shown
	// NotesTakenOut counts the notes that a person took out after the round closed.
	NotesTakenOut int `json:"notes_taken_out,omitempty"`

	// Groups are the shown groups of the report, in its order; none where they
	// may not be told apart at this statement.
	Groups []GroupFigures `json:"groups,omitempty"`

	// Wording stands for the sentence that was asked, and Replaces is the id of
	// the statement whose meaning it changed. By them later rounds tell changed
	// views from changed questions.
	Wording  string `json:"wording,omitempty"`
	Replaces string `json:"replaces,omitempty"`

	// Own: the trust added it to the round. It counts in its domain and in the
	// lists as any other statement does, for the same people answered it on the
	// same scale. It is in no lens, in no improvement chain and in no comparison
	// with another round, for nobody else is asked it.
	Own bool `json:"own,omitempty"`
}

// Counts tells how many answered in which way, and nothing of where they stand.
type Counts struct {
	Placed     int `json:"placed"`
	Unknown    int `json:"unknown"`
	Apart      int `json:"apart"`
	Unanswered int `json:"unanswered"`
}

// Submitted is how many responses the counts were taken from.
func (c Counts) Submitted() int { return c.Placed + c.Unknown + c.Apart + c.Unanswered }

// Applies is how many of them did not say that it does not apply.
func (c Counts) Applies() int { return c.Submitted() - c.Apart }

func (c *Counts) add(other Counts) {
	c.Placed += other.Placed
	c.Unknown += other.Unknown
	c.Apart += other.Apart
	c.Unanswered += other.Unanswered
}

// Positions tells where those who placed a statement stand, and how they know.
type Positions struct {
	Points []int `json:"points"` // from challenge to strength
	// Basis is in the order of the framework; empty where it was not asked.
	Basis    []BasisCount `json:"basis,omitempty"`
	NotSaid  int          `json:"basis_not_said,omitempty"`
	Evidence int          `json:"evidence,omitempty"` // placed answers that rest on evidence
}

// Placed is how many stand somewhere on the scale.
func (p Positions) Placed() int { return total(p.Points) }

// BasisCount is how many placed answers rest on one basis.
type BasisCount struct {
	ID    string `json:"id"`
	Count int    `json:"count"`
}

// GroupFigures tells how one group answered. How its members know is not told
// by group, and neither are notes.
type GroupFigures struct {
	ID     string `json:"id"`
	Counts Counts `json:"counts"`
	Points []int  `json:"points"` // from challenge to strength
}

// Difference is a statement that two shown groups see differently: their medians
// lie a whole point or more apart, and their answers far apart.
type Difference struct {
	Statement string `json:"statement"`
	Nearer    string `json:"nearer"`  // the group that stands nearer to strength
	Further   string `json:"further"` // the group that stands further from it
}

// Sum adds up what is published of some statements: each figure adds only what
// the statements themselves show, of the same people. What is left out is said.
type Sum struct {
	Statements []string             `json:"statements,omitempty"` // in order of significance
	Findings   map[insight.Kind]int `json:"findings,omitempty"`
	Counts     *Counts              `json:"counts,omitempty"`    // nil where the report is withheld
	Positions  *Positions           `json:"positions,omitempty"` // nil where no statement shows any
	LeftOut    int                  `json:"left_out"`            // statements whose positions are not in the sum

	// Groups adds up those statements at which groups are shown: none where there
	// is no such statement. GroupsLeftOut counts the others, where the report
	// shows groups at all.
	Groups        []GroupFigures `json:"groups,omitempty"`
	GroupsLeftOut int            `json:"groups_left_out,omitempty"`
}

// Domain is the sum of what is published of its statements.
type Domain struct {
	ID string `json:"id"`
	Sum
}

// Lens groups the same statements another way.
type Lens struct {
	ID         string     `json:"id"`
	Categories []Category `json:"categories"`
}

// Category is the sum of those statements of the round that a category of a
// lens takes: of none, where it takes none.
type Category struct {
	ID string `json:"id"`
	Sum
}

// Category finds a category of the lens by its id.
func (l Lens) Category(id string) (Category, bool) {
	for _, c := range l.Categories {
		if c.ID == id {
			return c, true
		}
	}
	return Category{}, false
}

// Chain tells where the improvement chain breaks.
type Chain struct {
	Lens   string `json:"lens"`             // whose categories are its propositions, in order
	Breaks string `json:"breaks,omitempty"` // the first category that is not a strength; empty where the whole chain holds
}

func total(points []int) int {
	sum := 0
	for _, count := range points {
		sum += count
	}
	return sum
}
