// Package web is everything a browser sees. This file holds the whole route
// table and the order of middleware.
package web

import (
	"context"
	"net/http"
	"net/url"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"

	"sevenfold/internal/framework"
	"sevenfold/internal/identity"
	"sevenfold/internal/mail"
	"sevenfold/web/about"
	"sevenfold/web/actions"
	"sevenfold/web/asset"
	"sevenfold/web/conversation"
	"sevenfold/web/demonstration"
	"sevenfold/web/evidence"
	"sevenfold/web/home"
	"sevenfold/web/invitation"
	"sevenfold/web/operator"
	"sevenfold/web/packs"
	"sevenfold/web/page"
	"sevenfold/web/paper"
	"sevenfold/web/people"
	"sevenfold/web/reports"
	"sevenfold/web/respond"
	"sevenfold/web/rounds"
	"sevenfold/web/signin"
	"sevenfold/web/trusts"
)

// Store is everything that the pages ask of the place where things are kept.
type Store interface {
	page.Sessions
	signin.Store
	respond.Store
	invitation.Store
	rounds.Store
	people.Store
	reports.Store
	actions.Store
	evidence.Store
	packs.Store
	operator.Store
	conversation.Store
	home.Store
	paper.Store
	trusts.Store
}

// Config is what the pages need to be served.
type Config struct {
	Store Store
	Mail  mail.Sender
	// Ready says whether pages can be served now: nil once the database is
	// there, current and ours.
	Ready func(ctx context.Context) error
	Now   func() time.Time
	// Address is where browsers reach us: "https://sevenfold.example.org".
	// Cookies are for TLS only where it says https.
	Address *url.URL
	// Behind is true where a proxy stands before us and tells in
	// X-Forwarded-For where a request comes from.
	Behind bool
	// Framework is the one in service, and Text the file that it was read from.
	Framework *framework.Framework
	Text      []byte
	// Operator names who looks after the installation, for the privacy page.
	Operator string
	// RequestsPerMinute limits each signed-in person, and each network address
	// of those who are not; 0 is no limit. Counted by each process.
	RequestsPerMinute int
	// Press makes PDFs.
	Press page.Press
	// Demonstration holds what exists only in a demonstration; nil for real.
	Demonstration *Demonstration
}

// Demonstration is what only a demonstration has.
type Demonstration struct {
	Store  demonstration.Store
	Outbox *mail.Outbox
	About  string // what the made-up trust is
}

// Entry says who may enter a route: a permission, or one of the two below.
type Entry string

// The entries that ask no role.
const (
	Everybody Entry = "everybody"
	SignedIn  Entry = "signed in"
)

// Route is one row of the table.
type Route struct {
	Method  string
	Path    string
	Entry   Entry
	handler http.HandlerFunc
}

// gated is a row before its gate stands.
type gated struct {
	method, path string
	entry        Entry
	handler      page.Handler
}

const (
	runInstallation = Entry(identity.RunInstallation)

	seeTrust     = Entry(identity.SeeTrust)
	runPeople    = Entry(identity.RunPeople)
	runRounds    = Entry(identity.RunRounds)
	seeProgress  = Entry(identity.SeeProgress)
	answerRounds = Entry(identity.AnswerRounds)
	readReports  = Entry(identity.ReadReports)
	takeOutNotes = Entry(identity.TakeOutNotes)

	readConversation = Entry(identity.ReadConversation)
	leadConversation = Entry(identity.LeadConversation)
	present          = Entry(identity.Present)
	chooseNotes      = Entry(identity.ChooseNotes)

	readActions   = Entry(identity.ReadActions)
	runActions    = Entry(identity.RunActions)
	updateActions = Entry(identity.UpdateActions)
	readEvidence  = Entry(identity.ReadEvidence)
	enterEvidence = Entry(identity.EnterEvidence)

	readSettings   = Entry(identity.ReadSettings)
	changeSettings = Entry(identity.ChangeSettings)
	takeArchive    = Entry(identity.TakeArchive)

	typeIn = Entry(identity.TypeIn)

	exportPacks = Entry(identity.ExportPacks)
	exportData  = Entry(identity.ExportData)
)

