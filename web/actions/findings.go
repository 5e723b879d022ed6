package actions

import (
	"context"
	"errors"
	"slices"

	"sevenfold/internal/action"
	"sevenfold/internal/audit"
	"sevenfold/internal/fault"
	"sevenfold/internal/identity"
	"sevenfold/internal/insight"
	"sevenfold/internal/reading"
	"sevenfold/internal/report"
	"sevenfold/web/component"
	"sevenfold/web/page"
)

// found is the report of a closed round, with its words.
type found struct {
	round  audit.Round
	report report.Report
	words  reading.Words
}

// findings reads reports for one page, each once.
type findings struct {
	pages  Pages
	viewer identity.Viewer
	known  map[string]found
}

func (p Pages) findings(viewer identity.Viewer) findings {
	return findings{p, viewer, map[string]found{}}
}

func (f findings) of(ctx context.Context, roundID string) (found, error) {
	if known, ok := f.known[roundID]; ok {
		return known, nil
	}
	round, kept, err := f.pages.Store.Report(ctx, f.viewer.TrustID, roundID)
	if err != nil {
		return found{}, err
	}
	words, err := page.Words(ctx, f.pages.Store, round)
	if err != nil {
		return found{}, err
	}
	f.known[roundID] = found{round, kept, reading.WordsOf(words, kept)}
	return f.known[roundID], nil
}

func (f found) text(statement string) string { return f.words.Statement(statement).Text }

// findingView is one finding that an action is for.
type findingView struct {
	Text  string
	Href  string
	About string // "Challenge in Autumn 2025 audit"
}

// view shows the findings of an action, each with where it stands in its report.
func (f findings) view(ctx context.Context, all []action.Finding) ([]findingView, error) {
	var views []findingView
	for _, one := range all {
		in, err := f.of(ctx, one.RoundID)
		if err != nil {
			return nil, err
		}
		view := findingView{Text: in.text(one.Statement), About: in.round.Title}
		if s, ok := in.report.Statement(one.Statement); ok {
			view.About = in.words.Vocabulary.Title(s.Finding, s.Significant) + " in " + in.round.Title
			view.Href = "/t/" + f.viewer.TrustID + "/rounds/" + one.RoundID + "/report/domains/" + s.Domain + "#" + s.ID
		}
		views = append(views, view)
	}
	return views, nil
}

// keepKnown keeps those findings that their reports hold.
func (f findings) keepKnown(ctx context.Context, chosen []action.Finding) ([]action.Finding, error) {
	var kept []action.Finding
	for _, one := range chosen {
		in, err := f.of(ctx, one.RoundID)
		if errors.Is(err, fault.NotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if _, ok := in.report.Statement(one.Statement); ok {
			kept = append(kept, one)
		}
	}
	return kept, nil
}

// rounds lists the closed rounds whose reports show something, the newest first.
func (f findings) rounds(ctx context.Context) ([]audit.Round, error) {
	all, err := f.pages.Store.Rounds(ctx, f.viewer.TrustID)
	if err != nil {
		return nil, err
	}
	var shown []audit.Round
	for _, round := range all {
		if round.State != audit.Closed {
			continue
		}
		in, err := f.of(ctx, round.ID)
		if errors.Is(err, fault.NotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if !in.report.Withheld {
			shown = append(shown, round)
		}
	}
	slices.SortStableFunc(shown, func(a, b audit.Round) int { return b.TookAnswersUntil().Compare(a.TookAnswersUntil()) })
	return shown, nil
}

// groups are the findings that can be chosen from: those of one round, by what
// was found, and whatever is chosen already from another.
func (f findings) groups(ctx context.Context, roundID string, chosen []action.Finding) ([]component.GroupView, error) {
	var groups []component.GroupView
	if roundID != "" {
		in, err := f.of(ctx, roundID)
		if err != nil {
			return nil, err
		}
		for _, kind := range []struct {
			title string
			kinds []insight.Kind
		}{
			{in.words.Vocabulary.List(insight.Challenge), []insight.Kind{insight.Challenge}},
			{in.words.Vocabulary.List(insight.ViewsDiffer), []insight.Kind{insight.ViewsDiffer}},
			{in.words.Vocabulary.List(insight.NotYetKnown), []insight.Kind{insight.NotYetKnown}},
			{in.words.Vocabulary.List(insight.Strength), []insight.Kind{insight.Strength}},
			{"Everything else", []insight.Kind{insight.Balanced, insight.TooFewAnswers}},
		} {
			if parts := in.parts(kind.kinds, chosen); len(parts) > 0 {
				groups = append(groups, component.GroupView{Title: kind.title, Parts: parts})
			}
		}
	}
	return f.others(ctx, roundID, chosen, groups)
}

// parts are the findings of some kinds, by domain.
func (f found) parts(kinds []insight.Kind, chosen []action.Finding) []component.PartView {
	var parts []component.PartView
	last := ""
	for _, s := range f.report.Statements {
		if !slices.Contains(kinds, s.Finding) {
			continue
		}
		if s.Domain != last || len(parts) == 0 {
			parts, last = append(parts, component.PartView{Title: f.domain(s.Domain)}), s.Domain
		}
		part := &parts[len(parts)-1]
		part.Boxes = append(part.Boxes, f.box(s.ID, chosen))
	}
	return parts
}

func (f found) domain(id string) string {
	if d, ok := f.words.Framework.Domain(id); ok {
		return d.Title
	}
	return ""
}

func (f found) box(statement string, chosen []action.Finding) component.CheckboxView {
	one := action.Finding{RoundID: f.round.ID, Statement: statement}
	return component.CheckboxView{Value: one.String(), Label: f.text(statement), Ticked: slices.Contains(chosen, one)}
}

// others are what is chosen from other rounds than the one that is shown, or is
// of no group of it.
func (f findings) others(ctx context.Context, roundID string, chosen []action.Finding, groups []component.GroupView) ([]component.GroupView, error) {
	for _, one := range action.Ordered(chosen) {
		in, err := f.of(ctx, one.RoundID)
		if err != nil {
			return nil, err
		}
		s, _ := in.report.Statement(one.Statement)
		if one.RoundID == roundID && s.Finding != insight.Withheld && s.Finding != insight.DoesNotApply {
			continue
		}
		title := "From " + in.round.Title
		at := slices.IndexFunc(groups, func(g component.GroupView) bool { return g.Title == title })
		if at < 0 {
			groups = append(groups, component.GroupView{Title: title, Parts: []component.PartView{{}}})
			at = len(groups) - 1
		}
		groups[at].Parts[0].Boxes = append(groups[at].Parts[0].Boxes, in.box(one.Statement, chosen))
	}
	return groups, nil
}
