package web_test

import (
	"bytes"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"sevenfold/internal/identity"
	"sevenfold/internal/roster"
	"sevenfold/internal/trust"
)

// office is the site as its governance professional uses it.
type office struct {
	*site
	t     *testing.T
	base  string
	clerk string
}

func newOffice(t *testing.T) office {
	s := newSite(t)
	return office{s, t, "/t/" + s.trustID, s.people[trust.GovernanceProfessional]}
}

// seen is a page as somebody met it.
type seen struct {
	t      *testing.T
	status int
	to     string
	doc    *goquery.Document
}

func (o office) read(r *http.Response) seen {
	o.t.Helper()
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(strings.ReplaceAll(body(o.t, r), "<", " <")))
	must(o.t, err)
	return seen{o.t, r.StatusCode, r.Header.Get("Location"), doc}
}

func (o office) get(path string) seen {
	o.t.Helper()
	return o.read(o.ask(o.t, o.clerk, "GET", o.base+path, nil))
}

func (o office) post(path string, values url.Values) seen {
	o.t.Helper()
	return o.read(o.ask(o.t, o.clerk, "POST", o.base+path, values))
}

// send uploads a file.
func (o office) send(file []byte) seen {
	o.t.Helper()
	var form bytes.Buffer
	parts := multipart.NewWriter(&form)
	part, err := parts.CreateFormFile("file", "people.csv")
	must(o.t, err)
	_, _ = part.Write(file)
	must(o.t, parts.Close())
	return o.sendRaw(form.Bytes(), parts.FormDataContentType())
}

func (o office) sendRaw(form []byte, contentType string) seen {
	o.t.Helper()
	r := httptest.NewRequest("POST", "https://sevenfold.example"+o.base+"/people/upload", bytes.NewReader(form))
	r.Header.Set("Content-Type", contentType)
	r.AddCookie(&http.Cookie{Name: "__Host-session", Value: o.tokens[o.clerk]})
	w := httptest.NewRecorder()
	o.handler.ServeHTTP(w, r)
	return o.read(w.Result())
}

func (s seen) text(selector string) string {
	return strings.Join(strings.Fields(s.doc.Find(selector).Text()), " ")
}

func (s seen) want(status int, selector, text string) seen {
	s.t.Helper()
	if got := s.text(selector); s.status != status || !strings.Contains(got, text) {
		s.t.Errorf("got %d with %q at %s, want %d with %q; the page says %q", s.status, got, selector, status, text, s.text("main"))
	}
	return s
}

// wantMistake reads the list at the top, whose links lead to something.
func (s seen) wantMistake(status int, text string) {
	s.t.Helper()
	s.want(status, ".govuk-error-summary", text)
	if !strings.HasPrefix(s.text("title"), "Error: ") {
		s.t.Errorf("got the title %q, want it to start with Error:", s.text("title"))
	}
	s.doc.Find(".govuk-error-summary a").Each(func(_ int, a *goquery.Selection) {
		if s.doc.Find("[id='"+strings.TrimPrefix(a.AttrOr("href", ""), "#")+"']").Length() != 1 {
			s.t.Errorf("got the link %q, want it to lead to something on the page", a.AttrOr("href", ""))
		}
	})
}

func (s seen) wantTo(path string) seen {
	s.t.Helper()
	if s.status != http.StatusSeeOther || !strings.HasSuffix(s.to, path) {
		s.t.Errorf("got %d to %q, want to go on to %q; the page says %q", s.status, s.to, path, s.text("main"))
	}
	return s
}

func ada() url.Values {
	return url.Values{
		"email": {"Ada@Trust.Example"}, "name": {" Ada  Lee "}, "roles[]": {"trustee", "member"},
		"starts-day": {"1"}, "starts-month": {"sept"}, "starts-year": {"2026"},
	}
}

func changed(v url.Values, pairs ...string) url.Values {
	for i := 0; i+1 < len(pairs); i += 2 {
		v.Set(pairs[i], pairs[i+1])
	}
	return v
}

