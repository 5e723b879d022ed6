package boardpack

import (
	"fmt"
	"strings"
	"time"

	"sevenfold/internal/chart"
)

// The texts that a file must survive: every script, and what looks like markup,
// a formula or a path.
const (
	arabic  = "المجلس يرى الأدلة بنفسه (2026)."
	hebrew  = "הלוח רואה את הראיות בעצמו."
	chinese = "董事会亲自查看证据。"
	emoji   = "Proud of this 👩🏽‍🏫🎓❤️"
	marks   = "Zo\u0065\u0301 a\u030a\u0323 Ngu\u0302\u0303"
	asCode  = `<w:p>&amp; </w:t> ]]> "quoted" 'so' <script>alert(1)</script>`
	formula = `=HYPERLINK("http://example.org";"x")`
	asPath  = `../../etc/passwd`
)

var closed = time.Date(2026, time.November, 20, 23, 59, 59, 0, time.UTC)

var fourPoints = []string{"a significant challenge", "more a challenge", "more a strength", "a significant strength"}

// profile is a chart of some rows.
func profile(title string, rows int) chart.Figure {
	f := chart.Figure{Title: title, Lead: "15 people, autumn term 2026", Labels: fourPoints, UnknownLabel: "I do not know", Parts: []chart.Part{{}}}
	for i := range rows {
		f.Parts[0].Rows = append(f.Parts[0].Rows, chart.Row{
			ID: fmt.Sprintf("row-%d", i), Title: fmt.Sprintf("Element %d of the domain", i+1),
			Counts: []int{i % 3, 2 + i%2, 5 - i%4, 3 + i%5}, Unknown: i % 4, Of: 15,
		})
	}
	return f
}

// bar is one of a chart.
func bar(n int) Drawing {
	f := profile("A statement", n+1)
	f.Paper = true
	return f.Strips()[0][n]
}

func overviewOf(domains, elements int) chart.Heat {
	looks := []chart.Look{chart.StrengthLook, chart.ChallengeLook, chart.DifferLook, chart.UnknownLook, chart.BalancedLook, chart.FewLook, chart.WithheldLook}
	h := chart.Heat{Title: "All statements", Lead: "One cell each"}
	for d := range domains {
		part := chart.HeatPart{Heading: fmt.Sprintf("%d. A domain of the framework", d+1)}
		for e := range elements {
			row := chart.HeatRow{Title: fmt.Sprintf("Element %d.%d", d+1, e+1)}
			for s := range 3 {
				look := looks[(d+e*2+s)%len(looks)]
				row.Cells = append(row.Cells, chart.HeatCell{Title: "A statement", Finding: string(look), Look: look, Significant: s == 0})
			}
			part.Rows = append(part.Rows, row)
		}
		h.Parts = append(h.Parts, part)
	}
	return h
}

