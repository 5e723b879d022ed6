package paper_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"sevenfold/internal/audit"
	"sevenfold/internal/paper"
)

// notes are what people write, in all that can make it hard.
var notes = []string{
	"", "", "", "Seen at a visit.", "Two lines,\nand “quotes” — with a dash.", "Cymraeg: ŵ ŷ â. Ελληνικά. עברית. 🙂",
	"(brackets) \\ and <angles> %", strings.Repeat("long ", 399) + "words",
}

// TestAThousandAnswersComeBack fills answers at random in with another tool than
// the one that made the files, and reads them.
func TestAThousandAnswersComeBack(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	given, read := 0, 0
	for _, in := range []string{"seven-domains", "rapid-audit", "governance-assurance", "culture-audit", "leadership-reflection", "local-anchor"} {
		s := sheet(t, in)
		pdf, err := paper.Fillable(t.Context(), press(t), s)
		must(t, err)
		for time := 0; time < 8 && (time == 0 || in == "seven-domains" || given < 1000); time++ {
			f := newFiller(t, pdf)
			want := fillAtRandom(f, s.Questionnaire, random)
			f.write("name", "Ruth Okafor")
			got, err := paper.Read(t.Context(), f.pdf(saved[time%len(saved)]...), s.Round, s.Questionnaire)
			must(t, err)
			if got.Name != "Ruth Okafor" || len(got.Unread) > 0 {
				t.Errorf("%s: got the name %q, unread %v", in, got.Name, got.Unread)
			}
			if !reflect.DeepEqual(got.Answers, want) {
				t.Errorf("%s: got %v, want %v", in, got.Answers, want)
			}
			given, read = given+len(want), read+len(got.Answers)
		}
	}
	t.Logf("%d answers given, %d read", given, read)
	if given < 1000 || read != given {
		t.Errorf("got %d of %d answers, want all of at least 1,000", read, given)
	}
}

// saved are ways in which programs write the same file.
var saved = [][]string{nil, {"--object-streams=generate"}, {"--linearize"}, {"--qdf"}}

func fillAtRandom(f *filler, q audit.Questionnaire, random *rand.Rand) []audit.Answer {
	var all []audit.Answer
	for _, item := range paper.Items(q) {
		n := audit.Answer{Statement: item.Statement.ID}
		points := len(q.Scale.Points)
		switch pick := random.IntN(points + 3); {
		case pick < points:
			n.Position = pick + 1
			f.mark("answer:"+item.Code, fmt.Sprintf("p%d", n.Position))
			if bases := paper.Bases(q); len(bases) > 0 && random.IntN(4) > 0 {
				b := random.IntN(len(bases))
				n.Basis = bases[b].ID
				f.mark("basis:"+item.Code, fmt.Sprintf("b%d", b+1))
			}
		case pick == points && q.Scale.Unknown != "":
			n.Escape = audit.Unknown
			f.mark("answer:"+item.Code, "unknown")
		case pick == points+1 && q.Scale.Apart != "":
			n.Escape = audit.Apart
			f.mark("answer:"+item.Code, "apart")
		}
		if note := notes[random.IntN(len(notes))]; note != "" {
			n.Note = note
			f.write("note:"+item.Code, note)
		}
		if !n.Empty() {
			all = append(all, n)
		}
	}
	return all
}
