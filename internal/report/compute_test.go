package report

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"sevenfold/internal/insight"
)

func TestComputeFindsEveryKind(t *testing.T) {
	r := mustCompute(t, everyFinding())
	want := []insight.Kind{
		insight.Strength, insight.Strength, insight.Challenge, insight.ViewsDiffer,
		insight.NotYetKnown, insight.Balanced, insight.DoesNotApply, insight.TooFewAnswers,
	}
	for i, s := range r.Statements {
		if s.Finding != want[i] {
			t.Errorf("%s: got %s, want %s", s.ID, s.Finding, want[i])
		}
	}
	lists := map[string][2][]string{
		"strengths":             {r.Strengths, {"s1", "s2"}},
		"challenges":            {r.Challenges, {"s3"}},
		"views differ":          {r.ViewsDiffer, {"s4"}},
		"not yet known":         {r.NotYetKnown, {"s5"}},
		"reassured not assured": {r.ReassuredNotAssured, {"s2"}},
	}
	for name, list := range lists {
		if !slices.Equal(list[0], list[1]) {
			t.Errorf("%s: got %v, want %v", name, list[0], list[1])
		}
	}
}

func TestStatementsShowWhatTheyMay(t *testing.T) {
	tests := []struct {
		name          string
		asked         asked
		wantCounts    Counts
		wantPositions bool
	}{
		{"a strength", asked{points: []int{0, 0, 5, 5}, unknown: 2}, Counts{Placed: 10, Unknown: 2}, true},
		{"too few answers", asked{points: []int{0, 0, 2, 2}, apart: 5, unknown: 2, unanswered: 1}, Counts{Placed: 4, Unknown: 2, Apart: 5, Unanswered: 1}, false},
		{"many unanswered, although enough placed it", asked{points: []int{0, 0, 4, 4}, unanswered: 4}, Counts{Placed: 8, Unanswered: 4}, false},
		{"not yet known, with enough placed", asked{points: []int{0, 0, 4, 4}, unknown: 4}, Counts{Placed: 8, Unknown: 4}, true},
		{"not yet known, with few placed", asked{points: []int{0, 0, 2, 2}, unknown: 8}, Counts{Placed: 4, Unknown: 8}, false},
		{"does not apply, with enough placed", asked{points: []int{0, 0, 2, 3}, apart: 7}, Counts{Placed: 5, Apart: 7}, true},
		{"does not apply, with few placed", asked{points: []int{0, 0, 1, 3}, apart: 8}, Counts{Placed: 4, Apart: 8}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			in := roundOf(frameworkOf(1), 12, tt.asked)
			in.Responses[0].Answers[0].Note = "A note."
			s := mustCompute(t, in).Statements[0]
			if s.Counts == nil || *s.Counts != tt.wantCounts {
				t.Errorf("counts: got %+v, want %+v", s.Counts, tt.wantCounts)
			}
			if got := s.Positions != nil; got != tt.wantPositions {
				t.Errorf("positions shown: got %t, want %t", got, tt.wantPositions)
			}
			if got := len(s.Notes) == 1; got != tt.wantPositions {
				t.Errorf("note shown: got %t, want %t", got, tt.wantPositions)
			}
		})
	}
}

