package respond

import (
	"context"
	"errors"
	"net/url"
	"slices"

	"sevenfold/internal/audit"
	"sevenfold/internal/framework"
	"sevenfold/web/form"
)

// filled is a form of answers as it came, in the sitting that it belongs to.
type filled struct {
	sitting
	place    audit.Place
	values   url.Values
	typed    map[string]typed // by statement id
	mistakes []form.Mistake
	// overtaken tells that an answer was saved elsewhere while this form was filled in.
	overtaken bool
}

// save saves what was changed in these statements: all of it, or nothing. It is
// false where something has to be put right, or chosen, first; the form then
// holds the mistakes and, beside each overtaken answer, what is stored.
func (p Pages) save(ctx context.Context, f *filled, statements []framework.Statement) (bool, error) {
	answers, mistakes := f.toSave(statements, f.typed)
	if f.mistakes = mistakes; len(mistakes) > 0 {
		return false, nil
	}
	err := p.saveAnswers(ctx, f.sitting, answers)
	var overtaken *audit.ErrOvertaken
	if errors.As(err, &overtaken) {
		f.showBoth(overtaken.Answers)
		return false, nil
	}
	return err == nil, err
}

// saveAnswers saves answers, and lets go of those that say what has been stored
// meanwhile: the same form sent twice, or from two places, is no conflict.
func (p Pages) saveAnswers(ctx context.Context, s sitting, answers []audit.Answer) error {
	for len(answers) > 0 {
		saved, err := p.Store.SaveAnswers(ctx, s.viewer.TrustID, s.round.ID, s.viewer.PersonID, answers, s.now)
		for _, n := range saved {
			s.response.Answers[n.Statement] = n
		}
		var overtaken *audit.ErrOvertaken
		if !errors.As(err, &overtaken) {
			return err
		}
		var differing []audit.Overtaken
		for _, o := range overtaken.Answers {
			if o.Given.Same(o.Stored) {
				s.response.Answers[o.Stored.Statement] = o.Stored
				answers = slices.DeleteFunc(answers, func(n audit.Answer) bool { return n.Statement == o.Given.Statement })
			} else {
				differing = append(differing, o)
			}
		}
		if len(differing) > 0 {
			return &audit.ErrOvertaken{Answers: differing}
		}
	}
	return nil
}

// showBoth puts what is stored beside what was typed, to choose between them.
func (f *filled) showBoth(overtaken []audit.Overtaken) {
	f.overtaken = true
	for _, o := range overtaken {
		id := o.Given.Statement
		f.response.Answers[id] = o.Stored
		t := f.typed[id]
		seen := readOf(o.Stored)
		t.seen, t.keep = &seen, ""
		f.typed[id] = t
		f.mistakes = append(f.mistakes, form.Mistake{
			Field: id + "-keep-mine", Text: "An answer was changed elsewhere: choose which of the two to keep",
		})
	}
}
