package reports

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"sevenfold/internal/identity"
	"sevenfold/internal/report"
	"sevenfold/web/component"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

type methodView struct {
	Layout   layout.View
	Back     linkView
	Title    string
	Lead     string
	NoWords  string
	Contents []linkView
	Sections []sectionView
}

// sectionView is one part of the method: sentences, then terms with what they
// mean, then a list, then figures.
type sectionView struct {
	ID, Title string
	Lines     []string
	Terms     []termView
	List      []string
	Table     tableView // without rows: none
	Source    string
}

type termView struct {
	Term, Text string
	Code       bool // a fingerprint, which may break anywhere
}

// ShowMethod shows how everything in a report was found, in plain words.
func (p Pages) ShowMethod(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	g, err := p.read(r, viewer)
	if err != nil {
		return err
	}
	fingerprint, err := report.Hash(g.report)
	if err != nil {
		return err
	}
	return page.Render(w, r, http.StatusOK, methodPage(g.method(fingerprint)))
}

func (g reading) method(fingerprint string) methodView {
	v := methodView{
		Layout: g.layout("How this was found"), Back: linkView{title, g.path("")}, Title: "How this was found",
		Lead: "Everything in the report follows from the answers by the rules on this page. " +
			"They are the same for every trust, and were fixed before anybody answered.",
		NoWords: g.words.missing(),
		Sections: slices.Concat(
			[]sectionView{
				g.whoCounts(), g.whatIsWithheld(), g.howAnswersAreRead(), g.theFindings(), theMarks(),
				agreement(g.report.Points), theLists(), theSums(),
			},
			g.theGroups(), g.theLenses(), g.theRoundBefore(),
			[]sectionView{g.thisReport(fingerprint), g.sources()},
		),
	}
	for _, s := range v.Sections {
		v.Contents = append(v.Contents, linkView{s.Title, "#" + s.ID})
	}
	return v
}

func (g reading) minimum() string { return component.Number(g.report.Minimum) }

func (g reading) whoCounts() sectionView {
	return sectionView{
		ID: "who-counts", Title: "Who counts",
		Lines: []string{
			"This round invited " + component.Count(g.invited(), "person", "people") + ", and " +
				component.Count(g.report.Submitted, "response was", "responses were") +
				" submitted. Only submitted responses count; whatever was begun and not submitted is not in the report.",
			"The report was computed once, when the round closed on " + g.closed() + ", and is kept as figures. Nothing in it is computed again later.",
			"There is no total, no average and no grade, and no trust is compared with another.",
		},
	}
}

func (g reading) whatIsWithheld() sectionView {
	s := sectionView{
		ID: "withheld", Title: "What is withheld, and why",
		Lines: []string{
			"Answers were given in confidence. So that they can’t be worked out from the report, some of what was answered is not shown. " +
				"Wherever something is withheld, the report says so.",
		},
		List: []string{
			"The minimum of this round is " + g.minimum() + ". Had fewer people sent in answers of their own, nothing of anyone’s answers would be shown.",
			"Where fewer than " + g.minimum() + " people placed a statement themselves, its page shows no positions, no ways of knowing and no notes.",
			"A response that somebody else typed in from paper counts in the findings, and never towards a minimum.",
			"Notes stand without names, in the order of their own words, and only where positions are shown. " +
				"The chair or the governance professional can take one out, with a reason: the report then says so, and gets a new fingerprint.",
			"No sentence speaks of one person’s answer: where all but one agree, it says “nearly all”.",
			"Every sum adds only what is shown of single statements, for the same people. What is left out is said.",
			"Counts in charts and tables are exact. If everyone answered alike, each answer is known; and others, who know their own, learn something of the rest.",
		},
	}
	if why := g.report.NotesTakenOutReason(); why != "" {
		s.List = append(s.List, "In this report: "+why+" The page of its domain says at which statement.")
	}
	return s
}

func (g reading) howAnswersAreRead() sectionView {
	s := sectionView{
		ID: "answers", Title: "How an answer is read",
		Lines: []string{
			"Each statement could be placed at one of " + component.Number(g.report.Points) + " points, in order from challenge to strength.",
		},
	}
	for _, point := range g.words.scale.Points {
		s.List = append(s.List, point.Text)
	}
	s.Terms = []termView{
		{Term: "Placed", Text: "An answer at one of these points."},
		{Term: "Do not know", Text: "A good answer, which stands apart from the points. It shows where assurance is missing."},
		{Term: "Does not apply", Text: "It stands apart too. Whoever says so is left out when we ask how many do not know."},
		{Term: "Not answered", Text: "The response was submitted without an answer here."},
	}
	if g.report.BasisAsked {
		s.Terms = append(s.Terms, termView{
			Term: "How they know",
			Text: "Whoever placed a statement could say how they know. " + g.evidence() + "Where nothing was said, it does not count as evidence.",
		})
	}
	return s
}

