package framework

// Texts of rounds that were opened before a domain could say of itself what it
// is told apart by, and reports whose text is no longer kept, know their domains
// by id alone.
const (
	leadershipBefore    = "expert-ethical-leadership"
	noticeBefore        = "This describes our organisation. It is not about any one person, and is not for use in an appraisal."
	publicBenefitBefore = "public-benefit-and-civic-duty"
)

// withKeysSince gives a text of before what its domains would say today. One
// that has any of the keys was written since, and is left as it is.
func (f *Framework) withKeysSince() {
	for _, d := range f.Domains {
		if d.Line != "" || d.Notice != "" || d.AnnualReport {
			return
		}
	}
	for i := range f.Domains {
		switch f.Domains[i].ID {
		case leadershipBefore:
			f.Domains[i].Notice = noticeBefore
		case publicBenefitBefore:
			f.Domains[i].AnnualReport = true
		}
	}
}

// Notice is what is said before anything of a domain's report; mostly nothing.
// f may be empty, where its text is no longer kept.
func (f *Framework) Notice(domain string) string {
	d, known := f.Domain(domain)
	if !known && len(f.Domains) == 0 && domain == leadershipBefore {
		return noticeBefore
	}
	return d.Notice
}

// AnnualReport is the domain that the paragraph on public benefit in the annual
// report is drafted from; false where the framework has none. f may be empty,
// where its text is no longer kept.
func (f *Framework) AnnualReport() (Domain, bool) {
	if len(f.Domains) == 0 {
		return Domain{ID: publicBenefitBefore}, true
	}
	for _, d := range f.Domains {
		if d.AnnualReport {
			return d, true
		}
	}
	return Domain{}, false
}
