package reports

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"sevenfold/internal/audit"
	"sevenfold/internal/chart"
	"sevenfold/internal/fault"
	"sevenfold/internal/identity"
	"sevenfold/internal/reading"
	"sevenfold/internal/report"
	"sevenfold/web/component"
	"sevenfold/web/layout"
	"sevenfold/web/page"
)

// overTimeView sets the rounds of one questionnaire side by side.
type overTimeView struct {
	Layout   layout.View
	Back     linkView
	Title    string
	Lead     string
	Others   []linkView // the same for other questionnaires
	Rounds   []roundLine
	Alone    []string // said where there are not two rounds to set side by side
	Changes  []changesView
	Contents []linkView
	Chart    togetherView
	Notes    []string
	Domains  []domainTimes
	Earlier  linkView
	Later    linkView
}

// roundLine is one round, with what its report shows.
type roundLine struct {
	Title, Path string
	Facts       []string
	Withheld    string
}

// changesView tells what changed from one round to the next.
type changesView struct {
	Title string
	Terms []reading.Term
}

// ShowOverTime shows the closed rounds of the trust that asked one
// questionnaire side by side.
func (p Pages) ShowOverTime(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	t, err := p.readTimes(r, viewer)
	if err != nil {
		return err
	}
	return page.Render(w, r, http.StatusOK, overTimePage(t.view()))
}

// ShowOverTimePicture sends the chart of the domains, round by round, as a picture.
func (p Pages) ShowOverTimePicture(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	t, err := p.readTimes(r, viewer)
	if err != nil {
		return err
	}
	figure := chart.Figure{Title: overTimeTitle, Lead: viewer.TrustName, Parts: []chart.Part{{Note: strings.Join(t.alone(), " ")}}}
	if len(t.shown) > 0 {
		figure = t.figure()
	}
	return sendPicture(w, figure, "over-time-"+t.instrument)
}

// times are the reports of a trust, in the order in which their rounds closed.
type times struct {
	viewer      identity.Viewer
	instrument  string   // whose rounds are set side by side
	instruments []string // all that have a report, the last one first
	all         []reader // of the instrument
	open        []reader // of these, the ones that are not withheld
	shown       []reader // of these, the ones that stand side by side
	first       int      // where the first of them stands among the open ones
	overTime    report.OverTime
}

// beside is how many rounds stand side by side: more are not read well, on a
// screen or on paper.
const beside = 3

// readTimes reads every report of the questionnaire that the address asks for,
// or of the one that was asked last; and sets those side by side that end with
// the round that the address asks for, or with the last.
func (p Pages) readTimes(r *http.Request, viewer identity.Viewer) (times, error) {
	t := times{viewer: viewer, instrument: r.URL.Query().Get("questionnaire")}
	rounds, err := p.Store.Rounds(r.Context(), viewer.TrustID)
	if err != nil {
		return times{}, err
	}
	rounds = slices.DeleteFunc(rounds, func(round audit.Round) bool { return round.State != audit.Closed })
	slices.SortStableFunc(rounds, func(a, b audit.Round) int { return a.ClosedAt.Compare(*b.ClosedAt) })
	until := r.URL.Query().Get("until")
	if err := t.choose(rounds, until); err != nil {
		return times{}, err
	}
	for _, round := range rounds {
		if round.Instrument != t.instrument {
			continue
		}
		g, err := p.readRound(r.Context(), viewer, round.ID)
		if errors.Is(err, fault.NotFound) { // closed with nothing kept
			continue
		}
		if err != nil {
			return times{}, err
		}
		t.all = append(t.all, g)
		if !g.Report.Withheld {
			t.open = append(t.open, g)
		}
	}
	return t.until(until)
}

// choose finds whose rounds are set side by side: those of the questionnaire
// that was asked for, or of the round that they end with, or of the one that was
// asked last. So an address goes on to show the same once another was asked.
func (t *times) choose(rounds []audit.Round, until string) error {
	if at := slices.IndexFunc(rounds, func(round audit.Round) bool { return round.ID == until }); at >= 0 && t.instrument == "" {
		t.instrument = rounds[at].Instrument
	}
	for _, round := range slices.Backward(rounds) {
		if !slices.Contains(t.instruments, round.Instrument) {
			t.instruments = append(t.instruments, round.Instrument)
		}
	}
	switch {
	case t.instrument == "" && len(t.instruments) > 0:
		t.instrument = t.instruments[0]
	case t.instrument != "" && !slices.Contains(t.instruments, t.instrument):
		return fmt.Errorf("rounds of questionnaire %q: %w", t.instrument, fault.NotFound)
	}
	return nil
}

// until sets those rounds side by side that end with one, or with the last.
func (t times) until(roundID string) (times, error) {
	end := len(t.open)
	if roundID != "" {
		at := slices.IndexFunc(t.open, func(g reader) bool { return g.Round.ID == roundID })
		if at < 0 {
			return times{}, fmt.Errorf("rounds until %q: %w", roundID, fault.NotFound)
		}
		end = max(at+1, min(beside, end))
	}
	t.first = max(0, end-beside)
	t.shown = t.open[t.first:end]
	reports := make([]report.Report, len(t.shown))
	for i, g := range t.shown {
		reports[i] = g.Report
	}
	t.overTime = report.SideBySide(reports)
	return t, nil
}