func TestPeopleAreListedAndSearched(t *testing.T) {
	o := newOffice(t)
	id := strings.TrimPrefix(o.post("/people", ada()).to, o.base+"/people?done=added&who=")
	o.get("/people?done=added&who="+id).want(200, ".govuk-notification-banner", "Ada Lee was added.")
	list := o.get("/people").want(200, "#found", "Eight people.")
	list.want(200, "section[aria-labelledby=trustee]", "Ada Lee Trustee, Member ada@trust.example Since 1 September 2026")
	if got := list.doc.Find("main section h2").Length(); got != len(trust.Roles) {
		t.Errorf("got %d roles, want one each", got)
	}
	for query, want := range map[string]string{
		"q=LEE+ada": "One of eight people.", "q=ada%40trust": "One of eight people.", "role=member": "Two of eight people.",
		"q=nobody": "Nobody was found.", "q=%3Cscript%3E": "Nobody was found.", "committee=" + id: "Nobody was found.", "role=king": "Nobody was found.",
	} {
		o.get("/people?"+query).want(200, "#found", want)
	}
}

func TestAPersonsFormSaysWhatToPutRight(t *testing.T) {
	o := newOffice(t)
	for name, test := range map[string]struct{ field, value, want string }{
		"no name":           {"name", " ", "Enter the name of the person"},
		"a long name":       {"name", strings.Repeat("é", 201), "200 letters or fewer"},
		"no address":        {"email", "", "Enter the e-mail address"},
		"no real address":   {"email", "ada", "in the form name@example.org"},
		"an unknown role":   {"roles[]", "king", "Choose at least one role"},
		"half a day":        {"ends-day", "4", "The end date must include a month and a year, or be left empty"},
		"a day that is not": {"starts-day", "31", "The start date must be a real date: September 2026 has 30 days"},
		"a year far off":    {"starts-year", "20270", "must have four figures"},
		"a year long ago":   {"starts-year", "1027", "must be from 1950 to 2100"},
		"in the list":       {"email", "chair@" + o.trustID[:8] + ".example", "in the list already"},
	} {
		t.Run(name, func(t *testing.T) {
			page := o.post("/people", changed(ada(), test.field, test.value))
			page.wantMistake(422, test.want)
			if test.field != "name" && page.doc.Find("#name").AttrOr("value", "") != "Ada Lee" {
				t.Error("got the name gone, want all that was typed still there")
			}
		})
	}
	o.post("/people", changed(ada(), "ends-day", "1", "ends-month", "8", "ends-year", "2026")).wantMistake(422, "must not be before the start date, 1 September 2026")
}

func TestAMembershipFromItsBeginningToItsEndAndBack(t *testing.T) {
	o := newOffice(t)
	first := o.post("/people", ada())
	if again := o.post("/people", ada()); again.to != first.to {
		t.Errorf("got %d to %q for the same form again, want the effect of once", again.status, again.to)
	}
	person := "/people/" + first.to[strings.LastIndex(first.to, "=")+1:]
	edit := o.get(person+"/edit").want(200, "#address-about", "Another address is another person")
	if edit.doc.Find("#email").Length() > 0 {
		t.Error("got a field for the address, want none")
	}
	o.post(person+"/edit", changed(ada(), "name", "Ada L")).wantTo(strings.TrimPrefix(person, "/people/"))
	o.post(person+"/edit", changed(ada(), "name", "")).wantMistake(422, "Enter the name")
	o.get(person+"/end").want(200, "#means", "signed out everywhere")
	for range 2 {
		o.post(person+"/end", nil).wantTo(strings.TrimPrefix(person, "/people/"))
	}
	o.get(person+"/edit").want(409, "h1", "Ada L has left")
	o.post(person+"/edit", ada()).want(409, "h1", "Ada L has left")
	o.get("/people").want(200, "main", "One person who has left")
	o.get("/people/left").want(200, "main", "Ada L")
	o.post("/people", ada()).wantMistake(422, "Ada L had this address and has left")
	for range 2 {
		o.post(person+"/return", nil).wantTo(person + "/edit?done=back")
	}
	o.get(person+"/edit?done=back").want(200, ".govuk-notification-banner", "Look whether roles and dates still hold")

	clerk := "/people/" + o.clerk
	o.post(clerk+"/end", nil).want(409, "h1", "is the last governance professional")
	o.post(clerk+"/edit", url.Values{"name": {"Ruth"}, "roles[]": {"trustee"}}).wantMistake(422, "is the last governance professional")
	o.get("/people/00000000-0000-4000-8000-000000000000/edit").want(404, "h1", "Page not found")
	o.get("/people/nobody/edit").want(404, "h1", "Page not found")
}

