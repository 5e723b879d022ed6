package sample_test

import (
	"fmt"
	"maps"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"sevenfold/internal/audit"
	"sevenfold/internal/framework"
	"sevenfold/internal/identity"
	"sevenfold/internal/insight"
	"sevenfold/internal/report"
	"sevenfold/internal/sample"
	"sevenfold/internal/trust"
)

func sevenDomains(t *testing.T) (*framework.Framework, audit.Questionnaire) {
	t.Helper()
	text, err := os.ReadFile("../../domains.yaml")
	if err != nil {
		t.Fatal(err)
	}
	f, err := framework.Load("domains.yaml", text)
	if err != nil {
		t.Fatal(err)
	}
	q, err := audit.NewQuestionnaire(f, sample.MainInstrument)
	if err != nil {
		t.Fatal(err)
	}
	return f, q
}

func TestThePeopleAreWhoTheTrustNeeds(t *testing.T) {
	for role, want := range map[trust.Role]int{
		trust.GovernanceProfessional: 1, trust.Chair: 1, trust.Trustee: 9, trust.ChiefExecutive: 1, trust.Executive: 4,
	} {
		if got := len(sample.With(role)); got != want {
			t.Errorf("people with role %s: got %d, want %d", role, got, want)
		}
	}
	if got, want := len(sample.People), 16; got != want {
		t.Errorf("people: got %d, want %d", got, want)
	}
	if got, want := len(sample.Schools), 12; got != want {
		t.Errorf("schools: got %d, want %d", got, want)
	}
	addresses := map[string]bool{}
	for _, p := range sample.People {
		addresses[p.Email] = true
		if cleaned, err := identity.CleanEmail(p.Email); err != nil || cleaned != p.Email {
			t.Errorf("address of %s: got %q, %v, want it clean", p.Name, cleaned, err)
		}
	}
	if got := len(addresses); got != len(sample.People) {
		t.Errorf("different addresses: got %d, want %d", got, len(sample.People))
	}
}

func TestTheAuditHoldsEveryFinding(t *testing.T) {
	f, _ := sevenDomains(t)
	r, err := sample.AuditReport(f)
	if err != nil {
		t.Fatal(err)
	}
	holdsEveryFinding(t, r)
	notes := 0
	for _, s := range r.Statements {
		notes += len(s.Notes)
	}
	if notes < 40 {
		t.Errorf("notes shown: got %d, want at least 40", notes)
	}
	if got, want := r.Submitted, 14; got != want {
		t.Errorf("submitted: got %d, want %d", got, want)
	}
	for _, list := range [][]string{r.Strengths, r.Challenges} {
		if len(list) != 5 {
			t.Errorf("most significant: got %q, want five", list)
		}
	}
}

func TestAnotherFrameworkMeetsEveryFindingToo(t *testing.T) {
	f, _ := sevenDomains(t)
	for d := range f.Domains {
		for e := range f.Domains[d].Elements {
			for s := range f.Domains[d].Elements[e].Statements {
				f.Domains[d].Elements[e].Statements[s].ID += "-anew"
			}
		}
	}
	r, err := sample.AuditReport(f)
	if err != nil {
		t.Fatal(err)
	}
	holdsEveryFinding(t, r)
}

func holdsEveryFinding(t *testing.T, r report.Report) {
	t.Helper()
	found := map[string]int{}
	for _, s := range r.Statements {
		kind := string(s.Finding)
		found[kind]++
		found[fmt.Sprint(kind, " significant ", s.Significant)]++
		found[fmt.Sprint(kind, " ", s.Steady)]++
		if s.ReassuredNotAssured {
			found["reassured, not assured"]++
		}
		if s.Finding == insight.NotYetKnown {
			found[fmt.Sprint(kind, " showing positions ", s.Positions != nil)]++
		}
	}
	for _, want := range []string{
		"strength significant true", "strength significant false", "challenge significant true", "challenge significant false",
		"balanced", "views-differ", "not-yet-known", "does-not-apply", "too-few-answers", "reassured, not assured",
		"strength steady", "strength close", "not-yet-known showing positions true",
	} {
		if found[want] == 0 {
			t.Errorf("findings: got none of %q in %v", want, found)
		}
	}
}

