package report

import (
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"sevenfold/internal/framework"
	"sevenfold/internal/insight"
)

func TestReason(t *testing.T) {
	tests := []struct {
		name   string
		people int
		asked  asked
		want   string
	}{
		{
			"a strength with some who see it otherwise and some who do not know", 11,
			asked{points: []int{0, 2, 4, 3}, unknown: 2, evidence: 4},
			"Seven of the nine who placed this see a strength; two did not know. Four point to evidence.",
		},
		{
			"a strength that all see", 14,
			asked{points: []int{0, 0, 8, 6}, evidence: 9},
			"All 14 who took part see a strength. Nine point to evidence.",
		},
		{
			"a significant strength that all see who placed it", 9,
			asked{points: []int{0, 0, 4, 4}, unanswered: 1, evidence: 8},
			"All eight who placed this see a strength, half of them strongly. All who placed it point to evidence.",
		},
		{
			"one who sees it otherwise is not spoken of", 14,
			asked{points: []int{0, 1, 4, 9}, evidence: 13},
			"Nearly all of the 14 who placed this see a strength, most of them strongly. Nearly all who placed it point to evidence.",
		},
		{
			"one who does not know, and one who has seen evidence, are not spoken of", 10,
			asked{points: []int{0, 2, 4, 3}, unknown: 1, evidence: 1},
			"Seven of the nine who placed this see a strength. Few or none point to evidence.",
		},
		{
			"a strength of five with no evidence", 5,
			asked{points: []int{0, 1, 4, 0}},
			"Nearly all of the five who placed this see a strength. Few or none point to evidence.",
		},
		{
			"a sentence opens with a word up to twenty", 30,
			asked{points: []int{3, 7, 12, 8}, evidence: 20},
			"Twenty of the 30 who placed this see a strength. Twenty point to evidence.",
		},
		{
			"a sentence that would open with more than twenty is turned", 40,
			asked{points: []int{1, 5, 20, 4}, unknown: 10, evidence: 21},
			"Of the 30 who placed this, 24 see a strength; 10 did not know. In all, 21 point to evidence.",
		},
		{
			"at most one in ten of many is nearly all", 40,
			asked{points: []int{0, 4, 20, 16}, evidence: 20},
			"Nearly all of the 40 who placed this see a strength. Twenty point to evidence.",
		},
		{
			"a significant challenge", 11,
			asked{points: []int{5, 3, 2, 0}, evidence: 3, unanswered: 1},
			"Eight of the 10 who placed this see a challenge, most of them strongly. Three point to evidence.",
		},
		{
			"a challenge that all see strongly", 6,
			asked{points: []int{6, 0, 0, 0}, evidence: 3},
			"All six who took part see a challenge, all of them strongly. Three point to evidence.",
		},
		{
			"views differ, both ends", 14,
			asked{points: []int{4, 1, 2, 5}, unknown: 2, evidence: 6},
			"Five see a challenge and seven a strength, most of them strongly; two did not know. Six point to evidence.",
		},
		{
			"views differ between the ends alone", 18,
			asked{points: []int{6, 0, 0, 12}, evidence: 6},
			"Six see a challenge and 12 a strength, all of them strongly. Six point to evidence.",
		},
		{
			"views differ, few at the ends", 12,
			asked{points: []int{2, 0, 8, 0}, unknown: 2},
			"Two see a challenge and eight a strength; two did not know. Few or none point to evidence.",
		},
		{
			"views differ by one person, who is not spoken of", 5,
			asked{points: []int{4, 0, 0, 1}},
			"Those who placed this stand far apart. Few or none point to evidence.",
		},
		{
			"views differ among many", 60,
			asked{points: []int{24, 0, 6, 30}, evidence: 30},
			"In all, 24 see a challenge and 36 a strength, most of them strongly. In all, 30 point to evidence.",
		},
		{
			"balanced", 12,
			asked{points: []int{0, 5, 5, 0}, unknown: 2, evidence: 3},
			"Five see a challenge and five a strength; two did not know. Views lean neither way enough to call. Three point to evidence.",
		},
		{
			"not yet known", 14,
			asked{points: []int{1, 1, 3, 2}, unknown: 7},
			"Seven of the 14 who took part do not know.",
		},
		{
			"not yet known, and some did not answer", 14,
			asked{points: []int{1, 1, 2, 2}, unknown: 5, unanswered: 3},
			"Five of the 14 who took part do not know, and three did not answer.",
		},
		{
			"not yet known by anyone", 6,
			asked{unknown: 6},
			"All six who took part do not know.",
		},
		{
			"not yet known by all but one", 6,
			asked{points: []int{0, 1, 0, 0}, unknown: 5},
			"Nearly all of the six who took part do not know.",
		},
		{
			"not yet known or not answered by all but one", 8,
			asked{points: []int{0, 1, 0, 0}, unknown: 5, unanswered: 2},
			"Five do not know, and two did not answer.",
		},
		{
			"not yet known by one, where it applies to few", 6,
			asked{points: []int{0, 1, 1, 0}, unknown: 1, apart: 3},
			"At least a third of those this applies to do not know, or did not answer.",
		},
		{
			"does not apply", 12,
			asked{points: []int{0, 1, 1, 0}, apart: 8, unanswered: 2},
			"Eight of the 10 who answered say that this does not apply to our trust.",
		},
		{
			"does not apply, says all who answered", 6,
			asked{apart: 6},
			"All six who answered say that this does not apply to our trust.",
		},
		{
			"does not apply, says one of one", 6,
			asked{apart: 1, unanswered: 5},
			"Most of those who answered say that this does not apply to our trust.",
		},
		{
			"does not apply, say two of three", 6,
			asked{points: []int{0, 0, 1, 0}, apart: 2, unanswered: 3},
			"Most of those who answered say that this does not apply to our trust.",
		},
		{
			"too few placed it", 9,
			asked{points: []int{0, 0, 2, 2}, apart: 4, unknown: 1},
			"Fewer than five people placed this, so where they stand is not shown.",
		},
		{
			"too many did not answer", 12,
			asked{points: []int{0, 0, 4, 4}, unanswered: 4},
			"At least a third of those this applies to did not answer, or do not know, so where the others stand is not shown.",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := mustCompute(t, roundOf(frameworkOf(1), tt.people, tt.asked))
			s := r.Statements[0]
			if got := r.Reason(Vocabulary{}, s); got != tt.want {
				t.Errorf("%s: got  %s\nwant %s", s.Finding, got, tt.want)
			}
		})
	}
}

