package paper

import (
	"context"
	_ "embed"
	"fmt"
	"time"

	"sevenfold/internal/audit"
	"sevenfold/internal/framework"
	"sevenfold/internal/typeset"
)

// Own is what one person said in a round, for themselves alone. It is made when
// they ask for it, and kept nowhere.
type Own struct {
	Trust         string // its name
	Respondent    string // whose it is
	Round         audit.Round
	Questionnaire audit.Questionnaire
	Answers       map[string]audit.Answer // by statement
	// Ends head what a statement looks like at either end of the scale.
	Ends     [2]string
	Standing []string // what became of the answers
	Made     time.Time
}

// Title is what the document is called.
func (o Own) Title() string {
	if o.Questionnaire.Instrument.Reflection {
		return "My reflection"
	}
	return "My answers"
}

//go:embed own.typ
var ownTemplate string

// MyAnswers is what somebody said, as a PDF.
func MyAnswers(ctx context.Context, t Typesetter, o Own) ([]byte, error) {
	set, err := setIn(ctx, t, ownTemplate, "/own.json", o.data())
	if err == nil {
		set, err = typeset.MarkAccessible(set)
	}
	if err != nil {
		return nil, fmt.Errorf("make a PDF of somebody's own answers: %w", err)
	}
	return set, nil
}

// ownData is what the template reads.
type ownData struct {
	Name      string         `json:"name"` // what programs show of the file
	Author    string         `json:"author"`
	Date      [6]int         `json:"date"`
	Trust     typeset.Text   `json:"trust"`
	Title     typeset.Text   `json:"title"`
	Private   []typeset.Text `json:"private"`
	Facts     []factData     `json:"facts"`
	Standing  []typeset.Text `json:"standing"`
	Foot      typeset.Text   `json:"foot"`
	Question  typeset.Text   `json:"question"`
	NameWidth int            `json:"name-width"` // of what stands before each part of an answer, in mm
	NoteName  string         `json:"note-name"`
	Domains   []saidData     `json:"domains"`
}

type factData struct {
	Name string       `json:"name"`
	Text typeset.Text `json:"text"`
}

type saidData struct {
	Title   typeset.Text `json:"title"`
	Answers []answerData `json:"answers"`
}

type answerData struct {
	Text typeset.Text `json:"text"`
	Ends []endData    `json:"ends"`
	Said []factData   `json:"said"`
	Note typeset.Text `json:"note"`
}

type endData struct {
	Title string       `json:"title"`
	Text  typeset.Text `json:"text"`
}

func (o Own) data() ownData {
	made := o.Made.In(audit.London)
	d := ownData{
		Name: typeset.Showable(o.Title() + ": " + o.Round.Title), Author: typeset.Showable(o.Respondent),
		Date:  [6]int{made.Year(), int(made.Month()), made.Day(), made.Hour(), made.Minute(), made.Second()},
		Trust: typeset.Text(o.Trust), Title: typeset.Text(o.Title()), Private: o.private(),
		Facts: []factData{
			{"Whose", typeset.Text(o.Respondent)},
			{"Round", typeset.Text(o.Round.Title)},
			{"Questions", typeset.Text(o.Questionnaire.Instrument.Title)},
			{"As it stood", typeset.Text("on " + audit.Date(made) + " at " + made.Format("15:04"))},
		},
		Standing: texts(o.Standing), Foot: typeset.Text(o.Title() + " · " + o.Round.Title + " · Confidential"),
		Question: typeset.Text(o.Questionnaire.Scale.Question), NameWidth: 26, NoteName: "My note",
	}
	for i, domain := range o.Questionnaire.Domains {
		said := saidData{Title: typeset.Text(fmt.Sprintf("%d. %s", i+1, domain.Title))}
		for _, statement := range domain.Statements() {
			said.Answers = append(said.Answers, o.answerData(statement))
		}
		d.Domains = append(d.Domains, said)
	}
	return d
}

// private says whose the document is.
func (o Own) private() []typeset.Text {
	first := "These are your own answers, and confidential. Nobody else has this document: it was made for you when you asked for it, and Sevenfold keeps no copy."
	if o.Questionnaire.Instrument.Reflection {
		first = "This is your own reflection, and confidential. Nobody else has this document: it was made for you when you asked for it, and Sevenfold keeps no copy. It feeds nobody’s appraisal."
	}
	return texts([]string{first, "Whoever opens the file can read it. Keep it where you keep what is yours alone."})
}

func (o Own) answerData(s framework.Statement) answerData {
	n := o.Answers[s.ID]
	choice, basis := SaidOf(o.Questionnaire, n)
	if choice == "" {
		choice = "Not answered"
	}
	a := answerData{
		Text: typeset.Text(s.Text), Note: typeset.Text(n.Note), Ends: []endData{},
		Said: []factData{{"What I said", typeset.Text(choice)}},
	}
	if basis != "" {
		a.Said = append(a.Said, factData{"How I know", typeset.Text(basis)})
	}
	if o.Questionnaire.Instrument.Reflection {
		a.Ends = []endData{{o.Ends[0], typeset.Text(s.Challenge)}, {o.Ends[1], typeset.Text(s.Strength)}}
	}
	return a
}

func texts(lines []string) []typeset.Text {
	all := make([]typeset.Text, len(lines))
	for i, line := range lines {
		all[i] = typeset.Text(line)
	}
	return all
}
