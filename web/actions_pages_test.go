package web_test

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"sevenfold/internal/action"
	"sevenfold/internal/audit"
	"sevenfold/internal/trust"
	"sevenfold/web/form"
)

// auditedRound is a closed round in which everybody sees one challenge after
// the other, and strengths everywhere else.
func (s *site) auditedRound(t testing.TB, challenges int) string {
	t.Helper()
	id := s.openRound(t)
	q, err := audit.NewQuestionnaire(s.config.Framework, "seven-domains")
	must(t, err)
	var answers []audit.Answer
	for i, asked := range q.Statements() {
		position := 4
		if i < challenges {
			position = 1
		}
		answers = append(answers, audit.Answer{Statement: asked.ID, Position: position, Basis: "seen"})
	}
	for _, person := range s.people {
		_, err := s.store.SaveAnswers(t.Context(), s.trustID, id, person, answers, s.now)
		must(t, err)
		must(t, s.store.Submit(t.Context(), s.trustID, id, person, s.now))
	}
	must(t, s.store.CloseRound(t.Context(), s.trustID, id, s.people[trust.GovernanceProfessional], s.now))
	return id
}

func (o office) askFamilies() url.Values {
	return url.Values{
		"id": {form.NewID()}, "title": {" Ask  families how long they wait "}, "words": {"Of those with plans."},
		"owner": {o.people[trust.Executive]}, "due-day": {"1"}, "due-month": {"4"}, "due-year": {"2027"},
	}
}

func TestAnActionsFormSaysWhatToPutRight(t *testing.T) {
	o := newOffice(t)
	long := strings.Repeat("👩🏽‍🏫", 201)
	for name, c := range map[string]struct {
		change  []string
		mistake string
	}{
		"no title":                          {[]string{"title", " \u200b "}, "Enter what will be done"},
		"a title of 201 characters":         {[]string{"title", long}, "must be 200 characters or fewer: it has 201"},
		"more words than are kept":          {[]string{"words", strings.Repeat("é", 2001)}, "must be 2,000 characters or fewer: it has 2001"},
		"nobody owns it":                    {[]string{"owner", ""}, "Choose who owns this action"},
		"an owner who is no id":             {[]string{"owner", "<script>"}, "Choose who owns this action"},
		"an owner who may not read it":      {[]string{"owner", o.people[trust.LocalGovernor]}, "Choose who owns this action"},
		"no date":                           {[]string{"due-day", "", "due-month", "", "due-year", ""}, "Enter the due date"},
		"a day that is not in the calendar": {[]string{"due-day", "31"}, "April 2027 has 30 days"},
		"a date that has passed":            {[]string{"due-day", "3", "due-month", "3"}, "The due date has passed: enter Thursday 4 March 2027 or later"},
		"a date of another kind":            {[]string{"due-day", "אחד"}, "must be a number"},
	} {
		t.Run(name, func(t *testing.T) {
			typed := changed(o.askFamilies(), c.change...)
			page := o.post("/actions", typed)
			page.wantMistake(http.StatusUnprocessableEntity, c.mistake)
			for field, want := range map[string]string{"#due-day": typed.Get("due-day"), "#due-year": typed.Get("due-year")} {
				if got := page.doc.Find(field).AttrOr("value", ""); got != want {
					t.Errorf("got %q at %s, want %q as it was typed", got, field, want)
				}
			}
			if got := strings.TrimSpace(page.doc.Find("#words").Text()); got != typed.Get("words") {
				t.Errorf("got %q, want the words as they were typed", got)
			}
		})
	}
	o.post("/actions", url.Values{}).wantMistake(http.StatusUnprocessableEntity, "Enter what will be done, such as “Ask families how long they wait” Choose who owns this action Enter the due date")
	if all, err := o.store.Actions(t.Context(), o.trustID); err != nil || len(all) != 0 {
		t.Errorf("got %v, %v, want nothing half saved", all, err)
	}
}

