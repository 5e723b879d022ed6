package boardpack_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"sevenfold/internal/audit"
	"sevenfold/internal/boardpack"
	"sevenfold/internal/chart"
	"sevenfold/internal/evidence"
	"sevenfold/internal/framework"
	"sevenfold/internal/insight"
	"sevenfold/internal/report"
	"sevenfold/internal/sample"
)

// texts are all the strings of a value, however deep, and what its charts say.
func texts(v any) []string {
	var all []string
	var walk func(reflect.Value)
	walk = func(v reflect.Value) {
		if !v.IsValid() {
			return
		}
		if v.CanInterface() {
			if d, ok := v.Interface().(boardpack.Drawing); ok && v.Kind() == reflect.Struct {
				all = append(all, d.Description(), d.SVG())
				return
			}
		}
		switch v.Kind() {
		case reflect.String:
			all = append(all, v.String())
		case reflect.Interface, reflect.Pointer:
			walk(v.Elem())
		case reflect.Slice, reflect.Array:
			for i := range v.Len() {
				walk(v.Index(i))
			}
		case reflect.Struct:
			for i := range v.NumField() {
				walk(v.Field(i))
			}
		}
	}
	walk(reflect.ValueOf(v))
	return all
}

// only is a pack of some sections.
func only(sections ...boardpack.Section) boardpack.Choice {
	c := everything()
	c.Sections = sections
	return c
}

func without(s boardpack.Section) boardpack.Choice {
	return only(slices.DeleteFunc(slices.Clone(boardpack.Sections), func(other boardpack.Section) bool { return other == s })...)
}

// notesOf are all the notes of a report.
func notesOf(r report.Report) []string {
	var all []string
	for _, s := range r.Statements {
		all = append(all, s.Notes...)
	}
	return all
}

func TestWhatPeopleTypedStandsInItsOwnSectionOnly(t *testing.T) {
	m := full(t)
	typed := map[boardpack.Section][]string{boardpack.Notes: notesOf(m.Report), boardpack.Agreed: {m.Benefit.Text}}
	for _, v := range m.Views {
		typed[boardpack.Agreed] = append(typed[boardpack.Agreed], v.Why)
	}
	for _, a := range m.Actions {
		typed[boardpack.Actions] = append(typed[boardpack.Actions], a.Title)
	}
	for _, e := range m.Evidence {
		if e.Stands() {
			typed[boardpack.Evidence] = append(typed[boardpack.Evidence], e.Title)
		}
	}
	for section, words := range typed {
		with, left := strings.Join(texts(boardpack.Make(m, everything())), "\n"), strings.Join(texts(boardpack.Make(m, without(section))), "\n")
		if len(words) < 3 && section != boardpack.Agreed {
			t.Errorf("%s: got %d texts to look for, want more", section, len(words))
		}
		for _, text := range words {
			if !strings.Contains(with, text) {
				t.Errorf("%s: %q is not in a pack that has the section", section, text)
			}
			if strings.Contains(left, text) {
				t.Errorf("%s: %q is in a pack without the section", section, text)
			}
		}
	}
	figures := strings.Join(texts(boardpack.Figures(m)), "\n")
	for _, note := range typed[boardpack.Notes] {
		if strings.Contains(figures, note) {
			t.Errorf("the note %q is in the workbook", note)
		}
	}
}

// onePerson is how a sentence would speak of one person's answer.
var onePerson = regexp.MustCompile(`(?i)\b(one|1) (sees?|do not know|does not know|did not (know|answer)|says?|points? to|person (sees|placed|said|knows)|(trustee|executive|local governor|member)\b|of (the|those) (\w+ )?(\w+ )?who)`)

func TestNoSentenceSpeaksOfOnePerson(t *testing.T) {
	m := full(t)
	for _, text := range append(texts(boardpack.Make(m, without(boardpack.Notes)).Parts), texts(boardpack.Figures(m))...) {
		if found := onePerson.FindString(text); found != "" && !strings.HasPrefix(text, "<svg") {
			t.Errorf("got %q in %q", found, text)
		}
	}
}

