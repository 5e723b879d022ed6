package conversation

import (
	"context"
	"errors"
	"net/http"
	"strconv"

	"github.com/go-chi/chi/v5"

	talk "sevenfold/internal/conversation"
	"sevenfold/internal/framework"
	"sevenfold/internal/identity"
	"sevenfold/internal/insight"
	"sevenfold/web/component"
	"sevenfold/web/form"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// benefitView is the paragraph on public benefit, and where it comes from.
type benefitView struct {
	Layout   layout.View
	Back     linkView
	Notice   string
	Mistakes []form.Mistake
	State    string // "Draft", "Draft, edited"
	From     string // where the words come from
	Nothing  string // why there is no draft
	Text     string
	Lead     bool
	Action   string
	Read     string
	Field    component.TextareaView
	Other    string // another version, which was saved meanwhile
	OtherBy  string
	Plain    string // where it stands as plain text
	Drafted  string // the draft from the report, where the paragraph has been edited since
	Versions []versionView
}

// ShowBenefit shows the paragraph as it was saved last, or else the draft.
func (p Pages) ShowBenefit(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	m, versions, err := p.paragraphs(r.Context(), viewer, chi.URLParam(r, "round"))
	if err != nil {
		return err
	}
	v := m.benefitView(versions, &form.Form{}, nil)
	if r.URL.Query().Has("saved") && len(versions) > 0 {
		v.Notice = "Saved at " + component.Clock(versions[0].At) + ". It stays a draft: what the annual report says is for the board to decide."
	}
	return page.Render(w, r, http.StatusOK, benefitPage(v))
}

func (p Pages) paragraphs(ctx context.Context, viewer identity.Viewer, roundID string) (meeting, []talk.Paragraph, error) {
	m, err := p.meet(ctx, viewer, roundID)
	if err != nil {
		return meeting{}, nil, err
	}
	if m, err = p.withActions(ctx, m); err != nil {
		return meeting{}, nil, err
	}
	versions, err := p.Store.BenefitParagraphs(ctx, viewer.TrustID, roundID)
	return m, versions, err
}

// benefitAsked is the domain that the paragraph is drafted from; false where
// the round did not ask it.
func (m meeting) benefitAsked() (framework.Domain, bool) {
	d, _ := m.Words.Framework.AnnualReport()
	_, asked := m.Report.Domain(d.ID)
	return d, asked
}

// benefit is what the report says of public benefit, and what the trust is doing about it.
func (m meeting) benefit() talk.Benefit {
	asked, _ := m.benefitAsked()
	d, _ := m.Report.Domain(asked.ID)
	b := talk.Benefit{Round: m.Round.Title, About: asked.Title, Submitted: m.Report.Submitted, Actions: m.standing(d.Statements)}
	b.Asked = len(d.Statements)
	if m.missing() != "" {
		return b
	}
	for _, id := range d.Statements { // in order of significance
		s, ok := m.Report.Statement(id)
		if !ok || s.Finding != insight.Strength {
			continue
		}
		b.Strengths = append(b.Strengths, m.Words.Statement(id).Text)
		if s.Significant {
			b.Most++
		}
	}
	return b
}

// noBenefit says why there is nothing to draft from; empty where there is.
func (m meeting) noBenefit() string {
	of, asked := m.benefitAsked()
	switch {
	case m.Report.Withheld:
		return m.Report.WithheldReason() + " So there is nothing to draft from."
	case m.missing() != "":
		return "The words that this round was asked in are no longer kept, so there is nothing to draft from."
	case !asked:
		return "This round did not ask about public benefit, so there is nothing to draft from."
	case len(m.benefit().Strengths) == 0:
		return "No strength was found in “" + of.Title + "” in this round, so there is nothing to draft from."
	}
	return ""
}

// benefitView lays the paragraph out. Typed is the form as it was typed, or nil.
func (m meeting) benefitView(versions []talk.Paragraph, f *form.Form, typed *string) benefitView {
	benefit := m.benefit()
	draft := benefit.Draft()
	v := benefitView{
		Layout: m.layout("Public benefit: a paragraph for the annual report"), Back: linkView{title, m.path("")}, Mistakes: f.Mistakes,
		State: "Draft", From: "Made from the strengths that this round found in “" + benefit.About + "”. Nobody has edited it yet.",
		Text: draft, Lead: m.leads(), Action: m.roundPath("/public-benefit"), Read: "0", Plain: m.roundPath("/public-benefit/text"),
		Nothing: m.noBenefit(),
	}
	if len(versions) > 0 {
		last := versions[0]
		v.State, v.From = "Draft, edited by hand", "Saved by "+last.By+" "+m.when(last.At)+"."
		v.Text, v.Read, v.Nothing = last.Text, strconv.Itoa(last.Revision), ""
		if draft != last.Text {
			v.Drafted = draft
		}
		for _, p := range versions[1:] {
			v.Versions = append(v.Versions, versionView{When: "Saved by " + p.By + " " + m.when(p.At), Why: p.Text})
		}
	}
	v.Layout.Error = !f.Good()
	v.Field = component.TextareaView{
		ID: "text", Label: "The paragraph", Hint: "Change it as you like. Name no people, and no child. Up to 4,000 characters.",
		Value: v.Text, Error: f.Message("text"), Limit: strconv.Itoa(talk.ParagraphLimit),
	}
	if typed != nil {
		v.Field.Value = *typed
	}
	return v
}

// SaveBenefit keeps the paragraph as it was edited.
func (p Pages) SaveBenefit(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	m, versions, err := p.paragraphs(r.Context(), viewer, chi.URLParam(r, "round"))
	if err != nil {
		return err
	}
	typed := f.Text("text")
	given := talk.Paragraph{Text: typed}
	given.Revision, _ = strconv.Atoi(f.Value("read"))
	switch length := form.Length(typed); {
	case typed == "":
		f.Wrong("text", "Write the paragraph before you save it")
	case length > talk.ParagraphLimit:
		f.Wrong("text", "Shorten this to 4,000 characters or fewer: it has "+strconv.Itoa(length))
	case len(typed) > 2*whyBytes:
		f.Wrong("text", "Shorten this: its characters are made of too many parts to be kept")
	}
	if !f.Good() {
		v := m.benefitView(versions, f, &typed)
		v.Read = f.Value("read")
		return page.Render(w, r, http.StatusUnprocessableEntity, benefitPage(v))
	}
	err = p.Store.SaveBenefitParagraph(r.Context(), viewer.TrustID, m.Round.ID, viewer.PersonID, given, m.now)
	var overtaken *talk.ParagraphOvertakenError
	if errors.As(err, &overtaken) {
		return p.benefitOvertaken(w, r, m, overtaken)
	}
	if err != nil {
		return err
	}
	return page.Redirect(w, r, m.roundPath("/public-benefit?saved=1"))
}

// benefitOvertaken shows the version that was saved meanwhile beside what was
// typed; saving once more puts the latter after it.
func (p Pages) benefitOvertaken(w http.ResponseWriter, r *http.Request, m meeting, o *talk.ParagraphOvertakenError) error {
	versions, err := p.Store.BenefitParagraphs(r.Context(), m.viewer.TrustID, m.Round.ID)
	if err != nil {
		return err
	}
	f := &form.Form{}
	f.Wrong("text", "Somebody saved another version meanwhile. Look at both, then save again")
	v := m.benefitView(versions, f, &o.Given.Text)
	v.Other, v.OtherBy = o.Stored.Text, o.Stored.By+" saved this "+m.when(o.Stored.At)+", after this page was loaded. "+
		"What you typed is in the box below. Saving puts yours after it: this one stays among the versions."
	return page.Render(w, r, http.StatusConflict, benefitPage(v))
}

// ShowBenefitText gives the paragraph as plain text, to be taken elsewhere.
func (p Pages) ShowBenefitText(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	m, versions, err := p.paragraphs(r.Context(), viewer, chi.URLParam(r, "round"))
	if err != nil {
		return err
	}
	v := m.benefitView(versions, &form.Form{}, nil)
	text := "DRAFT for the annual report of " + viewer.TrustName + "\n\n"
	if v.Text == "" {
		text += v.Nothing
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, err = w.Write([]byte(text + v.Text + "\n"))
	return err
}
