package report

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"sevenfold/internal/insight"
)

func TestWhatMovedSinceTheRoundBefore(t *testing.T) {
	r := mustCompute(t, everything())
	s := *r.Since
	if want := []string{"s1", "s3", "s4"}; !slices.Equal(s.Moved, want) {
		t.Errorf("moved: got %v, want %v", s.Moved, want)
	}
	tests := []struct {
		statement string
		want      Change
		reason    string
	}{
		{
			"s1",
			Change{"s1", insight.Challenge, false, []int{6, 7, 2, 0}, insight.TowardsStrength},
			"In the round before: a challenge. Now: a strength. The answers moved towards strength.",
		},
		{"s2", Change{"s2", insight.Strength, false, []int{0, 2, 9, 4}, ""}, "As in the round before: a strength."},
		{
			"s3",
			Change{"s3", insight.Balanced, false, []int{1, 7, 7, 0}, insight.TowardsChallenge},
			"In the round before: views leaned neither way. Now: a challenge. The answers moved towards challenge.",
		},
		{"s5", Change{"s5", insight.NotYetKnown, false, []int{0, 3, 5, 1}, ""}, "As in the round before: not yet known."},
		{"s8", Change{"s8", insight.Strength, false, nil, ""}, "In the round before: a strength. Now: too few answers."},
	}
	for _, tt := range tests {
		got, _ := s.Change(tt.statement)
		if !reflect.DeepEqual(got, tt.want) {
			t.Errorf("%s: got %+v, want %+v", tt.statement, got, tt.want)
		}
		statement, _ := r.Statement(tt.statement)
		checkLanguage(t, tt.reason)
		if reason := got.Reason(Vocabulary{}, statement); reason != tt.reason {
			t.Errorf("%s: got  %s\nwant %s", tt.statement, reason, tt.reason)
		}
	}
	if _, asked := s.Change("s9"); asked {
		t.Error("got a change of a statement that is new, want none")
	}
	want := Questions{
		Same: 6, Reworded: []string{"s2"}, Replaced: []Replacement{{"s7", "s9"}},
	}
	if !reflect.DeepEqual(s.Questions, want) {
		t.Errorf("questions: got %+v, want %+v", s.Questions, want)
	}
	if want := (People{Both: 9, OnlyThen: 6, OnlyNow: 6}); *s.People != want {
		t.Errorf("people: got %+v, want %+v", *s.People, want)
	}
}

func TestViewsThatAreNotCompared(t *testing.T) {
	tests := []struct {
		name        string
		now, before func(*Report)
		want        Unlike
		reason      string
	}{
		{
			"nothing is shown now", func(r *Report) { r.Withheld = true }, func(*Report) {}, WithheldNow,
			"Nothing is shown of what anyone answered in this round, so views are not compared.",
		},
		{
			"nothing was shown then", func(*Report) {}, func(r *Report) { r.Withheld = true }, WithheldThen,
			"Nothing was shown of what anyone answered in the round before, so views are not compared.",
		},
		{
			"another scale of as many points", func(*Report) {}, func(r *Report) { r.Scale = "understanding" }, AnotherScale,
			"The round before was answered on another scale, so views are not compared.",
		},
		{
			"another point among as many", func(r *Report) { r.PointIDs = []string{"low", "mid", "good", "high"} }, func(r *Report) { r.PointIDs = []string{"low", "mid", "fair", "high"} }, AnotherScale,
			"The round before was answered on another scale, so views are not compared.",
		},
		{
			"points known of one round only", func(r *Report) { r.PointIDs = nil }, func(r *Report) { r.PointIDs = []string{"low", "mid", "fair", "high"} }, "",
			"Three statements moved: one towards strength and two towards challenge.",
		},
		{
			"more points", func(*Report) {}, func(r *Report) { r.Points = 5 }, AnotherScale,
			"The round before was answered on another scale, so views are not compared.",
		},
		{"method 1, the same questionnaire", func(*Report) {}, func(r *Report) { r.Scale = "" }, "", "Three statements moved: one towards strength and two towards challenge."},
		{
			"method 1, another questionnaire", func(*Report) {}, func(r *Report) { r.Scale, r.Instrument = "", "rapid-audit" }, AnotherScale,
			"The round before was answered on another scale, so views are not compared.",
		},
		{"another questionnaire, the same scale", func(*Report) {}, func(r *Report) { r.Instrument = "culture-audit" }, "", "Three statements moved: one towards strength and two towards challenge."},
		{
			"no statement in common", func(*Report) {}, func(r *Report) { r.Statements = nil }, "",
			"No statement was asked in both rounds, so views are not compared.",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			now, before := mustCompute(t, everything()), mustCompute(t, yearBefore())
			tt.now(&now)
			tt.before(&before)
			s := Compare(before, now)
			if s.Unlike != tt.want || (s.Changes == nil) != (s.Unlike != "" || before.Statements == nil) {
				t.Errorf("got %q and %d changes, want %q", s.Unlike, len(s.Changes), tt.want)
			}
			checkLanguage(t, tt.reason)
			if got := s.ViewsReason(Vocabulary{}); got != tt.reason {
				t.Errorf("got  %s\nwant %s", got, tt.reason)
			}
		})
	}
}

