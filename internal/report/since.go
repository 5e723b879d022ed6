package report

import (
	"fmt"
	"slices"
	"time"

	"sevenfold/internal/framework"
	"sevenfold/internal/insight"
)

// Earlier is a round to compare a new one with.
type Earlier struct {
	Round  string // its id, for links
	Report Report // as it was kept
	// Framework holds the words of that round. It is asked for only where the
	// report was kept under method 1, and may be nil.
	Framework *framework.Framework
	// Returned tells in numbers who answered both rounds. Nil where that can no
	// longer be known, as when responses were parted from their people.
	Returned *Returned
}

// Returned counts the people who submitted a response in both rounds. Of the
// counting ones, nobody else typed in what they answered.
type Returned struct {
	Both             int // whoever typed it in
	BothCounting     int // counting in both rounds
	OnlyThenCounting int // submitted in the earlier round alone
	OnlyNowCounting  int // submitted in this round alone
}

// Since tells changed views, changed people and changed questions apart. It is
// made from two published reports and nothing else, but for the number of those
// who answered both.
type Since struct {
	Round      string       `json:"round"`
	Method     int          `json:"method"`
	Framework  FrameworkRef `json:"framework"`
	Instrument string       `json:"instrument"`
	ClosedAt   time.Time    `json:"closed_at"`
	Minimum    int          `json:"minimum"`
	Submitted  int          `json:"submitted"`
	Groups     []Group      `json:"groups,omitempty"`

	Unlike    Unlike    `json:"unlike,omitempty"` // why no views are compared
	Changes   []Change  `json:"changes,omitempty"`
	Moved     []string  `json:"moved,omitempty"`  // statements, in the order of the framework
	People    *People   `json:"people,omitempty"` // nil where it can no longer be known
	Questions Questions `json:"questions"`
}

// Unlike is why the views of two rounds are not compared.
type Unlike string

// The reasons; none where they are.
const (
	WithheldNow  Unlike = "withheld-now"
	WithheldThen Unlike = "withheld-then"
	AnotherScale Unlike = "another-scale"
)

// Change is what was found, in the earlier round, of a statement that both asked.
type Change struct {
	Statement   string            `json:"statement"`
	Finding     insight.Kind      `json:"finding"`
	Significant bool              `json:"significant,omitempty"`
	Points      []int             `json:"points,omitempty"` // of the earlier round; none where either may not show them
	Moved       insight.Direction `json:"moved,omitempty"`
}

// People tells how many answered both rounds, only the earlier and only this
// one. Withheld: one of these is somebody, and fewer than the minimum.
type People struct {
	Withheld bool `json:"withheld,omitempty"`
	Both     int  `json:"both"`
	OnlyThen int  `json:"only_then"`
	OnlyNow  int  `json:"only_now"`
}

// Change finds what a statement was found as before; false where it was not asked.
func (s Since) Change(statement string) (Change, bool) {
	for _, c := range s.Changes {
		if c.Statement == statement {
			return c, true
		}
	}
	return Change{}, false
}

// Compare tells what changed from one report to a later one. Of the people it
// says nothing: who answered both is in neither report. Nor does it of what the
// trust added to either round.
func Compare(earlier, now Report) Since {
	earlier, now = earlier.withoutOwn(), now.withoutOwn()
	s := Since{
		Method: earlier.Method, Framework: earlier.Framework, Instrument: earlier.Instrument, ClosedAt: earlier.ClosedAt,
		Minimum: earlier.Minimum, Submitted: earlier.Submitted, Groups: earlier.Groups,
		Unlike: unlike(earlier, now), Questions: questions(earlier, now),
	}
	if s.Unlike != "" {
		return s
	}
	before := byID(earlier)
	for _, statement := range now.Statements {
		was, asked := before[statement.ID]
		if !asked {
			continue
		}
		c := Change{Statement: statement.ID, Finding: was.Finding, Significant: was.Significant}
		if was.Positions != nil && statement.Positions != nil {
			c.Points = was.Positions.Points
			c.Moved = insight.Moved(was.standing(), statement.standing())
		}
		if c.Moved != insight.DidNotMove {
			s.Moved = append(s.Moved, statement.ID)
		}
		s.Changes = append(s.Changes, c)
	}
	return s
}

func (s Statement) standing() insight.Standing {
	if s.Positions == nil {
		return insight.Standing{Kind: s.Finding}
	}
	return insight.Standing{Kind: s.Finding, Points: s.Positions.Points}
}

func byID(r Report) map[string]Statement {
	all := make(map[string]Statement, len(r.Statements))
	for _, s := range r.Statements {
		all[s.ID] = s
	}
	return all
}

// SameScale tells whether two reports were answered on the same scale, as far as
// they know it. A point keeps its id, whatever its words, for as long as it means
// the same. A report of method 1 does not name its scale: there, as many points
// on the same questionnaire are the same scale.
func SameScale(a, b Report) bool {
	same := a.Scale == b.Scale
	if a.Scale == "" || b.Scale == "" {
		same = a.Instrument == b.Instrument
	}
	known := len(a.PointIDs) > 0 && len(b.PointIDs) > 0
	return same && a.Points == b.Points && (!known || slices.Equal(a.PointIDs, b.PointIDs))
}

// unlike finds why views are not compared.
func unlike(earlier, now Report) Unlike {
	switch {
	case now.Withheld:
		return WithheldNow
	case earlier.Withheld:
		return WithheldThen
	case !SameScale(earlier, now):
		return AnotherScale
	}
	return ""
}

// since compares a report that is being made with the earlier one it is given.
func since(earlier Earlier, now Report) (*Since, error) {
	was := earlier.Report
	if was.Method < 2 && earlier.Framework != nil {
		was = was.withWordings(earlier.Framework)
	}
	s := Compare(was, now)
	s.Round = earlier.Round
	if earlier.Returned == nil {
		return &s, nil
	}
	people, err := returned(*earlier.Returned, was, now)
	if err != nil {
		return nil, fmt.Errorf("compare with round %s: %w", earlier.Round, err)
	}
	s.People = &people
	return &s, nil
}

// withWordings adds what a report of method 1 lacks to tell which statements
// were reworded. The report given stays as it is.
func (r Report) withWordings(f *framework.Framework) Report {
	statements := make([]Statement, len(r.Statements))
	copy(statements, r.Statements)
	for i := range statements {
		if words, ok := f.Statement(statements[i].ID); ok {
			statements[i].Wording = wording(words.Text)
		}
	}
	r.Statements = statements
	return r
}

// returned tells how many answered both rounds, where they, and those outside
// them in each round, are each none or at least the minimum: the greater of the
// two rounds' minimums.
func returned(c Returned, earlier, now Report) (People, error) {
	p := People{Both: c.Both, OnlyThen: earlier.Submitted - c.Both, OnlyNow: now.Submitted - c.Both}
	minimum := max(earlier.Minimum, now.Minimum, 1)
	for _, part := range []struct{ people, counting int }{
		{p.Both, c.BothCounting}, {p.OnlyThen, c.OnlyThenCounting}, {p.OnlyNow, c.OnlyNowCounting},
	} {
		if part.people < 0 || part.counting < 0 || part.counting > part.people {
			return People{}, fmt.Errorf("of %d and %d responses, %d people can't have answered both", earlier.Submitted, now.Submitted, c.Both)
		}
		if part.people > 0 && part.counting < minimum {
			return People{Withheld: true}, nil
		}
	}
	return p, nil
}
