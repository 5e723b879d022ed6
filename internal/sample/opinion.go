package sample

import (
	"sevenfold/internal/trust"
)

// opinion is what a board of fourteen thinks of one statement: how many stand
// at each of four points, and how many stand apart from them.
type opinion struct {
	statement  string
	points     [4]int // from challenge to strength
	unknown    int
	apart      int
	unanswered int
	basis      basis
	// insiders says how much more kindly executives see it than trustees do.
	insiders float64
	// strangers are the group to whom it is less known.
	strangers trust.Group
	notes     []note
}

// note is what somebody wrote who stands at that point of four, or apart.
type note struct {
	at   int
	text string
}

// Where the writer of a note may stand, beside the four points.
const (
	doesNotKnow  = 0
	doesNotApply = -1
)

// basis says how those who placed a statement know: a letter an answer, taken
// in turn. The letters stand for the bases of a framework in their order, which
// is from the firmest; "-" is not said.
type basis string

const (
	checked basis = "ccscsrcsc-scsr"
	seen    basis = "sscsrsisrs-scs"
	mixed   basis = "srcssisr-scris"
	told    basis = "rrirsrr-rirsrc"
	felt    basis = "iriirsi-iirris"
)

// board is how many an opinion is spread over.
const board = 14

// opinions of the made-up trust, by the id of the statement.
var opinions = indexed(onGovernance, onLeadership, onEducation, onImprovement, onWorkforce, onFinance, onPublicBenefit)

func indexed(tables ...[]opinion) map[string]opinion {
	all := map[string]opinion{}
	for _, table := range tables {
		for _, o := range table {
			all[o.statement] = o
		}
	}
	return all
}

// unheard stand in, in turn, for statements that the tables say nothing of: a
// framework that has moved on, or another one, still meets every finding.
var unheard = []opinion{
	{points: [4]int{0, 1, 6, 7}, basis: seen},
	{points: [4]int{1, 5, 7, 1}, basis: mixed},
	{points: [4]int{8, 5, 1, 0}, basis: mixed},
	{points: [4]int{0, 3, 8, 3}, basis: told},
	{points: [4]int{0, 2, 4, 2}, unknown: 6, basis: told},
	{points: [4]int{5, 2, 2, 5}, basis: felt, insiders: 2},
	{points: [4]int{3, 7, 3, 0}, unknown: 1, basis: mixed},
	{points: [4]int{0, 1, 3, 1}, apart: 9, basis: mixed},
	{points: [4]int{0, 1, 4, 3}, unknown: 1, unanswered: 5, basis: told},
	{points: [4]int{0, 4, 6, 2}, unknown: 2, basis: seen},
}

// opinionOn is what the trust thinks of a statement, which is the one with that
// number in its questionnaire.
func opinionOn(statement string, number int) opinion {
	if o, ok := opinions[statement]; ok {
		return o
	}
	o := unheard[number%len(unheard)]
	o.statement = statement
	return o
}