// The paths that take a file, the bodies that may be larger than a form.
const (
	uploadPath = "/t/{trust}/people/upload"
	logoPath   = "/t/{trust}/settings/logo"
	paperPath  = "/t/{trust}/rounds/{round}/paper/upload"
)

// The forms that outlive the session of whoever fills them in.
const (
	elementPath    = "/t/{trust}/rounds/{round}/answers/{element}"
	agreedViewPath = "/t/{trust}/rounds/{round}/conversation/statements/{statement}"
)

// Routes is the whole table: every page there is, and who may enter it.
func Routes(c Config) []Route {
	gate := page.Gate{Sessions: c.Store, Now: c.Now, Secure: c.Address.Scheme == "https", Demonstration: c.Demonstration != nil}
	var (
		responding = respond.Pages{Store: c.Store, Press: c.Press, Now: c.Now}
		previewing = respond.Previews{Store: c.Store, Now: c.Now, Current: c.Framework}
		running    = rounds.Pages{Store: c.Store, Now: c.Now, Current: c.Framework, Text: c.Text, Address: c.Address.String()}
		listing    = people.Pages{Store: c.Store, Now: c.Now}
		reading    = reports.Pages{Store: c.Store, Now: c.Now}
		operating  = operator.Pages{Store: c.Store, Now: c.Now}
		talking    = conversation.Pages{Store: c.Store, Now: c.Now}
		inviting   = invitation.Pages{Store: c.Store, Gate: gate, Now: c.Now}
		homes      = home.Pages{Store: c.Store, Now: c.Now, Current: c.Framework, Demonstration: c.Demonstration != nil}
		abouts     = about.Pages{Operator: c.Operator}
		signing    = signin.Pages{
			Store: c.Store, Gate: gate, Mail: c.Mail, Address: c.Address.String(), Now: c.Now, MaySave: maySave, SaveKept: saveKept(responding, talking),
		}
		acting   = actions.Pages{Store: c.Store, Now: c.Now, Address: c.Address.String()}
		onPaper  = paper.Pages{Store: c.Store, Press: c.Press, Now: c.Now, Current: c.Framework}
		pointing = evidence.Pages{Store: c.Store, Now: c.Now, Current: c.Framework}
		settling = trusts.Pages{Store: c.Store, Now: c.Now}
		packing  = packs.Pages{Store: c.Store, Now: c.Now}
	)
	table := []gated{
		{"GET", "/", Everybody, homes.ShowFront},
		{"GET", "/help", Everybody, abouts.ShowHelp},
		{"GET", "/privacy", Everybody, abouts.ShowPrivacy},
		{"GET", "/accessibility", Everybody, abouts.ShowAccessibility},

		{"GET", "/sign-in", Everybody, signing.ShowSignIn},
		{"POST", "/sign-in", Everybody, signing.Ask},
		{"GET", "/sign-in/check/{ask}", Everybody, signing.ShowCheck},
		{"POST", "/sign-in/check/{ask}", Everybody, signing.Check},
		{"GET", "/sign-in/link/{token}", Everybody, signing.ShowLink},
		{"POST", "/sign-in/link/{token}", Everybody, signing.UseLink},
		{"POST", "/sign-in/keep", Everybody, signing.AskKept},
		{"POST", "/sign-in/keep/code", Everybody, signing.CheckKept},
		{"POST", "/sign-out", Everybody, signing.SignOut},

		{"GET", "/home", SignedIn, homes.ShowMine},
		{"GET", "/t/{trust}", seeTrust, homes.ShowTrust},

		{"GET", "/operator", runInstallation, operating.ShowTrusts},
		{"GET", "/operator/trusts/new", runInstallation, operating.ShowNew},
		{"POST", "/operator/trusts", runInstallation, operating.Add},
		{"GET", "/operator/trusts/{trust}", runInstallation, operating.ShowTrust},
		{"GET", "/operator/trusts/{trust}/rename", runInstallation, operating.ShowRename},
		{"POST", "/operator/trusts/{trust}/rename", runInstallation, operating.Rename},
		{"GET", "/operator/trusts/{trust}/governance", runInstallation, operating.ShowGovernance},
		{"POST", "/operator/trusts/{trust}/governance", runInstallation, operating.NameGovernance},
		{"GET", "/operator/trusts/{trust}/off", runInstallation, operating.ShowOff},
		{"POST", "/operator/trusts/{trust}/off", runInstallation, operating.SwitchOff},
		{"POST", "/operator/trusts/{trust}/on", runInstallation, operating.SwitchOn},

		{"GET", "/t/{trust}/people", runPeople, listing.ShowList},
		{"POST", "/t/{trust}/people", runPeople, listing.Add},
		{"GET", "/t/{trust}/people/new", runPeople, listing.ShowNew},
		{"GET", "/t/{trust}/people/left", runPeople, listing.ShowLeft},
		{"GET", "/t/{trust}/people/download", runPeople, listing.Download},
		{"GET", "/t/{trust}/people/template", runPeople, listing.Template},
		{"GET", "/t/{trust}/people/upload", runPeople, listing.ShowUpload},
		{"POST", uploadPath, runPeople, listing.Upload},
		{"GET", "/t/{trust}/people/upload/{upload}", runPeople, listing.ShowPreview},
		{"POST", "/t/{trust}/people/upload/{upload}", runPeople, listing.Confirm},
		{"POST", "/t/{trust}/people/upload/{upload}/discard", runPeople, listing.Discard},
		{"GET", "/t/{trust}/people/{person}/edit", runPeople, listing.ShowEdit},
		{"POST", "/t/{trust}/people/{person}/edit", runPeople, listing.Change},
		{"GET", "/t/{trust}/people/{person}/end", runPeople, listing.ShowEnd},
		{"POST", "/t/{trust}/people/{person}/end", runPeople, listing.End},
		{"POST", "/t/{trust}/people/{person}/return", runPeople, listing.Return},
		{"GET", "/t/{trust}/committees", runPeople, listing.ShowCommittees},
		{"POST", "/t/{trust}/committees", runPeople, listing.AddCommittee},
		{"GET", "/t/{trust}/committees/{committee}", runPeople, listing.ShowCommittee},
		{"POST", "/t/{trust}/committees/{committee}", runPeople, listing.ChangeCommittee},
		{"GET", "/t/{trust}/committees/{committee}/remove", runPeople, listing.ShowRemoveCommittee},
		{"POST", "/t/{trust}/committees/{committee}/remove", runPeople, listing.RemoveCommittee},

		{"GET", "/t/{trust}/questionnaires", runRounds, running.ShowQuestionnaires},
		{"GET", "/t/{trust}/questionnaires/{instrument}", runRounds, previewing.ShowStart},
		{"GET", "/t/{trust}/questionnaires/{instrument}/questionnaire", runRounds, previewing.ShowTasks},
		{"GET", "/t/{trust}/questionnaires/{instrument}/answers/{element}", runRounds, previewing.ShowElement},
		{"GET", "/t/{trust}/questionnaires/{instrument}/check-answers", runRounds, previewing.ShowCheckAnswers},
		{"GET", "/t/{trust}/questionnaires/{instrument}/how-it-will-appear", runRounds, previewing.ShowAppearance},
		{"GET", "/t/{trust}/questionnaires/{instrument}/submit", runRounds, previewing.ShowSubmit},
		{"GET", "/t/{trust}/rounds/{round}/preview", runRounds, previewing.ShowStart},
		{"GET", "/t/{trust}/rounds/{round}/preview/questionnaire", runRounds, previewing.ShowTasks},
		{"GET", "/t/{trust}/rounds/{round}/preview/answers/{element}", runRounds, previewing.ShowElement},
		{"GET", "/t/{trust}/rounds/{round}/preview/check-answers", runRounds, previewing.ShowCheckAnswers},
		{"GET", "/t/{trust}/rounds/{round}/preview/how-it-will-appear", runRounds, previewing.ShowAppearance},
		{"GET", "/t/{trust}/rounds/{round}/preview/submit", runRounds, previewing.ShowSubmit},
		{"GET", "/t/{trust}/rounds/new", runRounds, running.ShowNew},
		{"POST", "/t/{trust}/rounds", runRounds, running.Add},
		{"GET", "/t/{trust}/rounds/{round}", runRounds, running.Show},
		{"GET", "/t/{trust}/rounds/{round}/edit", runRounds, running.ShowEdit},
		{"POST", "/t/{trust}/rounds/{round}/edit", runRounds, running.Change},
		{"GET", "/t/{trust}/rounds/{round}/respondents", runRounds, running.ShowRespondents},
		{"POST", "/t/{trust}/rounds/{round}/respondents", runRounds, running.ChooseRespondents},
		{"GET", "/t/{trust}/rounds/{round}/open", runRounds, running.ShowOpen},
		{"POST", "/t/{trust}/rounds/{round}/open", runRounds, running.Open},
		{"GET", "/t/{trust}/rounds/{round}/own-statements", runRounds, running.ShowOwnStatements},
		{"POST", "/t/{trust}/rounds/{round}/own-statements", runRounds, running.AddOwnStatement},
		{"GET", "/t/{trust}/rounds/{round}/own-statements/new", runRounds, running.ShowNewOwnStatement},
		{"GET", "/t/{trust}/rounds/{round}/own-statements/{own}", runRounds, running.ShowOwnStatement},
		{"POST", "/t/{trust}/rounds/{round}/own-statements/{own}", runRounds, running.ChangeOwnStatement},
		{"POST", "/t/{trust}/rounds/{round}/own-statements/{own}/move", runRounds, running.MoveOwnStatement},
		{"GET", "/t/{trust}/rounds/{round}/own-statements/{own}/remove", runRounds, running.ShowRemoveOwnStatement},
		{"POST", "/t/{trust}/rounds/{round}/own-statements/{own}/remove", runRounds, running.RemoveOwnStatement},
		{"GET", "/t/{trust}/rounds/{round}/messages", runRounds, running.ShowMessages},
		{"POST", "/t/{trust}/rounds/{round}/messages", runRounds, running.ChangeMessages},
		{"GET", "/t/{trust}/rounds/{round}/discard", runRounds, running.ShowDiscard},
		{"GET", "/t/{trust}/rounds/{round}/progress", seeProgress, running.ShowProgress},
		{"GET", "/t/{trust}/rounds/{round}/remind", runRounds, running.ShowRemind},
		{"POST", "/t/{trust}/rounds/{round}/remind", runRounds, running.Remind},
		{"POST", "/t/{trust}/rounds/{round}/messages/{message}/again", runRounds, running.SendAgain},
		{"GET", "/t/{trust}/rounds/{round}/respondents/add", runRounds, running.ShowAddRespondents},
		{"POST", "/t/{trust}/rounds/{round}/respondents/add", runRounds, running.AddRespondents},
		{"GET", "/t/{trust}/rounds/{round}/respondents/{person}/take-out", runRounds, running.ShowTakeOut},
		{"POST", "/t/{trust}/rounds/{round}/respondents/{person}/take-out", runRounds, running.TakeOut},
		{"GET", "/t/{trust}/rounds/{round}/extend", runRounds, running.ShowExtend},
		{"POST", "/t/{trust}/rounds/{round}/extend", runRounds, running.Extend},
		{"GET", "/t/{trust}/rounds/{round}/close", runRounds, running.ShowClose},
		{"POST", "/t/{trust}/rounds/{round}/close", runRounds, running.Close},
		{"POST", "/t/{trust}/rounds/{round}/copy", runRounds, running.Copy},
		{"POST", "/t/{trust}/rounds/{round}/discard", runRounds, running.Discard},

		{"GET", "/t/{trust}/rounds/{round}/paper", typeIn, onPaper.Show},
		{"GET", "/t/{trust}/rounds/{round}/paper/blank.pdf", typeIn, onPaper.Blank},
		{"GET", "/t/{trust}/rounds/{round}/paper/fillable.pdf", typeIn, onPaper.Fillable},
		{"GET", "/t/{trust}/rounds/{round}/paper/type-in", typeIn, onPaper.ShowTypeIn},
		{"GET", "/t/{trust}/rounds/{round}/paper/type-in/{person}", typeIn, onPaper.ShowTyping},
		{"POST", "/t/{trust}/rounds/{round}/paper/type-in/{person}", typeIn, onPaper.Type},
		{"GET", "/t/{trust}/rounds/{round}/paper/upload", typeIn, onPaper.ShowUpload},
		{"POST", paperPath, typeIn, onPaper.Upload},
		{"GET", "/t/{trust}/rounds/{round}/paper/forms/{form}", typeIn, onPaper.ShowForm},
		{"POST", "/t/{trust}/rounds/{round}/paper/forms/{form}", typeIn, onPaper.Save},
		{"POST", "/t/{trust}/rounds/{round}/paper/forms/{form}/discard", typeIn, onPaper.Discard},

		{"GET", "/t/{trust}/rounds/{round}/invitation/{token}", Everybody, inviting.Show},
		{"POST", "/t/{trust}/rounds/{round}/invitation/{token}", Everybody, inviting.Use},
		{"POST", "/t/{trust}/rounds/{round}/invitation/{token}/fresh", Everybody, inviting.SendFresh},
		{"GET", "/t/{trust}/rounds/{round}/reminders/{token}", Everybody, inviting.ShowStop},
		{"POST", "/t/{trust}/rounds/{round}/reminders/{token}", Everybody, inviting.Stop},

		{"GET", "/t/{trust}/rounds/{round}/start", answerRounds, responding.ShowStart},
		{"GET", "/t/{trust}/rounds/{round}/questionnaire", answerRounds, responding.ShowTasks},
		{"GET", "/t/{trust}/rounds/{round}/answers/{element}", answerRounds, responding.ShowElement},
		{"POST", elementPath, answerRounds, responding.SaveElement},
		{"PUT", "/t/{trust}/rounds/{round}/answers/{element}/{statement}", answerRounds, responding.SaveAnswer},
		{"GET", "/t/{trust}/rounds/{round}/check-answers", answerRounds, responding.ShowCheckAnswers},
		{"GET", "/t/{trust}/rounds/{round}/how-it-will-appear", answerRounds, responding.ShowAppearance},
		{"GET", "/t/{trust}/rounds/{round}/submit", answerRounds, responding.ShowSubmit},
		{"POST", "/t/{trust}/rounds/{round}/submit", answerRounds, responding.Submit},
		{"GET", "/t/{trust}/rounds/{round}/submitted", answerRounds, responding.ShowDone},
		{"POST", "/t/{trust}/rounds/{round}/come-back", answerRounds, responding.SendComeBack},
		{"GET", "/t/{trust}/rounds/{round}/my-answers", answerRounds, responding.ShowMyAnswers},
		{"GET", "/t/{trust}/rounds/{round}/my-answers.pdf", answerRounds, responding.SendMyAnswers},

		{"GET", "/t/{trust}/rounds/{round}/report", readReports, reading.ShowGlance},
		{"GET", "/t/{trust}/rounds/{round}/report/overview", readReports, reading.ShowOverview},
		{"GET", "/t/{trust}/rounds/{round}/report/domains/{domain}", readReports, reading.ShowDomain},
		{"GET", "/t/{trust}/rounds/{round}/report/domains/{domain}/groups", readReports, reading.ShowGroups},
		{"GET", "/t/{trust}/rounds/{round}/report/pictures/{figure}.png", readReports, reading.ShowPicture},
		{"GET", "/t/{trust}/over-time", readReports, reading.ShowOverTime},
		{"GET", "/t/{trust}/over-time/picture.png", readReports, reading.ShowOverTimePicture},
		{"GET", "/t/{trust}/rounds/{round}/report/lenses", readReports, reading.ShowLenses},
		{"GET", "/t/{trust}/rounds/{round}/report/lenses/{lens}", readReports, reading.ShowLens},
		{"GET", "/t/{trust}/rounds/{round}/report/notes", takeOutNotes, reading.ShowNotes},
		{"GET", "/t/{trust}/rounds/{round}/report/notes/{note}", takeOutNotes, reading.ShowTakeOutNote},
		{"POST", "/t/{trust}/rounds/{round}/report/notes/{note}", takeOutNotes, reading.TakeOutNote},
		{"GET", "/t/{trust}/rounds/{round}/report/method", readReports, reading.ShowMethod},

		{"GET", "/t/{trust}/rounds/{round}/conversation", readConversation, talking.ShowAgenda},
		{"POST", "/t/{trust}/rounds/{round}/conversation", leadConversation, talking.MakeAgenda},
		{"POST", "/t/{trust}/rounds/{round}/conversation/agenda", leadConversation, talking.ChangeAgenda},
		{"POST", "/t/{trust}/rounds/{round}/conversation/notes", chooseNotes, talking.ChooseNotes},
		{"GET", "/t/{trust}/rounds/{round}/conversation/statements/{statement}", readConversation, talking.ShowStatement},
		{"POST", agreedViewPath, leadConversation, talking.RecordView},
		{"PUT", "/t/{trust}/rounds/{round}/conversation/statements/{statement}", leadConversation, talking.SaveView},
		{"GET", "/t/{trust}/rounds/{round}/conversation/present/{slide}", present, talking.ShowSlide},
		{"GET", "/t/{trust}/rounds/{round}/public-benefit", readConversation, talking.ShowBenefit},
		{"POST", "/t/{trust}/rounds/{round}/public-benefit", leadConversation, talking.SaveBenefit},
		{"GET", "/t/{trust}/rounds/{round}/public-benefit/text", readConversation, talking.ShowBenefitText},
		{"GET", "/t/{trust}/rounds/{round}/report/actions", readActions, acting.ShowBecame},

		{"GET", "/t/{trust}/actions", readActions, acting.ShowList},
		{"POST", "/t/{trust}/actions", runActions, acting.Add},
		{"GET", "/t/{trust}/actions/new", runActions, acting.ShowNew},
		{"GET", "/t/{trust}/actions/calendar", readActions, acting.ShowCalendar},
		{"POST", "/t/{trust}/actions/calendar", readActions, acting.MakeCalendar},
		{"POST", "/t/{trust}/actions/calendar/end", readActions, acting.EndCalendar},
		{"GET", "/t/{trust}/actions/calendar/{token}.ics", Everybody, acting.SendCalendar},
		{"GET", "/t/{trust}/actions/{action}", readActions, acting.Show},
		{"GET", "/t/{trust}/actions/{action}/edit", updateActions, acting.ShowEdit},
		{"POST", "/t/{trust}/actions/{action}/edit", updateActions, acting.Change},
		{"POST", "/t/{trust}/actions/{action}/updates", updateActions, acting.Update},

		{"GET", "/t/{trust}/evidence", readEvidence, pointing.ShowIndex},
		{"POST", "/t/{trust}/evidence", enterEvidence, pointing.Add},
		{"GET", "/t/{trust}/evidence/new", enterEvidence, pointing.ShowNew},
		{"GET", "/t/{trust}/evidence/{evidence}", readEvidence, pointing.Show},
		{"GET", "/t/{trust}/evidence/{evidence}/edit", enterEvidence, pointing.ShowEdit},
		{"POST", "/t/{trust}/evidence/{evidence}/edit", enterEvidence, pointing.Change},
		{"GET", "/t/{trust}/evidence/{evidence}/end", enterEvidence, pointing.ShowEnd},
		{"POST", "/t/{trust}/evidence/{evidence}/end", enterEvidence, pointing.End},
		{"POST", "/t/{trust}/evidence/{evidence}/return", enterEvidence, pointing.Return},

		{"GET", "/t/{trust}/settings", readSettings, settling.ShowSettings},
		{"POST", "/t/{trust}/settings", changeSettings, settling.ChangeSettings},
		{"GET", logoPath, readSettings, settling.ShowLogo},
		{"POST", logoPath, changeSettings, settling.KeepLogo},
		{"POST", "/t/{trust}/settings/logo/remove", changeSettings, settling.RemoveLogo},
		{"GET", "/t/{trust}/archive", takeArchive, settling.ShowArchive},
		{"POST", "/t/{trust}/archive", takeArchive, settling.TakeArchive},

		{"GET", "/t/{trust}/rounds/{round}/pack", exportPacks, packing.ShowChoose},
		{"POST", "/t/{trust}/rounds/{round}/pack", exportPacks, packing.Make},
		{"POST", "/t/{trust}/rounds/{round}/pack/preview", exportPacks, packing.Preview},
		{"GET", "/t/{trust}/rounds/{round}/pack/{pack}", exportPacks, packing.ShowPack},
		{"POST", "/t/{trust}/rounds/{round}/pack/{pack}/again", exportPacks, packing.Again},
		{"GET", "/t/{trust}/rounds/{round}/pack/{pack}/files/{format}", exportPacks, packing.Download},
		{"GET", "/t/{trust}/rounds/{round}/data", exportData, packing.ShowData},
		{"GET", "/t/{trust}/rounds/{round}/data.csv", exportData, packing.CSV},
		{"GET", "/t/{trust}/rounds/{round}/data.json", exportData, packing.JSON},
		{"GET", "/t/{trust}/rounds/{round}/data.schema.json", exportData, packing.Schema},
		{"GET", "/t/{trust}/evidence-index", exportPacks, packing.ShowIndex},
		{"POST", "/t/{trust}/evidence-index", exportPacks, packing.MakeIndex},
		{"GET", "/t/{trust}/evidence-index/{pack}", exportPacks, packing.ShowPack},
		{"POST", "/t/{trust}/evidence-index/{pack}/again", exportPacks, packing.Again},
		{"GET", "/t/{trust}/evidence-index/{pack}/files/{format}", exportPacks, packing.Download},
	}
	if d := c.Demonstration; d != nil {
		stepping := demonstration.Pages{Store: d.Store, Outbox: d.Outbox, Gate: gate, Now: c.Now, About: d.About}
		table = append(table,
			gated{"GET", "/demonstration", Everybody, stepping.ShowPeople},
			gated{"POST", "/demonstration/step-into", Everybody, stepping.StepInto},
			gated{"GET", "/demonstration/messages", Everybody, stepping.ShowMessages},
		)
	}
	keep := map[string]page.Handler{elementPath: responding.KeepElement, agreedViewPath: talking.KeepView}
	rows := make([]Route, 0, len(table))
	for _, g := range table {
		rows = append(rows, Route{g.method, g.path, g.entry, limitBody(bodyLimitOf(g), stand(gate, g, keep))})
	}
	return rows
}

