package packs

import (
	"context"
	"strings"

	"sevenfold/internal/boardpack"
	"sevenfold/internal/identity"
	"sevenfold/internal/reading"
	"sevenfold/web/component"
)

// earlierView lists packs that were asked for before, the newest first.
type earlierView struct {
	Title string
	Empty string // said in its place where there is none
	Packs []earlierPack
}

type earlierPack struct {
	ID         string
	Href       string
	When       string
	By         string
	Chosen     string
	State      string // how far it has come; "" where it is made
	Tag        string
	Superseded bool
	Files      []fileView
}

// fileView is a file to have.
type fileView struct {
	Name  string
	Href  string
	Size  string
	Short string // the beginning of its hash
	Hash  string
}

func (p Pages) earlier(ctx context.Context, viewer identity.Viewer, roundID string) (earlierView, error) {
	all, err := p.Store.Packs(ctx, viewer.TrustID, roundID)
	if err != nil {
		return earlierView{}, err
	}
	v := earlierView{Title: "Earlier packs", Empty: "No pack has been made of this round yet."}
	if roundID == "" {
		v = earlierView{Title: "Earlier indexes", Empty: "No index has been made yet."}
	}
	for _, pack := range all {
		v.Packs = append(v.Packs, earlierPack{
			ID: pack.ID, Href: packPath(viewer, pack), When: component.Instant(pack.AskedAt), By: pack.By, Chosen: chosen(pack),
			State: stateWord(pack.State), Tag: stateTag(pack.State), Superseded: pack.Superseded, Files: filesOf(viewer, pack),
		})
	}
	return v, nil
}

func packPath(viewer identity.Viewer, p boardpack.Pack) string {
	return packsPath(viewer, p.RoundID) + "/" + p.ID
}

// filesOf are the files of a pack that is made.
func filesOf(viewer identity.Viewer, p boardpack.Pack) []fileView {
	if p.State != boardpack.Made {
		return nil
	}
	var files []fileView
	for _, f := range p.Files {
		files = append(files, fileView{
			Name: formats[f.Format], Href: packPath(viewer, p) + "/files/" + string(f.Format), Size: size(f.Size), Short: short(f.SHA256), Hash: f.SHA256,
		})
	}
	return files
}

func stateWord(s boardpack.State) string {
	switch s {
	case boardpack.Waiting:
		return "Waiting to be made"
	case boardpack.Making:
		return "Being made"
	case boardpack.Failed:
		return "Could not be made"
	}
	return ""
}

func stateTag(s boardpack.State) string {
	if s == boardpack.Failed {
		return "govuk-tag--red"
	}
	return "govuk-tag--grey"
}

// chosen says in a line what was chosen for a pack.
func chosen(p boardpack.Pack) string {
	c := p.Choice
	var parts []string
	if c.Meeting != "" {
		parts = append(parts, c.Meeting)
	}
	switch {
	case c.Date.IsZero():
	case p.Kind == boardpack.EvidenceIndex:
		parts = append(parts, dayName(p.Kind)+" "+component.Date(c.Date))
	default:
		parts = append(parts, component.Date(c.Date))
	}
	if c.AgendaItem != "" {
		parts = append(parts, "item "+c.AgendaItem)
	}
	if c.Marking != "" {
		parts = append(parts, "marked “"+c.Marking+"”")
	}
	if p.Kind == boardpack.BoardPack {
		words := partsOf(c)
		if len(parts) == 0 {
			words = component.Capital(words)
		}
		parts = append(parts, words)
	}
	return strings.Join(parts, " · ")
}

// partsOf says how many of the parts were chosen.
func partsOf(c boardpack.Choice) string {
	switch n, all := len(c.Sections), len(boardpack.Sections); n {
	case all:
		return "every part"
	case 1:
		return "one part: " + reading.Within(sections[c.Sections[0]])
	default:
		return component.Number(n) + " of " + component.Number(all) + " parts"
	}
}
