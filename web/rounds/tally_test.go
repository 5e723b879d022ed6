package rounds

import (
	"testing"

	"sevenfold/internal/audit"
	"sevenfold/internal/sample"
)

func TestWhatWasEnteredFromPaperIsSubmittedAndDoesNotCountTowardsTheMinimum(t *testing.T) {
	var invited []audit.Progress
	for i := range 7 {
		one := audit.Progress{Stage: audit.Submitted}
		if i < 2 {
			one.EnteredBy = "Ruth Okafor"
		}
		if i == 6 {
			one.Stage = audit.NotStarted
		}
		invited = append(invited, one)
	}
	tally := count(invited)
	if tally.Submitted != 6 || tally.counting() != 4 {
		t.Errorf("got %d submitted, %d counting, want six and four", tally.Submitted, tally.counting())
	}
	want := "Five responses must be submitted before any result is shown, without the two entered from paper: one more is needed."
	if got := minimumLine(sample.Round(), tally); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
