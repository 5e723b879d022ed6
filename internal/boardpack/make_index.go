package boardpack

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"sevenfold/internal/audit"
	"sevenfold/internal/evidence"
	"sevenfold/internal/framework"
	"sevenfold/internal/reading"
)

// descriptors is the lens that has the DfE's descriptors for its groups.
const descriptors = "dfe-descriptors"

// Index is all that an index of evidence is made from: nothing of any round, so
// that nothing anybody answered can be in it.
type Index struct {
	Trust     string // as it is printed
	Logo      Logo
	Framework *framework.Framework // the words of today; nil where there are none
	Evidence  []evidence.Evidence
	Day       time.Time // on which the trust could point to it
	Marking   string    // on every page, as "Confidential"; empty is none
}

// indexTitle is what every index of evidence is called.
const indexTitle = "Index of evidence"

// underNone is the part for what stands under no descriptor.
const underNone = "Under no descriptor"

// MakeEvidenceIndex lists what a trust can point to by the DfE's descriptors, for
// an inspector or a regulator: with no position, no note and no finding.
func MakeEvidenceIndex(in Index) (Document, Workbook, error) {
	if in.Framework == nil {
		in.Framework = &framework.Framework{}
	}
	groups := in.groups()
	sheet := indexSheet(groups)
	content, err := json.Marshal(sheet.Rows)
	if err != nil {
		return Document{}, Workbook{}, fmt.Errorf("hash an index of evidence: %w", err)
	}
	digest := sha256.Sum256(content)
	hash := hex.EncodeToString(digest[:])
	source := indexTitle
	if in.Framework.ID != "" {
		source += between + "framework " + in.Framework.ID + " " + in.Framework.Version
	}
	source += between + "as of " + audit.Date(in.Day)
	d := Document{
		Trust: in.Trust, Logo: in.Logo, Marking: in.Marking, Title: indexTitle, Lead: "By the trust quality descriptors of the Department for Education",
		Facts: []Fact{
			{"As of", audit.Date(in.Day)},
			{"Evidence", in.counted()},
			{"What this is", "What the trust can point to, and where it is kept, as people of the trust named it. It holds no judgement, and nothing of what anybody answered when they were asked about the trust."},
		},
		Source: source, Hash: hash, ClosedAt: in.Day,
	}
	for _, g := range groups {
		d.Parts = append(d.Parts, g.part())
	}
	return d, Workbook{Title: indexTitle, Trust: in.Trust, Source: source, Hash: hash, ClosedAt: in.Day, Sheets: []Sheet{sheet}}, nil
}

// counted says how much the index holds, and that the rest was left out.
func (in Index) counted() string {
	stands, ended := standing(in.Evidence)
	said := reading.Capital(reading.Count(len(stands), "piece", "pieces"))
	if ended > 0 {
		said += "; " + reading.Count(ended, "that no longer stands is left out", "that no longer stand are left out")
	}
	return said
}

// indexGroup is the evidence below one descriptor.
type indexGroup struct {
	title, about string
	empty        string // why it holds nothing, where that is so
	rows         []indexRow
}

// indexRow is a piece of evidence, beside a statement that it was named for.
type indexRow struct {
	sentence string
	evidence evidence.Evidence
	why      string // why it stands under no descriptor
}

