package sample

import "sevenfold/internal/trust"

// Finance is strong and checked; what money achieves is asked less than what it costs.
var onFinance = []opinion{
	{statement: "fo-everyone-knows", points: [4]int{0, 4, 6, 2}, unknown: 2, basis: mixed},
	{statement: "fo-set-free-to-teach", points: [4]int{1, 3, 6, 4}, basis: told, insiders: 0.8, notes: []note{
		{4, "Heads no longer deal with payroll, letting or insurance at all."},
		{2, "Offices in schools tell me that they type the same figures into two systems."},
	}},
	{statement: "fo-contracts", points: [4]int{0, 2, 5, 5}, unknown: 2, basis: seen},
	{statement: "fo-reserves", points: [4]int{0, 0, 2, 11}, unknown: 1, basis: checked, notes: []note{
		{4, "We chose the level, we know what it is for, and the forecast was tried against two bad years."},
	}},
	{statement: "fo-effectiveness", points: [4]int{1, 6, 5, 0}, unknown: 2, basis: mixed, notes: []note{
		{2, "We ask whether it came in on budget. We rarely ask whether it was worth it."},
	}},
	{
		statement: "fo-reinvested", points: [4]int{0, 2, 4, 2}, unknown: 6, basis: told, strangers: trust.Trustees,
		notes: []note{
			{doesNotKnow, "I have seen the savings. Where they went I could not say."},
		},
	},
	{statement: "fo-curriculum-led", points: [4]int{0, 2, 5, 5}, unknown: 2, basis: seen},
	{statement: "fo-risk", points: [4]int{0, 1, 6, 6}, unknown: 1, basis: seen, notes: []note{
		{3, "The short list of six is a great step. We moved money to the roofs because of it."},
	}},
	{statement: "fo-safe-places", points: [4]int{0, 0, 5, 9}, basis: checked},
	{statement: "fo-roles-understood", points: [4]int{3, 0, 6, 3}, unknown: 2, basis: mixed, notes: []note{
		{1, "I asked at reception what they would do if a child told them something. They were not sure whom to ring."},
		{3, "Everyone is trained, and the short quizzes since January show that it sticks."},
	}},
	{statement: "fo-policies-clear", points: [4]int{1, 4, 5, 0}, unknown: 2, unanswered: 2, basis: mixed},
}

// Public benefit is the domain that the board knows least about; some ran out
// of time before its end.
var onPublicBenefit = []opinion{
	{statement: "pb-wider-purposes", points: [4]int{0, 2, 7, 4}, unknown: 1, basis: seen},
	{statement: "pb-public-benefit", points: [4]int{1, 2, 4, 1}, unknown: 5, unanswered: 1, basis: told, notes: []note{
		{doesNotKnow, "We approve the annual report every year. I could not tell you what it says about this."},
		{2, "The paragraph could be about any trust."},
	}},
	{statement: "pb-benefit-drives-strategy", points: [4]int{1, 4, 3, 0}, unknown: 5, unanswered: 1, basis: felt},
	{statement: "pb-anchored", points: [4]int{0, 2, 6, 5}, unknown: 1, basis: seen, notes: []note{
		{4, "When the library closed its branch, Oakhanger gave it a room, and it is busier than before."},
	}},
	{statement: "pb-buying-and-employing", points: [4]int{1, 2, 1, 0}, unknown: 9, unanswered: 1, basis: felt, notes: []note{
		{doesNotKnow, "It has never come up. It should."},
	}},
	{statement: "pb-heard", points: [4]int{3, 6, 2, 0}, unknown: 2, unanswered: 1, basis: mixed, notes: []note{
		{1, "The last survey went out in June. Families have not heard what came of it."},
		{2, "We hear from those who always speak. The families who work nights are not among them."},
	}},
	{statement: "pb-beyond-ourselves", points: [4]int{0, 4, 5, 3}, unknown: 1, unanswered: 1, basis: mixed},
	{
		statement: "pb-civic-partners", points: [4]int{1, 3, 4, 1}, unknown: 4, unanswered: 1, basis: told, strangers: trust.Trustees,
		notes: []note{
			{doesNotKnow, "The executives go to many meetings with the council. What has come of them for children I do not know."},
		},
	},
	{statement: "pb-help-others", points: [4]int{0, 1, 4, 3}, unknown: 1, unanswered: 5, basis: told, notes: []note{
		{3, "Two schools outside the trust asked us for help with phonics, and got it."},
	}},
	{statement: "pb-on-the-system", points: [4]int{0, 2, 2, 0}, unknown: 4, unanswered: 6, basis: felt},
}
