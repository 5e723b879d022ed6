package report

import (
	"slices"
	"strings"
	"testing"

	"sevenfold/internal/framework"
	"sevenfold/internal/insight"
)

func TestLensesRegroupTheSameStatements(t *testing.T) {
	in := everything()
	r := mustCompute(t, in)
	lens, ok := r.Lens("descriptors")
	if !ok {
		t.Fatal("got no lens")
	}
	all, _ := lens.Category("all")
	if got, want := r.InOrder(all.Statements), []string{"s1", "s2", "s3", "s4", "s5", "s6", "s9", "s8"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	var placed, leftOut, groupsLeftOut int
	for _, d := range r.Domains {
		placed += d.Positions.Placed()
		leftOut += d.LeftOut
		groupsLeftOut += d.GroupsLeftOut
	}
	if all.Positions.Placed() != placed || all.LeftOut != leftOut || all.GroupsLeftOut != groupsLeftOut {
		t.Errorf("got %d placed, %d and %d left out, want %d, %d and %d", all.Positions.Placed(), all.LeftOut, all.GroupsLeftOut, placed, leftOut, groupsLeftOut)
	}
	none, ok := lens.Category("none")
	if !ok || none.Statements != nil || none.Positions != nil || none.Counts != nil {
		t.Errorf("got %+v, want a category without figures", none)
	}
	if _, ok := r.Lens("nowhere"); ok {
		t.Error("got a lens that is not there")
	}
	if _, ok := lens.Category("nowhere"); ok {
		t.Error("got a category that is not there")
	}
	words := in.Framework.Lenses[0].Categories
	for i, want := range []string{"", "No descriptor stands beside this domain."} {
		if got := lens.Categories[i].EmptyReason(words[i]); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if got, want := none.EmptyReason(framework.Category{}), "None of its statements was asked in this round."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestALensHoldsOnlyWhatWasAsked(t *testing.T) {
	in := everything()
	in.Asked = in.Asked[5:]
	for i := range in.Responses {
		in.Responses[i].Answers = slices.DeleteFunc(in.Responses[i].Answers, func(a Answer) bool {
			return !slices.Contains(in.Asked, a.Statement)
		})
	}
	r := mustCompute(t, in)
	culture, _ := r.Lens(CultureLens)
	if got, want := culture.Categories[0].Statements, []string{"s6"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if r.Chain != nil {
		t.Errorf("got %+v of a chain that was not asked, want none", r.Chain)
	}
}

func TestWhereTheChainBreaks(t *testing.T) {
	const (
		strength = insight.Strength
		held     = "The chain holds: each of its four propositions is a strength."
	)
	tests := []struct {
		name       string
		findings   [4]insight.Kind // none where it was not asked
		wantBreaks string
		want       string
	}{
		{"it holds", [4]insight.Kind{strength, strength, strength, strength}, "", held},
		{"a challenge", [4]insight.Kind{insight.Challenge, strength, strength, strength}, "first", "The chain breaks at the first of its four propositions, “The first”: it is a challenge."},
		{"views differ", [4]insight.Kind{strength, insight.ViewsDiffer, insight.Challenge, strength}, "second", "The chain breaks at the second of its four propositions, “The second”: views of it differ."},
		{"balanced", [4]insight.Kind{strength, strength, insight.Balanced, strength}, "third", "The chain breaks at the third of its four propositions, “The third”: views of it lean neither way enough to call."},
		{"not yet known", [4]insight.Kind{strength, strength, strength, insight.NotYetKnown}, "fourth", "The chain can be followed as far as the fourth of its four propositions, “The fourth”: whether it holds is not yet known."},
		{"too few answers", [4]insight.Kind{strength, insight.TooFewAnswers, strength, strength}, "second", "The chain can be followed as far as the second of its four propositions, “The second”: too few answers say whether it holds."},
		{"does not apply", [4]insight.Kind{insight.DoesNotApply, strength, strength, strength}, "first", "The chain can be followed as far as the first of its four propositions, “The first”: it was said not to apply."},
		{"not asked", [4]insight.Kind{strength, "", strength, strength}, "second", "The chain can be followed as far as the second of its four propositions, “The second”, which was not asked in this round."},
		{"nothing of it was asked", [4]insight.Kind{}, "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := withLenses(frameworkOf(4))
			var statements []asked
			for _, kind := range tt.findings {
				statements = append(statements, foundAs[kind])
			}
			in := roundOf(f, 12, statements...)
			for i, kind := range tt.findings {
				if kind == "" {
					in = notAsked(in, []string{"s1", "s2", "s3", "s4"}[i])
				}
			}
			r := mustCompute(t, in)
			if tt.want != "" && r.Chain.Breaks != tt.wantBreaks {
				t.Errorf("got a break at %q, want %q", r.Chain.Breaks, tt.wantBreaks)
			}
			checkLanguage(t, tt.want)
			if got := r.ChainReason(Vocabulary{}, f.Lenses[1]); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
			if got := r.ChainReason(Vocabulary{}, framework.Lens{}); strings.Contains(got, "“") || (got == "") != (tt.want == "") {
				t.Errorf("without words: got %q", got)
			}
		})
	}
}

// foundAs is how twelve people answer for each finding.
var foundAs = map[insight.Kind]asked{
	insight.Strength:      {points: []int{0, 0, 6, 6}},
	insight.Challenge:     {points: []int{6, 6, 0, 0}},
	insight.ViewsDiffer:   {points: []int{6, 0, 0, 6}},
	insight.Balanced:      {points: []int{0, 6, 6, 0}},
	insight.NotYetKnown:   {points: []int{0, 0, 3, 3}, unknown: 6},
	insight.TooFewAnswers: {points: []int{0, 0, 3, 3}, unanswered: 6},
	insight.DoesNotApply:  {apart: 12},
}

func notAsked(in Input, statement string) Input {
	in.Asked = slices.DeleteFunc(in.Asked, func(id string) bool { return id == statement })
	for i := range in.Responses {
		in.Responses[i].Answers = slices.DeleteFunc(in.Responses[i].Answers, func(a Answer) bool { return a.Statement == statement })
	}
	return in
}

func TestFindingsOfManyInWords(t *testing.T) {
	tests := []struct {
		name     string
		findings map[insight.Kind]int
		want     string
	}{
		{"none", nil, ""},
		{"one", map[insight.Kind]int{insight.Strength: 1}, "One statement: a strength."},
		{"one at which views differ", map[insight.Kind]int{insight.ViewsDiffer: 1}, "One statement: views differ."},
		{"two kinds", map[insight.Kind]int{insight.Strength: 5, insight.Challenge: 1}, "Six statements: five strengths and one challenge."},
		{
			"one of each",
			map[insight.Kind]int{
				insight.Strength: 1, insight.Challenge: 1, insight.ViewsDiffer: 1, insight.NotYetKnown: 1,
				insight.Balanced: 1, insight.DoesNotApply: 1, insight.TooFewAnswers: 1,
			},
			"Seven statements: one strength, one challenge, views differ at one, one not yet known, views lean neither way at one, one that does not apply and too few answers at one.",
		},
		{
			"more of each",
			map[insight.Kind]int{
				insight.Strength: 12, insight.Challenge: 2, insight.ViewsDiffer: 3, insight.NotYetKnown: 2,
				insight.Balanced: 2, insight.DoesNotApply: 2, insight.TooFewAnswers: 2,
			},
			"In all, 25 statements: 12 strengths, two challenges, views differ at three, two not yet known, views lean neither way at two, two that do not apply and too few answers at two.",
		},
		{"withheld", map[insight.Kind]int{insight.Withheld: 7}, "Seven statements: seven withheld."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := Sum{Findings: tt.findings}
			for _, n := range tt.findings {
				s.Statements = append(s.Statements, make([]string, n)...)
			}
			checkLanguage(t, tt.want)
			if got := s.FindingsInWords(Vocabulary{}); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestWhatASumLeavesOutInWords(t *testing.T) {
	tests := []struct {
		of, leftOut, groups int
		want, wantGroups    string
	}{
		{8, 0, 0, "", ""},
		{8, 1, 2, "One of its eight statements is left out: where people stand is not shown.", "Two of its eight statements are left out: groups are not shown there."},
		{8, 8, 8, "All its statements are left out: where people stand is not shown.", "All its statements are left out: groups are not shown there."},
		{1, 1, 1, "Its statement is left out: where people stand is not shown.", "Its statement is left out: groups are not shown there."},
	}
	for _, tt := range tests {
		s := Sum{Statements: make([]string, tt.of), LeftOut: tt.leftOut, GroupsLeftOut: tt.groups}
		checkLanguage(t, tt.want)
		if got := s.LeftOutInWords(); got != tt.want {
			t.Errorf("%d of %d: got  %s\nwant %s", tt.leftOut, tt.of, got, tt.want)
		}
		checkLanguage(t, tt.wantGroups)
		if got := s.GroupsLeftOutInWords(); got != tt.wantGroups {
			t.Errorf("%d of %d: got  %s\nwant %s", tt.groups, tt.of, got, tt.wantGroups)
		}
	}
}

func TestTheCultureThread(t *testing.T) {
	tests := []struct {
		name     string
		findings []insight.Kind
		want     string
	}{
		{"one organisation", []insight.Kind{insight.Strength, insight.Strength, insight.Strength}, "All three came out alike: each is a strength."},
		{"alike, and a challenge", []insight.Kind{insight.Challenge, insight.Challenge}, "Both came out alike: each is a challenge."},
		{"views differ at each", []insight.Kind{insight.ViewsDiffer, insight.ViewsDiffer, insight.ViewsDiffer}, "All three came out alike: at each, views differ."},
		{"not alike", []insight.Kind{insight.Strength, insight.Challenge, insight.Strength}, "Three statements: two strengths and one challenge."},
		{"one alone", []insight.Kind{insight.Strength}, "One statement: a strength."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			domains := slices.Repeat([]int{1}, len(tt.findings))
			var statements []asked
			for _, kind := range tt.findings {
				statements = append(statements, foundAs[kind])
			}
			r := mustCompute(t, roundOf(withLenses(frameworkOf(domains...)), 12, statements...))
			checkLanguage(t, tt.want)
			if got := r.CultureReason(Vocabulary{}); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
	for kind := range titles {
		words := Vocabulary{}.alike(kind)
		if words == "" || (Vocabulary{}).Noun(kind, 1) == "" {
			t.Errorf("%s: got no words", kind)
		}
	}
	if len(titles) != 8 {
		t.Errorf("got words for %d findings, want all eight", len(titles))
	}
}

func TestBaselineBesideAspiration(t *testing.T) {
	// Every other statement, from the first, is a baseline.
	const st, ch, vd, ny = insight.Strength, insight.Challenge, insight.ViewsDiffer, insight.NotYetKnown
	tests := []struct {
		name     string
		findings []insight.Kind
		want     []string
		reason   string
	}{
		{"nothing in question", []insight.Kind{st, ch, st, ch}, nil, "Of the statements about preventing harm none is a challenge, none has views that differ, and none is not yet known."},
		{"one of two", []insight.Kind{vd, st, st, st}, []string{"s1"}, "One of the two statements about preventing harm is a challenge, has views that differ, or is not yet known."},
		{"two of three", []insight.Kind{ny, st, st, st, ch}, []string{"s1", "s5"}, "Two of the three statements about preventing harm are challenges, have views that differ, or are not yet known."},
		{"the only one", []insight.Kind{ch}, []string{"s1"}, "The one statement about preventing harm is a challenge, has views that differ, or is not yet known."},
		{"both", []insight.Kind{ch, st, vd, st}, []string{"s1", "s3"}, "Both statements about preventing harm are challenges, have views that differ, or are not yet known."},
		{"all of three", []insight.Kind{ch, st, vd, st, ny}, []string{"s1", "s3", "s5"}, "All three statements about preventing harm are challenges, have views that differ, or are not yet known."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var statements []asked
			for _, kind := range tt.findings {
				statements = append(statements, foundAs[kind])
			}
			r := mustCompute(t, roundOf(withLenses(frameworkOf(len(tt.findings))), 12, statements...))
			if got := r.BaselineInQuestion(); !slices.Equal(got, tt.want) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
			checkLanguage(t, tt.reason)
			if got := r.BaselineReason(Vocabulary{}); got != tt.reason {
				t.Errorf("got  %s\nwant %s", got, tt.reason)
			}
		})
	}
	if got := mustCompute(t, roundOf(frameworkOf(1), 12, foundAs[ch])).BaselineReason(Vocabulary{}); got != "" {
		t.Errorf("without the lens: got %q, want nothing", got)
	}
	withheld := roundOf(withLenses(frameworkOf(1)), 4, asked{points: []int{4, 0, 0, 0}})
	if r := mustCompute(t, withheld); r.BaselineReason(Vocabulary{}) != "" || r.Chain != nil {
		t.Errorf("withheld: got %q and chain %+v, want neither", r.BaselineReason(Vocabulary{}), r.Chain)
	}
}