// fullDocument is a pack of a trust with 70 statements: about 30 pages.
func fullDocument() Document {
	d := Document{
		Trust: "Seven Rivers Academy Trust", Title: "The seven domains, autumn term 2026",
		Lead: "What the board and the executive team see, and where they see it differently",
		Logo: Logo{Type: "image/svg+xml", Data: []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 80"><rect width="200" height="80" rx="10" fill="#2f2a63"/><circle cx="40" cy="40" r="26" fill="#f2b35d"/><path d="M80 55 L110 20 L140 55 Z" fill="#ffffff"/></svg>`)},
		Facts: []Fact{
			{"Meeting", "Board of trustees"},
			{"Date", "Thursday 3 December 2026"},
			{"Agenda item", "7"},
			{"Round", "Opened on 2 November, closed on 20 November 2026; 15 people answered"},
		},
		Marking: "Confidential", Source: "Round: The seven domains, autumn term 2026. Framework 2026.1, method 3. Closed 20 November 2026, 23:59.",
		Hash: strings.Repeat("9f86d081884c7d65", 4), ClosedAt: closed,
	}
	summary := Part{Section: Summary, Title: "Summary", Blocks: []Block{
		Paragraph{Lead: true, Text: "The board and the executive team agree on most of what makes the trust strong. They differ about how well they know it."},
		Notice{"Groups smaller than five people are never shown. Two groups are withheld here."},
		Heading{2, "What stands out"},
		List{Items: []string{"Safeguarding is a significant strength for nearly all.", "Views differ about succession.", "Six statements are not yet known."}},
		Heading{2, "What the board could talk about first"},
		List{Ordered: true, Items: []string{"Succession of the chair.", "What some have seen of the estate that others have not.", "Reserves."}},
		Heading{2, "The domains"},
		Picture{Drawing: profile("The seven domains", 7), Caption: "How the positions lie, by domain"},
		Picture{Drawing: overviewOf(7, 4), Caption: "All statements on one page"},
	}}
	d.Parts = append(d.Parts, summary)
	for i := range 7 {
		d.Parts = append(d.Parts, domainPart(i+1))
	}
	d.Parts = append(d.Parts, actionsPart(24), notesPart(), Part{Section: Method, Title: "Method and provenance", Blocks: []Block{
		Heading{2, "How it was done"},
		Paragraph{Text: "Fifteen people placed the trust against 70 statements, each by themselves.\nNobody saw anybody else’s answers."},
		List{Ordered: true, Items: []string{"Answers were counted when the round closed.", "Groups were formed.", "What was too small was withheld."}},
		Facts{[]Fact{{"Framework", "2026.1"}, {"SHA-256", strings.Repeat("9f86d081884c7d65", 4)}}},
	}})
	return d
}

func domainPart(n int) Part {
	p := Part{Section: Domains, Title: fmt.Sprintf("Domain %d: what the trust is for", n), Blocks: []Block{
		Paragraph{Lead: true, Text: "Ten statements in three elements. Most positions lie on the side of strength."},
		Picture{Drawing: profile(fmt.Sprintf("Domain %d by element", n), 4), Caption: fmt.Sprintf("Domain %d, by element", n)},
	}}
	looks := []Finding{
		{Name: "Significant strength", Look: chart.StrengthLook, Significant: true},
		{Name: "Strength", Look: chart.StrengthLook},
		{Name: "Significant challenge", Look: chart.ChallengeLook, Significant: true},
		{Name: "Challenge", Look: chart.ChallengeLook},
		{Name: "Views differ", Look: chart.DifferLook},
		{Name: "Not yet known", Look: chart.UnknownLook},
		{Name: "Balanced", Look: chart.BalancedLook},
		{Name: "Withheld", Look: chart.WithheldLook},
	}
	for s := range 10 {
		if s%4 == 0 {
			p.Blocks = append(p.Blocks, Heading{2, fmt.Sprintf("%d.%d An element of the domain", n, s/4+1)})
		}
		f := looks[(n+s)%len(looks)]
		f.Statement = fmt.Sprintf("Statement %d.%d: our board can say what has changed for pupils since it last met, and how it knows.", n, s+1)
		f.Own = s == 9
		f.Bar, f.Known = bar(s), "Seen 6\u00a0· reported 5"
		f.Reasons = []string{"Eleven of 15 place the trust on the side of strength.", "Four do not know."}
		f.Facts = []Fact{{"How people know", "6 have seen the evidence themselves; 5 have had it reported to them"}, {"The board agreed", "A strength, with more to see in the two schools that joined last.\nTo be looked at again in spring."}}
		if s%5 == 0 {
			f.Notes = []string{"We hear a lot from the executive, and little from the schools themselves."}
		}
		p.Blocks = append(p.Blocks, f)
	}
	p.Blocks = append(p.Blocks, Heading{3, "Positions by group"}, Table{
		Caption: fmt.Sprintf("Positions by group, domain %d", n),
		Columns: []Column{{"Group", 4, false}, {"Significant challenge", 2, true}, {"More a challenge", 2, true}, {"More a strength", 2, true}, {"Significant strength", 2, true}, {"I do not know", 2, true}},
		Rows:    [][]string{{"Trustees", "1", "2", "4", "2", "1"}, {"Executive team", "0", "1", "3", "1", "0"}, {"Local governors", "not shown", "not shown", "not shown", "not shown", "not shown"}},
	})
	return p
}

func actionsPart(rows int) Part {
	t := Table{Caption: "Actions by due date", Columns: []Column{{"Action", 6, false}, {"Owner", 3, false}, {"Due", 3, false}, {"State", 2, false}}, Empty: "There are no actions."}
	for i := range rows {
		t.Rows = append(t.Rows, []string{fmt.Sprintf("Action %d: bring to the board what the schools say of it", i+1), "Amina Okafor", "Thursday 4 March 2027", "in hand"})
	}
	return Part{Section: Actions, Title: "Actions", Blocks: []Block{Paragraph{Lead: true, Text: "What the trust will do."}, t}}
}

func notesPart() Part {
	return Part{Section: Notes, Title: "Notes", Blocks: []Block{
		Heading{2, "In people’s own words"},
		Finding{
			Statement: "Our board reads what it is sent.", Where: "Domain 2", Name: "Views differ", Look: chart.DifferLook, Reasons: []string{"Positions lie at both ends."},
			Notes: []string{arabic, hebrew, chinese, emoji, marks, asCode, formula, asPath, "English, then " + arabic + " and English again.", "line one\r\nline two\rline three\u2028line four\tafter a tab", strings.Repeat("A long note that goes on. ", 80)},
		},
		Finding{Statement: arabic, Name: "Strength", Look: chart.StrengthLook, Reasons: []string{"One."}},
	}}
}
