package trusts

import (
	"errors"
	"net/http"
	"strconv"
	"unicode/utf8"

	"sevenfold/internal/identity"
	"sevenfold/internal/logo"
	"sevenfold/internal/trust"
	"sevenfold/web/component"
	"sevenfold/web/form"
	"sevenfold/web/page"
)

// UploadLimit is the most that the form of a logo may hold, in bytes. A file
// between this and logo.Limit is read, to say what is wrong with it.
const UploadLimit = 10 << 20

// logoView is the trust's logo, and the form of another.
type logoView struct {
	Src    string // "" where there is none
	Alt    string
	About  string // what it is, and who kept it
	Seen   string // which one the form was filled in beside
	Action string
	Remove string
	Button string
	Error  string
}

func logoOf(viewer identity.Viewer, kept trust.Settings, message string) logoView {
	path := settingsPath(viewer) + "/logo"
	seen := strconv.Itoa(kept.LogoRevision)
	view := logoView{Action: path, Remove: path + "/remove", Seen: seen, Button: "Keep this logo", Error: message}
	if kept.LogoType == "" {
		return view
	}
	view.Src, view.Alt, view.Button = path+"?as="+seen, "The logo of "+viewer.TrustName, "Put it in the place of this one"
	view.About = "A PNG picture"
	if kept.LogoType == logo.SVG {
		view.About = "An SVG drawing"
	}
	view.About += ", kept by " + kept.LogoChangedBy + " on " + component.Date(*kept.LogoChangedAt) + "."
	return view
}

// ShowLogo sends the logo itself. It was checked when it was kept; these headers
// make it a picture and nothing more, wherever it is opened.
func (p Pages) ShowLogo(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	found, err := p.Store.TrustLogo(r.Context(), viewer.TrustID)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", found.Type)
	w.Header().Set("Content-Security-Policy", "default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Content-Length", strconv.Itoa(len(found.Data)))
	_, _ = w.Write(found.Data)
	return nil
}

// KeepLogo checks a file and keeps the picture in it as the trust's logo. Of a
// file that is refused nothing is kept.
func (p Pages) KeepLogo(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	f, file, err := form.ReadFile(r, "logo")
	if err != nil {
		return p.refuseLogo(w, r, viewer, err)
	}
	checked, err := logo.Check(file)
	if err != nil {
		return p.refuseLogo(w, r, viewer, err)
	}
	seen, _ := strconv.Atoi(f.Value("seen"))
	if err := p.Store.KeepLogo(r.Context(), viewer.TrustID, viewer.PersonID, checked, seen, p.Now()); err != nil {
		return p.refuseLogo(w, r, viewer, err)
	}
	return page.Redirect(w, r, settingsPath(viewer)+"?done=logo")
}

// RemoveLogo removes the trust's logo.
func (p Pages) RemoveLogo(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	seen, _ := strconv.Atoi(f.Value("seen"))
	if err := p.Store.RemoveLogo(r.Context(), viewer.TrustID, viewer.PersonID, seen, p.Now()); err != nil {
		return p.refuseLogo(w, r, viewer, err)
	}
	return page.Redirect(w, r, settingsPath(viewer)+"?done=removed")
}

// refuseLogo shows the settings as they are kept, and what is wrong with the file.
func (p Pages) refuseLogo(w http.ResponseWriter, r *http.Request, viewer identity.Viewer, trouble error) error {
	status, text := logoTrouble(trouble)
	if text == "" {
		return trouble
	}
	kept, err := p.Store.TrustSettings(r.Context(), viewer.TrustID)
	if err != nil {
		return err
	}
	f := &form.Form{}
	f.Wrong("logo", text)
	return page.Render(w, r, status, settingsPage(viewOf(viewer, kept, typedOf(kept), f)))
}

// plainly is what a drawing program can do about most of it.
const plainly = ": save it as plain SVG, or as PNG"

// troubles say what is wrong with a file, and how to put it right.
var troubles = []struct {
	err  error
	text string
}{
	{form.ErrNoFile, "Choose a file"},
	{logo.ErrEmpty, "The file is empty: choose another"},
	{logo.ErrTooLarge, "The logo must be smaller than 1 MB: save it smaller, and choose it again"},
	{logo.ErrPhoto, "The file is a JPEG, whatever its name says: save the logo as PNG or SVG"},
	{logo.ErrOther, "The file is neither PNG nor SVG, whatever its name says: save the logo as one of the two"},
	{logo.ErrDamaged, "The picture is damaged, or ends in the middle: save it again, and choose it again"},
	{logo.ErrTooWide, "The picture is too large: save it at most 4,000 pixels wide and high, and six million in all"},
	{logo.ErrNoSize, "The drawing does not say how large it is: save it with a width and a height"},
	{logo.ErrTooDeep, "The drawing has too many parts, or parts that draw each other: save it as PNG"},
	{logo.ErrDocType, "The drawing declares a document type or entities" + plainly},
	{logo.ErrScript, "The drawing holds a script" + plainly},
	{logo.ErrOutside, "The drawing asks for something outside of its own file, such as a picture, a style or a link" + plainly},
	{logo.ErrStyle, "The drawing’s styles ask for more than a logo may" + plainly},
}

// longestPart is how much is repeated of what a part of a drawing is called.
const longestPart = 30

func logoTrouble(err error) (status int, text string) {
	var tooLarge *http.MaxBytesError
	var part logo.PartError
	switch {
	case errors.As(err, &tooLarge):
		return http.StatusRequestEntityTooLarge, "The logo must be smaller than 1 MB: save it smaller, and choose it again"
	case errors.Is(err, trust.ErrSettingsChanged):
		return http.StatusConflict, "Somebody changed the logo while you did. This is how it is kept now: do it again if you still want to"
	case errors.As(err, &part) && utf8.RuneCountInString(part.Part) <= longestPart:
		return http.StatusUnprocessableEntity, "The drawing holds a part that a logo may not, “" + part.Part + "”" + plainly
	case errors.Is(err, logo.ErrPart):
		return http.StatusUnprocessableEntity, "The drawing holds a part that a logo may not" + plainly
	}
	for _, known := range troubles {
		if errors.Is(err, known.err) {
			return http.StatusUnprocessableEntity, known.text
		}
	}
	return 0, ""
}