func TestAnAddressThatAnotherTrustKnowsTellsNothing(t *testing.T) {
	o := newOffice(t)
	other := o.addTrust(t, "Another Learning Trust")
	known := o.addPerson(t, other, trust.Chair)
	email := "chair@" + other[:8] + ".example"
	page := o.post("/people", changed(ada(), "email", email))
	page.wantTo("who=" + known)
	list := o.get("/people")
	if got := list.text("main"); strings.Contains(got, "Another Learning Trust") {
		t.Errorf("got %q, want nothing of the other trust", got)
	}
	file := o.send([]byte("E-mail,Name,Role\ngovernance-professional@" + other[:8] + ".example,Cy,Member\n"))
	o.read(o.ask(t, o.clerk, "GET", file.to, nil)).want(200, "#counts", "One person would be added")
}

func TestCommittees(t *testing.T) {
	o := newOffice(t)
	o.get("/committees").want(200, "main", "There is no committee yet.")
	o.post("/committees", url.Values{"name": {" "}}).wantMistake(422, "Enter the name of the committee")
	o.post("/committees", url.Values{"name": {"A; B"}}).wantMistake(422, "Leave out semicolons")
	first := o.post("/committees", url.Values{"name": {"Finance"}})
	o.post("/committees", url.Values{"name": {"finance"}}).wantTo(first.to)
	o.post("/committees", url.Values{"name": {"Audit"}})
	path := strings.TrimPrefix(first.to, o.base)
	o.post(path, url.Values{"name": {"AUDIT"}}).wantMistake(422, "Another committee has this name")
	o.post(path, url.Values{"name": {"Money"}, "people[]": {o.people[trust.Chair], "nobody"}}).wantTo("/committees?done=changed")
	o.get("/committees").want(200, "main", "Money One person")
	o.get("/people?committee="+strings.TrimPrefix(path, "/committees/")).want(200, "#found", "One of seven people.")
	o.get("/people").want(200, "section[aria-labelledby=chair]", "Money")
	o.get(path+"/remove").want(200, "h1", "Remove the committee Money")
	o.post(path+"/remove", nil).wantTo("/committees?done=removed")
	o.post(path+"/remove", nil).want(404, "h1", "Page not found")
	o.post(path, url.Values{"name": {"From an old tab"}}).want(404, "h1", "Page not found")
}

func TestAFileOfPeopleIsPreviewedAndSavedOnce(t *testing.T) {
	o := newOffice(t)
	chair := "CHAIR@" + o.trustID[:8] + ".example"
	sent := o.send([]byte("\xef\xbb\xbfSurname;First name;Email;Role;Committee;Telephone\r\n" +
		"Lee;Ada;ada@trust.example;Trustee;Finance;01234\r\n;Bo;" + chair + ";;;\r\n" +
		";Member;member@" + o.trustID[:8] + ".example;Member;;\r\n"))
	path := strings.TrimPrefix(sent.to, o.base)
	preview := o.get(path).want(200, "#counts", "One person would be added, one would be changed and one would be left alone.")
	preview.want(200, "section[aria-labelledby=added]", "Ada Lee Row 2 ada@trust.example Trustee Finance")
	preview.want(200, "section[aria-labelledby=changed]", "Name: Bo, was Chair")
	preview.want(200, "#unused", "Telephone")
	o.get("/people").want(200, "#found", "Seven people.")
	shown := url.Values{"shown": {preview.doc.Find("input[name=shown]").AttrOr("value", "")}}

	o.post("/people/"+o.people[trust.Chair]+"/edit", url.Values{"name": {"Zoe"}, "roles[]": {"chair"}})
	moved := o.post(path, shown).want(409, "#moved", "has changed since you looked")
	o.get("/people").want(200, "#found", "Seven people.")
	shown.Set("shown", moved.doc.Find("input[name=shown]").AttrOr("value", ""))
	for range 2 {
		o.post(path, shown).wantTo("/people?done=file")
	}
	o.get("/people").want(200, "#found", "Eight people.")
	o.get(path).want(409, "h1", "This file was saved before")

	dropped := o.send([]byte("E-mail,Name,Role\nx@trust.example,X,Chair\n"))
	path = strings.TrimPrefix(dropped.to, o.base)
	for range 2 {
		o.post(path+"/discard", nil).wantTo("/people?done=dropped")
	}
	o.post(path, shown).want(410, "h1", "Choose the file again")
	late := o.send([]byte("E-mail,Name,Role\nx@trust.example,X,Chair\n"))
	o.site.now = o.now.Add(roster.Lifetime)
	session, token := identity.NewSession(o.clerk, "a test", o.now, identity.SessionLifetime)
	must(t, o.store.AddSession(t.Context(), session))
	o.tokens[o.clerk] = token
	o.get(strings.TrimPrefix(late.to, o.base)).want(410, "h1", "Choose the file again")
}

