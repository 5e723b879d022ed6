package trusts

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"

	"sevenfold/internal/identity"
	"sevenfold/internal/trust"
	"sevenfold/web/component"
	"sevenfold/web/form"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// What the printed name may hold. The store takes no more bytes than that.
const (
	nameLimit = 200
	nameBytes = 2000
)

// settingsView is the page of the settings: forms for whoever may change them,
// what they say for whoever may read them.
type settingsView struct {
	Layout   layout.View
	Back     string
	BackText string
	Notice   string
	Mistakes []form.Mistake
	Lead     string
	May      bool
	Said     []component.VersionRow // for whoever may only read
	Versions *component.VersionsView
	Action   string
	Revision string
	Name     component.TextFieldView
	Tier     component.RadiosView
	Kept     string // who changed them last
	Logo     logoView
	Archive  string // "" for whoever may not take it
}

// typed is the form of the settings as it was typed.
type typed struct {
	name     string
	tier     trust.LocalTier
	revision int
}

func typedOf(s trust.Settings) typed { return typed{s.PrintedName, s.LocalTier, s.Revision} }

// ShowSettings shows what the trust says of itself.
func (p Pages) ShowSettings(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	kept, err := p.Store.TrustSettings(r.Context(), viewer.TrustID)
	if err != nil {
		return err
	}
	view := viewOf(viewer, kept, typedOf(kept), &form.Form{})
	view.Notice = done(r.URL.Query().Get("done"))
	return page.Render(w, r, http.StatusOK, settingsPage(view))
}

func done(what string) string {
	switch what {
	case "saved":
		return "The settings are saved."
	case "logo":
		return "The logo is kept."
	case "removed":
		return "The logo is removed."
	}
	return ""
}

// ChangeSettings keeps the printed name and the local tier. Where somebody else
// changed them meanwhile, both versions are shown, to choose between.
func (p Pages) ChangeSettings(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	t := readTyped(f, viewer)
	if f.Good() {
		change := trust.Settings{PrintedName: t.name, LocalTier: t.tier, Revision: t.revision}
		err = p.Store.ChangeTrustSettings(r.Context(), viewer.TrustID, viewer.PersonID, change, p.Now())
		if err == nil {
			return page.Redirect(w, r, settingsPath(viewer)+"?done=saved")
		}
		if !errors.Is(err, trust.ErrSettingsChanged) {
			return err
		}
	}
	kept, readErr := p.Store.TrustSettings(r.Context(), viewer.TrustID)
	if readErr != nil {
		return readErr
	}
	if err != nil {
		return showVersions(w, r, viewer, kept, t)
	}
	return page.Render(w, r, http.StatusUnprocessableEntity, settingsPage(viewOf(viewer, kept, t, f)))
}

// readTyped takes what was typed. The name that the trust has here is no other
// name: it stays the same when that one changes.
func readTyped(f *form.Form, viewer identity.Viewer) typed {
	t := typed{name: f.Value("printed-name"), tier: trust.LocalTier(f.Value("local-tier"))}
	t.revision, _ = strconv.Atoi(f.Value("revision"))
	if t.name == viewer.TrustName {
		t.name = ""
	}
	switch length := form.Length(t.name); {
	case length > nameLimit:
		f.Wrong("printed-name", fmt.Sprintf("The name must be %d characters or fewer: it has %d", nameLimit, length))
	case len(t.name) > nameBytes:
		f.Wrong("printed-name", "The name is too long to keep: make it shorter")
	}
	if !slices.Contains(trust.LocalTiers, t.tier) {
		f.Wrong("local-tier", "Choose what stands between your board and each school")
	}
	return t
}

// showVersions meets whoever saves over settings that they had not read.
func showVersions(w http.ResponseWriter, r *http.Request, viewer identity.Viewer, kept trust.Settings, t typed) error {
	t.revision = kept.Revision
	view := viewOf(viewer, kept, t, &form.Form{})
	view.Layout.Title = "Somebody changed the settings while you did"
	keptRows, typedRows := component.Differing(rows(typedOf(kept)), rows(t))
	view.Versions = &component.VersionsView{
		Title: "Which ones do you want to keep?",
		Lead:  "Only what differs is shown. Nothing you typed is lost: it is in the form below, too.",
		Kept:  component.VersionView{Title: keptBy(kept), Rows: keptRows},
		Typed: component.VersionView{Title: "What you typed", Rows: typedRows},
		Leave: settingsPath(viewer), Form: "settings",
	}
	return page.Render(w, r, http.StatusConflict, settingsPage(view))
}

func keptBy(kept trust.Settings) string {
	return "Kept by " + kept.ChangedBy + ", " + component.Date(*kept.ChangedAt) + " at " + component.Clock(*kept.ChangedAt)
}

func rows(t typed) []component.VersionRow {
	return []component.VersionRow{
		{Name: "Name as packs print it", Lines: []string{cmp.Or(t.name, "The name that the trust has here")}},
		{Name: "Local tier", Lines: []string{t.tier.Title()}},
	}
}

func viewOf(viewer identity.Viewer, kept trust.Settings, t typed, f *form.Form) settingsView {
	view := settingsView{
		Layout: layout.View{Title: "Trust settings", Viewer: viewer, Error: !f.Good()},
		Back:   trustPath(viewer), BackText: "Back to " + viewer.TrustName,
		Mistakes: f.Mistakes, May: viewer.May(identity.ChangeSettings),
		Lead: "What " + viewer.TrustName + " says of itself in Sevenfold.",
		Said: rows(typedOf(kept)), Action: settingsPath(viewer), Revision: strconv.Itoa(t.revision),
		Name: component.TextFieldView{
			ID: "printed-name", Label: "Name as packs print it", Value: t.name, Error: f.Message("printed-name"),
			Hint: "Leave it empty to print the name that the trust has here: " + viewer.TrustName + ".",
		},
		Tier: tierField(t.tier, f.Message("local-tier")),
		Logo: logoOf(viewer, kept, f.Message("logo")),
	}
	if kept.ChangedAt != nil {
		view.Kept = keptBy(kept) + "."
	}
	if viewer.May(identity.TakeArchive) {
		view.Archive = archivePath(viewer)
	}
	return view
}

func tierField(chosen trust.LocalTier, message string) component.RadiosView {
	view := component.RadiosView{
		Name: "local-tier", Legend: "Local tier of governance", Error: message,
		Hint: "What stands between your board and each school. A round asks the statements that fit it. " +
			"Rounds that are open already, or closed, stay as they are.",
	}
	hints := map[trust.LocalTier]string{
		trust.AdvisoryBody:    "They advise and listen, and decide nothing.",
		trust.SchoolCommittee: "Committees of your board, which decide what it has handed to them.",
		trust.GoverningBoard:  "They keep the name, and much of the work, of a governing board.",
		trust.TierBySchool:    "Every statement is asked.",
		trust.NoTier:          "Statements about a local tier are not asked.",
		trust.TierNotSaid:     "Every statement is asked.",
	}
	for i, tier := range trust.LocalTiers {
		id := "local-tier"
		if i > 0 {
			id += "-" + cmp.Or(string(tier), "not-said")
		}
		view.Choices = append(view.Choices, component.RadioView{
			ID: id, Value: string(tier), Label: tier.Title(), Hint: hints[tier], Checked: tier == chosen,
		})
	}
	return view
}
