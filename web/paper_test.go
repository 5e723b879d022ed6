package web_test

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"sevenfold/internal/audit"
	"sevenfold/internal/paper"
	"sevenfold/internal/trust"
)

// expect reads several places of one page.
func (s seen) expect(name string, status int, says map[string]string) {
	s.t.Helper()
	if s.status != status {
		s.t.Errorf("%s: got %d, want %d\n%s", name, s.status, status, s.text("main"))
	}
	for selector, want := range says {
		if got := s.text(selector); !strings.Contains(got, want) {
			s.t.Errorf("%s, %s: got %q, want %q in it", name, selector, got, want)
		}
	}
}

// filledGrid types the same for every statement.
func (o office) filledGrid(all seen, typed string) url.Values {
	values := url.Values{}
	all.doc.Find("form[data-type-in] input[type=text]").Each(func(_ int, i *goquery.Selection) { values.Set(i.AttrOr("name", ""), typed) })
	return values
}

func TestAFormIsTypedInTwiceAndBelongsToItsRespondent(t *testing.T) {
	o := newOffice(t)
	round := "/rounds/" + o.openRound(t)
	trustee := o.people[trust.Trustee]
	o.get(round+"/progress").expect("the round", 200, map[string]string{"#paper": "On paper"})
	o.get(round+"/paper").expect("on paper", 200, map[string]string{"h1": "On paper", "#type-in": "Type in"})
	who := o.get(round + "/paper/type-in")
	if got, want := who.doc.Find("#people a").Length(), len(o.people)-1; got != want {
		t.Errorf("got %d people to choose from, want everybody but the governance professional: %d", got, want)
	}

	grid := round + "/paper/type-in/" + trustee
	first := o.get(grid)
	first.expect("first time", 200, map[string]string{"h1": "Type in the form of Trustee"})
	values := o.filledGrid(first, "3b2")
	if len(values) != 80 {
		t.Errorf("got %d rows, want 80", len(values))
	}
	values.Set("answer-1-02", "9")
	wrong := o.post(grid, values)
	wrong.expect("a number too high", 422, map[string]string{
		"title": "Error:", ".govuk-error-summary": "1-02: type 1 to 4, ? or x, and b1 to b4 after a number", "#answer-1-02-error": "1-02",
	})
	if got := wrong.doc.Find("#answer-1-02").AttrOr("value", ""); got != "9" {
		t.Errorf("got %q, want what was typed still there", got)
	}
	o.post(grid, url.Values{}).expect("nothing typed", 422, map[string]string{".govuk-error-summary": "Type at least one answer"})
	values.Set("answer-1-02", "?")
	values.Del("answer-1-03")
	sent := o.post(grid, values)
	sent.expect("the first time sent", 303, nil)
	form := strings.TrimPrefix(sent.to, o.base)

	second := o.get(form)
	second.expect("second time", 200, map[string]string{"h1": "a second time"})
	if got := second.doc.Find("input[value='3b2']").Length(); got > 0 {
		t.Errorf("got %d rows filled in, want none shown of the first time", got)
	}
	values.Set("answer-1-02", "x")
	values.Set("answer-1-03", "1")
	values.Set("note-1-01", "Seen at a visit.")
	differs := o.post(form, values)
	differs.expect("two rows differ", 422, map[string]string{".sf-lead": "Two rows were typed differently", ".govuk-error-summary": "1-02: first ?, then x"})
	if got := differs.doc.Find("tbody tr").Length(); got != 2 {
		t.Errorf("got %d rows, want only the two that differ", got)
	}
	settled := hidden(differs.doc)
	settled.Set("settled-1-02", "x")
	o.post(form, settled).expect("one row settled", 422, map[string]string{".govuk-error-summary": "1-03: first -, then 1"})
	settled.Set("settled-1-03", "-")
	o.post(form, settled).expect("settled", 303, nil)

	o.get(round+"/paper?done=saved").expect("saved", 200, map[string]string{
		".govuk-notification-banner": "can’t be opened again", "#entered": "Trustee, by Governance professional",
	})
	for name, page := range map[string]seen{"opened": o.get(form), "sent again": o.post(form, settled)} {
		page.expect(name, 409, map[string]string{"h1": "This form was saved before"})
	}
	o.get(grid).expect("typed in again", 409, map[string]string{"h1": "There is a response already"})
	o.get(round+"/progress").expect("progress", 200, map[string]string{"main": "Entered from paper by Governance professional"})

	o.clerk = trustee
	mine := o.get(round + "/my-answers")
	mine.expect("the respondent reads it", 200, map[string]string{
		"#entered": "Governance professional entered these answers for you from paper at 10:42", "#entered button": "Confirm", "main": "Seen at a visit.",
	})
	o.get(round+"/questionnaire").expect("the respondent's list", 200, map[string]string{".sf-lead": "entered answers for you from paper"})
	o.post(round+"/submit", nil).expect("confirmed", 303, nil)
	if o.get(round+"/my-answers").doc.Find("#entered").Length() > 0 {
		t.Error("got the notice still, want the answers their own")
	}
	_, r, err := o.store.Response(t.Context(), o.trustID, strings.TrimPrefix(round, "/rounds/"), trustee)
	must(t, err)
	if len(r.Answers) != 79 || r.Answers[o.config.Framework.Statements()[1].ID].Escape != audit.Apart {
		t.Errorf("got %d answers, want 79, the second as it was settled", len(r.Answers))
	}
}