func TestWhateverIsTypedOfAnActionIsShownAsText(t *testing.T) {
	o := newOffice(t)
	for _, typed := range []string{"<script>alert(1)</script>", "👩🏽‍🏫 teachers first", "לשאול משפחות", `"><img src=x onerror=alert(1)>`, "{{.Title}}"} {
		v := changed(o.askFamilies(), "title", typed, "words", typed)
		o.post("/actions", v).wantTo("/actions/" + v.Get("id") + "?done=added")
		page := o.get("/actions/"+v.Get("id")).want(http.StatusOK, "h1", typed).want(http.StatusOK, "#about", typed)
		if n := page.doc.Find("main script, main img").Length(); n > 0 {
			t.Errorf("%q: got it alive, want text", typed)
		}
		o.get("/actions").want(http.StatusOK, "tbody", typed)
		o.get("/actions/"+v.Get("id")+"/edit").want(http.StatusOK, "#words", typed)
	}
}

func TestAnActionFromItsBeginningToItsEnd(t *testing.T) {
	o := newOffice(t)
	round := o.auditedRound(t, 3)
	statement := o.config.Framework.Domains[0].Elements[0].Statements[0]
	o.get("/actions").want(http.StatusOK, "#none", "Add the first")
	page := o.get("/actions/new?round="+round+"&for="+statement.ID).want(http.StatusOK, "h1", "Add an action")
	if got := page.doc.Find("#for input:checked").AttrOr("value", ""); got != round+"_"+statement.ID {
		t.Errorf("got %q ticked, want the finding that the address names", got)
	}
	typed := o.askFamilies()
	typed["for[]"] = []string{round + "_" + statement.ID, "not_there"}
	id := typed.Get("id")
	for range 2 {
		o.post("/actions", typed).wantTo("/actions/" + id + "?done=added")
	}
	o.get("/actions/"+id).want(http.StatusOK, "h1", "Ask families how long they wait").want(http.StatusOK, "#findings", statement.Text).
		want(http.StatusOK, "#findings", "Significant challenge in Spring 2027 audit").want(http.StatusOK, "#due", "Thursday 1 April 2027")
	o.post("/actions", changed(maps.Clone(typed), "title", "Another")).want(http.StatusConflict, "h1", "added before").want(http.StatusConflict, "#typed", "Another")

	said := url.Values{"id": {form.NewID()}, "seen": {"planned"}, "state": {"under way"}, "words": {"Begun.\nTwo families."}}
	for range 2 {
		o.post("/actions/"+id+"/updates", said).wantTo("/actions/" + id + "?done=updated")
	}
	shown := o.get("/actions/"+id).want(http.StatusOK, "#stands", "Under way").want(http.StatusOK, "#updates", "Begun.")
	if n := shown.doc.Find("#updates li").Length(); n != 1 {
		t.Errorf("got %d updates, want the form sent twice to be one", n)
	}
	update := func(pairs ...string) seen {
		return o.post("/actions/"+id+"/updates", changed(url.Values{"id": {form.NewID()}, "seen": {"under way"}, "state": {"under way"}}, pairs...))
	}
	update().wantMistake(http.StatusUnprocessableEntity, "Say what has happened, or choose another state")
	update("state", "dropped").wantMistake(http.StatusUnprocessableEntity, "Say why the action is dropped")
	update("state", "excellent").wantMistake(http.StatusUnprocessableEntity, "Choose where it stands now")
	update("words", strings.Repeat("a", 2001)).wantMistake(http.StatusUnprocessableEntity, "2,000 characters or fewer")
	// Somebody else has moved it since: what was typed is still there.
	late := update("seen", "planned", "state", "dropped", "words", "Overtaken.")
	late.wantMistake(http.StatusConflict, "Meanwhile Governance professional moved it to “Under way”")
	if late.text("#words") != "Overtaken." || late.doc.Find("[name=seen]").AttrOr("value", "") != "under way" {
		t.Error("want the words as they were typed, and the state as it is now")
	}
	update("state", "dropped", "words", "Overtaken.").wantTo("?done=updated")
	o.get("/actions/"+id).want(http.StatusOK, "#reason", "Overtaken.")
	o.get("/actions").want(http.StatusOK, "#found", "No actions to be done.")
	o.get("/actions?state=dropped").want(http.StatusOK, "tbody", "Ask families")
}

