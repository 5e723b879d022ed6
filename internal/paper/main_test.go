package paper_test

import (
	"os"
	"testing"

	"sevenfold"
	"sevenfold/internal/audit"
	"sevenfold/internal/framework"
	"sevenfold/internal/paper"
	"sevenfold/internal/report"
	"sevenfold/internal/sample"
	"sevenfold/internal/typeset"
	"sevenfold/web/component"
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
	low, high := report.VocabularyOf(questionnaire(t, instrument).Scale).EndTitles()
	return paper.Sheet{
		Trust: "Example Learning Trust", Round: sample.Round(func(r *audit.Round) { r.Instrument = instrument }),
		Questionnaire: questionnaire(t, instrument), Ends: [2]string{low, high},
		Promises:   component.PaperPromises(sample.Round(), questionnaire(t, instrument).Instrument),
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