func TestAFileThatCannotBeUsedSaysWhy(t *testing.T) {
	o := newOffice(t)
	for name, test := range map[string]struct {
		file   string
		status int
		want   string
	}{
		"empty":      {"", 422, "The file is empty"},
		"headings":   {"E-mail\n", 422, "no people"},
		"a workbook": {"PK\x03\x04", 422, "Excel workbook"},
		"a picture":  {"\x89PNG\x00", 422, "not a CSV file"},
		"cut off":    {"E-mail,Name\na@b.example,\"Ada", 422, "ends in the middle"},
		"too long":   {"E-mail\n" + strings.Repeat("a@b.example\n", 10_001), 422, "more than 10,000 rows"},
		"too large":  {strings.Repeat("x", 11<<20), 413, "smaller than 10 MB"},
	} {
		t.Run(name, func(t *testing.T) { o.send([]byte(test.file)).wantMistake(test.status, test.want) })
	}
	o.post("/people/upload", nil).wantMistake(422, "Choose a file")
	o.sendRaw([]byte("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\nE-mail"), "multipart/form-data; boundary=x").
		wantMistake(422, "ends in the middle")

	bad := o.send([]byte("Email,Name,Role,Start,End\nada,Ada,Chair,,\nbo@b.example,Bo,King,1/9/2026,31/8/2026\nBO@b.example,<b>Bo</b>,Chair,,\ncy@b.example,Cy,Chair,,\n"))
	bad.wantMistake(422, "Four things have to be put right in the file")
	bad.want(422, "#rows", "Of the other rows, one person would be added")
	bad.want(422, "#mistakes tbody tr:nth-child(3)", "3 End 31/8/2026 Write a day that is not before the start, 1 September 2026")
	o.get("/people").want(200, "#found", "Seven people.")
}

func TestABodyIsLimitedButForAFile(t *testing.T) {
	o := newOffice(t)
	o.send([]byte("E-mail,Name,Role\n" + strings.Repeat(",,\n", 600_000) + "x@trust.example,X,Chair\n")).wantTo("")
	o.post("/people", changed(ada(), "name", strings.Repeat("x", 2<<20))).want(413, "h1", "too much at once")
}

func TestPeopleAreDownloadedAsTextAlone(t *testing.T) {
	o := newOffice(t)
	o.post("/people", changed(ada(), "name", "=1+1"))
	r := o.ask(t, o.clerk, "GET", o.base+"/people/download", nil)
	file := body(t, r)
	if got := r.Header.Get("Content-Disposition"); got != `attachment; filename="people-2027-03-04.csv"` {
		t.Errorf("got %q, want a file with its day in its name", got)
	}
	if !strings.HasPrefix(file, "\xef\xbb\xbfName,E-mail,Role,") || !strings.Contains(file, "\n'=1+1,ada@trust.example,Trustee; Member,,2026-09-01,") {
		t.Errorf("got %q, want a mark of UTF-8 and no formula", file)
	}
	sent := o.send([]byte(file))
	o.read(o.ask(t, o.clerk, "GET", sent.to, nil)).want(200, "#counts", "Eight people would be left alone.")
	if got := body(t, o.ask(t, o.clerk, "GET", o.base+"/people/template", nil)); got != "\xef\xbb\xbfName,E-mail,Role,Committee,Start,End\r\n" {
		t.Errorf("got the template %q, want headings alone", got)
	}
}

// TestFiveThousandRowsArePreviewed logs how long the whole way takes.
func TestFiveThousandRowsArePreviewed(t *testing.T) {
	o := newOffice(t)
	var file strings.Builder
	file.WriteString("E-mail,Name,Role,Committee\n")
	for i := range 5000 {
		fmt.Fprintf(&file, "person%d@trust.example,Person %d,Local governor,School %d\n", i, i, i%50)
	}
	started := time.Now()
	sent := o.send([]byte(file.String()))
	preview := o.read(o.ask(t, o.clerk, "GET", sent.to, nil))
	t.Logf("previewed in %v", time.Since(started))
	preview.want(200, "#counts", "5000 people would be added")
	preview.want(200, "section[aria-labelledby=added]", "And 4500 more.")
}
