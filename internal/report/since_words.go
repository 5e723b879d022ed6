package report

import "sevenfold/internal/insight"

// then and now say what a statement was found as in the earlier round, and in
// this one.
var (
	then = map[insight.Kind]string{
		insight.Strength:      "a strength",
		insight.Challenge:     "a challenge",
		insight.ViewsDiffer:   "views differed",
		insight.NotYetKnown:   "not yet known",
		insight.Balanced:      "views leaned neither way",
		insight.DoesNotApply:  "said not to apply",
		insight.TooFewAnswers: "too few answers",
		insight.Withheld:      "withheld",
	}
	now = map[insight.Kind]string{
		insight.Strength:      "a strength",
		insight.Challenge:     "a challenge",
		insight.ViewsDiffer:   "views differ",
		insight.NotYetKnown:   "not yet known",
		insight.Balanced:      "views lean neither way",
		insight.DoesNotApply:  "said not to apply",
		insight.TooFewAnswers: "too few answers",
		insight.Withheld:      "withheld",
	}
)

// Reason says what a statement was found as before and is found as now, and
// whether its answers moved.
func (c Change) Reason(v Vocabulary, s Statement) string {
	if c.Finding == s.Finding {
		return "As in the round before: " + v.Is(s.Finding) + "."
	}
	low, high := v.Ends()
	sentence := "In the round before: " + v.was(c.Finding) + ". Now: " + v.Is(s.Finding) + "."
	switch {
	case c.Moved == insight.TowardsStrength:
		sentence += " The answers moved towards " + high + "."
	case c.Moved == insight.TowardsChallenge:
		sentence += " The answers moved towards " + low + "."
	case c.Points != nil:
		sentence += " The answers themselves lie too near to those of the round before to say that they moved."
	}
	return sentence
}

// ViewsReason says how many statements moved, or why views are not compared.
func (s Since) ViewsReason(v Vocabulary) string {
	switch s.Unlike {
	case WithheldNow:
		return "Nothing is shown of what anyone answered in this round, so views are not compared."
	case WithheldThen:
		return "Nothing was shown of what anyone answered in the round before, so views are not compared."
	case AnotherScale:
		return "The round before was answered on another scale, so views are not compared."
	}
	low, high := v.Ends()
	up, down := 0, 0
	for _, c := range s.Changes {
		switch c.Moved {
		case insight.TowardsStrength:
			up++
		case insight.TowardsChallenge:
			down++
		}
	}
	moved := count(up+down, plural(up+down, "statement", "statements")+" moved")
	all := plural(up+down, ", ", ", all ")
	if up+down == 2 {
		all = ", both "
	}
	switch {
	case len(s.Changes) == 0:
		return "No statement was asked in both rounds, so views are not compared."
	case up+down == 0:
		return "No statement moved far enough to say so."
	case down == 0:
		return moved + all + "towards " + high + "."
	case up == 0:
		return moved + all + "towards " + low + "."
	}
	return moved + ": " + Number(up) + " towards " + high + " and " + Number(down) + " towards " + low + "."
}

// PeopleReason says how many people answered both rounds, as far as it may.
func (s Since) PeopleReason() string {
	p := s.People
	switch {
	case p == nil:
		return "How many people took part in both rounds is no longer known."
	case p.Withheld:
		return "How many people took part in both rounds is not shown: it would point at a few of them."
	case p.Both == 0:
		return "Nobody took part in both rounds."
	}
	both := Number(p.Both) + " people took part in both rounds"
	switch {
	case p.OnlyThen == 0 && p.OnlyNow == 0:
		return "The same " + both + "."
	case p.OnlyNow == 0:
		return count(p.Both, "people took part in both rounds, and ") + Number(p.OnlyThen) + " only in the one before."
	case p.OnlyThen == 0:
		return count(p.Both, "people took part in both rounds, and ") + Number(p.OnlyNow) + " only in this one."
	}
	return count(p.Both, "people took part in both rounds, ") + Number(p.OnlyThen) + " only in the one before and " + Number(p.OnlyNow) + " only in this one."
}

// Reason says which statements are the same as in the round before, and which
// are not.
func (q Questions) Reason() string {
	asked := q.Same + len(q.Reworded) + len(q.Replaced) + len(q.Added)
	sentence := count(asked, plural(asked, "statement was", "statements were")+" asked: ") + listed(q.parts()) + "."
	if q.Same == asked {
		sentence = "The same " + Number(asked) + " statements were asked."
		if asked == 1 {
			sentence = "The same statement was asked."
		}
	}
	if n := len(q.Gone); n > 0 {
		sentence += " " + count(n, "of those asked in the round before "+plural(n, "is", "are")+" gone.")
	}
	if q.WordingUnknown {
		sentence += " Whether any was reworded can’t be told: the words of the round before are no longer kept."
	}
	return sentence
}

func (q Questions) parts() []string {
	var parts []string
	for _, part := range []struct {
		n         int
		one, more string
	}{
		{q.Same, "the same as in the round before", "the same as in the round before"},
		{len(q.Reworded), "reworded, with its meaning kept", "reworded, with their meaning kept"},
		{len(q.Replaced), "in place of one that meant something else", "in place of ones that meant something else"},
		{len(q.Added), "new", "new"},
	} {
		if part.n > 0 {
			parts = append(parts, Number(part.n)+" "+plural(part.n, part.one, part.more))
		}
	}
	return parts
}
