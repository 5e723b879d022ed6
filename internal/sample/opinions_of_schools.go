package sample

// Education is good for most children; for those with SEND and for
// disadvantaged children it is the challenge that everybody sees.
var onEducation = []opinion{
	{statement: "ie-ambition", points: [4]int{0, 2, 7, 5}, basis: seen},
	{statement: "ie-quality-for-all", points: [4]int{1, 4, 7, 2}, basis: mixed, notes: []note{
		{2, "We celebrated a school's results in the same meeting as its suspension figures, and did not put the two together."},
		{3, "The new first question, 'for whom does this school work least?', has changed how we talk."},
	}},
	{statement: "ie-same-rigour", points: [4]int{3, 3, 3, 3}, unknown: 2, basis: mixed, insiders: 0.8, notes: []note{
		{1, "In the lessons I saw, children who find reading hard were colouring while the rest wrote."},
		{4, "At Kestrel Park I saw more demanding work than in many lessons elsewhere."},
		{doesNotKnow, "I have only seen this through percentages."},
	}},
	{statement: "ie-gap-disadvantage", points: [4]int{5, 7, 2, 0}, basis: checked, notes: []note{
		{1, "The gap is the width it was four years ago. We describe it better than we did."},
		{2, "Closing at four primaries, and we know what those four did. It has not travelled."},
	}},
	{statement: "ie-gap-send", points: [4]int{7, 5, 2, 0}, basis: seen, notes: []note{
		{1, "Families tell us that they wait too long, and that they have to ask more than once."},
		{1, "Plans are written well. In class I often could not tell which child they were about."},
		{2, "The early language work in the infant schools gives me hope."},
	}},
	{statement: "ie-intellect", points: [4]int{0, 2, 8, 4}, basis: seen},
	{statement: "ie-rounded-life", points: [4]int{0, 3, 7, 4}, basis: mixed, notes: []note{
		{2, "Plenty on offer. The late bus stops at four, and that decides who takes part."},
	}},
	{statement: "ie-good-life", points: [4]int{1, 4, 5, 2}, unknown: 2, basis: mixed},
	{statement: "ie-someone-to-tell", points: [4]int{0, 1, 9, 2}, unknown: 2, basis: felt, notes: []note{
		{3, "I am fairly sure, because staff are kind. I have not seen what children themselves say."},
		{doesNotKnow, "We ask staff. Do we ask children?"},
	}},
	{statement: "ie-safety-known", points: [4]int{0, 0, 6, 8}, basis: checked, notes: []note{
		{4, "The outside review looked at all twelve schools and its three findings were closed within the term."},
	}},
}

// Improvement works where help is sent; whether it lasts, and whether training
// changes teaching, is less known.
var onImprovement = []opinion{
	{statement: "si-everyday-improvement", points: [4]int{0, 4, 7, 3}, basis: mixed},
	{statement: "si-model", points: [4]int{1, 5, 6, 1}, unknown: 1, basis: mixed, notes: []note{
		{2, "Ask three of us how improvement comes about here and you get three good accounts."},
	}},
	{statement: "si-implementation", points: [4]int{3, 7, 3, 0}, unknown: 1, basis: seen, notes: []note{
		{1, "Five launches in two years. Nothing has been taken away."},
		{2, "The writing project began well everywhere and is alive in about half of the schools."},
	}},
	{statement: "si-every-teacher", points: [4]int{0, 2, 7, 4}, unknown: 1, basis: mixed},
	{statement: "si-best-evidence", points: [4]int{0, 4, 5, 1}, unknown: 4, basis: mixed},
	{statement: "si-professional-development", points: [4]int{1, 3, 4, 1}, unknown: 5, basis: told, notes: []note{
		{doesNotKnow, "We know how many came and that they enjoyed it."},
		{3, "In maths I have seen lessons that look different from two years ago."},
	}},
	{statement: "si-structures", points: [4]int{3, 5, 3, 1}, unknown: 2, basis: mixed, insiders: 0.5, notes: []note{
		{2, "Three training days are shared now. The other two clash in every pair of schools that would gain from meeting."},
	}},
	{statement: "si-analysis", points: [4]int{0, 3, 6, 3}, unknown: 2, basis: mixed},
	{statement: "si-help-arrives", points: [4]int{0, 1, 4, 9}, basis: seen, notes: []note{
		{4, "When Tidewater was short of English teachers, two colleagues from other schools were there the next week and stayed until Easter."},
		{3, "It works because people are generous. I am not sure that the schools which send them are made good."},
	}},
	{statement: "si-monitoring", points: [4]int{2, 6, 2, 0}, unknown: 4, basis: told, notes: []note{
		{2, "We count visits. I could not say what a visit changed."},
	}},
	{statement: "si-communities", points: [4]int{0, 3, 7, 3}, unknown: 1, basis: told},
	{statement: "si-soon-enough", points: [4]int{0, 1, 3, 1}, apart: 9, basis: mixed, notes: []note{
		{doesNotApply, "No school of ours is in that position today."},
		{3, "It was so for Fenside when it joined, and the first weeks made a difference one could see."},
	}},
}