func TestPositionsTellTheirBasis(t *testing.T) {
	in := roundOf(frameworkOf(1), 9, asked{points: []int{0, 0, 4, 4}, unknown: 1, evidence: 3})
	in.Responses[0].Answers[0].Basis = "independently-checked"
	in.Responses[7].Answers[0].Basis = ""
	got := mustCompute(t, in).Statements[0].Positions
	want := &Positions{
		Points: []int{0, 0, 4, 4}, NotSaid: 1, Evidence: 3,
		Basis: []BasisCount{{"independently-checked", 1}, {"seen", 2}, {"reported", 0}, {"impression", 4}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestBasisIsLeftOutWhereItWasNotAsked(t *testing.T) {
	in := roundOf(frameworkOf(1), 9, asked{points: []int{0, 0, 5, 4}, evidence: 3})
	in.Instrument.Basis = false
	s := mustCompute(t, in).Statements[0]
	if s.Positions.Basis != nil || s.Positions.NotSaid != 0 || s.Positions.Evidence != 0 || s.ReassuredNotAssured {
		t.Errorf("got %+v (reassured %t), want no basis at all", s.Positions, s.ReassuredNotAssured)
	}
}

func TestNotesStandSortedByTheirOwnText(t *testing.T) {
	in := everyFinding()
	want := []string{"A walk through three schools.", "We saw it in March."}
	if got := mustCompute(t, in).Statements[0].Notes; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	want = []string{"I joined in the summer."}
	if got := mustCompute(t, in).Statements[1].Notes; !slices.Equal(got, want) {
		t.Errorf("a note beside I do not know: got %q, want %q", got, want)
	}
}

func TestNoteWithoutAnAnswerIsShownAndCountsAsUnanswered(t *testing.T) {
	in := roundOf(frameworkOf(1), 9, asked{points: []int{0, 0, 4, 4}, unanswered: 1})
	in.Responses[8].Answers = []Answer{{Statement: "s1", Note: "I want to ask first."}}
	s := mustCompute(t, in).Statements[0]
	if s.Counts.Unanswered != 1 || len(s.Notes) != 1 {
		t.Errorf("got %d unanswered and notes %q, want 1 and the note", s.Counts.Unanswered, s.Notes)
	}
}

func TestWithheldReportHoldsNothingOfAnyAnswer(t *testing.T) {
	in := roundOf(frameworkOf(2), 6, asked{points: []int{0, 0, 3, 3}}, asked{points: []int{0, 0, 1, 5}})
	for i := range 2 {
		in.Responses[i].EnteredByOther = true
	}
	in.Responses[0].Answers[0].Note = "secret"
	r := mustCompute(t, in)
	if !r.Withheld || r.EnteredByOther != 2 || r.Submitted != 6 {
		t.Errorf("got withheld %t, %d of %d entered by somebody else, want withheld, 2 of 6", r.Withheld, r.EnteredByOther, r.Submitted)
	}
	for _, s := range r.Statements {
		want := Statement{ID: s.ID, Domain: "d1", Element: "e1", Finding: insight.Withheld}
		if !reflect.DeepEqual(s, want) {
			t.Errorf("got %+v, want %+v", s, want)
		}
	}
	want := []Domain{{ID: "d1", Sum: Sum{
		Statements: []string{"s1", "s2"}, Findings: map[insight.Kind]int{insight.Withheld: 2}, LeftOut: 2,
	}}}
	if !reflect.DeepEqual(r.Domains, want) {
		t.Errorf("got %+v, want %+v", r.Domains, want)
	}
	other := roundOf(frameworkOf(2), 6, asked{points: []int{6, 0, 0, 0}}, asked{points: []int{0, 0, 0, 0}, unknown: 6})
	for i := range 2 {
		other.Responses[i].EnteredByOther = true
	}
	if got := mustCompute(t, other); !reflect.DeepEqual(got, r) {
		t.Errorf("other answers, withheld, give another report: got %+v, want %+v", got, r)
	}
}

// TestNoNoteAppearsWithoutPositions reads whole stored reports of random rounds.
func TestNoNoteAppearsWithoutPositions(t *testing.T) {
	random := rand.New(rand.NewPCG(11, 12))
	for range 300 {
		r := mustCompute(t, randomRound(random))
		for _, s := range r.Statements {
			if s.Positions == nil && s.Notes != nil {
				t.Fatalf("%s: got notes %q without positions", s.ID, s.Notes)
			}
			if s.Positions != nil && s.Positions.Placed() < r.Minimum {
				t.Fatalf("%s: got positions of %d, want at least %d", s.ID, s.Positions.Placed(), r.Minimum)
			}
		}
		stored, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		if r.Withheld && bytes.Contains(stored, []byte("secret")) {
			t.Fatalf("got a note in a withheld report: %s", stored)
		}
	}
}

// TestOrderOfResponsesDoesNotShow: whoever answered first, the report is the
// same to the byte.
func TestOrderOfResponsesDoesNotShow(t *testing.T) {
	random := rand.New(rand.NewPCG(13, 14))
	for range 50 {
		in := randomRound(random)
		before, err := Hash(mustCompute(t, in))
		if err != nil {
			t.Fatal(err)
		}
		random.Shuffle(len(in.Responses), func(i, j int) { in.Responses[i], in.Responses[j] = in.Responses[j], in.Responses[i] })
		slices.Reverse(in.Asked)
		after, err := Hash(mustCompute(t, in))
		if err != nil {
			t.Fatal(err)
		}
		if before != after {
			t.Fatalf("got hash %s after a shuffle, want %s", after, before)
		}
	}
}

func TestComputeRefusesWhatContradictsItself(t *testing.T) {
	tests := []struct {
		name   string
		damage func(*Input)
		want   string
	}{
		{"an answer to what was not asked", func(in *Input) { in.Asked = in.Asked[:1] }, `statement "s2", which was not asked`},
		{"a statement that the framework does not have", func(in *Input) { in.Asked = append(in.Asked, "s9") }, `statement "s9" was asked and is not in the framework`},
		{"a statement answered twice", func(in *Input) { in.Responses[3].Answers[1].Statement = "s1" }, `two answers of one response to statement "s1"`},
		{"a position off the scale", func(in *Input) { in.Responses[3].Answers[0].Position = 5 }, `an answer to statement "s1" is off the scale`},
		{"a position and I do not know", func(in *Input) { in.Responses[3].Answers[0].Unknown = true }, `an answer to statement "s1" says two things`},
		{"both answers beside the scale", func(in *Input) {
			in.Responses[3].Answers[0] = Answer{Statement: "s1", Unknown: true, Apart: true}
		}, `an answer to statement "s1" says two things`},
		{"a basis of no framework", func(in *Input) { in.Responses[3].Answers[0].Basis = "dream" }, `a basis that the framework does not have`},
		{"a scale of no framework", func(in *Input) { in.Instrument.Scale = "agreement" }, `no scale "agreement"`},
		{"groups that do not add up", func(in *Input) { in.Groups[0].Submitted = 5 }, `group "trustees" submitted 5 responses, and 6 are given`},
		{"a response of no group", func(in *Input) { in.Responses[3].Group = "friends" }, `a response of group "friends", which was not invited`},
		{"a group given twice", func(in *Input) { in.Groups = append(in.Groups, in.Groups[0]) }, `group "trustees" is given twice`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			in := roundOf(frameworkOf(2), 6, asked{points: []int{0, 0, 3, 3}}, asked{points: []int{0, 0, 1, 5}})
			tt.damage(&in)
			_, err := Compute(in)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got error %v, want one that says %q", err, tt.want)
			}
		})
	}
}
