package paper

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"

	"sevenfold/internal/audit"
	"sevenfold/internal/typeset"
)

// Typesetter makes PDFs of Typst documents; *typeset.Press is the one.
type Typesetter interface {
	PDF(ctx context.Context, source typeset.Source) ([]byte, error)
}

// template is how a questionnaire looks. It reads paper.json, which sheetData describes.
//
//go:embed questionnaire.typ
var template string

// house is what the templates have in common.
//
//go:embed house.typ
var house []byte

// Blank is the questionnaire as a PDF to be printed and written on.
func Blank(ctx context.Context, t Typesetter, s Sheet) ([]byte, error) {
	set, err := setSheet(ctx, t, s, false)
	if err == nil {
		set, err = typeset.MarkAccessible(set)
	}
	if err != nil {
		return nil, fmt.Errorf("make a questionnaire for paper: %w", err)
	}
	return set, nil
}

func setSheet(ctx context.Context, t Typesetter, s Sheet, fields bool) ([]byte, error) {
	return setIn(ctx, t, template, "/paper.json", s.data(fields))
}

// setIn sets a template that reads its data from a file.
func setIn(ctx context.Context, t Typesetter, template, name string, data any) ([]byte, error) {
	file, err := json.Marshal(data)
	if err != nil {
		return nil, fmt.Errorf("write its data: %w", err)
	}
	return t.PDF(ctx, typeset.Source{Main: template, Files: map[string][]byte{name: file, "/house.typ": house}})
}

// sheetData is what the template reads.
type sheetData struct {
	Name       string         `json:"name"` // what programs show of the file
	Author     string         `json:"author"`
	Date       [3]int         `json:"date"`
	Trust      typeset.Text   `json:"trust"`
	Title      typeset.Text   `json:"title"`
	Instrument typeset.Text   `json:"instrument"`
	About      typeset.Text   `json:"about"`
	Asks       typeset.Text   `json:"asks"`
	Closes     typeset.Text   `json:"closes"`
	ReturnTo   typeset.Text   `json:"return_to"`
	How        []typeset.Text `json:"how"` // to fill it in
	Promises   []typeset.Text `json:"promises"`
	Marking    string         `json:"marking"`
	Foot       typeset.Text   `json:"foot"`
	Large      bool           `json:"large"`
	Fields     bool           `json:"fields"`
	Question   typeset.Text   `json:"question"`
	Ends       [2]string      `json:"ends"`
	Points     []choiceData   `json:"points"`
	Apart      []choiceData   `json:"apart"`
	Bases      []choiceData   `json:"bases"`
	Domains    []domainData   `json:"domains"`
}

// choiceData is a box: what its field is called, what is typed for it, and its words.
type choiceData struct {
	State string       `json:"state"`
	Key   string       `json:"key"`
	Words typeset.Text `json:"words"`
}

type domainData struct {
	Title typeset.Text `json:"title"`
	Items []itemData   `json:"items"`
}

type itemData struct {
	Code      string       `json:"code"`
	Text      typeset.Text `json:"text"`
	Challenge typeset.Text `json:"challenge"`
	Strength  typeset.Text `json:"strength"`
}

func (s Sheet) data(fields bool) sheetData {
	q := s.Questionnaire
	opens := s.Round.OpensAt.In(audit.London)
	d := sheetData{
		Name: typeset.Showable(s.Round.Title + ": questionnaire"), Author: typeset.Showable(s.Trust),
		Date:  [3]int{opens.Year(), int(opens.Month()), opens.Day()},
		Trust: typeset.Text(s.Trust), Title: typeset.Text(s.Round.Title), Instrument: typeset.Text(q.Instrument.Title),
		About: typeset.Text(q.Instrument.About), Asks: typeset.Text(asks(q)),
		Closes:   typeset.Text("By " + audit.Date(s.Round.ClosesAt)),
		ReturnTo: typeset.Text(s.ReturnName + "\n" + s.ReturnEmail),
		Foot:     typeset.Text(s.Round.Title + " · " + s.Trust + " · Framework " + q.Framework.Version),
		Large:    s.Large, Fields: fields, Question: typeset.Text(q.Scale.Question), Ends: s.Ends,
		Points: []choiceData{}, Apart: []choiceData{}, Bases: []choiceData{}, How: texts(howTo(q, fields)), Promises: texts(s.Promises),
	}
	if s.Preview {
		d.Marking = "Preview: this round is not open yet"
	}
	for _, c := range Choices(q) {
		data := choiceData{c.state, c.Key, typeset.Text(c.Words)}
		if c.escape == "" {
			d.Points = append(d.Points, data)
		} else {
			d.Apart = append(d.Apart, data)
		}
	}
	for _, b := range BasisChoices(q) {
		d.Bases = append(d.Bases, choiceData{b.state, b.Key, typeset.Text(b.Words)})
	}
	d.Domains = domainsData(q)
	return d
}

func domainsData(q audit.Questionnaire) []domainData {
	all := make([]domainData, len(q.Domains))
	for i, domain := range q.Domains {
		all[i].Title = typeset.Text(fmt.Sprintf("%d. %s", i+1, domain.Title))
		for j, statement := range domain.Statements() {
			text := statement.Text
			if statement.Own {
				text += " (Added by our trust)"
			}
			all[i].Items = append(all[i].Items, itemData{
				Code: code(i, j), Text: typeset.Text(text),
				Challenge: typeset.Text(statement.Challenge), Strength: typeset.Text(statement.Strength),
			})
		}
	}
	return all
}
