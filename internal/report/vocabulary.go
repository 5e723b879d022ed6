package report

import (
	"strings"

	"sevenfold/internal/framework"
	"sevenfold/internal/insight"
)

// Vocabulary is what findings are called on a scale. The zero value has the
// words of strength and challenge; a scale that names findings of its own puts
// those in their place, and no sentence about it says strength or challenge.
type Vocabulary struct {
	own       map[insight.Kind]framework.Naming
	low, high string // the ends of a scale with names of its own
	unknown   string // "do not know", in the words of a scale that has others
	noUnknown bool   // not knowing was not offered
	noApart   bool   // nor was saying that it does not apply
}

// VocabularyOf is the vocabulary of a scale.
func VocabularyOf(scale framework.Scale) Vocabulary {
	if len(scale.Points) == 0 {
		return Vocabulary{}
	}
	v := Vocabulary{noUnknown: scale.Unknown == "", noApart: scale.Apart == ""}
	if said, ok := strings.CutPrefix(scale.Unknown, "I "); ok {
		v.unknown = said
	}
	if len(scale.Findings) == 0 {
		return v
	}
	v.own = map[insight.Kind]framework.Naming{}
	for kind, naming := range scale.Findings {
		v.own[insight.Kind(kind)] = naming
	}
	v.low, v.high = "“"+scale.Points[0].Short+"”", "“"+scale.Points[len(scale.Points)-1].Short+"”"
	return v
}

// Vocabulary is that of the scale of the report, in the words that its round was
// opened with; f is nil or empty where those are no longer kept.
func (r Report) Vocabulary(f *framework.Framework) Vocabulary {
	if f == nil {
		return Vocabulary{}
	}
	instrument, _ := f.Instrument(r.Instrument)
	scale, _ := f.Scale(instrument.Scale)
	return VocabularyOf(scale)
}

// named reports whether strength and challenge have other names here.
func (v Vocabulary) named() bool { return v.own != nil }

// Unknown is what a key, a table or a bar calls not knowing: "do not know". It is
// empty where that was not offered.
func (v Vocabulary) Unknown() string {
	switch {
	case v.noUnknown:
		return ""
	case v.unknown != "":
		return v.unknown
	}
	return "do not know"
}

// Apart is what a table calls an answer that says that a statement does not
// apply; empty where that was not offered.
func (v Vocabulary) Apart() string {
	if v.noApart {
		return ""
	}
	return "does not apply"
}

// ReportTitle is what a report is called.
func (v Vocabulary) ReportTitle() string {
	if v.named() {
		return "What our answers say"
	}
	return "Our strengths and challenges"
}

// Those names the statements with a finding within a sentence: "the challenges".
func (v Vocabulary) Those(kind insight.Kind) string {
	own, named := v.own[kind]
	switch {
	case own.Those != "":
		return own.Those
	case named:
		return "what is " + v.Is(kind)
	case kind == insight.Strength || kind == insight.Challenge:
		return "the " + v.Noun(kind, 2)
	}
	return "what is " + v.Is(kind)
}

// titles are the names of findings on a scale that has none of its own.
var titles = map[insight.Kind]string{
	insight.Strength:      "Strength",
	insight.Challenge:     "Challenge",
	insight.ViewsDiffer:   "Views differ",
	insight.NotYetKnown:   "Not yet known",
	insight.Balanced:      "Balanced",
	insight.DoesNotApply:  "Does not apply",
	insight.TooFewAnswers: "Too few answers",
	insight.Withheld:      "Withheld",
}

// Title is the name of a finding, as it stands above its statement.
func (v Vocabulary) Title(kind insight.Kind, significant bool) string {
	if own, ok := v.own[kind]; ok {
		if significant && own.Significant != "" {
			return own.Significant
		}
		return own.Title
	}
	title, ok := titles[kind]
	switch {
	case !ok:
		return titles[insight.Withheld]
	case significant && (kind == insight.Strength || kind == insight.Challenge):
		return "Significant " + strings.ToLower(title)
	}
	return title
}

// List is the title of a list of the statements with a finding: "Strengths".
func (v Vocabulary) List(kind insight.Kind) string {
	own, ok := v.own[kind]
	switch {
	case ok && own.List != "":
		return own.List
	case ok:
		return own.Title
	case kind == insight.Strength || kind == insight.Challenge:
		return titles[kind] + "s"
	case kind == insight.ViewsDiffer:
		return "Where views differ"
	case kind == insight.NotYetKnown:
		return "What is not yet known"
	}
	return v.Title(kind, false)
}

// Noun is what stands beside a number of findings: "1 strength", "6 strengths",
// "2 views differ".
func (v Vocabulary) Noun(kind insight.Kind, n int) string {
	if own, ok := v.own[kind]; ok {
		return plural(n, own.One, own.Many)
	}
	noun := strings.ToLower(v.Title(kind, false))
	if n != 1 && (kind == insight.Strength || kind == insight.Challenge) {
		noun += "s"
	}
	return noun
}

// Is says what a statement with a finding is, as in "It came out as a strength".
func (v Vocabulary) Is(kind insight.Kind) string {
	if own, ok := v.own[kind]; ok {
		if own.Is != "" {
			return own.Is
		}
		return own.One
	}
	return now[kind]
}

// was says what a statement was found as in an earlier round.
func (v Vocabulary) was(kind insight.Kind) string {
	if _, ok := v.own[kind]; ok {
		return v.Is(kind)
	}
	return then[kind]
}

// are says what several statements with a finding are.
func (v Vocabulary) are(kind insight.Kind) string {
	if _, ok := v.own[kind]; ok {
		return v.Is(kind)
	}
	return v.Noun(kind, 2)
}

// see says what people do who place a statement on the side of a finding, and
// also what others do, said after those of the other side.
func (v Vocabulary) see(kind insight.Kind) (first, also string) {
	if own, ok := v.own[kind]; ok {
		does := own.See
		if does == "" {
			does = "place it as " + own.One
		}
		return does, does
	}
	return "see " + now[kind], now[kind]
}

// neither is what people do who stand on the middle point of an odd scale.
func (v Vocabulary) neither() (first, also string) {
	if v.named() {
		return "stand in between", "stand in between"
	}
	return "see neither", "neither"
}

// strongly is how people stand who are at one end of a scale, and at either.
func (v Vocabulary) strongly() (one, either string) {
	if v.named() {
		return "at the very end of the scale", "at the very ends of the scale"
	}
	return "strongly", "strongly"
}

// Ends name the two ends of the scale within a sentence: "challenge" and
// "strength", or the words of its first and its last point.
func (v Vocabulary) Ends() (low, high string) {
	if v.named() {
		return v.low, v.high
	}
	return "challenge", "strength"
}

// EndTitles head what a statement looks like at either end of its scale.
func (v Vocabulary) EndTitles() (low, high string) {
	if !v.named() {
		return "As a challenge", "As a strength"
	}
	return v.endTitle(insight.Challenge, v.low), v.endTitle(insight.Strength, v.high)
}

func (v Vocabulary) endTitle(kind insight.Kind, end string) string {
	if own := v.own[kind]; own.End != "" {
		return own.End
	}
	return "At " + end
}