func TestHowManyMovedInWords(t *testing.T) {
	tests := []struct {
		up, down int
		want     string
	}{
		{0, 0, "No statement moved far enough to say so."},
		{1, 0, "One statement moved, towards strength."},
		{0, 1, "One statement moved, towards challenge."},
		{2, 0, "Two statements moved, both towards strength."},
		{0, 12, "Twelve statements moved, all towards challenge."},
		{1, 1, "Two statements moved: one towards strength and one towards challenge."},
		{11, 14, "In all, 25 statements moved: 11 towards strength and 14 towards challenge."},
	}
	for _, tt := range tests {
		s := Since{Changes: []Change{{Statement: "still"}}}
		for range tt.up {
			s.Changes = append(s.Changes, Change{Moved: insight.TowardsStrength})
		}
		for range tt.down {
			s.Changes = append(s.Changes, Change{Moved: insight.TowardsChallenge})
		}
		checkLanguage(t, tt.want)
		if got := s.ViewsReason(Vocabulary{}); got != tt.want {
			t.Errorf("%d and %d: got  %s\nwant %s", tt.up, tt.down, got, tt.want)
		}
	}
}

// TestEveryChangeOfFindingInWords: each finding then, beside each finding now.
func TestEveryChangeOfFindingInWords(t *testing.T) {
	kinds := []insight.Kind{
		insight.Withheld, insight.DoesNotApply, insight.NotYetKnown, insight.TooFewAnswers,
		insight.ViewsDiffer, insight.Strength, insight.Challenge, insight.Balanced,
	}
	for _, before := range kinds {
		for _, after := range kinds {
			got := Change{Finding: before}.Reason(Vocabulary{}, Statement{Finding: after})
			checkText(t, got)
			want := "In the round before: " + then[before] + ". Now: " + now[after] + "."
			if before == after {
				want = "As in the round before: " + now[after] + "."
			}
			if got != want || then[before] == "" || now[after] == "" {
				t.Errorf("got  %s\nwant %s", got, want)
			}
		}
	}
	near := Change{Finding: insight.Balanced, Points: []int{0, 4, 5, 0}}.Reason(Vocabulary{}, Statement{Finding: insight.Strength})
	if want := "In the round before: views leaned neither way. Now: a strength. The answers themselves lie too near to those of the round before to say that they moved."; near != want {
		t.Errorf("got  %s\nwant %s", near, want)
	}
}

