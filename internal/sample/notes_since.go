package sample

// notesSince are the notes of the round that is open: the chair's on the three
// domains answered so far, and some of those who have submitted.
var notesSince = []written{
	{0, "sg-starts-from-need", "The two evenings in the villages have found their way into the new plan. I want to see whether they stay in it."},
	{0, "sg-local-mandate", "Better since we renamed the local tier and said what happens to its minutes. Two committees still differ."},
	{0, "el-hard-truths", "The last two hard messages came early and plainly."},
	{0, "ie-gap-send", "Waiting times are down in the primaries. The secondaries have not begun."},
	{1, "sg-own-review", "I can name one thing now: we end each meeting by asking what we did not talk about."},
	{3, "sg-assurance", "The visits by somebody from outside began this term. It is early."},
	{3, "wr-workload", "Written reports are gone in every year group, and people say so unasked."},
	{5, "el-succession", "We have talked it through for all but one of the senior posts."},
	{8, "wr-wellbeing", "What helped in the three kitchens is being tried in two school offices."},
	{10, "fo-reinvested", "There is now a page that follows each saving to what it paid for."},
	{12, "si-implementation", "Two projects were ended this term. That was noticed."},
	{13, "pb-heard", "The answers to the survey went home with every family, in three languages."},
}
