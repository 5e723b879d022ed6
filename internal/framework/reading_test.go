package framework

import (
	"bytes"
	"math"
	"strings"
	"testing"
)

func TestATextIsCounted(t *testing.T) {
	for text, want := range map[string]Reading{
		"":                                      {},
		"...":                                   {},
		"Our board asks.":                       {12, 3, 1},
		"Our board asks":                        {12, 3, 1},
		"Who asks? The board does. It listens!": {28, 7, 3},
		"A trust's well-being in 2024.":         {22, 5, 1},
		"One, two; three: four (five).":         {19, 5, 1},
		"It costs £3.50 a day.":                 {14, 6, 1}, // the 3 and the 50 count as two words
	} {
		if got := ReadingOf(text); got != want {
			t.Errorf("%q: got %+v, want %+v", text, got, want)
		}
	}
}

// The formula of Smith and Senter, worked out by hand: five letters a word and
// twenty words a sentence are grade 12.1; four and ten are grade 2.4.
func TestTheReadingAgeIsThatOfTheFormula(t *testing.T) {
	for name, c := range map[string]struct {
		reading Reading
		want    float64
	}{
		"long words in long sentences":          {Reading{1000, 200, 10}, 12.12 + 5},
		"short words in short sentences":        {Reading{400, 100, 10}, 2.41 + 5},
		"the quick brown fox, nine words of 35": {ReadingOf("The quick brown fox jumps over the lazy dog."), 1.3867 + 5},
		"the shortest words are read at five":   {ReadingOf("I do so."), 5},
		"no words have no age":                  {Reading{}, 0},
	} {
		if got := c.reading.Age(); math.Abs(got-c.want) > 0.01 {
			t.Errorf("%s: got %.3f, want %.3f", name, got, c.want)
		}
	}
}

// A reader for the first grade (McGuffey, 1879), and the Declaration of
// Independence: what is known to be easy, and known to be hard.
func TestEasyAndHardTextsAreToldApart(t *testing.T) {
	easy := ReadingOf("The dog. The dog ran. The cat is on the mat. Is the cat on the mat? The cat is on the mat. " +
		"The man. A pen. The man has a pen. Is the pen in his hand? It is in his hand.")
	hard := ReadingOf("When in the Course of human events, it becomes necessary for one people to dissolve the political bands " +
		"which have connected them with another, and to assume among the powers of the earth, the separate and equal station to which " +
		"the Laws of Nature and of Nature's God entitle them, a decent respect to the opinions of mankind requires that they should " +
		"declare the causes which impel them to the separation.")
	if easy.Age() > 6 || hard.Age() < 20 {
		t.Errorf("got ages %.1f and %.1f, want a beginner's and an adult's", easy.Age(), hard.Age())
	}
}

func TestReadingAgesAreToldByPartAndForTheHardest(t *testing.T) {
	f, err := Load("own.yaml", []byte(own(t)))
	if err != nil {
		t.Fatal(err)
	}
	r := f.ReadingAges(2)
	var parts []string
	var sum Reading
	for _, p := range r.Parts {
		parts = append(parts, p.Title)
		sum = sum.with(p.Reading)
	}
	if got, want := strings.Join(parts, ", "), "Governance, Operations, What I know, Looking back"; !strings.HasPrefix(got, want) {
		t.Errorf("got the parts %s, want %s", got, want)
	}
	if sum != r.All || r.All.Sentences != len(statementsOf(f.everyDomain())) {
		t.Errorf("got %+v in all and %+v of the parts, want the same of every statement", r.All, sum)
	}
	if len(r.Hardest) != 2 || r.Hardest[0].Reading.Age() < r.Hardest[1].Reading.Age() {
		t.Errorf("got %+v, want the two hardest, the hardest first", r.Hardest)
	}
	var out bytes.Buffer
	if err := WriteReadingAges(&out, f); err != nil {
		t.Fatal(err)
	}
	golden(t, "testdata/reading.golden", out.String())
}