// hidden is a round with two statements of which few said anything
// but that they do not know, and where these stand.
func hidden(t *testing.T, position int) boardpack.Material {
	t.Helper()
	f := sevenDomains(t)
	q, err := audit.NewQuestionnaire(f, sample.MainInstrument)
	if err != nil {
		t.Fatal(err)
	}
	in := sample.Plans(sample.Today)[1].Input(q)
	few := map[string]bool{"sg-one-board": true, "wr-workload": true}
	for i, r := range in.Responses {
		for j, a := range r.Answers {
			switch {
			case !few[a.Statement]:
			case i < 3:
				in.Responses[i].Answers[j] = report.Answer{Statement: a.Statement, Position: position, Basis: "seen", Note: fmt.Sprint("a note of ", position)}
			default:
				in.Responses[i].Answers[j] = report.Answer{Statement: a.Statement, Unknown: i%2 == 0}
			}
		}
	}
	m := materialOf(t, compute(t, in), f)
	m.Hash = "the same"
	return m
}

func TestWhatIsWithheldAtAStatementIsNowhereInAPack(t *testing.T) {
	low, high := hidden(t, 1), hidden(t, 4)
	if s, _ := low.Report.Statement("sg-one-board"); s.Positions != nil {
		t.Fatalf("got positions at %s, want them withheld", s.ID)
	}
	if got, want := boardpack.Make(low, everything()), boardpack.Make(high, everything()); !reflect.DeepEqual(got, want) {
		t.Error("two rounds that differ only in what is withheld give two packs")
	}
	if got, want := boardpack.Figures(low), boardpack.Figures(high); !reflect.DeepEqual(got, want) {
		t.Error("two rounds that differ only in what is withheld give two workbooks")
	}
	for _, row := range sheet(t, boardpack.Figures(low), "Statements").Rows {
		_, is := row[6].(boardpack.Withheld)
		if want := row[0] == "sg-one-board" || row[0] == "wr-workload"; want && !is {
			t.Errorf("%v: got %v, want it to say that it is withheld", row[0], row[6])
		}
	}
}

func sheet(t testing.TB, w boardpack.Workbook, name string) boardpack.Sheet {
	t.Helper()
	for _, s := range w.Sheets {
		if s.Name == name {
			return s
		}
	}
	t.Fatalf("no sheet %q", name)
	return boardpack.Sheet{}
}

func TestAWithheldReportShowsNothingOfAnyAnswer(t *testing.T) {
	m := little(t)
	for _, part := range boardpack.Make(m, everything()).Parts {
		for _, block := range part.Blocks {
			if p, is := block.(boardpack.Picture); is {
				t.Errorf("%s: got the picture %q", part.Title, p.Caption)
			}
			if f, is := block.(boardpack.Finding); is && (f.Look != chart.WithheldLook || f.Significant || f.Bar != nil || f.Known != "" || len(f.Reasons) > 0) {
				t.Errorf("%s: got %+v, want nothing of what was found", part.Title, f)
			}
		}
	}
	said := strings.Join(texts(boardpack.Make(m, only(boardpack.Summary, boardpack.Domains)).Parts), " ")
	if !strings.Contains(said, m.Report.WithheldReason()) {
		t.Errorf("got %q, want the reason in it", said)
	}
	figures := regexp.MustCompile(`^(point_|placed|do_not_know|does_not_apply|not_answered|on_evidence|basis_)`)
	for _, s := range boardpack.Figures(m).Sheets {
		for i, column := range s.Columns {
			if !figures.MatchString(column.Name) {
				continue
			}
			for _, row := range s.Rows {
				if _, is := row[i].(boardpack.Withheld); !is {
					t.Errorf("%s, %s: got %v, want it withheld", s.Name, column.Name, row[i])
				}
			}
		}
	}
}

func TestAnIndexOfEvidenceHoldsNothingOfAnyAnswer(t *testing.T) {
	m := full(t)
	d, w, err := boardpack.MakeEvidenceIndex(index(t))
	if err != nil {
		t.Fatal(err)
	}
	all := append(texts(d), texts(w)...)
	forbidden := append(notesOf(m.Report), evidence.NothingYet, "agreed")
	for _, kind := range []insight.Kind{
		insight.Strength, insight.Challenge, insight.ViewsDiffer, insight.NotYetKnown, insight.Balanced, insight.DoesNotApply, insight.TooFewAnswers, insight.Withheld,
	} {
		forbidden = append(forbidden, report.Vocabulary{}.Title(kind, false), report.Vocabulary{}.Title(kind, true))
	}
	for _, text := range all {
		for _, word := range forbidden {
			if strings.Contains(text, word) {
				t.Errorf("got %q in %q", word, text)
			}
		}
	}
	for _, part := range d.Parts {
		for _, block := range part.Blocks {
			switch block.(type) {
			case boardpack.Finding, boardpack.Picture:
				t.Errorf("%s: got a %T", part.Title, block)
			}
		}
	}
	named := strings.Join(all, "\n")
	for _, e := range pieces() {
		if strings.Contains(named, e.Title) != e.Stands() {
			t.Errorf("%s: got in it %v, want %v", e.Title, !e.Stands(), e.Stands())
		}
	}
}