// groups puts every piece below the descriptors of the statements that it was
// named for, in the order of the framework, and last what stands under none.
func (in Index) groups() []indexGroup {
	lens, _ := in.Framework.Lens(descriptors)
	stands, _ := standing(in.Evidence)
	by := evidence.ByStatement(stands)
	none := indexGroup{title: underNone, empty: "All that the trust has named stands under a descriptor."}
	var groups []indexGroup
	taken, known := map[string]bool{}, map[string]bool{}
	for _, c := range lens.Categories {
		statements := in.Framework.Taken(c)
		if len(statements) == 0 {
			none.about = strings.TrimSpace(none.about + " " + c.Title + ": " + c.Empty)
			continue
		}
		g := indexGroup{title: c.Title, about: c.About, empty: "The trust has named no evidence here yet."}
		for _, s := range statements {
			taken[s.ID] = true
			g.add(s.Text, by[s.ID], "")
		}
		groups = append(groups, g)
	}
	for _, d := range in.Framework.Domains {
		for _, e := range d.Elements {
			for _, s := range e.Statements {
				if known[s.ID] = true; !taken[s.ID] {
					none.add(s.Text, by[s.ID], "No descriptor stands beside its domain, "+reading.Within(d.Title)+".")
				}
			}
		}
	}
	for _, instrument := range in.Framework.Instruments {
		for _, d := range instrument.Domains {
			for _, s := range d.Statements() {
				known[s.ID] = true
				none.add(s.Text, by[s.ID], "No descriptor stands beside the questionnaire that asks it, "+reading.Within(instrument.Title)+".")
			}
		}
	}
	for _, e := range stands {
		switch {
		case len(e.Statements) == 0:
			none.add(noStatement, []evidence.Evidence{e}, "It was named for no statement.")
		case slices.ContainsFunc(e.Statements, func(id string) bool { return known[id] }):
		case slices.ContainsFunc(e.Statements, func(id string) bool { return strings.HasPrefix(id, framework.OwnPrefix) }):
			none.add(ownStatement, []evidence.Evidence{e}, "The trust added it to a round itself: no descriptor stands beside it.")
		default:
			none.add(evidence.NotAsked, []evidence.Evidence{e}, "Its statements are no longer asked.")
		}
	}
	return append(groups, none)
}

// ownStatement stands beside evidence for what the trust added to a round.
const ownStatement = "A statement of the trust’s own"

func (g *indexGroup) add(sentence string, pieces []evidence.Evidence, why string) {
	for _, e := range pieces {
		g.rows = append(g.rows, indexRow{sentence, e, why})
	}
}

// part is the group in a document.
func (g indexGroup) part() Part {
	part := Part{Section: Evidence, Title: g.title, Blocks: paragraphs(g.about)}
	if len(g.rows) == 0 {
		part.Blocks = append(part.Blocks, Paragraph{Text: g.empty})
		return part
	}
	t := evidenceTable(g.title)
	apart := slices.ContainsFunc(g.rows, func(r indexRow) bool { return r.why != "" })
	if apart {
		t.Columns = append(t.Columns, Column{Head: "Why it stands here", Share: 3})
	}
	for _, r := range g.rows {
		row := evidenceRows(r.sentence, []evidence.Evidence{r.evidence})[0]
		if apart {
			row = append(row, r.why)
		}
		t.Rows = append(t.Rows, row)
	}
	part.Blocks = append(part.Blocks, t)
	return part
}

// indexSheet is the whole index as a table.
func indexSheet(groups []indexGroup) Sheet {
	s := Sheet{Name: "Evidence", Title: indexTitle, Columns: []SheetColumn{
		textColumn("descriptor", "Descriptor", "The DfE’s descriptor that it stands under.", middle),
		textColumn("statement", "Statement", "The sentence that it was named for.", wide),
		textColumn("evidence", "Evidence", "What the trust can point to.", wide),
		textColumn("kind", "What it is", "Its kind.", middle),
		dateColumn("dated", "Dated", "The day that it is of."),
		textColumn("place", "Where it is kept", "In words.", middle),
		textColumn("link", "Link", "Its address, where it has one.", middle),
		textColumn("keeper", "Who looks after it", "Somebody of the trust, or in words.", middle),
		textColumn("why", "Why under no descriptor", "Nothing where it stands under one.", middle),
	}}
	for _, g := range groups {
		for _, r := range g.rows {
			e := r.evidence
			s.Rows = append(s.Rows, []Cell{
				g.title, r.sentence, e.Title, e.Kind.Title(), e.DatedOn, orNothing(e.Place), orNothing(e.Link), orNothing(e.LookedAfterBy()), orNothing(r.why),
			})
		}
		if len(g.rows) == 0 {
			s.Lead = append(s.Lead, g.title+": "+reading.Within(g.empty))
		}
	}
	return s
}