// stand puts the gate before a handler. The forms that have somewhere to be kept
// outlive their session.
func stand(gate page.Gate, g gated, keep map[string]page.Handler) http.HandlerFunc {
	switch {
	case g.entry == Everybody:
		return gate.Open(g.handler)
	case g.entry == SignedIn:
		return gate.SignedIn(g.handler)
	case g.method == http.MethodPost && keep[g.path] != nil:
		return gate.ForSave(identity.Permission(g.entry), g.handler, keep[g.path])
	}
	return gate.For(identity.Permission(g.entry), g.handler)
}

// maySave tells whether a form that was kept over a sign-in is theirs to save.
func maySave(viewer identity.Viewer, path string) bool {
	if conversation.Keeps(path) {
		return viewer.May(identity.LeadConversation)
	}
	return viewer.May(identity.AnswerRounds)
}

// saveKept saves a form that was kept over a sign-in, where it belongs.
func saveKept(responding respond.Pages, talking conversation.Pages) func(http.ResponseWriter, *http.Request, identity.Viewer, string, url.Values) error {
	return func(w http.ResponseWriter, r *http.Request, viewer identity.Viewer, path string, values url.Values) error {
		if conversation.Keeps(path) {
			return talking.SaveKept(w, r, viewer, path, values)
		}
		return responding.SaveKept(w, r, viewer, path, values)
	}
}