// sendPaper uploads a questionnaire that was filled in.
func (o office) sendPaper(round, person string, file []byte) seen {
	o.t.Helper()
	var sent bytes.Buffer
	parts := multipart.NewWriter(&sent)
	must(o.t, parts.WriteField("person", person))
	part, err := parts.CreateFormFile("file", "questionnaire.pdf")
	must(o.t, err)
	_, err = part.Write(file)
	must(o.t, err)
	must(o.t, parts.Close())
	r := httptest.NewRequest("POST", "https://sevenfold.example"+o.base+round+"/paper/upload", &sent)
	r.Header.Set("Content-Type", parts.FormDataContentType())
	r.AddCookie(&http.Cookie{Name: "__Host-session", Value: o.tokens[o.clerk]})
	w := httptest.NewRecorder()
	o.handler.ServeHTTP(w, r)
	return o.read(w.Result())
}

// marked crosses a box of a file, as it was made, at the same length.
func marked(t *testing.T, pdf []byte, field, state string) []byte {
	t.Helper()
	at := bytes.Index(pdf, []byte("/T ("+field+")"))
	if at < 0 {
		t.Fatalf("no field %s", field)
	}
	value := at + bytes.Index(pdf[at:], []byte("/V /Off"))
	made := bytes.Clone(pdf)
	copy(made[value:], ("/V /" + state + "    ")[:len("/V /Off")])
	return made
}