func TestThePilotIsWithheld(t *testing.T) {
	f, _ := sevenDomains(t)
	r, err := sample.PilotReport(f)
	if err != nil {
		t.Fatal(err)
	}
	if !r.Withheld || r.Submitted != 4 {
		t.Errorf("pilot: got withheld %v of %d submitted, want withheld of 4", r.Withheld, r.Submitted)
	}
}

func TestTheSameSeedGivesTheSameAnswers(t *testing.T) {
	f, q := sevenDomains(t)
	first, second := sample.Plans(sample.Today)[1].Responses(q), sample.Plans(sample.Today)[1].Responses(q)
	if !reflect.DeepEqual(first, second) {
		t.Error("responses of a plan: got two different sets, want the same")
	}
	for name, seeds := range map[string][2]uint64{"the same seed": {3, 3}, "another seed": {3, 4}} {
		a, err := sample.Responses(50, f, sample.MainInstrument, seeds[0])
		if err != nil {
			t.Fatal(err)
		}
		b, err := sample.Responses(50, f, sample.MainInstrument, seeds[1])
		if err != nil {
			t.Fatal(err)
		}
		if got, want := reflect.DeepEqual(a, b), seeds[0] == seeds[1]; got != want {
			t.Errorf("%s gives the same responses: got %v, want %v", name, got, want)
		}
	}
}

func TestEveryAnswerIsOneThatAFormCouldSend(t *testing.T) {
	f, q := sevenDomains(t)
	many, err := sample.Responses(500, f, sample.MainInstrument, 1)
	if err != nil {
		t.Fatal(err)
	}
	for _, plan := range sample.Plans(sample.Today) {
		many = append(many, plan.Responses(q)...)
	}
	for _, r := range many {
		seen := map[string]bool{}
		for _, a := range r.Answers {
			if err := a.Check(q.Scale, f.Bases); err != nil {
				t.Fatalf("answer to %s: got %v, want it taken", a.Statement, err)
			}
			if seen[a.Statement] || !a.Answered() {
				t.Fatalf("answer to %s: got it twice or empty, want one", a.Statement)
			}
			seen[a.Statement] = true
		}
	}
}

func TestEveryNoteOfTheAuditIsWrittenOnce(t *testing.T) {
	_, q := sevenDomains(t)
	plan := sample.Plans(sample.Today)[1]
	times := map[string]int{}
	for i, r := range plan.Responses(q) {
		for _, a := range r.Answers {
			if a.Note != "" && plan.Sittings[i].Submitted {
				times[a.Note]++
			}
		}
	}
	if got := len(times); got < 60 {
		t.Errorf("notes: got %d, want more than 60", got)
	}
	for _, note := range slices.Sorted(maps.Keys(times)) {
		if times[note] != 1 {
			t.Errorf("note %q: got it %d times, want once", note, times[note])
		}
		for _, p := range sample.People {
			for name := range strings.FieldsSeq(p.Name) {
				if regexp.MustCompile(`\b` + name + `\b`).MatchString(note) {
					t.Errorf("note %q: got a name in it, want none", note)
				}
			}
		}
	}
}

func TestThePlansFollowTheDay(t *testing.T) {
	for name, test := range map[string]struct {
		day    time.Time
		titles []string
	}{
		"in autumn": {
			time.Date(2026, time.November, 24, 10, 0, 0, 0, audit.London),
			[]string{"Local pilot, autumn 2025", "Spring 2026 audit", "Autumn 2026 audit"},
		},
		"in spring": {
			time.Date(2027, time.January, 3, 23, 59, 0, 0, time.UTC),
			[]string{"Local pilot, spring 2026", "Summer 2026 audit", "Spring 2027 audit"},
		},
		"in summer, an hour before midnight in London": {
			time.Date(2027, time.August, 31, 22, 30, 0, 0, time.UTC),
			[]string{"Local pilot, summer 2026", "Autumn 2026 audit", "Summer 2027 audit"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			plans := sample.Plans(test.day)
			var titles []string
			for _, p := range plans {
				titles = append(titles, p.Title)
				if day := p.OpensAt.In(audit.London); day.Weekday() != time.Monday || day.Hour() != 0 {
					t.Errorf("%s opens: got %v, want the start of a Monday", p.Title, day)
				}
				if day := p.ClosesAt.In(audit.London); day.Weekday() != time.Friday || day.Format(time.TimeOnly) != "23:59:59" {
					t.Errorf("%s closes: got %v, want the end of a Friday", p.Title, day)
				}
				if p.Closes && p.ClosesAt.After(test.day) {
					t.Errorf("%s closed: got %v, want before %v", p.Title, p.ClosesAt, test.day)
				}
			}
			if !slices.Equal(titles, test.titles) {
				t.Errorf("titles: got %q, want %q", titles, test.titles)
			}
			open := plans[2]
			if ahead := open.ClosesAt.Sub(test.day); ahead < 17*24*time.Hour || ahead > 25*24*time.Hour {
				t.Errorf("the open round closes in %v, want about three weeks", ahead)
			}
			if since := test.day.Sub(open.OpensAt); since < 10*24*time.Hour {
				t.Errorf("the open round opened %v ago, want ten days at least", since)
			}
		})
	}
}