func TestWhoAnsweredBothRounds(t *testing.T) {
	tests := []struct {
		name      string
		then, now int
		returned  *Returned
		want      *People
		reason    string
	}{
		{"it is no longer known", 12, 12, nil, nil, "How many people took part in both rounds is no longer known."},
		{"each part is enough", 15, 14, &Returned{9, 9, 6, 5}, &People{Both: 9, OnlyThen: 6, OnlyNow: 5}, "Nine people took part in both rounds, six only in the one before and five only in this one."},
		{"all the same people", 12, 12, &Returned{12, 12, 0, 0}, &People{Both: 12}, "The same 12 people took part in both rounds."},
		{"some are new, and nobody left", 12, 17, &Returned{12, 12, 0, 5}, &People{Both: 12, OnlyNow: 5}, "Twelve people took part in both rounds, and five only in this one."},
		{"some left, and nobody is new", 32, 25, &Returned{25, 25, 7, 0}, &People{Both: 25, OnlyThen: 7}, "In all, 25 people took part in both rounds, and seven only in the one before."},
		{"nobody came back", 12, 9, &Returned{0, 0, 12, 9}, &People{OnlyThen: 12, OnlyNow: 9}, "Nobody took part in both rounds."},
		{"one is new", 12, 13, &Returned{12, 12, 0, 1}, &People{Withheld: true}, "How many people took part in both rounds is not shown: it would point at a few of them."},
		{"four left", 16, 12, &Returned{12, 12, 4, 0}, &People{Withheld: true}, "How many people took part in both rounds is not shown: it would point at a few of them."},
		{"four came back", 16, 12, &Returned{4, 4, 12, 8}, &People{Withheld: true}, "How many people took part in both rounds is not shown: it would point at a few of them."},
		{"five came back, of whom one had an answer typed in", 16, 12, &Returned{5, 4, 11, 7}, &People{Withheld: true}, "How many people took part in both rounds is not shown: it would point at a few of them."},
		{"five are new, of whom one had an answer typed in", 12, 17, &Returned{12, 12, 0, 4}, &People{Withheld: true}, "How many people took part in both rounds is not shown: it would point at a few of them."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			before := mustCompute(t, roundOf(frameworkOf(1), tt.then, asked{points: []int{0, 0, tt.then, 0}}))
			in := roundOf(frameworkOf(1), tt.now, asked{points: []int{0, 0, tt.now, 0}})
			in.Earlier = &Earlier{Round: "7c1e", Report: before, Returned: tt.returned}
			s := mustCompute(t, in).Since
			if !reflect.DeepEqual(s.People, tt.want) {
				t.Errorf("got %+v, want %+v", s.People, tt.want)
			}
			checkLanguage(t, tt.reason)
			if got := s.PeopleReason(); got != tt.reason {
				t.Errorf("got  %s\nwant %s", got, tt.reason)
			}
		})
	}
}

// TestAHigherMinimumHoldsForBothRounds: of two rounds with other minimums the
// greater holds.
func TestAHigherMinimumHoldsForBothRounds(t *testing.T) {
	earlier := roundOf(frameworkOf(1), 12, asked{points: []int{0, 0, 12, 0}})
	earlier.Minimum = 8
	in := roundOf(frameworkOf(1), 12, asked{points: []int{0, 0, 12, 0}})
	in.Earlier = &Earlier{Report: mustCompute(t, earlier), Returned: &Returned{Both: 6, BothCounting: 6, OnlyThenCounting: 6, OnlyNowCounting: 6}}
	if got := mustCompute(t, in).Since.People; !got.Withheld {
		t.Errorf("got %+v, want it withheld", got)
	}
}

func TestNumbersOfPeopleThatCannotBe(t *testing.T) {
	for name, returned := range map[string]Returned{
		"more than answered":           {Both: 13, BothCounting: 13},
		"more counting than there are": {Both: 6, BothCounting: 7, OnlyThenCounting: 6, OnlyNowCounting: 6},
		"fewer than none":              {Both: -1, OnlyThenCounting: 13, OnlyNowCounting: 13},
	} {
		in := roundOf(frameworkOf(1), 12, asked{points: []int{0, 0, 12, 0}})
		in.Earlier = &Earlier{Round: "7c1e", Report: mustCompute(t, in), Returned: &returned}
		_, err := Compute(in)
		if err == nil || !strings.Contains(err.Error(), "compare with round 7c1e") {
			t.Errorf("%s: got error %v, want one that names the round", name, err)
		}
	}
}