// bodyLimitOf is the most that may be sent to a route, in bytes.
func bodyLimitOf(g gated) int64 {
	switch {
	case g.method == "POST" && g.path == uploadPath:
		return people.UploadLimit
	case g.method == "POST" && g.path == paperPath:
		return paper.UploadLimit
	case g.method == "POST" && g.path == logoPath:
		return trusts.UploadLimit
	}
	return bodyLimit
}

// New is the whole site.
func New(c Config) http.Handler {
	gate := page.Gate{Sessions: c.Store, Now: c.Now, Secure: c.Address.Scheme == "https", Demonstration: c.Demonstration != nil}
	r := chi.NewRouter()
	if c.Behind {
		r.Use(behindProxy)
	}
	r.Use(middleware.StripSlashes, recoverer, headers(gate.Secure), limitTime)
	r.Get("/healthz", showHealth)
	r.Get("/readyz", showReadiness(c.Ready))
	r.Handle(asset.Prefix+"*", asset.Handler())
	r.Group(func(r chi.Router) {
		r.Use(middleware.Compress(compression, "text/html"), crossOrigin(), limitRate(gate, c), ready(c))
		for _, row := range Routes(c) {
			r.Method(row.Method, row.Path, row.handler)
		}
	})
	notFound := gate.Open(page.NotFound)
	r.NotFound(notFound)
	r.MethodNotAllowed(notFound)
	return r
}
