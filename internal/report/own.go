package report

import "slices"

// withoutOwn is the report without what the trust added to the round, for
// comparisons: the sums of the domains are made anew from what is published of
// the other statements. The report itself stays as it is.
func (r Report) withoutOwn() Report {
	own := func(s Statement) bool { return s.Own }
	if !slices.ContainsFunc(r.Statements, own) {
		return r
	}
	statements := slices.DeleteFunc(slices.Clone(r.Statements), own)
	var domains []Domain
	for _, d := range r.Domains {
		var rest Sum
		for _, id := range d.Statements { // they keep their order
			at := slices.IndexFunc(statements, func(s Statement) bool { return s.ID == id })
			if at >= 0 {
				rest.take(statements[at], len(r.ShownGroups))
			}
		}
		if len(rest.Statements) > 0 {
			domains = append(domains, Domain{ID: d.ID, Sum: rest})
		}
	}
	r.Statements, r.Domains = statements, domains
	return r
}
