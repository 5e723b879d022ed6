package report

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"sevenfold/internal/framework"
)

// asked is how one statement was answered, in a round that a test makes.
type asked struct {
	points     []int
	unknown    int
	apart      int
	unanswered int
	evidence   int
}

// frameworkOf has one domain an inner list, with as many statements: s1, s2 ...
func frameworkOf(domains ...int) *framework.Framework {
	f := &framework.Framework{
		ID: "strong-trust", Version: "2024.1",
		Scales: []framework.Scale{{ID: "strength", Points: make([]framework.Point, 4)}},
		Bases: []framework.Basis{
			{ID: "independently-checked", Evidence: true}, {ID: "seen", Evidence: true}, {ID: "reported"}, {ID: "impression"},
		},
	}
	number := 0
	for d, statements := range domains {
		element := framework.Element{ID: fmt.Sprintf("e%d", d+1)}
		for range statements {
			number++
			element.Statements = append(element.Statements, framework.Statement{ID: fmt.Sprintf("s%d", number)})
		}
		f.Domains = append(f.Domains, framework.Domain{ID: fmt.Sprintf("d%d", d+1), Elements: []framework.Element{element}})
	}
	return f
}

// roundOf is a closed round of people who answered s1, s2 ... as given. Those
// who placed a statement come first, then unknown, apart, unanswered.
func roundOf(f *framework.Framework, people int, statements ...asked) Input {
	in := Input{
		Framework: f, FrameworkHash: "5f1d", Minimum: 5,
		Instrument: framework.Instrument{ID: "seven-domains", Scale: "strength", Basis: true},
		Groups:     []Group{{ID: "trustees", Invited: people + 1, Submitted: people}},
		Responses:  make([]Response, people),
		ClosedAt:   time.Date(2026, 12, 11, 23, 59, 59, 0, time.UTC),
	}
	for i := range in.Responses {
		in.Responses[i].Group = "trustees"
	}
	for i, s := range statements {
		id := fmt.Sprintf("s%d", i+1)
		in.Asked = append(in.Asked, id)
		for person, answer := range s.answers() {
			answer.Statement = id
			in.Responses[person].Answers = append(in.Responses[person].Answers, answer)
		}
	}
	return in
}

func (s asked) answers() []Answer {
	var answers []Answer
	for point, people := range s.points {
		for range people {
			a := Answer{Position: point + 1, Basis: "impression"}
			if len(answers) < s.evidence {
				a.Basis = "seen"
			}
			answers = append(answers, a)
		}
	}
	for range s.unknown {
		answers = append(answers, Answer{Unknown: true})
	}
	for range s.apart {
		answers = append(answers, Answer{Apart: true})
	}
	return answers
}

func mustCompute(t testing.TB, in Input) Report {
	t.Helper()
	r, err := Compute(in)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// everyFinding is a round of twelve in which each kind of finding appears.
func everyFinding() Input {
	in := roundOf(frameworkOf(5, 3), 12,
		asked{points: []int{0, 0, 5, 7}, evidence: 8},
		asked{points: []int{0, 2, 6, 3}, evidence: 3, unknown: 1},
		asked{points: []int{7, 3, 1, 0}, apart: 1, evidence: 4},
		asked{points: []int{5, 1, 1, 5}, evidence: 2},
		asked{points: []int{1, 1, 3, 2}, unknown: 5},
		asked{points: []int{1, 5, 5, 1}},
		asked{points: []int{0, 1, 3, 1}, apart: 7},
		asked{points: []int{0, 1, 1, 2}, unknown: 1, unanswered: 7},
	)
	in.Responses[0].Answers[0].Note = "We saw it in March."
	in.Responses[1].Answers[0].Note = "A walk through three schools.\n"
	in.Responses[11].Answers[1].Note = "I joined in the summer."
	in.Responses[0].Answers[7].Note = "Too early to say."
	return in
}

func randomRound(random *rand.Rand) Input {
	people := 3 + random.IntN(25)
	f := frameworkOf(3, 2, 4)
	var statements []asked
	for range 9 {
		s := asked{points: make([]int, 4)}
		known, applies := random.Float64(), random.Float64()
		towards := random.IntN(4)
		for range people {
			switch {
			case random.Float64() > known+0.6:
				s.unknown++
			case random.Float64() > applies+0.7:
				s.apart++
			case random.Float64() > known+0.7:
				s.unanswered++
			case random.IntN(2) == 0:
				s.points[towards]++
			default:
				s.points[random.IntN(4)]++
			}
		}
		s.evidence = random.IntN(people)
		statements = append(statements, s)
	}
	in := roundOf(f, people, statements...)
	for i := range in.Responses {
		in.Responses[i].EnteredByOther = random.IntN(12) == 0
		for j := range in.Responses[i].Answers {
			if random.IntN(4) == 0 {
				in.Responses[i].Answers[j].Note = fmt.Sprintf("secret %d", random.IntN(1000))
			}
		}
	}
	return in
}
