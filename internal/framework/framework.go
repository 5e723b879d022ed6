// Package framework holds what the questionnaires say: domains, elements,
// statements, lenses and instruments, as read from a framework file such as
// domains.yaml at the top of the project.
package framework

import (
	"strings"
)

// Framework is one framework file, whole.
type Framework struct {
	ID          string
	Version     string
	Title       string
	Sources     []Source
	Scales      []Scale
	Bases       []Basis
	Domains     []Domain
	Lenses      []Lens
	Instruments []Instrument
	Resources   []Resource

	at *index // nil where the framework was put together by hand
}

// Source is a document that statements were drawn from; only its facts are used.
type Source struct {
	ID        string
	Title     string
	Author    string
	Publisher string
	Year      int
	Where     string
}

// Scale is a row of worded points, in order from challenge to strength, with
// the two answers that stand apart from it.
type Scale struct {
	ID       string
	Question string
	Points   []Point
	// Unknown and Apart are the words of "I do not know" and of "does not apply";
	// one that is empty is not offered.
	Unknown string
	Apart   string
	// Findings are what findings are called on this scale, by their kind: of
	// those that it leaves out, and on a scale that names none, they are called
	// as on every other.
	Findings map[string]Naming
}

// Naming is what a finding is called on a scale that has names of its own.
type Naming struct {
	Title string // above a statement: "Well understood"
	One   string // beside the number 1: "well understood"
	Many  string // beside a greater number
	// The others may be empty; what reads them then makes do with those above.
	Significant string   // where at least half stand at the end of the scale
	List        string   // the title of a list: "Understood best"
	Is          string   // what such a statement is, within a sentence
	Those       string   // all such statements, within a sentence: "what we understand best"
	See         string   // what people who place it so do: "understand it well"
	End         string   // the heading above what it looks like at this end
	Prompts     []string // questions that it puts to the board
}

// Point is one position of a scale.
type Point struct {
	ID    string
	Text  string // as a respondent reads it: "A significant challenge for us"
	Short string // as a chart's key reads it: "significant challenge"
}

// Basis is one answer to "how do you know?".
type Basis struct {
	ID       string
	Text     string
	Evidence bool // whether an answer on this basis rests on evidence
}

// Domain is one of the parts that a framework is made of.
type Domain struct {
	ID      string
	Title   string
	Culture string // what the culture is here, in one sentence
	About   string
	Source  string
	Line    string // what it is about, to somebody who has never heard of it; may be ""
	Notice  string // what is said before anything of its report; may be ""
	// AnnualReport: the paragraph on public benefit in the annual report is
	// drafted from it.
	AnnualReport bool
	Elements     []Element
}

// Element is a page of a domain: two to four statements that belong together.
type Element struct {
	ID         string
	Title      string
	Statements []Statement
}

// Aim tells whether a statement is about preventing harm or striving towards an ideal.
type Aim string

// The two aims.
const (
	Baseline   Aim = "baseline"
	Aspiration Aim = "aspiration"
)

// Statement is one sentence that a trust can place itself against. Its id is
// never reused and never renamed, for as long as its meaning stays.
type Statement struct {
	ID        string
	Text      string
	Ask       string // how do you know? what to look for, or ask
	Challenge string // what it looks like when it is a challenge
	Strength  string // what it looks like when it is a strength
	Aim       Aim
	Tags      []string
	LocalTier []string // the local tiers it fits; empty: every trust
	Source    string
	Replaces  string // the id of a statement whose meaning this one changed
	OneIdea   string // why its "and" is one idea, where the checker would advise
	Own       bool   // a trust added it to a round; no file holds such a one
}

// Lens is another way to group the same statements.
type Lens struct {
	ID         string
	Title      string
	About      string
	Categories []Category
}

// Category is one group of a lens. It takes every statement that is in one of
// its domains, has one of its tags, or has one of its aims.
type Category struct {
	ID      string
	Title   string
	About   string
	Domains []string
	Tags    []string
	Aims    []Aim
	Empty   string // why it takes none, where it takes none
}

// Instrument is a questionnaire: what it chooses from the framework's domains,
// then what stands in domains of its own.
type Instrument struct {
	ID      string
	Title   string
	About   string
	For     []string // respondent groups
	Minutes string   // "25-40"
	Scale   string
	Basis   bool // whether "how do you know?" is asked
	// Reflection: it is for looking at one's own work. It feeds nobody's
	// appraisal, and each respondent gets their own answers back.
	Reflection bool
	Items      Selection
	Domains    []Domain // its own; Framework.DomainsOf has all that it asks
}

// Takes is how long answering takes: "25 to 40 minutes"; "" where nobody has said.
func (i Instrument) Takes() string {
	if i.Minutes == "" {
		return ""
	}
	return strings.ReplaceAll(i.Minutes, "-", " to ") + " minutes"
}

// Selection chooses statements: each that any of its lists names.
type Selection struct {
	Domains    []string
	Elements   []string
	Tags       []string
	Statements []string
}

// Resource is a publication to explore next. Only facts: no text of it.
type Resource struct {
	Title     string
	Author    string
	Publisher string
	Year      int
	Domains   []string
	Elements  []string
}