func TestAFileThatWasFilledInIsReadShownAndSaved(t *testing.T) {
	s := newSite(t, withPress(t))
	o := office{s, t, "/t/" + s.trustID, s.people[trust.GovernanceProfessional]}
	short := func(r *audit.Round) { r.Instrument = "leadership-reflection" }
	round, other := "/rounds/"+s.openRound(t, short), "/rounds/"+s.openRound(t, short)
	fillable := func(round string) []byte {
		r := s.ask(t, o.clerk, "GET", o.base+round+"/paper/fillable.pdf", nil)
		pdf, err := io.ReadAll(r.Body)
		must(t, err)
		if r.StatusCode != 200 || r.Header.Get("Content-Type") != "application/pdf" {
			t.Fatalf("got %d, %s, want a PDF", r.StatusCode, r.Header.Get("Content-Type"))
		}
		return pdf
	}
	empty, trustee := fillable(round), s.people[trust.Trustee]
	filled := marked(t, marked(t, empty, "answer:1-01", "p2"), "answer:1-02", "p9")
	for _, c := range []struct {
		name, person string
		file         []byte
		status       int
		says         string
	}{
		{"no file", trustee, nil, 422, "Choose a file"},
		{"no person", "", filled, 422, "Choose whose questionnaire it is"},
		{"not a PDF", trustee, []byte("hello"), 422, "The file is not a PDF"},
		{"cut off", trustee, filled[:len(filled)/2], 422, "The file ends in the middle"},
		{"of another round", trustee, marked(t, fillable(other), "answer:1-01", "p2"), 422, "of another round"},
		{"not filled in", trustee, empty, 422, "Nothing is filled in"},
		{"of 50 MB", trustee, make([]byte, 50<<20), 413, "must be smaller than 10 MB"},
	} {
		o.sendPaper(round, c.person, c.file).expect(c.name, c.status, map[string]string{".govuk-error-summary": c.says, "title": "Error:"})
	}
	o.sendPaper(round, o.clerk, filled).expect("one's own", 409, map[string]string{"h1": "Answer this round on screen"})
	sent := o.sendPaper(round, trustee, filled)
	sent.expect("filled in", 303, nil)
	form := strings.TrimPrefix(sent.to, o.base)
	o.get(form).expect("read", 200, map[string]string{
		"h1": "Check what was read for Trustee", "#counts": "One answer was read", "#unread": "1-02: the answer is none of those", "#read": "1-01",
	})
	for _, role := range []trust.Role{trust.Chair, trust.Trustee} {
		if got := s.ask(t, s.people[role], "GET", o.base+form, nil).StatusCode; got != 404 {
			t.Errorf("%s opens what was read: got %d, want not found", role, got)
		}
	}
	second := s.addPerson(t, s.trustID, trust.GovernanceProfessional, "second")
	if got := s.ask(t, second, "GET", o.base+form, nil).StatusCode; got != 410 {
		t.Errorf("another governance professional opens what was read: got %d, want it gone", got)
	}
	o.post(form, nil).expect("saved", 303, nil)
	o.get(form).expect("opened again", 409, map[string]string{"h1": "This form was saved before"})
}

func TestADraftIsPreviewedOnPaperAndNothingIsEntered(t *testing.T) {
	s := newSite(t, withPress(t))
	o := office{s, t, "/t/" + s.trustID, s.people[trust.GovernanceProfessional]}
	draft := "/rounds/" + s.addRound(t, func(r *audit.Round) { r.Instrument = "leadership-reflection" })
	page := o.get(draft + "/paper")
	page.expect("a draft", 200, map[string]string{"#standing": "This round is a draft", "#blank": "Blank questionnaire"})
	if page.doc.Find("#fillable, #type-in, #upload").Length() > 0 {
		t.Error("got something to enter, want nothing while it is a draft")
	}
	for _, path := range []string{"/paper/type-in", "/paper/upload", "/paper/fillable.pdf"} {
		o.get(draft+path).expect(path, 409, map[string]string{"h1": "This round is not open yet"})
	}
	for _, kind := range []string{"", "?type=large"} {
		r := s.ask(t, o.clerk, "GET", o.base+draft+"/paper/blank.pdf"+kind, nil)
		pdf := body(t, r)
		if r.StatusCode != 200 || !strings.HasPrefix(pdf, "%PDF-") || r.Header.Get("Cache-Control") != "private, no-store" {
			t.Errorf("%s: got %d, want a PDF that no browser keeps", kind, r.StatusCode)
		}
	}
	closed := "/rounds/" + s.closedRound(t)
	o.get(closed+"/paper").expect("a closed round", 200, map[string]string{"#standing": "takes no more answers"})
	o.get(closed+"/paper/type-in").expect("typing in late", 410, map[string]string{"h1": "This round takes no more answers"})
}

func TestWhatWasTypedInCanBeGivenUp(t *testing.T) {
	o := newOffice(t)
	round := o.openRound(t)
	e := paper.Entry{RoundID: round, PersonID: o.people[trust.Trustee], Way: paper.Typed, Filled: paper.Filled{Answers: []audit.Answer{{Statement: o.config.Framework.Statements()[0].ID, Position: 2}}}}
	id, err := o.store.AddPaper(t.Context(), o.trustID, o.clerk, e, o.now)
	must(t, err)
	form := "/rounds/" + round + "/paper/forms/" + id
	o.post(form+"/discard", nil).expect("given up", 303, nil)
	o.get(form).expect("opened", 410, map[string]string{"h1": "Enter the form again"})
}