func TestTheOpenRoundIsHalfAnswered(t *testing.T) {
	_, q := sevenDomains(t)
	plan := sample.Plans(sample.Today)[2]
	submitted, started := 0, 0
	for _, s := range plan.Sittings {
		switch {
		case s.Submitted:
			submitted++
		case s.Started():
			started++
		}
	}
	if submitted != 7 || started != 4 || len(plan.Sittings) != 15 {
		t.Errorf("open round: got %d submitted and %d in progress of %d, want 7 and 4 of 15", submitted, started, len(plan.Sittings))
	}
	response := audit.Response{Answers: map[string]audit.Answer{}}
	for _, a := range plan.Responses(q)[0].Answers {
		response.Answers[a.Statement] = a
	}
	if got, want := plan.Sittings[0].Person.Role, trust.Chair; got != want {
		t.Errorf("first sitting: got %s, want %s", got, want)
	}
	for i, d := range q.Domains {
		statements := d.Statements()
		want := 0
		if i < 3 {
			want = len(statements)
		}
		if got := response.Answered(statements); got != want {
			t.Errorf("the chair's answers to domain %d: got %d, want %d", i+1, got, want)
		}
	}
}

func TestAnswersOfCounts(t *testing.T) {
	answers := sample.Answers("s", insight.Counts{Points: []int{0, 2, 4, 3}, Unknown: 1, Apart: 1, Unanswered: 1, Evidence: 5})
	var c insight.Counts
	c.Points = make([]int, 4)
	for _, a := range answers {
		switch {
		case a.Position > 0:
			c.Points[a.Position-1]++
			if a.Basis == "seen" {
				c.Evidence++
			}
		case a.Escape == audit.Unknown:
			c.Unknown++
		case a.Escape == audit.Apart:
			c.Apart++
		default:
			c.Unanswered++
		}
	}
	want := insight.Counts{Points: []int{0, 2, 4, 3}, Unknown: 1, Apart: 1, Unanswered: 1, Evidence: 5}
	if !reflect.DeepEqual(c, want) {
		t.Errorf("answers: got %+v, want %+v", c, want)
	}
}

func TestRoundStatesOnlyWhatMatters(t *testing.T) {
	for name, test := range map[string]struct {
		round   audit.Round
		accepts bool
	}{
		"as it is":   {sample.Round(), true},
		"closed":     {sample.Round(sample.Closed), false},
		"a draft":    {sample.Round(sample.Drafted), false},
		"gone by":    {sample.Round(func(r *audit.Round) { r.ClosesAt = sample.Today }), false},
		"of another": {sample.Round(func(r *audit.Round) { r.TrustID = "another" }), true},
	} {
		t.Run(name, func(t *testing.T) {
			if got := test.round.AcceptsAnswers(sample.Today); got != test.accepts {
				t.Errorf("accepts answers: got %v, want %v", got, test.accepts)
			}
			if err := test.round.CheckPlan(); name != "gone by" && err != nil {
				t.Errorf("plan: got %v, want it good", err)
			}
		})
	}
}

func BenchmarkResponses(b *testing.B) {
	text, err := os.ReadFile("../../domains.yaml")
	if err != nil {
		b.Fatal(err)
	}
	f, err := framework.Load("domains.yaml", text)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := sample.Responses(1000, f, sample.MainInstrument, 1); err != nil {
			b.Fatal(err)
		}
	}
}