// path is the address of this page, or of what belongs to it, for a
// questionnaire and the last of the rounds side by side; "" is the last of all.
func (t times) path(rest, instrument, until string) string {
	asked := url.Values{}
	if len(t.instruments) > 0 && instrument != t.instruments[0] {
		asked.Set("questionnaire", instrument)
	}
	if until != "" && until != t.open[len(t.open)-1].Round.ID {
		asked.Set("until", until)
	}
	address := "/t/" + t.viewer.TrustID + "/over-time" + rest
	if len(asked) > 0 {
		address += "?" + asked.Encode()
	}
	return address
}

// earlier and later lead to other rounds than those side by side: one step back,
// and one on.
func (t times) earlier() linkView {
	if t.first == 0 {
		return linkView{}
	}
	return linkView{"With an earlier round", t.path("", t.instrument, t.open[t.first+len(t.shown)-2].Round.ID)}
}

func (t times) later() linkView {
	next := t.first + len(t.shown)
	if next == len(t.open) {
		return linkView{}
	}
	return linkView{"With a later round", t.path("", t.instrument, t.open[next].Round.ID)}
}

func (t times) view() overTimeView {
	v := overTimeView{
		Layout: layout.View{Title: overTimeTitle, Viewer: t.viewer},
		Back:   linkView{t.viewer.TrustName, "/t/" + t.viewer.TrustID}, Title: overTimeTitle, Others: t.others(),
	}
	for _, g := range slices.Backward(t.all) {
		v.Rounds = append(v.Rounds, g.line())
	}
	if len(t.open) < 2 {
		v.Alone = t.alone()
		return v
	}
	v.Earlier, v.Later = t.earlier(), t.later()
	v.Lead = component.Capital(component.Number(len(t.shown))) + " rounds side by side, by what their reports show and nothing else. "
	if len(t.shown) < len(t.open) {
		v.Lead = component.Capital(component.Number(len(t.shown))) + " of " + component.Number(len(t.open)) + " rounds side by side, by what their reports show and nothing else. "
	}
	v.Lead += "Different people may have answered, and statements may have changed: both are said."
	v.Changes, v.Chart, v.Notes, v.Domains = t.changes(), t.chart(), t.notes(), t.domains()
	for _, d := range v.Domains {
		v.Contents = append(v.Contents, linkView{d.Title, "#" + d.ID})
	}
	return v
}

// alone says what to expect while there is nothing to set side by side.
func (t times) alone() []string {
	next := "From the second report on, this page sets each domain and each statement beside what was found before, and tells changed views, " +
		"changed people and changed questions apart."
	switch {
	case len(t.all) == 0:
		return []string{"No round has closed yet, so there is no report to begin with.", next}
	case len(t.open) == 0:
		return []string{"No round could be shown so far: in each, too few people sent in their own answers.", next}
	}
	return []string{"There is one report so far that shows what was found.", next}
}

// others lead to the same page for the other questionnaires.
func (t times) others() []linkView {
	var links []linkView
	for _, instrument := range t.instruments {
		if instrument != t.instrument {
			links = append(links, linkView{t.instrumentTitle(instrument), t.path("", instrument, "")})
		}
	}
	return links
}

// instrumentTitle is the name of a questionnaire, as the last round that is
// read here knows it.
func (t times) instrumentTitle(id string) string {
	for _, g := range slices.Backward(t.all) {
		if instrument, ok := g.Words.Framework.Instrument(id); ok {
			return instrument.Title
		}
	}
	return component.Capital(reading.NameOf(id))
}

// line is what is said of a round in the list of all.
func (g reader) line() roundLine {
	line := roundLine{Title: g.Round.Title, Path: g.path("")}
	line.Facts = []string{
		"Closed on " + g.Closed() + ".",
		component.Capital(reading.OutOf(g.Report.Submitted, g.Invited())) + " answered, " + component.Count(g.asked(), "statement", "statements") + ", " + g.Questionnaire() + ".",
	}
	if g.Report.Withheld {
		line.Withheld = "Left out here. " + g.Report.WithheldReason()
	}
	return line
}

// asked is how many statements a round asked.
func (g reader) asked() int { return len(g.Report.Statements) }

// changes tell of each round what changed since the one before that is shown.
func (t times) changes() []changesView {
	var all []changesView
	for i := len(t.shown) - 1; i > 0; i-- {
		was, is := t.shown[i-1], t.shown[i]
		since, people := report.Compare(was.Report, is.Report), "How many people took part in both is not known for these two rounds."
		if kept := is.Report.Since; kept != nil && kept.Round == was.Round.ID {
			since, people = *kept, kept.PeopleReason()
		}
		all = append(all, changesView{
			Title: "From " + was.Round.Title + " to " + is.Round.Title,
			Terms: []reading.Term{
				{Term: "Views", Text: since.ViewsReason(is.Words.Vocabulary)}, {Term: "People", Text: people}, {Term: "Questions", Text: since.Questions.Reason()},
			},
		})
	}
	return all
}

// notes say what the bars are of.
func (t times) notes() []string {
	notes := []string{
		"A bar shows which share of the answers that were placed in a domain stands where. Where statements were added or replaced, " +
			"it is of other questions than before; each statement is compared by itself below.",
	}
	if n := len(t.all) - len(t.open); n > 0 {
		notes = append(notes, component.Capital(component.Count(n, "round is", "rounds are"))+" left out: nothing is shown of what anyone answered there.")
	}
	return notes
}

// anchor is an id of the page for a domain.
func anchor(domain string) string { return "domain-" + domain }

// titleOf is the title of a domain, as the last round knows it that asked it.
func (t times) titleOf(domain string) string {
	for _, g := range slices.Backward(t.shown) {
		if _, ok := g.Report.Domain(domain); ok {
			return g.Numbered(domain)
		}
	}
	return "Domain " + strconv.Quote(domain)
}
