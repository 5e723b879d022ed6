package sample

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"slices"

	"sevenfold/internal/audit"
	"sevenfold/internal/fault"
	"sevenfold/internal/framework"
	"sevenfold/internal/trust"
)

// Response is what one respondent answered: the statements they left out are not in it.
type Response struct {
	Group   trust.Group
	Answers []audit.Answer // in the order of the questionnaire
}

// Responses are n whole responses to an instrument of the framework: about two
// of three from trustees, the others from executives. The same seed gives the
// same responses. fault.NotFound where the framework has no such instrument.
func Responses(n int, f *framework.Framework, instrument string, seed uint64) ([]Response, error) {
	q, err := audit.NewQuestionnaire(f, instrument)
	if err != nil {
		return nil, fmt.Errorf("make responses: %w", err)
	}
	groups := make([]trust.Group, n)
	for i := range groups {
		groups[i] = trust.Trustees
		if i%board >= 9 {
			groups[i] = trust.Executives
		}
	}
	return answered(q, groups, seed), nil
}

// temper is what a respondent brings to every statement.
type temper struct {
	outlook  float64 // how kindly they see the trust
	insight  float64 // how much of it they know
	patience float64 // how far they read before time runs out
}

// answered lets respondents of these groups answer the whole questionnaire.
func answered(q audit.Questionnaire, groups []trust.Group, seed uint64) []Response {
	responses, tempers := make([]Response, len(groups)), make([]temper, len(groups))
	rng := rand.New(rand.NewPCG(seed, 0))
	for i, group := range groups {
		responses[i].Group = group
		tempers[i] = temper{outlook: rng.Float64(), insight: rng.Float64(), patience: rng.Float64()}
		if group == trust.Executives {
			tempers[i].outlook += 0.15
			tempers[i].insight += 0.6
		}
	}
	for number, s := range q.Statements() {
		o := opinionOn(s.ID, number)
		rng := rand.New(rand.NewPCG(seed, nameOf(s.ID)))
		for i, answer := range o.answers(q, groups, tempers, rng) {
			if answer.Answered() {
				responses[i].Answers = append(responses[i].Answers, answer)
			}
		}
	}
	return responses
}

// nameOf makes a number of an id, so that a statement's answers don't change
// when another is added before it.
func nameOf(id string) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(id))
	return h.Sum64()
}

// answers gives each respondent one answer, so that together they hold the opinion.
func (o opinion) answers(q audit.Questionnaire, groups []trust.Group, tempers []temper, rng *rand.Rand) []audit.Answer {
	answers := make([]audit.Answer, len(groups))
	seats := o.seats(len(groups))
	waiting := make([]int, len(groups))
	for i := range waiting {
		waiting[i] = i
		answers[i].Statement = o.statement
	}
	// take gives the seats of one kind to those of whom least is measured.
	take := func(kind int, measure func(i int) float64) {
		waiting = byMeasure(waiting, measure)
		for len(seats[kind]) > 0 && len(waiting) > 0 {
			o.sit(&answers[waiting[0]], seats[kind][0], len(q.Scale.Points))
			waiting, seats[kind] = waiting[1:], seats[kind][1:]
		}
	}
	take(leaves, func(i int) float64 { return tempers[i].patience + 0.2*rng.Float64() })
	take(stands, func(i int) float64 {
		if groups[i] == o.strangers {
			return rng.Float64() - 2
		}
		return tempers[i].insight + rng.Float64()
	})
	take(places, func(i int) float64 {
		if groups[i] == trust.Executives {
			return tempers[i].outlook + rng.Float64() + o.insiders
		}
		return tempers[i].outlook + rng.Float64()
	})
	o.addBasis(q, answers, rng)
	o.addNotes(answers, len(q.Scale.Points), rng)
	return answers
}

func byMeasure(people []int, measure func(i int) float64) []int {
	measures := map[int]float64{}
	for _, i := range people {
		measures[i] = measure(i)
	}
	slices.SortFunc(people, func(a, b int) int { return cmp.Or(cmp.Compare(measures[a], measures[b]), cmp.Compare(a, b)) })
	return people
}

// The kinds of seat: to leave a statement out, to stand apart from its scale,
// to place it.
const (
	leaves = iota
	stands
	places
)

// unplaced is the seat of whoever leaves the statement out; it has no note.
const unplaced = -2

// seats spreads the opinion over n respondents. Each seat says where a note's
// writer would stand; they are in order from challenge to strength.
func (o opinion) seats(n int) [places + 1][]int {
	var all []int
	for at, count := range o.points {
		all = append(all, slices.Repeat([]int{at + 1}, count)...)
	}
	all = append(all, slices.Repeat([]int{doesNotKnow}, o.unknown)...)
	all = append(all, slices.Repeat([]int{doesNotApply}, o.apart)...)
	all = append(all, slices.Repeat([]int{unplaced}, o.unanswered)...)
	var seats [places + 1][]int
	for i := range n {
		at := all[(2*i+1)*len(all)/(2*n)]
		kind := places
		switch at {
		case unplaced:
			kind = leaves
		case doesNotKnow, doesNotApply:
			kind = stands
		}
		seats[kind] = append(seats[kind], at)
	}
	return seats
}

// sit puts an answer where its seat is.
func (o opinion) sit(a *audit.Answer, at, points int) {
	switch at {
	case doesNotKnow:
		a.Escape = audit.Unknown
	case doesNotApply:
		a.Escape = audit.Apart
	case unplaced:
	default:
		a.Position = onScale(at, points)
	}
}

// onScale finds the point of a scale for one of the four points that opinions are told in.
func onScale(at, points int) int { return 1 + ((at-1)*(points-1)+1)/3 }

func (o opinion) addBasis(q audit.Questionnaire, answers []audit.Answer, rng *rand.Rand) {
	if !q.Instrument.Basis || len(q.Framework.Bases) == 0 {
		return
	}
	var placed []int
	for i, a := range answers {
		if a.Position > 0 {
			placed = append(placed, i)
		}
	}
	rng.Shuffle(len(placed), func(i, j int) { placed[i], placed[j] = placed[j], placed[i] })
	for turn, i := range placed {
		letter := o.basis[turn%len(o.basis)]
		for at, known := range []byte("csri") {
			if letter == known {
				answers[i].Basis = q.Framework.Bases[at%len(q.Framework.Bases)].ID
			}
		}
	}
}

// addNotes gives each note to somebody who stands where it was written from.
func (o opinion) addNotes(answers []audit.Answer, points int, rng *rand.Rand) {
	order := rng.Perm(len(answers))
	for _, n := range o.notes {
		var from audit.Answer
		o.sit(&from, n.at, points)
		for _, i := range order {
			a := &answers[i]
			if a.Note == "" && a.Position == from.Position && a.Escape == from.Escape {
				a.Note = n.text
				break
			}
		}
	}
}

// instrumentOf is the questionnaire that the rounds use: the main one, or the
// first of a framework that has no such.
func instrumentOf(f *framework.Framework) (string, error) {
	if _, ok := f.Instrument(MainInstrument); ok {
		return MainInstrument, nil
	}
	if len(f.Instruments) == 0 {
		return "", fmt.Errorf("framework %q has no instrument: %w", f.ID, fault.NotFound)
	}
	return f.Instruments[0].ID, nil
}