// The workforce is where the board and the executives most agree that it is
// hard, and where, on wellbeing, they see it least alike.
var onWorkforce = []opinion{
	{statement: "wr-working-culture", points: [4]int{1, 3, 7, 3}, basis: told, insiders: 0.8, notes: []note{
		{3, "The staff survey reads well. A third of staff did not fill it in."},
	}},
	{statement: "wr-employer-duties", points: [4]int{0, 0, 5, 7}, unknown: 2, basis: checked},
	{statement: "wr-people-strategy", points: [4]int{2, 7, 3, 0}, unknown: 2, basis: mixed, notes: []note{
		{2, "It is a strategy for teachers. Support staff are half of our people and a page of it."},
	}},
	{statement: "wr-recruitment", points: [4]int{8, 5, 1, 0}, basis: seen, notes: []note{
		{1, "Physics at both coastal schools was advertised three times this year."},
		{1, "We compete with ourselves: two of our schools interviewed the same person in one week."},
		{2, "The scheme for teaching assistants who want to train as teachers is promising, and small."},
	}},
	{statement: "wr-retention", points: [4]int{4, 7, 2, 0}, unknown: 1, basis: mixed, notes: []note{
		{2, "People in their third and fourth year leave. The form says 'personal reasons' and there we stop."},
	}},
	{statement: "wr-development-conditions", points: [4]int{1, 5, 5, 1}, unknown: 2, basis: mixed},
	{statement: "wr-connections", points: [4]int{0, 3, 8, 2}, unknown: 1, basis: seen, notes: []note{
		{3, "The site managers' group is the liveliest that we have."},
	}},
	{statement: "wr-lifelong-learning", points: [4]int{1, 6, 3, 0}, unknown: 4, basis: mixed},
	{statement: "wr-workload", points: [4]int{9, 4, 1, 0}, basis: seen, notes: []note{
		{1, "Each new thing is worth doing. I cannot find the list of what we stopped."},
		{1, "Colleagues go to four days a week in order to do the work of five."},
		{2, "Dropping written reports in two year groups was noticed and welcomed. It was one thing."},
	}},
	{statement: "wr-wellbeing", points: [4]int{5, 2, 2, 5}, basis: mixed, insiders: 2, notes: []note{
		{4, "Since the spring we change rotas where absence rises, and it has fallen in the three kitchens where we tried it."},
		{1, "There is a helpline and a week in June. What wears people down is the same as last year."},
		{1, "I asked in two staff rooms. Nobody could name something that had changed."},
	}},
	{statement: "wr-resilience", points: [4]int{0, 2, 6, 5}, unknown: 1, basis: seen, notes: []note{
		{4, "After the flood at Beck Row the infants were taught in two other schools within three days."},
	}},
}