// shuffled is the same material with its lists in another order.
func shuffled(m boardpack.Material) boardpack.Material {
	rng := rand.New(rand.NewPCG(7, 7)) //nolint:gosec // the same order in every run
	mix := func(n int, swap func(i, j int)) { rng.Shuffle(n, swap) }
	m.Views, m.Actions, m.Evidence = slices.Clone(m.Views), slices.Clone(m.Actions), slices.Clone(m.Evidence)
	mix(len(m.Views), func(i, j int) { m.Views[i], m.Views[j] = m.Views[j], m.Views[i] })
	mix(len(m.Actions), func(i, j int) { m.Actions[i], m.Actions[j] = m.Actions[j], m.Actions[i] })
	mix(len(m.Evidence), func(i, j int) { m.Evidence[i], m.Evidence[j] = m.Evidence[j], m.Evidence[i] })
	for i := range m.Actions {
		m.Actions[i].For = slices.Clone(m.Actions[i].For)
		slices.Reverse(m.Actions[i].For)
	}
	return m
}

func TestTheSameMaterialAlwaysMakesTheSame(t *testing.T) {
	m := full(t)
	other := shuffled(m)
	for range 5 {
		if !reflect.DeepEqual(boardpack.Make(m, everything()), boardpack.Make(other, everything())) {
			t.Error("got two documents of the same material")
		}
		if !reflect.DeepEqual(boardpack.Figures(m), boardpack.Figures(other)) {
			t.Error("got two workbooks of the same material")
		}
		first, second := index(t), index(t)
		second.Evidence = other.Evidence
		d, w, _ := boardpack.MakeEvidenceIndex(first)
		otherD, otherW, _ := boardpack.MakeEvidenceIndex(second)
		if !reflect.DeepEqual(d, otherD) || !reflect.DeepEqual(w, otherW) {
			t.Error("got two indexes of the same evidence")
		}
	}
}

func TestOurOwnWordsJudgeNobody(t *testing.T) {
	d, w, err := boardpack.MakeEvidenceIndex(index(t))
	if err != nil {
		t.Fatal(err)
	}
	said := map[string][]string{"index": append(texts(d), texts(w)...)}
	for name, m := range materials(t) {
		said[name] = append(texts(boardpack.Make(m, without(boardpack.Notes))), texts(boardpack.Figures(m))...)
	}
	for name, all := range said {
		for _, text := range all {
			if strings.HasPrefix(text, "<svg") {
				continue
			}
			for _, refused := range framework.Language(text) {
				t.Errorf("%s: got %q in %q; %s", name, refused.Phrase, text, refused.Instead)
			}
		}
	}
}

func TestABarStandsAtEveryStatementThatShowsItsPositionsAndAtNoOther(t *testing.T) {
	for name, m := range materials(t) {
		words := map[string]report.Statement{}
		for _, s := range m.Report.Statements {
			if m.Framework != nil {
				of, _ := m.Framework.Statement(s.ID)
				words[of.Text] = s
			}
		}
		for _, part := range boardpack.Make(m, only(boardpack.Domains)).Parts {
			for _, block := range part.Blocks {
				f, is := block.(boardpack.Finding)
				s, known := words[f.Statement]
				if !is || !known {
					continue
				}
				want := s.Positions != nil && s.Positions.Placed() > 0
				if (f.Bar != nil) != want {
					t.Errorf("%s, %s: got a bar %v, want %v", name, s.ID, f.Bar != nil, want)
				}
				for _, count := range positionsOf(s) {
					if f.Bar != nil && !strings.Contains(f.Bar.Description(), " "+strconv.Itoa(count)) {
						t.Errorf("%s, %s: got the bar %q, want %d in it", name, s.ID, f.Bar.Description(), count)
					}
				}
			}
		}
	}
}

func positionsOf(s report.Statement) []int {
	if s.Positions == nil {
		return nil
	}
	return s.Positions.Points
}
