package sample

import (
	"slices"
	"time"

	"sevenfold/internal/audit"
	"sevenfold/internal/framework"
	"sevenfold/internal/insight"
	"sevenfold/internal/report"
	"sevenfold/internal/trust"
)

// Ids for tests that need one of the right form.
const (
	TrustID  = "11111111-1111-4111-8111-111111111111"
	RoundID  = "22222222-2222-4222-8222-222222222222"
	PersonID = "33333333-3333-4333-8333-333333333333"
)

// Today is a day in the middle of Round: a Tuesday in November, at ten.
var Today = time.Date(2026, time.November, 24, 10, 0, 0, 0, audit.London)

// Round is an open round of the whole questionnaire, in the middle of its time
// on Today; a test states only what it changes.
func Round(changes ...func(*audit.Round)) audit.Round {
	opened := audit.StartOfDay(2026, time.November, 16).Add(8 * time.Hour)
	r := audit.Round{
		ID: RoundID, TrustID: TrustID, Title: "Autumn 2026 audit", Instrument: MainInstrument, State: audit.Open,
		OpensAt: audit.StartOfDay(2026, time.November, 16), ClosesAt: audit.EndOfDay(2026, time.December, 11),
		Minimum: audit.MinimumResponses, FrameworkHash: "sample", OpenedAt: &opened,
	}
	for _, change := range changes {
		change(&r)
	}
	return r
}

// Closed makes Round one that closed when it was planned to.
func Closed(r *audit.Round) {
	closed := r.ClosesAt
	r.State, r.ClosedAt = audit.Closed, &closed
}

// Drafted makes Round one that was not opened yet.
func Drafted(r *audit.Round) {
	r.State, r.OpenedAt, r.FrameworkHash = audit.Draft, nil, ""
}

// Answers are one answer to the statement from each of those who are counted,
// from challenge to strength, then those who do not know, those to whom it does
// not apply, and, empty, those who left it out. As many as the counts say rest
// on evidence that was seen; the others were told.
func Answers(statement string, c insight.Counts) []audit.Answer {
	var all []audit.Answer
	for point, count := range c.Points {
		all = append(all, slices.Repeat([]audit.Answer{{Statement: statement, Position: point + 1, Basis: "reported"}}, count)...)
	}
	for i := range min(c.Evidence, len(all)) {
		all[i].Basis = "seen"
	}
	all = append(all, slices.Repeat([]audit.Answer{{Statement: statement, Escape: audit.Unknown}}, c.Unknown)...)
	all = append(all, slices.Repeat([]audit.Answer{{Statement: statement, Escape: audit.Apart}}, c.Apart)...)
	return append(all, slices.Repeat([]audit.Answer{{Statement: statement}}, c.Unanswered)...)
}

// Input is what the submitted responses of a round are computed from: those of
// the plan that were submitted.
func (p Plan) Input(q audit.Questionnaire) report.Input {
	in := report.Input{
		Framework: q.Framework, FrameworkHash: "sample", Instrument: q.Instrument,
		Minimum: audit.MinimumResponses, ClosedAt: p.ClosesAt,
		Groups: []report.Group{{ID: string(trust.Trustees)}, {ID: string(trust.Executives)}},
	}
	for _, s := range q.Statements() {
		in.Asked = append(in.Asked, s.ID)
	}
	responses := p.Responses(q)
	for i, s := range p.Sittings {
		at := slices.IndexFunc(in.Groups, func(g report.Group) bool { return g.ID == string(responses[i].Group) })
		in.Groups[at].Invited++
		if s.Submitted {
			in.Groups[at].Submitted++
			in.Responses = append(in.Responses, responses[i].Submitted())
		}
	}
	return in
}

// Submitted is the response as the report counts it.
func (r Response) Submitted() report.Response {
	out := report.Response{Group: string(r.Group)}
	for _, a := range r.Answers {
		out.Answers = append(out.Answers, report.Answer{
			Statement: a.Statement, Position: a.Position, Basis: a.Basis, Note: a.Note,
			Unknown: a.Escape == audit.Unknown, Apart: a.Escape == audit.Apart,
		})
	}
	return out
}

// AuditReport is the report of the sample's whole audit: every finding is in it.
func AuditReport(f *framework.Framework) (report.Report, error) { return reportOf(f, 1) }

// PilotReport is the report of the sample's pilot: too few answered, and all of it is withheld.
func PilotReport(f *framework.Framework) (report.Report, error) { return reportOf(f, 0) }

func reportOf(f *framework.Framework, plan int) (report.Report, error) {
	instrument, err := instrumentOf(f)
	if err != nil {
		return report.Report{}, err
	}
	q, err := audit.NewQuestionnaire(f, instrument)
	if err != nil {
		return report.Report{}, err
	}
	return report.Compute(Plans(Today)[plan].Input(q))
}