func TestQuestionsAreToldApart(t *testing.T) {
	statement := func(id, words, replaces string) Statement {
		return Statement{ID: id, Wording: wording(words), Replaces: replaces}
	}
	a, b := statement("a", "Our trust listens.", ""), statement("b", "Our board knows.", "")
	tests := []struct {
		name        string
		before, now []Statement
		want        Questions
		reason      string
	}{
		{"nothing changed", []Statement{a, b}, []Statement{a, b}, Questions{Same: 2}, "The same two statements were asked."},
		{"one, and nothing changed", []Statement{a}, []Statement{a}, Questions{Same: 1}, "The same statement was asked."},
		{"other spaces are the same words", []Statement{a}, []Statement{statement("a", " Our  trust\nlistens.", "")}, Questions{Same: 1}, "The same statement was asked."},
		{
			"reworded",
			[]Statement{a, b},
			[]Statement{a, statement("b", "Our board can tell.", "")},
			Questions{Same: 1, Reworded: []string{"b"}},
			"Two statements were asked: one the same as in the round before and one reworded, with its meaning kept.",
		},
		{
			"replaced",
			[]Statement{a, b},
			[]Statement{a, statement("c", "Our board can tell.", "b")},
			Questions{Same: 1, Replaced: []Replacement{{"b", "c"}}},
			"Two statements were asked: one the same as in the round before and one in place of one that meant something else.",
		},
		{
			"replaced by two",
			[]Statement{b},
			[]Statement{statement("c", "Our board can tell.", "b"), statement("d", "Our board sees.", "b")},
			Questions{Replaced: []Replacement{{"b", "c"}, {"b", "d"}}},
			"Two statements were asked: two in place of ones that meant something else.",
		},
		{
			"what it replaces is still asked",
			[]Statement{a, b},
			[]Statement{a, b, statement("c", "Our board can tell.", "b")},
			Questions{Same: 2, Added: []string{"c"}},
			"Three statements were asked: two the same as in the round before and one new.",
		},
		{
			"what it replaces was not asked",
			[]Statement{a},
			[]Statement{a, statement("c", "Our board can tell.", "b")},
			Questions{Same: 1, Added: []string{"c"}},
			"Two statements were asked: one the same as in the round before and one new.",
		},
		{"gone", []Statement{a, b}, []Statement{a}, Questions{Same: 1, Gone: []string{"b"}}, "The same statement was asked. One of those asked in the round before is gone."},
		{
			"all gone, and others new",
			[]Statement{a, b},
			[]Statement{statement("c", "Our board can tell.", "")},
			Questions{Added: []string{"c"}, Gone: []string{"a", "b"}},
			"One statement was asked: one new. Two of those asked in the round before are gone.",
		},
		{
			"words no longer kept",
			[]Statement{{ID: "a"}},
			[]Statement{a},
			Questions{Same: 1, WordingUnknown: true},
			"The same statement was asked. Whether any was reworded can’t be told: the words of the round before are no longer kept.",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := questions(Report{Statements: tt.before}, Report{Statements: tt.now})
			if !reflect.DeepEqual(got, tt.want) {
				t.Errorf("got %+v, want %+v", got, tt.want)
			}
			checkLanguage(t, tt.reason)
			if reason := got.Reason(); reason != tt.reason {
				t.Errorf("got  %s\nwant %s", reason, tt.reason)
			}
		})
	}
}

// TestAReportOfMethod1IsComparedByItsWords: its statements do not hold their
// wording, but the framework that it was opened with does.
func TestAReportOfMethod1IsComparedByItsWords(t *testing.T) {
	before := storedReport(t, "testdata/method-1.json")
	words := withLenses(frameworkOf(5, 3))
	in := everything()
	in.Earlier = &Earlier{Round: "7c1e", Report: before, Framework: words}
	got := mustCompute(t, in).Since.Questions
	want := Questions{Same: 6, Reworded: []string{"s2"}, Replaced: []Replacement{{"s7", "s9"}}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("with its words: got %+v, want %+v", got, want)
	}
	in.Earlier.Framework = nil
	got = mustCompute(t, in).Since.Questions
	if !got.WordingUnknown || got.Same != 7 || got.Reworded != nil {
		t.Errorf("without its words: got %+v, want seven the same as far as is known", got)
	}
	if before.Statements[0].Wording != "" {
		t.Error("got the earlier report changed, want it as it was kept")
	}
}