func TestWhatBecameOfAReminderIsSaidToThoseWhoRunActions(t *testing.T) {
	o := newOffice(t)
	id := o.addAction(t, o.people[trust.Trustee])
	must(t, o.store.RemindOfActions(t.Context(), o.trustID, time.Date(2027, time.March, 25, 9, 0, 0, 0, audit.London)))
	o.get("/actions/"+id).want(http.StatusOK, "#reminders", "On its way to Trustee.")
	page := o.read(o.ask(t, o.people[trust.Trustee], "GET", o.base+"/actions/"+id, nil)).want(http.StatusOK, "h1", "Ask families")
	if page.doc.Find("#reminders").Length() != 0 {
		t.Error("got reminders shown to a trustee, want them for those who run actions alone")
	}
}

func TestTwoPeopleChangeAnAction(t *testing.T) {
	o := newOffice(t)
	typed := o.askFamilies()
	id := typed.Get("id")
	o.post("/actions", typed).wantTo("?done=added")
	path := "/actions/" + id + "/edit"
	revision := o.get(path).doc.Find("[name=revision]").AttrOr("value", "")
	first := changed(maps.Clone(typed), "revision", revision, "words", "Of those who wait.")
	second := changed(maps.Clone(typed), "revision", revision, "title", "Ask all families", "due-day", "15")
	o.post(path, first).wantTo("?done=changed")
	o.post(path, first).wantTo("?done=changed") // its answer was lost
	met := o.post(path, second).want(http.StatusConflict, "h1", "Somebody changed this action while you did").
		want(http.StatusConflict, "#kept", "Of those who wait.").want(http.StatusConflict, "#typed", "Ask all families").
		want(http.StatusConflict, "#typed", "Thursday 15 April 2027")
	if strings.Contains(met.text("#versions"), "Owner") {
		t.Error("got the owner among what differs, want only what does")
	}
	if got := met.doc.Find("#title").AttrOr("value", ""); got != "Ask all families" {
		t.Errorf("got %q in the form, want what was typed", got)
	}
	if got := met.doc.Find("#typed button").AttrOr("form", ""); met.doc.Find("form#"+got).Length() != 1 {
		t.Errorf("got a button of the form %q, want it on the page", got)
	}
	second.Set("revision", met.doc.Find("[name=revision]").AttrOr("value", ""))
	o.post(path, second).wantTo("?done=changed")
	o.get("/actions/"+id).want(http.StatusOK, "h1", "Ask all families").want(http.StatusOK, "#added", "Last changed by Governance professional")
}

func TestActionsAreNarrowedAndOrdered(t *testing.T) {
	o := newOffice(t)
	add := func(title string, role trust.Role, day int) {
		must(t, o.store.AddAction(t.Context(), o.trustID, o.clerk, action.Action{
			ID: form.NewID(), Title: title, OwnerID: o.people[role], DueOn: trust.Day(2027, time.March, day),
		}, o.now))
	}
	add("Second", trust.Chair, 8)
	add("Third", trust.GovernanceProfessional, 20)
	add("First", trust.Executive, 1)
	titles := func(query string) []string {
		return o.get("/actions" + query).doc.Find("tbody th").Map(func(_ int, s *goquery.Selection) string { return strings.TrimSpace(s.Text()) })
	}
	for query, want := range map[string][]string{
		"":                                {"First", "Second", "Third"},
		"?sort=owner":                     {"Second", "First", "Third"},
		"?owner=me":                       {"Third"},
		"?owner=" + o.people[trust.Chair]: {"Second"},
		"?state=overdue":                  {"First"},
		"?state=done":                     {},
		"?state=all&owner=nobody":         {},
		"?sort=<script>":                  {"First", "Second", "Third"},
	} {
		if got := titles(query); !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", query, got, want)
		}
	}
	o.get("/actions").want(http.StatusOK, "#found", "Three actions to be done, one overdue.").want(http.StatusOK, "tbody", "Overdue by three days").
		want(http.StatusOK, "tbody", "Due in four days")
}

