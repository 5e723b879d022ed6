package framework

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"unicode"
)

// Reading is what tells how hard a text is to read.
type Reading struct{ Letters, Words, Sentences int }

// ReadingOf counts a text. A letter is a letter or a digit; a word is a run of
// them, with the hyphens and apostrophes within it; a sentence ends with a full
// stop, a question mark or an exclamation mark before a space or at the end,
// and a text that ends with none of them is one all the same.
func ReadingOf(text string) Reading {
	r := Reading{Words: len(wordsOf(text))}
	for _, letter := range text {
		if unicode.IsLetter(letter) || unicode.IsDigit(letter) {
			r.Letters++
		}
	}
	if r.Words > 0 {
		r.Sentences = 1 + len(nextSentence.FindAllStringIndex(text, -1))
	}
	return r
}

func (r Reading) with(other Reading) Reading {
	return Reading{r.Letters + other.Letters, r.Words + other.Words, r.Sentences + other.Sentences}
}

// Age is the age, in years, at which a text is read with ease: the grade of the
// Automated Readability Index, 4.71 letters a word + 0.5 words a sentence -
// 21.43, and five years, as a first grade has children of six. It knows nothing
// of what words mean and says little of one short sentence; it is made for
// passages of a hundred words and more. Never below 5; 0 where there is no word.
//
// Source: E. A. Smith and R. J. Senter, Automated Readability Index,
// AMRL-TR-66-220, Aerospace Medical Research Laboratories, 1967.
func (r Reading) Age() float64 {
	if r.Words == 0 {
		return 0
	}
	words := float64(r.Words)
	grade := 4.71*float64(r.Letters)/words + 0.5*words/float64(r.Sentences) - 21.43
	return max(grade, 0) + 5
}

// ReadingAges is how hard the statements of a framework are to read.
type ReadingAges struct {
	All     Reading
	Parts   []ReadingPart // each domain of the framework, then each instrument that has its own
	Hardest []ReadingStatement
}

// ReadingPart is a domain, or an instrument.
type ReadingPart struct {
	Title   string
	Reading Reading
}

// ReadingStatement is a statement on its own.
type ReadingStatement struct {
	Statement Statement
	Reading   Reading
}

// ReadingAges reads every statement; hardest is how many of the hardest to list.
func (f *Framework) ReadingAges(hardest int) ReadingAges {
	var r ReadingAges
	part := func(title string, statements []Statement) {
		p := ReadingPart{Title: title}
		for _, s := range statements {
			one := ReadingOf(s.Text)
			p.Reading = p.Reading.with(one)
			r.Hardest = append(r.Hardest, ReadingStatement{s, one})
		}
		r.All = r.All.with(p.Reading)
		r.Parts = append(r.Parts, p)
	}
	for _, d := range f.Domains {
		part(d.Title, d.Statements())
	}
	for _, i := range f.Instruments {
		if len(i.Domains) > 0 {
			part(i.Title, statementsOf(i.Domains))
		}
	}
	slices.SortStableFunc(r.Hardest, func(a, b ReadingStatement) int { return cmp.Compare(b.Reading.Age(), a.Reading.Age()) })
	r.Hardest = r.Hardest[:min(hardest, len(r.Hardest))]
	return r
}

// WriteReadingAges prints how hard the statements are to read: advice, as no
// formula knows which words a reader knows.
func WriteReadingAges(w io.Writer, f *Framework) error {
	const hardest = 5
	out, r := bufio.NewWriter(w), f.ReadingAges(hardest)
	fmt.Fprintf(out, "Reading age of the statements: %.1f years (Automated Readability Index, and 5; aim for 12 to 14)\n", r.All.Age())
	for _, p := range r.Parts {
		fmt.Fprintf(out, "  %4.1f  %s\n", p.Reading.Age(), p.Title)
	}
	fmt.Fprintln(out, "Hardest to read, though one sentence alone says little:")
	for _, s := range r.Hardest {
		wrap(out, fmt.Sprintf("  %4.1f  ", s.Reading.Age()), "        ", s.Statement.ID+": "+s.Statement.Text)
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("print the reading age of framework %s: %w", f.ID, err)
	}
	return nil
}
