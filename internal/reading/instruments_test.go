package reading_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"sevenfold/internal/audit"
	"sevenfold/internal/chart"
	"sevenfold/internal/framework"
	"sevenfold/internal/insight"
	"sevenfold/internal/reading"
	"sevenfold/internal/report"
)

func load(t *testing.T, path string) *framework.Framework {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	f, err := framework.Load(path, text)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// ways are how twelve people may answer a statement: each leads to a finding.
var ways = []struct {
	name   string
	answer func(person, points int) (position int, unknown, apart bool)
	kind   insight.Kind
}{
	{"all at the last point", func(_, points int) (int, bool, bool) { return points, false, false }, insight.Strength},
	{"all at the first point", func(int, int) (int, bool, bool) { return 1, false, false }, insight.Challenge},
	{"split between the ends", func(person, points int) (int, bool, bool) { return 1 + person%2*(points-1), false, false }, insight.ViewsDiffer},
	{"many do not know", func(person, points int) (int, bool, bool) { return points * (person % 2), person%2 == 0, false }, insight.NotYetKnown},
	{"most say that it does not apply", func(int, int) (int, bool, bool) { return 0, false, true }, insight.DoesNotApply},
	{"beside the middle", func(person, points int) (int, bool, bool) { return (points+1)/2 + person%2*(1-points%2), false, false }, insight.Balanced},
	{"nobody answered", func(int, int) (int, bool, bool) { return 0, false, false }, insight.TooFewAnswers},
}

// answered is a round of an instrument in which statement by statement another
// way was answered, beginning from a given one.
func answered(f *framework.Framework, q audit.Questionnaire, first int, earlier *report.Earlier) (report.Input, map[string]insight.Kind) {
	in := report.Input{
		Framework: f, FrameworkHash: "h", Instrument: q.Instrument, Minimum: 5, Earlier: earlier,
		Groups:   []report.Group{{ID: "trustees", Invited: 7, Submitted: 6}, {ID: "executives", Invited: 6, Submitted: 6}},
		ClosedAt: time.Date(2027, 3, 4, 23, 59, 0, 0, audit.London),
	}
	want := map[string]insight.Kind{}
	statements := q.Statements()
	for _, s := range statements {
		in.Asked = append(in.Asked, s.ID)
	}
	points := len(q.Scale.Points)
	for person := range 12 {
		response := report.Response{Group: in.Groups[person/6].ID}
		for i, s := range statements {
			way := ways[(i+first)%len(ways)]
			a := report.Answer{Statement: s.ID}
			a.Position, a.Unknown, a.Apart = way.answer(person, points)
			want[s.ID] = way.kind
			if way.kind == insight.NotYetKnown && q.Scale.Unknown == "" || way.kind == insight.DoesNotApply && q.Scale.Apart == "" {
				a.Unknown, a.Apart, want[s.ID] = false, false, insight.TooFewAnswers
			}
			if a.Position > 0 && q.Instrument.Basis {
				a.Basis = f.Bases[(person+i)%len(f.Bases)].ID
			}
			a.Note = map[bool]string{true: "A note.", false: ""}[person == 0 && a.Position > 0]
			response.Answers = append(response.Answers, a)
		}
		in.Responses = append(in.Responses, response)
	}
	return in, want
}

// TestEveryInstrumentIsReadInTheWordsOfItsScale takes each instrument from its
// questionnaire through answers and a report to all that is said and drawn of it.
func TestEveryInstrumentIsReadInTheWordsOfItsScale(t *testing.T) {
	for _, file := range []string{"../framework/testdata/own.yaml", "../../domains.yaml"} {
		f := load(t, file)
		for _, instrument := range f.Instruments {
			q, err := audit.NewQuestionnaire(f, instrument.ID)
			if err != nil {
				t.Fatal(err)
			}
			for first := range ways {
				t.Run(fmt.Sprintf("%s, first: %s", instrument.ID, ways[first].name), func(t *testing.T) {
					before, _ := answered(f, q, first+1, nil)
					was, err := report.Compute(before)
					if err != nil {
						t.Fatal(err)
					}
					in, want := answered(f, q, first, &report.Earlier{Round: "before", Report: was})
					r, err := report.Compute(in)
					if err != nil {
						t.Fatal(err)
					}
					for _, s := range r.Statements {
						if s.Finding != want[s.ID] {
							t.Errorf("%s: got %s, want %s", s.ID, s.Finding, want[s.ID])
						}
					}
					if len(r.Domains) != len(q.Domains) {
						t.Errorf("got %d domains, want the %d of the questionnaire", len(r.Domains), len(q.Domains))
					}
					checkWords(t, q, everythingSaid(t, reading.Reading{
						Trust: "Example Learning Trust", Round: audit.Round{Title: "Spring", ClosesAt: in.ClosedAt}, Report: r, Words: reading.WordsOf(f, r),
					}))
				})
			}
		}
	}
}

func checkWords(t *testing.T, q audit.Questionnaire, said []string) {
	t.Helper()
	var never []string
	if len(q.Scale.Findings) > 0 {
		never = append(never, "strength", "challenge")
	}
	if q.Scale.Unknown == "" {
		never = append(never, "do not know", "does not know", "not yet known")
	}
	if q.Scale.Apart == "" {
		never = append(never, "does not apply")
	}
	if !q.Instrument.Basis {
		never = append(never, "on evidence", "to evidence", "reassured", "they know", "ways of knowing", "people know")
	}
	for _, text := range said {
		lower := strings.ToLower(text)
		for _, word := range never {
			if strings.Contains(lower, word) {
				t.Errorf("got %q, which says %q, want it never said of %s", text, word, q.Instrument.ID)
			}
		}
		for _, broken := range []string{"  ", "“”", " .", "..", " , ", "what is what", "<nil>"} {
			if strings.Contains(text, broken) {
				t.Errorf("got %q, which holds %q", text, broken)
			}
		}
		if refused := framework.Language(text); len(refused) > 0 {
			t.Errorf("got %q, which says %q", text, refused[0].Phrase)
		}
	}
}

// everythingSaid is every text that a reading has, but for those of the framework.
func everythingSaid(t *testing.T, g reading.Reading) []string {
	t.Helper()
	said := []string{g.Title(), g.Lead(), g.ProfileTitle(), g.NotCompared()}
	say := func(texts ...string) { said = append(said, texts...) }
	list := func(l reading.List) {
		say(l.Title, l.Lead, l.Empty, l.Note)
		for _, item := range l.Items {
			say(item.Why)
		}
	}
	table := func(table reading.Table) {
		say(table.Caption)
		say(table.Head...)
		for _, row := range table.Rows {
			if len(row.Cells) != len(table.Head)-1 {
				t.Errorf("%s: got %d cells below %q, want one a column", table.Caption, len(row.Cells), table.Head)
			}
			say(row.Cells...)
		}
	}
	figure := func(f chart.Figure) {
		if len(f.Parts) > 0 {
			say(f.Title, f.UnknownLabel, withoutWords(g, f.Description()))
			table(reading.FiguresOf(f))
		}
	}
	for _, fact := range g.Answered() {
		say(fact.Name)
	}
	say(g.Conversation()...)
	say(g.ProfileNotes()...)
	for _, l := range append([]reading.List{g.Strengths(), g.Challenges(), g.ViewsDiffer()}, g.Further()...) {
		list(l)
	}
	figure(g.ProfileFigure())
	figure(g.SinceFigure())
	table(g.DomainFigures())
	for _, term := range g.SinceTerms() {
		say(term.Text)
	}
	for _, item := range g.Changes(g.Report.Since.Moved) {
		say(item.Why)
	}
	for _, d := range g.Report.Domains {
		said = append(said, domainSaid(g, d, list, table, figure)...)
	}
	for _, lens := range g.Report.Lenses {
		say(g.LensFound(lens), g.LensReason(lens.ID), g.LensOpening(lens))
		for i := range lens.Categories {
			c := g.Category(lens, i)
			say(c.State, c.Empty, c.Found)
			say(c.LeftOut...)
		}
		for _, link := range g.Chain(lens) {
			say(link.State)
		}
	}
	for _, thread := range g.Threads() {
		say(thread.Text)
	}
	for _, mark := range g.Marks() {
		say(mark.Finding)
	}
	for _, section := range g.Method("fingerprint") {
		say(section.Title)
		if section.ID != "sources" {
			say(section.Lines...)
			say(section.List...)
		}
		table(section.Table)
		for _, term := range section.Terms {
			if section.ID != "agreement" {
				say(term.Term, term.Text)
			}
		}
	}
	return said
}

func domainSaid(g reading.Reading, d report.Domain, list func(reading.List), table func(reading.Table), figure func(chart.Figure)) []string {
	said := []string{g.Opening(d), d.LeftOutInWords(), d.GroupsLeftOutInWords()}
	for _, fact := range g.FindingCounts(d) {
		said = append(said, fact.Name)
	}
	for _, s := range g.Statements(d, reading.Every) {
		f := g.Finding(s)
		said = append(said, f.Title, f.Why, f.Since, f.Aside, f.NotesTitle)
		said = append(append(said, f.Remarks...), f.Groups...)
	}
	for _, q := range g.Questions(d) {
		said = append(append(said, q.Title), q.Questions...)
	}
	for _, l := range g.Aims(d) {
		l.Title, l.Lead = "", "" // the framework's own words
		list(l)
	}
	list(g.FoundOtherwise(d))
	for _, l := range g.AskedOtherwise(d) {
		list(l)
	}
	for _, t := range g.StatementFigures(d) {
		table(t)
	}
	for _, f := range []chart.Figure{g.WholeFigure(d), g.StatementsFigure(d), g.GroupsFigure(d), g.MovedFigure(d)} {
		figure(f)
	}
	return append(said, g.DomainSince(d)...)
}

// withoutWords takes out of a text what the framework says, which is its own.
func withoutWords(g reading.Reading, text string) string {
	for _, s := range g.Report.Statements {
		text = strings.ReplaceAll(text, strings.TrimSuffix(g.Words.Statement(s.ID).Text, "."), "(it)")
	}
	for _, d := range g.Report.Domains {
		text = strings.ReplaceAll(text, g.DomainTitle(d.ID), "(domain)")
	}
	for _, lens := range g.Words.Framework.Lenses {
		text = strings.ReplaceAll(text, lens.Title, "(lens)")
	}
	return text
}
