package web_test

import (
	"archive/zip"
	"bytes"
	"image"
	"image/jpeg"
	"image/png"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"testing"

	"sevenfold/internal/logo"
	"sevenfold/internal/trust"
)

const aDrawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><circle r="5"/></svg>`

// keepLogo sends a file as the logo, beside the version of it that was seen.
func (o office) keepLogo(file []byte, seen string) seen {
	o.t.Helper()
	var form bytes.Buffer
	parts := multipart.NewWriter(&form)
	must(o.t, parts.WriteField("seen", seen))
	part, err := parts.CreateFormFile("logo", "logo.png")
	must(o.t, err)
	_, _ = part.Write(file)
	must(o.t, parts.Close())
	r := httptest.NewRequest("POST", "https://sevenfold.example"+o.base+"/settings/logo", &form)
	r.Header.Set("Content-Type", parts.FormDataContentType())
	r.AddCookie(&http.Cookie{Name: "__Host-session", Value: o.tokens[o.clerk]})
	w := httptest.NewRecorder()
	o.handler.ServeHTTP(w, r)
	return o.read(w.Result())
}

func TestSettingsAreKeptAndReadAgain(t *testing.T) {
	o := newOffice(t)
	o.get("").want(200, ".sf-actions", "Trust settings")
	shown := o.get("/settings")
	shown.want(200, "#printed-name-hint", "Example Learning Trust")
	if got := shown.doc.Find("input[name=local-tier][checked]").AttrOr("id", ""); got != "local-tier-not-said" {
		t.Errorf("got %q chosen at first, want that nobody has said", got)
	}
	name := "أكاديمية 信托 🍂 =1+1 <b>../"
	typed := url.Values{"revision": {"0"}, "printed-name": {name}, "local-tier": {"committee"}}
	for range 2 {
		o.post("/settings", typed).wantTo("/settings?done=saved")
	}
	again := o.get("/settings?done=saved").want(200, ".govuk-notification-banner", "The settings are saved.")
	if got := again.doc.Find("#printed-name").AttrOr("value", ""); got != name {
		t.Errorf("got the name %q, want %q", got, name)
	}
	again.want(200, "#kept-by", "Kept by Governance professional, Thursday 4 March 2027 at 10:42.")

	other := o.post("/settings", url.Values{"revision": {"0"}, "printed-name": {"Another name"}, "local-tier": {"none"}})
	other.want(409, "#kept", "School committees").want(409, "#typed", "Another name")
	if got := other.doc.Find("input[name=revision]").AttrOr("value", ""); got != "1" {
		t.Errorf("got revision %q beside what was typed, want the one that was shown", got)
	}
	o.post("/settings", url.Values{"revision": {"1"}, "printed-name": {"Example Learning Trust"}, "local-tier": {""}}).wantTo("/settings?done=saved")
	settings, err := o.store.TrustSettings(t.Context(), o.trustID)
	must(t, err)
	if settings.PrintedName != "" || settings.Name("Renamed Trust") != "Renamed Trust" {
		t.Errorf("got the printed name %q, want it to follow the trust's own", settings.PrintedName)
	}
}

func TestSettingsThatCannotBeKept(t *testing.T) {
	o := newOffice(t)
	for name, c := range map[string]struct {
		change []string
		want   string
	}{
		"a name of a book's length":  {[]string{"printed-name", strings.Repeat("x", 201)}, "The name must be 200 characters or fewer: it has 201"},
		"a name of too many bytes":   {[]string{"printed-name", strings.Repeat("e"+strings.Repeat("\u0301", 20), 100)}, "The name is too long to keep"},
		"a tier that nobody offered": {[]string{"local-tier", "house of lords"}, "Choose what stands between your board and each school"},
	} {
		t.Run(name, func(t *testing.T) {
			typed := url.Values{"revision": {"0"}, "printed-name": {"A name"}, "local-tier": {"advisory"}}
			typed.Set(c.change[0], c.change[1])
			answer := o.post("/settings", typed)
			answer.wantMistake(422, c.want)
			if answer.doc.Find("#printed-name").AttrOr("value", "") == "" {
				t.Error("got the name gone, want what was typed still there")
			}
		})
	}
}

func TestTheChairReadsSettings(t *testing.T) {
	o := newOffice(t)
	must(t, o.store.ChangeTrustSettings(t.Context(), o.trustID, o.clerk, trust.Settings{LocalTier: trust.AdvisoryBody}, o.now))
	o.keepLogo([]byte(aDrawing), "0").wantTo("/settings?done=logo")
	o.clerk = o.people[trust.Chair]
	o.get("").want(200, ".sf-actions", "Trust settings")
	shown := o.get("/settings").want(200, "#said", "Advisory bodies")
	if n := shown.doc.Find("main form, main a[href$='/archive']").Length(); n != 0 || shown.doc.Find("img.sf-logo").Length() != 1 {
		t.Errorf("got %d forms, want the logo and nothing to change", n)
	}
	o.clerk = o.people[trust.Trustee]
	if got := o.get("").text("main"); strings.Contains(got, "Trust settings") {
		t.Errorf("a trustee's home: got %q, want no link to what they may not read", got)
	}
}

func TestALogoIsShownAndRemoved(t *testing.T) {
	o := newOffice(t)
	o.keepLogo([]byte(aDrawing), "0").wantTo("/settings?done=logo")
	shown := o.get("/settings").want(200, "#logo-about", "An SVG drawing, kept by Governance professional on Thursday 4 March 2027.")
	if got := shown.doc.Find("img.sf-logo").AttrOr("alt", ""); got != "The logo of Example Learning Trust" {
		t.Errorf("got the words %q for the logo", got)
	}
	r := o.ask(t, o.clerk, "GET", shown.doc.Find("img.sf-logo").AttrOr("src", ""), nil)
	if got := body(t, r); r.StatusCode != 200 || !strings.Contains(got, "<circle") {
		t.Errorf("got %d with %q, want the drawing", r.StatusCode, got)
	}
	for header, want := range map[string]string{
		"Content-Type": "image/svg+xml", "X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox", "Cache-Control": "no-store",
	} {
		if got := r.Header.Get(header); !strings.Contains(got, want) {
			t.Errorf("%s: got %q, want %q", header, got, want)
		}
	}
	o.keepLogo([]byte(strings.Replace(aDrawing, "5", "4", 1)), "0").wantMistake(409, "Somebody changed the logo while you did")
	o.post("/settings/logo/remove", url.Values{"seen": {"0"}}).wantMistake(409, "Somebody changed the logo while you did")
	for range 2 {
		o.post("/settings/logo/remove", url.Values{"seen": {"1"}}).wantTo("/settings?done=removed")
	}
	if got := o.ask(t, o.clerk, "GET", o.base+"/settings/logo", nil).StatusCode; got != http.StatusNotFound {
		t.Errorf("the logo, once removed: got %d, want not found", got)
	}
}

func TestAFileThatIsNoLogoSaysWhy(t *testing.T) {
	o := newOffice(t)
	var photo, picture bytes.Buffer
	must(t, jpeg.Encode(&photo, image.NewGray(image.Rect(0, 0, 4, 4)), nil))
	must(t, png.Encode(&picture, image.NewGray(image.Rect(0, 0, 40, 40))))
	inside := func(parts string) []byte { return []byte(strings.Replace(aDrawing, "<circle r=\"5\"/>", parts, 1)) }
	for name, c := range map[string]struct {
		file   []byte
		status int
		want   string
	}{
		"nothing in it":       {nil, 422, "The file is empty"},
		"two megabytes":       {bytes.Repeat([]byte("x"), 2<<20), 422, "smaller than 1 MB"},
		"fifty megabytes":     {bytes.Repeat([]byte("x"), 50<<20), 413, "smaller than 1 MB"},
		"a JPEG":              {photo.Bytes(), 422, "The file is a JPEG, whatever its name says"},
		"a script":            {[]byte("alert(1)"), 422, "neither PNG nor SVG"},
		"cut in the middle":   {picture.Bytes()[:50], 422, "ends in the middle"},
		"a drawing that runs": {inside(`<script>alert(1)</script>`), 422, "holds a script"},
		"a page in a drawing": {inside(`<foreignObject/>`), 422, "“foreignObject”"},
		"a part named oddly":  {inside(`<` + strings.Repeat("x", 5000) + `/>`), 422, "holds a part that a logo may not: save"},
		"something outside":   {inside(`<image href="https://example.org/x.png"/>`), 422, "something outside of its own file"},
		"a billion laughs":    {[]byte(`<!DOCTYPE svg [<!ENTITY a "ha">]>` + aDrawing), 422, "document type or entities"},
		"a style":             {inside(`<style>@import "x"</style>`), 422, "styles ask for more"},
		"very deep":           {inside(strings.Repeat("<g>", 999) + strings.Repeat("</g>", 999)), 422, "too many parts"},
		"of no size":          {[]byte(`<svg xmlns="http://www.w3.org/2000/svg"/>`), 422, "how large it is"},
		"enormous":            {[]byte(`<svg xmlns="http://www.w3.org/2000/svg" width="99999" height="1"/>`), 422, "too large"},
	} {
		t.Run(name, func(t *testing.T) { o.keepLogo(c.file, "0").wantMistake(c.status, c.want) })
	}
	o.post("/settings/logo", nil).wantMistake(422, "Choose a file")
	settings, err := o.store.TrustSettings(t.Context(), o.trustID)
	if must(t, err); settings.LogoType != "" {
		t.Errorf("got a logo kept of type %s, want none", settings.LogoType)
	}
	o.keepLogo(picture.Bytes(), "0").wantTo("/settings?done=logo")
	kept, err := o.store.TrustLogo(t.Context(), o.trustID)
	if must(t, err); kept.Type != logo.PNG {
		t.Errorf("got %s, want the picture kept", kept.Type)
	}
}

func TestAPreviewAsksWhatFitsTheLocalTier(t *testing.T) {
	o := newOffice(t)
	round, element := o.addRound(t), "local-tier"
	lead := o.get("/rounds/" + round + "/preview").text("main .sf-lead + p")
	before := o.get("/rounds/" + round + "/preview/answers/" + element).doc.Find("fieldset").Length()
	must(t, o.store.ChangeTrustSettings(t.Context(), o.trustID, o.clerk, trust.Settings{LocalTier: trust.NoTier}, o.now))
	if got := o.get("/rounds/" + round + "/preview").text("main .sf-lead + p"); got == lead {
		t.Errorf("got %q still, want fewer statements", got)
	}
	if got := o.get("/rounds/" + round + "/preview/answers/" + element).doc.Find("fieldset").Length(); got == 0 || got >= before {
		t.Errorf("got %d fields on the page about the local tier, want fewer than %d", got, before)
	}
	o.get("/rounds/"+round+"/open").want(200, "dl", "Two statements do not fit the local tier that your settings name, and will not be asked.")
	o.post("/rounds/"+round+"/open", nil).wantTo("/progress")
	must(t, o.store.ChangeTrustSettings(t.Context(), o.trustID, o.clerk, trust.Settings{LocalTier: trust.AdvisoryBody, Revision: 1}, o.now))
	answering := o.get("/rounds/" + round + "/answers/" + element)
	if got := answering.doc.Find("fieldset[data-statement]").Length(); got != 1 {
		t.Errorf("got %d statements to answer, want the one that fitted when the round opened", got)
	}
	r := o.ask(t, o.clerk, "PUT", o.base+"/rounds/"+round+"/answers/"+element+"/sg-local-mandate", url.Values{"position-sg-local-mandate": {"1"}})
	if r.StatusCode != http.StatusNotFound {
		t.Errorf("an answer to what is not asked: got %d, want not found", r.StatusCode)
	}
}

func TestEveryPageOfAReportStandsWithoutTheLocalTier(t *testing.T) {
	o := newOffice(t)
	must(t, o.store.ChangeTrustSettings(t.Context(), o.trustID, o.clerk, trust.Settings{LocalTier: trust.NoTier}, o.now))
	round, _ := o.roundWithANote(t)
	base := "/rounds/" + round
	paths := []string{base + "/report", base + "/report/overview", base + "/report/method", base + "/report/lenses", base + "/conversation", "/over-time"}
	for _, d := range o.config.Framework.Domains {
		paths = append(paths, base+"/report/domains/"+d.ID, base+"/report/domains/"+d.ID+"/groups")
	}
	for _, l := range o.config.Framework.Lenses {
		paths = append(paths, base+"/report/lenses/"+l.ID)
	}
	for _, path := range paths {
		if got := o.get(path); got.status != 200 || strings.Contains(got.text("main"), "Everyone in our local tier of governance") {
			t.Errorf("%s: got %d, want a page without what was not asked", path, got.status)
		}
	}
}

func TestAnArchiveIsTakenWhole(t *testing.T) {
	o := newOffice(t)
	t.Setenv("TMPDIR", t.TempDir())
	o.get("/settings").want(200, "main", "Take the archive of the trust")
	o.get("/archive").want(200, "#never", "What any person answered").want(200, "#holds", "The audit trail")
	r := o.ask(t, o.clerk, "POST", o.base+"/archive", nil)
	for header, want := range map[string]string{
		"Content-Type": "application/zip", "Content-Disposition": `attachment; filename="trust-archive-2027-03-04.zip"`, "Cache-Control": "no-store",
	} {
		if got := r.Header.Get(header); got != want {
			t.Errorf("%s: got %q, want %q", header, got, want)
		}
	}
	file, err := io.ReadAll(r.Body)
	must(t, err)
	reader, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	must(t, err)
	if reader.File[0].Name != "README.txt" {
		t.Errorf("got %s first, want what explains the rest", reader.File[0].Name)
	}
	if left, err := os.ReadDir(os.Getenv("TMPDIR")); err != nil || len(left) > 0 {
		t.Errorf("got %v left behind, %v, want nothing", left, err)
	}
}