func TestWhatBecameOfTheChallenges(t *testing.T) {
	o := newOffice(t)
	o.get("/rounds/"+o.closedRound(t)+"/report/actions").want(http.StatusOK, "#withheld", "Nothing is shown of this round")
	before := o.auditedRound(t, 2)
	statements := o.config.Framework.Statements()
	must(t, o.store.AddAction(t.Context(), o.trustID, o.clerk, action.Action{
		ID: form.NewID(), Title: "Ask families", OwnerID: o.people[trust.Chair], DueOn: trust.Day(2027, time.April, 1),
		For: []action.Finding{{RoundID: before, Statement: statements[1].ID}},
	}, o.now))
	o.get("/rounds/"+before+"/report/actions").want(http.StatusOK, "#lead", "Two statements came out as a challenge. One of them is followed by an action, and one is not.").
		want(http.StatusOK, "#with-"+statements[1].ID, "Ask families").want(http.StatusOK, "#without-"+statements[0].ID, "Add an action")
	// Carried over: the same statement is a challenge again.
	after := o.auditedRound(t, 3)
	o.get("/rounds/"+after+"/report/actions").want(http.StatusOK, "#with-"+statements[1].ID, "Begun for Spring 2027 audit.").
		want(http.StatusOK, "#lead", "Three statements came out as a challenge.")
	o.get("/rounds/"+o.auditedRound(t, 0)+"/report/actions").want(http.StatusOK, "#none", "No statement came out as a challenge")
	if got := o.ask(t, o.clerk, "GET", o.base+"/rounds/"+o.openRound(t)+"/report/actions", nil).StatusCode; got != http.StatusNotFound {
		t.Errorf("of an open round: got %d, want not found", got)
	}
	// The form offers the findings of the newest round, and of another that is asked for.
	typed := o.askFamilies()
	shown := o.post("/actions", changed(typed, "round", before, "do", "round", "title", "Half typed")).want(http.StatusOK, "#for", "Challenges")
	if shown.doc.Find("#title").AttrOr("value", "") != "Half typed" || shown.doc.Find("#for [value='"+before+"_"+statements[0].ID+"']").Length() != 1 {
		t.Error("want the findings of that round, and what was typed")
	}
}

func (o office) review() url.Values {
	return url.Values{
		"id": {form.NewID()}, "title": {"Review of safeguarding"}, "kind": {"review"}, "dated-day": {"14"}, "dated-month": {"1"}, "dated-year": {"2027"},
		"link": {"https://trust.example/review.pdf"}, "keeper-id": {o.people[trust.Executive]},
		"statements[]": {o.config.Framework.Domains[0].Elements[0].Statements[0].ID, "not-asked"},
	}
}

func TestTheFormOfEvidenceSaysWhatToPutRight(t *testing.T) {
	o := newOffice(t)
	for name, c := range map[string]struct {
		change  []string
		mistake string
	}{
		"no title":                    {[]string{"title", ""}, "Enter a title"},
		"a title of 201 characters":   {[]string{"title", strings.Repeat("é", 201)}, "must be 200 characters or fewer: it has 201"},
		"no kind":                     {[]string{"kind", ""}, "Choose what kind of evidence it is"},
		"a kind that there is not":    {[]string{"kind", "rumour"}, "Choose what kind of evidence it is"},
		"no date":                     {[]string{"dated-day", "", "dated-month", "", "dated-year", ""}, "Enter the date"},
		"a date to come":              {[]string{"dated-day", "5", "dated-month", "3"}, "The date must be Thursday 4 March 2027 or earlier"},
		"kept nowhere":                {[]string{"link", ""}, "Enter a link, or say in words where it is kept"},
		"a link that is a script":     {[]string{"link", "javascript:alert(1)"}, "Enter a link that begins with https://"},
		"a link by http":              {[]string{"link", "http://trust.example/x"}, "Enter a link that begins with https://"},
		"a place that is too long":    {[]string{"place", strings.Repeat("a", 201)}, "The place must be 200 characters or fewer"},
		"looked after by nobody":      {[]string{"keeper-id", ""}, "Choose who looks after it, or write who it is"},
		"looked after by two":         {[]string{"keeper", "The office"}, "not both"},
		"looked after by a stranger":  {[]string{"keeper-id", form.NewID()}, "no longer belongs to the trust"},
		"looked after by a long name": {[]string{"keeper-id", "", "keeper", strings.Repeat("👩🏽‍🏫", 201)}, "must be 200 characters or fewer"},
	} {
		t.Run(name, func(t *testing.T) {
			typed := changed(o.review(), c.change...)
			page := o.post("/evidence", typed)
			page.wantMistake(http.StatusUnprocessableEntity, c.mistake)
			for _, field := range []string{"title", "link", "place", "keeper", "dated-day", "dated-year"} {
				if got := page.doc.Find("#"+field).AttrOr("value", ""); got != typed.Get(field) {
					t.Errorf("got %q at %s, want %q as it was typed", got, field, typed.Get(field))
				}
			}
			if page.doc.Find("#statements input:checked").Length() != 1 {
				t.Error("want the statement still chosen")
			}
		})
	}
	o.post("/evidence", url.Values{}).wantMistake(http.StatusUnprocessableEntity, "Enter a title, such as “Review of safeguarding, 2027” Choose what kind of evidence it is Enter the date Enter a link, or say in words where it is kept Choose who looks after it, or write who it is")
}

