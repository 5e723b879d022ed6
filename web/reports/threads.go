package reports

// threadView is something that runs through the domains, in a sentence, and
// where to read all of it.
type threadView struct {
	Title, Text string
	Link        linkView
}

func (g reader) threads() []threadView {
	var all []threadView
	for _, thread := range g.Threads() {
		all = append(all, threadView{thread.Title, thread.Text, linkView{g.LensTitle(thread.Lens), g.lensPath(thread.Lens)}})
	}
	return all
}

func (g reader) lensPath(lens string) string { return g.path("/lenses/" + lens) }

// lenses lead to all the lenses of the report.
func (g reader) lenses() []linkView {
	var all []linkView
	for _, lens := range g.Report.Lenses {
		all = append(all, linkView{g.LensTitle(lens.ID), g.lensPath(lens.ID)})
	}
	return all
}
