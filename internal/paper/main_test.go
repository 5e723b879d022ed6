package paper_test

import (
	"os"
	"testing"

	"sevenfold"
	"sevenfold/internal/audit"
	"sevenfold/internal/framework"
	"sevenfold/internal/paper"
	"sevenfold/internal/sample"
	"sevenfold/internal/typeset"
)

func TestMain(m *testing.M) {
	typeset.MainIfWorker()
	os.Exit(m.Run())
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

var shipped *framework.Framework

func questionnaire(t testing.TB, instrument string) audit.Questionnaire {
	t.Helper()
	if shipped == nil {
		f, err := framework.Load("domains.yaml", sevenfold.Domains)
		must(t, err)
		shipped = f
	}
	q, err := audit.NewQuestionnaire(shipped, instrument)
	must(t, err)
	return q
}

func sheet(t testing.TB, instrument string) paper.Sheet {
	t.Helper()
	return paper.Sheet{
		Trust: "Example Learning Trust", Round: sample.Round(func(r *audit.Round) { r.Instrument = instrument }),
		Questionnaire: questionnaire(t, instrument),
		Promises: []string{
			"Your answers are confidential. No page, e-mail or file of Sevenfold shows them to anyone but you. (Whoever runs the database could read them there: the privacy page says who that is.)",
			"Whoever you give this form to sees what you answered, and can’t open it again once it is typed in. The report says how many forms were typed in, and never whose.",
			"The governance professional and the chair see whether you have not started, are in progress or have submitted. They never see an answer.",
			"Nothing about answers is shown to anyone while the round is open. There are results only once it has closed, and only if at least five people submitted.",
			"The report is read by trustees, the chair, the chief executive, executives and the governance professional, and by all local governors and members of your trust.",
			"The report gives counts for everybody together. Trustees and executives are only shown apart where each part has at least five people.",
			"Notes are shown without your name, and never by group. What you write can still give you away: write them with that in mind. The governance professional or the chair can take a note out of the report.",
			"Counts are exact. If everyone answers alike, your answer is known; and others, who know their own, learn something of yours.",
		},
		ReturnName: "Ruth Okafor", ReturnEmail: "ruth.okafor@example.org",
	}
}

// press is one for all tests of the package.
var shared *typeset.Press

func press(t testing.TB) *typeset.Press {
	t.Helper()
	if shared == nil {
		folder, err := typeset.UserFolder()
		must(t, err)
		shared = typeset.NewPress(folder, typeset.DefaultLimits)
	}
	return shared
}