// evidence says which ways of knowing rest on evidence.
func (g reading) evidence() string {
	var counted []string
	for _, b := range g.words.framework.Bases {
		if b.Evidence {
			counted = append(counted, "“"+b.Text+"”")
		}
	}
	if len(counted) == 0 {
		return ""
	}
	return "What counts as evidence is " + strings.Join(counted, " or ") + ". "
}

func (g reading) theFindings() sectionView {
	return sectionView{
		ID: "findings", Title: "The findings",
		Lines: []string{
			"Each statement has one finding: the first of these that holds, in this order. The upper half of the points is the half towards strength, " +
				"the lower half that towards challenge; the middle one of an odd number of points is in neither.",
		},
		Terms: []termView{
			{Term: "Withheld", Text: "Fewer than " + g.minimum() + " people sent in answers of their own."},
			{Term: "Does not apply", Text: "More than half of those who answered say so."},
			{Term: "Not yet known", Text: "Of those to whom it applies, at least a third do not know or did not answer, and at least as many do not know as left it out. " +
				"Where fewer than " + g.minimum() + " placed it, no positions are shown."},
			{Term: "Too few answers", Text: "Fewer than " + g.minimum() + " people placed it themselves; or at least a third of those to whom it applies do not know or did not answer, " +
				"most of them by leaving it out. No positions, ways of knowing or notes are shown, and it stands on no agenda."},
			{Term: "Views differ", Text: "Agreement, explained below, is under 0.3. Or at least two thirds of those who placed it stand in one half, while at least one in five, " +
				"and at least two people, stand at the far end of the other."},
			{Term: "Strength", Text: "At least two thirds of those who placed it stand in the upper half. Significant, where at least half stand at the very end."},
			{Term: "Challenge", Text: "At least two thirds of those who placed it stand in the lower half. Significant, where at least half stand at the very end."},
			{Term: "Balanced", Text: "None of these: views lean neither way enough to call."},
		},
	}
}

func (g reading) thisReport(fingerprint string) sectionView {
	return sectionView{
		ID: "this-report", Title: "This report",
		Lines: append([]string{
			"A fingerprint is made from a content and stands for it: the same content always has the same one, and any change gives another.",
		}, g.report.Lacks()...),
		Terms: []termView{
			{Term: "Round", Text: g.round.Title + ", closed on " + g.closed()},
			{Term: "Questionnaire", Text: g.questionnaire()},
			{Term: "Fingerprint of its text", Text: g.round.FrameworkHash, Code: true},
			{Term: "Method", Text: "Version " + strconv.Itoa(g.report.Method)},
			{Term: "Minimum", Text: component.Capital(g.minimum()) + " responses"},
			{Term: "Who reads it", Text: g.readers()},
			{Term: "Fingerprint of the report", Text: fingerprint, Code: true},
		},
	}
}

// readers are those who may read the report.
func (g reading) readers() string {
	board := "Trustees, the chair, the chief executive, executives and the governance professional"
	if g.round.SharedWithAll {
		return board + "; and all local governors and members, as its start page told everybody"
	}
	return board
}

func (g reading) questionnaire() string {
	version := "version " + g.report.Framework.Version
	if g.words.framework.Title == "" {
		return component.Capital(version)
	}
	return g.words.framework.Title + ", " + version
}

func (g reading) sources() sectionView {
	s := sectionView{
		ID: "sources", Title: "Where the statements come from",
		Lines: []string{
			"What the statements are about is drawn from these publications. The statements are in our own words.",
		},
	}
	for _, source := range g.words.framework.Sources {
		line := stopped(source.Title) + " " + published(source.Author, source.Publisher, source.Year) + "."
		if source.Where != "" {
			line += " " + stopped(source.Where)
		}
		s.List = append(s.List, line)
	}
	if len(s.List) == 0 {
		s.Lines = []string{"The list of publications is no longer kept."}
	}
	return s
}
