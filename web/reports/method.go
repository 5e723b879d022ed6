package reports

import (
	"net/http"

	"sevenfold/internal/identity"
	"sevenfold/internal/reading"
	"sevenfold/internal/report"
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
	Sections []reading.Section
}

// ShowMethod shows how everything in a report was found, in plain words.
func (p Pages) ShowMethod(w http.ResponseWriter, r *http.Request, viewer identity.Viewer) error {
	g, err := p.read(r, viewer)
	if err != nil {
		return err
	}
	fingerprint, err := report.Hash(g.Report)
	if err != nil {
		return err
	}
	return page.Render(w, r, http.StatusOK, methodPage(g.method(fingerprint)))
}

func (g reader) method(fingerprint string) methodView {
	v := methodView{
		Layout: g.layout("How this was found"), Back: linkView{reading.Title, g.path("")}, Title: "How this was found",
		Lead: "Everything in the report follows from the answers by the rules on this page. " +
			"They are the same for every trust, and were fixed before anybody answered.",
		NoWords:  g.Words.Missing(),
		Sections: g.Method(fingerprint),
	}
	for _, s := range v.Sections {
		v.Contents = append(v.Contents, linkView{s.Title, "#" + s.ID})
	}
	return v
}