func TestEvidenceOnItsPages(t *testing.T) {
	o := newOffice(t)
	o.get("/evidence").want(http.StatusOK, "#none", "Add the first piece of evidence")
	typed := o.review()
	id := typed.Get("id")
	for range 2 {
		o.post("/evidence", typed).wantTo("/evidence/" + id + "?done=added")
	}
	statement := o.config.Framework.Domains[0].Elements[0].Statements[0]
	piece := o.get("/evidence/"+id).want(http.StatusOK, "#keeper", "Executive").want(http.StatusOK, "main", statement.Text)
	if got := piece.doc.Find("#where a").AttrOr("href", ""); got != "https://trust.example/review.pdf" {
		t.Errorf("got a link to %q, want where it is kept", got)
	}
	domain := o.config.Framework.Domains[0]
	o.get("/evidence").want(http.StatusOK, "[aria-labelledby="+domain.ID+"]", "something to point to for one of its").
		want(http.StatusOK, "[aria-labelledby="+domain.ID+"]", "Review of safeguarding")
	o.get("/evidence?kind=policy").want(http.StatusOK, "#nothing", "Nothing was found.")
	o.get("/evidence?domain="+domain.ID+"&kind=review").want(http.StatusOK, "tbody", "Review of safeguarding")
	// Two people change it.
	path := "/evidence/" + id + "/edit"
	first := changed(maps.Clone(typed), "revision", "1", "place", "Board portal")
	second := changed(maps.Clone(typed), "revision", "1", "title", "Review, 2027", "keeper-id", "", "keeper", "<b>The office</b>")
	o.post(path, first).wantTo("?done=changed")
	met := o.post(path, second).want(http.StatusConflict, "#kept", "Board portal").want(http.StatusConflict, "#typed", "<b>The office</b>")
	second.Set("revision", met.doc.Find("[name=revision]").AttrOr("value", ""))
	o.post(path, second).wantTo("?done=changed")
	o.get("/evidence/"+id).want(http.StatusOK, "#keeper", "<b>The office</b>").want(http.StatusOK, "h1", "Review, 2027")
	// It no longer stands, and then again.
	o.get("/evidence/"+id+"/end").want(http.StatusOK, "h1", "no longer stands")
	for range 2 {
		o.post("/evidence/"+id+"/end", nil).wantTo("?done=ended")
	}
	o.get("/evidence/"+id).want(http.StatusOK, "#ended", "No longer stands, since Thursday 4 March 2027")
	o.post(path, changed(maps.Clone(second), "revision", "3", "title", "Late")).wantMistake(http.StatusConflict, "no longer stands")
	o.get("/evidence?show=all").want(http.StatusOK, "tbody", "No longer stands")
	if got := o.get("/evidence").doc.Find("tbody").Length(); got != 0 {
		t.Errorf("got %d tables, want none of what no longer stands", got)
	}
	o.post("/evidence/"+id+"/return", nil).wantTo("?done=returned")
	o.get("/evidence").want(http.StatusOK, "tbody", "Review, 2027")
}
