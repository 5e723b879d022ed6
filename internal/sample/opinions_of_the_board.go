package sample

import "sevenfold/internal/trust"

// Governance is where this trust is at its strongest; what happens near the
// schools is less sure.
var onGovernance = []opinion{
	{statement: "sg-starts-from-need", points: [4]int{0, 1, 6, 7}, basis: seen, notes: []note{
		{4, "Each priority in the plan has a paragraph saying whose need it answers. Two of them came out of the listening evenings last autumn."},
		{2, "I recognise the primaries in the strategy. I find it harder to see where the farming villages come in."},
	}},
	{statement: "sg-charitable-objects", points: [4]int{1, 6, 5, 0}, unknown: 2, basis: mixed, notes: []note{
		{2, "The objects were quoted in the paper on growth. I can't remember them changing what we did."},
		{3, "We did turn down a site because of what it would have meant for the school next door."},
	}},
	{statement: "sg-one-board", points: [4]int{0, 1, 5, 8}, basis: checked, notes: []note{
		{4, "The school-by-school page is the best thing in our papers. Small schools no longer disappear in the average."},
		{3, "Good on attainment. I would like the same care with attendance."},
	}},
	{statement: "sg-steps-in", points: [4]int{0, 1, 2, 2}, unknown: 1, apart: 8, basis: mixed, notes: []note{
		{doesNotApply, "It has not been needed in my time, so I have nothing to go on."},
		{3, "The triggers are written down since last year. We have not had to use them."},
	}},
	{
		statement: "sg-chief-executive-review", points: [4]int{0, 0, 4, 6}, unknown: 4, basis: seen, strangers: trust.Executives,
		notes: []note{
			{doesNotKnow, "I see that it happens. How it is done is the board's business and I have never asked."},
			{4, "Planned for the year, with an adviser from outside, and the whole board saw the process before it began."},
		},
	},
	{statement: "sg-governs-as-trust", points: [4]int{0, 2, 7, 5}, basis: seen, notes: []note{
		{3, "Mostly clear. We slip when a school that one of us knows well is on the agenda."},
	}},
	{statement: "sg-own-review", points: [4]int{1, 3, 8, 2}, basis: told, notes: []note{
		{3, "There was a review before I joined, and the new committee structure came out of it, I am told."},
		{2, "We filled in the form. I could not name what is different since."},
	}},
	{statement: "sg-skills-and-backgrounds", points: [4]int{3, 6, 4, 1}, basis: seen, notes: []note{
		{1, "Nobody at the table went to one of our schools or has a child in one."},
		{3, "Much better on finance and law than three years ago."},
		{2, "All education questions still land with the same two people."},
	}},
	{statement: "sg-assurance", points: [4]int{0, 3, 8, 3}, basis: told, insiders: 0.6, notes: []note{
		{3, "What we receive is thorough. Nearly all of it is written by those whose work it describes."},
		{2, "I would value one look a year by somebody who does not report to us."},
	}},
	{statement: "sg-local-mandate", points: [4]int{4, 7, 2, 1}, basis: mixed, notes: []note{
		{1, "At two schools the committee still spends an evening on the school's budget, which it has not set for years."},
		{2, "The scheme is clear on paper. The word 'board' in the name of the local tier promises more than we delegate."},
		{2, "Local chairs ask me what happens to their minutes. I do not have a good reply."},
	}},
	{statement: "sg-local-knowledge", points: [4]int{0, 3, 7, 2}, unknown: 2, basis: mixed, notes: []note{
		{3, "Harbour Lane's committee told us about the ferry jobs a term before any figure showed it."},
	}},
	{statement: "sg-knowledge-used", points: [4]int{1, 3, 4, 1}, unknown: 5, basis: told, notes: []note{
		{doesNotKnow, "We ask what schools have heard. I have not seen us go back and ask what they did with it."},
		{3, "Breakfast clubs moved to suit the early shift at the packing plant."},
	}},
}

// Leadership is trusted; how it hands on what it knows, and whether bad news
// travels, is seen in more than one way.
var onLeadership = []opinion{
	{statement: "el-one-organisation", points: [4]int{0, 2, 5, 7}, basis: seen, notes: []note{
		{4, "Visiting all twelve schools, I heard the same three words about what we are for, and in each place an example."},
		{2, "The schools that joined last still say 'the trust' and mean somebody else."},
	}},
	{statement: "el-looks-outward", points: [4]int{0, 3, 6, 3}, unknown: 2, basis: mixed},
	{statement: "el-leads-education", points: [4]int{0, 1, 6, 7}, basis: seen, insiders: 0.4},
	{statement: "el-leads-finance", points: [4]int{0, 0, 4, 10}, basis: checked, notes: []note{
		{4, "The auditors had nothing to add for the second year, and every executive could answer questions on the forecast."},
	}},
	{statement: "el-leads-people", points: [4]int{2, 5, 5, 2}, basis: mixed, insiders: 1.5, notes: []note{
		{2, "The timetable change was a good idea. What it asked of part-time staff came up only once it had started."},
		{4, "Every large paper now has a section on what it asks of staff. Two plans were put back because of it."},
	}},
	{statement: "el-children-first", points: [4]int{0, 0, 5, 9}, basis: seen, notes: []note{
		{4, "We kept the sixth form at Westmarsh open at a cost, because those pupils had nowhere else to go by bus."},
	}},
	{statement: "el-interests-declared", points: [4]int{0, 1, 4, 9}, basis: checked},
	{statement: "el-fair-decisions", points: [4]int{0, 3, 8, 2}, unknown: 1, basis: mixed},
	{statement: "el-answers-for-decisions", points: [4]int{0, 2, 6, 6}, basis: seen, notes: []note{
		{3, "Papers come in good time. I would like to see options while there is still a choice."},
	}},
	{statement: "el-reasons-shared", points: [4]int{2, 8, 3, 1}, basis: mixed, notes: []note{
		{2, "Parents learned of the new catchment from the local paper. The reasons were sound and nobody outside had heard them."},
		{2, "Decisions are published. Why we took them mostly is not."},
	}},
	{statement: "el-hard-truths", points: [4]int{3, 2, 3, 6}, basis: mixed, insiders: 1.8, notes: []note{
		{4, "The overspend at the start of the year reached the board within a week, with what was not known yet set out."},
		{1, "We heard of the staffing trouble in science when it was already in the local news."},
		{2, "Reports are fair, and about a month kinder than what one hears on a visit."},
	}},
	{statement: "el-conduct-challenged", points: [4]int{0, 3, 7, 1}, unknown: 3, basis: felt, notes: []note{
		{3, "I believe that it would be. I have nothing to show for that belief."},
		{doesNotKnow, "We see the number of concerns raised. Whether people felt free to raise them is another matter."},
	}},
	{statement: "el-knowledge-passed-on", points: [4]int{2, 7, 3, 0}, unknown: 2, basis: mixed, notes: []note{
		{2, "A great deal sits in a few heads. The induction of new heads depends on who has an afternoon free."},
	}},
	{statement: "el-succession", points: [4]int{6, 5, 2, 1}, basis: seen, notes: []note{
		{1, "For three of the senior posts we could not say who would step in on Monday."},
		{2, "We talked about cover, never about who is growing towards what."},
	}},
}
