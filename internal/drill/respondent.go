package drill

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"sevenfold/internal/audit"
	"sevenfold/internal/framework"
	"sevenfold/internal/postgres"
)

// Respondent answers over HTTP, and remembers what was acknowledged.
type Respondent struct {
	Seat
	Visitor
	// Said is what was acknowledged, by statement.
	Said map[string]audit.Answer
	// InDoubt is what a save held that got no answer: all of it may be there, or nothing.
	InDoubt []audit.Answer
}

// NewRespondent takes a seat, over one connection to the program.
func NewRespondent(seat Seat, addr string) *Respondent {
	return &Respondent{Seat: seat, Visitor: Visitor{Addr: addr}, Said: map[string]audit.Answer{}}
}

// Adopt takes what is stored for what was said, as a page opened anew shows it.
func (r *Respondent) Adopt(ctx context.Context, store *postgres.Store) error {
	_, stored, err := store.Response(ctx, r.TrustID, r.RoundID, r.PersonID)
	if err != nil {
		return err
	}
	r.Said, r.InDoubt = stored.Answers, nil
	return nil
}

// ElementPath is where an element of the round is shown and saved.
func (s Seat) ElementPath(element string) string {
	return "/t/" + s.TrustID + "/rounds/" + s.RoundID + "/answers/" + element
}

// Show asks for the page of an element.
func (r *Respondent) Show(element string) error { return r.Read(r.ElementPath(element)) }

// Read asks for a page.
func (r *Respondent) Read(path string) error {
	reply, err := r.Ask(Request{Method: http.MethodGet, Path: path, Token: r.Token})
	return expect(http.StatusOK, reply, err)
}

// SaveElement sends the form of an element, with another answer to each of its
// statements than before.
func (r *Respondent) SaveElement(e framework.Element, turn int) error {
	form := url.Values{"do": {"continue"}}
	for _, s := range e.Statements {
		r.choose(form, s.ID, turn)
	}
	reply, err := r.Ask(Request{Method: http.MethodPost, Path: r.ElementPath(e.ID), Token: r.Token, Form: form.Encode()})
	if err := expect(http.StatusSeeOther, reply, err); err != nil {
		return err
	}
	r.acknowledged()
	return nil
}

// SaveAnswer saves one answer, as the page's script does.
func (r *Respondent) SaveAnswer(element, statement string, turn int) error {
	form := url.Values{}
	r.choose(form, statement, turn)
	path := r.ElementPath(element) + "/" + statement
	reply, err := r.Ask(Request{Method: http.MethodPut, Path: path, Token: r.Token, Form: form.Encode()})
	if err := expect(http.StatusOK, reply, err); err != nil {
		return err
	}
	var saved struct {
		Revision string `json:"revision"`
	}
	if err := json.Unmarshal(reply.Body, &saved); err != nil {
		return fmt.Errorf("read what a save became: %w", err)
	}
	revision, _, _ := strings.Cut(saved.Revision, ".")
	if want := strconv.Itoa(r.InDoubt[0].Revision); revision != want {
		return fmt.Errorf("a save was acknowledged at revision %s, want %s", revision, want)
	}
	r.acknowledged()
	return nil
}

// Submit hands the response in, as the button at the end does.
func (r *Respondent) Submit() error {
	path := "/t/" + r.TrustID + "/rounds/" + r.RoundID + "/submit"
	reply, err := r.Ask(Request{Method: http.MethodPost, Path: path, Token: r.Token})
	return expect(http.StatusSeeOther, reply, err)
}

// choose answers a statement so that no two answers to it are alike.
func (r *Respondent) choose(form url.Values, statement string, turn int) {
	before := r.Said[statement]
	n := audit.Answer{
		Statement: statement, Position: 1 + turn%4, Note: fmt.Sprintf("Turn %d: the board saw the figures in November.", turn),
		Revision: before.Revision + 1,
	}
	// No answer has this digest, so the form always says that it was changed.
	const anyDigest = ".0000000000000000"
	form.Set(statement+".read", strconv.Itoa(before.Revision)+anyDigest)
	form.Set(statement+".choice", strconv.Itoa(n.Position))
	form.Set(statement+".note", n.Note)
	r.InDoubt = append(r.InDoubt, n)
}

func (r *Respondent) acknowledged() {
	for _, n := range r.InDoubt {
		r.Said[n.Statement] = n
	}
	r.InDoubt = r.InDoubt[:0]
}

func expect(status int, reply Reply, err error) error {
	if err == nil && reply.Status != status {
		err = &StatusError{Got: reply.Status, Want: status}
	}
	return err
}

// StatusError is another answer than was expected.
type StatusError struct{ Got, Want int }

func (e *StatusError) Error() string {
	return fmt.Sprintf("answered with status %d, want %d", e.Got, e.Want)
}