func TestReasonWithoutOwnAnswers(t *testing.T) {
	in := roundOf(frameworkOf(1), 8, asked{points: []int{0, 0, 3, 3}, unanswered: 2})
	for i := range 2 {
		in.Responses[i].EnteredByOther = true
	}
	r := mustCompute(t, in)
	want := "Fewer than five people placed this themselves, so where they stand is not shown."
	if got := r.Reason(Vocabulary{}, r.Statements[0]); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestReasonOfAWithheldReport(t *testing.T) {
	r := mustCompute(t, roundOf(frameworkOf(1), 4, asked{points: []int{0, 0, 2, 2}}))
	want := "Fewer than five people sent in their own answers, so nothing is shown of what anyone answered."
	if got := r.Reason(Vocabulary{}, r.Statements[0]); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestReasonOnAnOddScale(t *testing.T) {
	tests := []struct {
		name   string
		points []int
		want   string
	}{
		{"some see neither", []int{2, 2, 3, 2, 2}, "Four see a challenge, four a strength and three neither."},
		{"one sees neither, and is not spoken of", []int{0, 4, 1, 5, 0}, "Views lean neither way enough to call."},
		{"all see neither", []int{0, 0, 8, 0, 0}, "Views lean neither way enough to call."},
		{"nobody sees a strength", []int{3, 0, 3, 0, 0}, "Three see a challenge and three neither."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := frameworkOf(1)
			f.Scales[0].Points = append(f.Scales[0].Points, f.Scales[0].Points[0])
			in := roundOf(f, Positions{Points: tt.points}.Placed(), asked{points: tt.points})
			in.Instrument.Basis = false
			r := mustCompute(t, in)
			if got := r.Reason(Vocabulary{}, r.Statements[0]); got != tt.want {
				t.Errorf("%s: got  %s\nwant %s", r.Statements[0].Finding, got, tt.want)
			}
		})
	}
}

func TestRemarks(t *testing.T) {
	const (
		reassured = "Reassured, not assured: under half of those who placed this point to evidence."
		hanging   = "Close: this could have come out differently with one answer fewer."
	)
	tests := []struct {
		name  string
		asked asked
		want  string
	}{
		{"steady and assured", asked{points: []int{0, 0, 6, 3}, evidence: 9}, ""},
		{"reassured", asked{points: []int{0, 0, 6, 3}, evidence: 4}, reassured},
		{"close", asked{points: []int{0, 3, 3, 3}, evidence: 9}, hanging},
		{"both", asked{points: []int{0, 3, 3, 3}, evidence: 1}, reassured + " " + hanging},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := mustCompute(t, roundOf(frameworkOf(1), 9, tt.asked))
			if got := strings.Join(r.Statements[0].Remarks(), " "); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestSmallNumbers(t *testing.T) {
	few := mustCompute(t, roundOf(frameworkOf(1), 7, asked{points: []int{0, 0, 4, 3}})).SmallNumbers()
	if want := "Small numbers move easily: where fewer than eight people placed a statement, one answer could change what is found."; few != want {
		t.Errorf("with seven: got %q, want %q", few, want)
	}
	if got := mustCompute(t, roundOf(frameworkOf(1), 8, asked{points: []int{0, 0, 4, 4}})).SmallNumbers(); got != "" {
		t.Errorf("with eight: got %q, want nothing", got)
	}
	if got := mustCompute(t, roundOf(frameworkOf(1), 8, asked{unknown: 8})).SmallNumbers(); got != "" {
		t.Errorf("where nothing comes from positions: got %q, want nothing", got)
	}
}

func TestTitlesAndNouns(t *testing.T) {
	tests := []struct {
		kind                  insight.Kind
		title, one, more      string
		significant, hasQuery bool
	}{
		{insight.Strength, "Significant strength", "strength", "strengths", true, true},
		{insight.Strength, "Strength", "strength", "strengths", false, true},
		{insight.Challenge, "Significant challenge", "challenge", "challenges", true, true},
		{insight.Challenge, "Challenge", "challenge", "challenges", false, true},
		{insight.ViewsDiffer, "Views differ", "views differ", "views differ", false, true},
		{insight.NotYetKnown, "Not yet known", "not yet known", "not yet known", false, true},
		{insight.Balanced, "Balanced", "balanced", "balanced", false, true},
		{insight.DoesNotApply, "Does not apply", "does not apply", "does not apply", false, true},
		{insight.TooFewAnswers, "Too few answers", "too few answers", "too few answers", false, false},
		{insight.Withheld, "Withheld", "withheld", "withheld", false, false},
	}
	for _, tt := range tests {
		if got := (Vocabulary{}).Title(tt.kind, tt.significant); got != tt.title {
			t.Errorf("title: got %q, want %q", got, tt.title)
		}
		if got := (Vocabulary{}).Noun(tt.kind, 1); got != tt.one {
			t.Errorf("one: got %q, want %q", got, tt.one)
		}
		if got := (Vocabulary{}).Noun(tt.kind, 2); got != tt.more {
			t.Errorf("two: got %q, want %q", got, tt.more)
		}
		prompts := Statement{Finding: tt.kind}.Prompts(Vocabulary{})
		if got := len(prompts) > 0; got != tt.hasQuery {
			t.Errorf("%s puts questions to the board: got %t, want %t", tt.kind, got, tt.hasQuery)
		}
		for _, prompt := range prompts {
			checkText(t, prompt)
		}
	}
}

// TestNoSentencePointsAtAPerson reads the sentences of random rounds: no part
// is one person, none can be worked out, and the text is fit to print.
func TestNoSentencePointsAtAPerson(t *testing.T) {
	random := rand.New(rand.NewPCG(17, 18))
	seen := map[insight.Kind]int{}
	for range 1500 {
		r := mustCompute(t, randomRound(random))
		for _, s := range r.Statements {
			seen[s.Finding]++
			reason := r.Reason(Vocabulary{}, s)
			checkText(t, reason)
			checkParts(t, reason)
			for _, remark := range s.Remarks() {
				checkText(t, remark)
			}
		}
	}
	for _, kind := range []insight.Kind{
		insight.Withheld, insight.DoesNotApply, insight.NotYetKnown, insight.TooFewAnswers,
		insight.ViewsDiffer, insight.Strength, insight.Challenge, insight.Balanced,
	} {
		if seen[kind] < 10 {
			t.Errorf("sentences of %s: got %d, want at least 10", kind, seen[kind])
		}
	}
}

var (
	judging   = regexp.MustCompile(`(?i)\b(good|poor|weak|failing|failed|inadequate|outstanding|excellent|bad|best|worst|score|grade|rating|average)\b`)
	numeral   = regexp.MustCompile(`^\d|[.?] \d`)
	pronounOf = regexp.MustCompile(`(?i)\b(one|1|a single|nobody|someone) (of|who|see|sees|did|do|does|point|points|a strength|a challenge|neither)\b`)
	wholes    = regexp.MustCompile(`(?i)\b([a-z]+|\d+) of the (\w+) who|of the (\w+) who [a-z ]+, (\w+) `)
)

// checkLanguage holds a text to the phrases that no text of the product says.
func checkLanguage(t *testing.T, text string) {
	t.Helper()
	for _, refused := range framework.Language(text) {
		t.Errorf("%q: got %+v", text, refused)
	}
}

func checkText(t *testing.T, text string) {
	t.Helper()
	checkLanguage(t, text)
	switch {
	case judging.MatchString(text):
		t.Errorf("%q: got a word that judges", text)
	case numeral.MatchString(text):
		t.Errorf("%q: got a sentence that starts with a numeral", text)
	case pronounOf.MatchString(text):
		t.Errorf("%q: got a part of one", text)
	case !strings.HasSuffix(text, ".") && !strings.HasSuffix(text, "?"):
		t.Errorf("%q: got no full stop", text)
	case strings.Contains(text, "  ") || strings.Contains(text, "no who"):
		t.Errorf("%q: got a sentence with a hole", text)
	}
}

// checkParts takes "seven of the nine who" apart: neither the part nor the rest,
// nor the rest less those named after it, is one.
func checkParts(t *testing.T, sentence string) {
	t.Helper()
	match := wholes.FindStringSubmatch(sentence)
	if match == nil || match[1] == "all" {
		return
	}
	part, whole := parse(match[1]+match[4]), parse(match[2]+match[3])
	if part < 0 || whole < 0 {
		t.Fatalf("%q: the test can't read its numbers", sentence)
	}
	if part == 1 || whole-part == 1 {
		t.Errorf("%q: got a part of one, or all but one", sentence)
	}
	if more := regexp.MustCompile(`and (\w+) did not answer`).FindStringSubmatch(sentence); more != nil {
		if whole-part-parse(more[1]) == 1 {
			t.Errorf("%q: got one left over", sentence)
		}
	}
}

func parse(word string) int {
	for n, spelled := range small {
		if strings.EqualFold(word, spelled) {
			return n
		}
	}
	if n, err := strconv.Atoi(word); err == nil {
		return n
	}
	return -1
}
