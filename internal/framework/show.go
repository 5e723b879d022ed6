package framework

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

type (
	printed struct {
		Framework   printedName         `json:"framework"`
		Scales      []printedScale      `json:"scales"`
		Domains     []printedDomain     `json:"domains"`
		Lenses      []printedLens       `json:"lenses"`
		Instruments []printedInstrument `json:"instruments"`
	}
	printedName struct {
		ID      string `json:"id"`
		Version string `json:"version"`
	}
	printedDomain struct {
		ID       string           `json:"id"`
		Title    string           `json:"title"`
		Elements []printedElement `json:"elements"`
	}
	printedElement struct {
		ID         string             `json:"id"`
		Title      string             `json:"title"`
		Statements []printedStatement `json:"statements"`
	}
	printedStatement struct {
		ID        string   `json:"id"`
		Text      string   `json:"text"`
		Ask       string   `json:"ask"`
		Challenge string   `json:"challenge"`
		Strength  string   `json:"strength"`
		Aim       Aim      `json:"aim"`
		Tags      []string `json:"tags"`
	}
	printedLens struct {
		ID         string            `json:"id"`
		Title      string            `json:"title"`
		About      string            `json:"about"`
		Categories []printedCategory `json:"categories"`
	}
	printedCategory struct {
		ID         string   `json:"id"`
		Title      string   `json:"title"`
		About      string   `json:"about"`
		Statements []string `json:"statements"`
	}
	printedInstrument struct {
		ID         string          `json:"id"`
		Title      string          `json:"title"`
		Scale      string          `json:"scale"`
		Basis      bool            `json:"basis"`
		Reflection bool            `json:"reflection"`
		Items      []string        `json:"items"`
		Domains    []printedDomain `json:"domains"` // its own
	}
	printedScale struct {
		ID      string         `json:"id"`
		Points  []printedPoint `json:"points"`
		Unknown string         `json:"unknown"` // empty where it is not offered
		Apart   string         `json:"apart"`
		// Findings are the names that it has of its own, by their kind.
		Findings map[string]string `json:"findings"`
	}
	printedPoint struct {
		ID   string `json:"id"`
		Text string `json:"text"`
	}
)

// WriteJSON prints a framework for other programs: its statements, and which
// of them each lens and instrument takes.
func WriteJSON(w io.Writer, f *Framework) error {
	out := printed{
		Framework:   printedName{f.ID, f.Version},
		Scales:      make([]printedScale, len(f.Scales)),
		Domains:     printDomains(f.Domains),
		Lenses:      make([]printedLens, len(f.Lenses)),
		Instruments: make([]printedInstrument, len(f.Instruments)),
	}
	for i, scale := range f.Scales {
		out.Scales[i] = printScale(scale)
	}
	for i, lens := range f.Lenses {
		categories := make([]printedCategory, len(lens.Categories))
		for j, category := range lens.Categories {
			categories[j] = printedCategory{category.ID, category.Title, category.About, idsOf(f.Taken(category))}
		}
		out.Lenses[i] = printedLens{lens.ID, lens.Title, lens.About, categories}
	}
	for i, instrument := range f.Instruments {
		out.Instruments[i] = printedInstrument{
			instrument.ID, instrument.Title, instrument.Scale, instrument.Basis, instrument.Reflection,
			idsOf(f.Items(instrument)), printDomains(instrument.Domains),
		}
	}
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(out); err != nil {
		return fmt.Errorf("print framework %s: %w", f.ID, err)
	}
	return nil
}

func printScale(scale Scale) printedScale {
	points := make([]printedPoint, len(scale.Points))
	for i, p := range scale.Points {
		points[i] = printedPoint{p.ID, p.Text}
	}
	findings := map[string]string{}
	for kind, naming := range scale.Findings {
		findings[kind] = naming.Title
	}
	return printedScale{scale.ID, points, scale.Unknown, scale.Apart, findings}
}

func printDomains(domains []Domain) []printedDomain {
	all := make([]printedDomain, len(domains))
	for i, domain := range domains {
		all[i] = printDomain(domain)
	}
	return all
}

func printDomain(domain Domain) printedDomain {
	elements := make([]printedElement, len(domain.Elements))
	for i, element := range domain.Elements {
		statements := make([]printedStatement, len(element.Statements))
		for j, s := range element.Statements {
			tags := append([]string{}, s.Tags...)
			statements[j] = printedStatement{s.ID, s.Text, s.Ask, s.Challenge, s.Strength, s.Aim, tags}
		}
		elements[i] = printedElement{element.ID, element.Title, statements}
	}
	return printedDomain{domain.ID, domain.Title, elements}
}

func idsOf(statements []Statement) []string {
	ids := make([]string, len(statements))
	for i, s := range statements {
		ids[i] = s.ID
	}
	return ids
}

// WriteText prints a framework for reading on a terminal.
func WriteText(w io.Writer, f *Framework) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "%s\n%s, version %s: %s in %s\n", f.Title, f.ID, f.Version, counted(len(f.Statements()), "statement"), counted(len(f.Domains), "domain"))
	writeDomains(out, f.Domains)
	fmt.Fprint(out, "\n\nLENSES\n")
	for _, lens := range f.Lenses {
		fmt.Fprintf(out, "\n   %s (%s)\n", lens.Title, lens.ID)
		wrap(out, "   ", "   ", lens.About)
		for _, category := range lens.Categories {
			takes := counted(len(f.Taken(category)), "statement")
			if category.Empty != "" {
				takes = category.Empty
			}
			wrap(out, "   - ", "     ", category.Title+": "+takes)
		}
	}
	fmt.Fprint(out, "\n\nINSTRUMENTS\n")
	for _, instrument := range f.Instruments {
		fmt.Fprintf(out, "\n   %s (%s)\n", instrument.Title, instrument.ID)
		wrap(out, "   ", "   ", instrument.About)
		fmt.Fprintf(out, "   For %s: %s, %s minutes\n", listed(instrument.For, "and"), counted(len(f.Items(instrument)), "statement"), instrument.Minutes)
		writeDomains(out, instrument.Domains)
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("print framework %s: %w", f.ID, err)
	}
	return nil
}

func writeDomains(out io.Writer, domains []Domain) {
	for i, domain := range domains {
		fmt.Fprintf(out, "\n\n%d. %s (%s)\n", i+1, strings.ToUpper(domain.Title), domain.ID)
		wrap(out, "   ", "   ", domain.About)
		if domain.Culture != "" {
			wrap(out, "   Culture: ", "   ", domain.Culture)
		}
		if domain.Source != "" {
			wrap(out, "   Source: ", "   ", domain.Source)
		}
		for _, element := range domain.Elements {
			fmt.Fprintf(out, "\n   %s (%s)\n", element.Title, element.ID)
			for _, s := range element.Statements {
				writeStatement(out, s)
			}
		}
	}
}

func writeStatement(out io.Writer, s Statement) {
	const margin = "                 "
	fmt.Fprintln(out)
	wrap(out, "     * ", "       ", s.Text)
	wrap(out, "       ask       ", margin, s.Ask)
	wrap(out, "       challenge ", margin, s.Challenge)
	wrap(out, "       strength  ", margin, s.Strength)
	var about []string
	if s.Aim != "" {
		about = append(about, string(s.Aim))
	}
	if len(s.Tags) > 0 {
		about = append(about, strings.Join(s.Tags, ", "))
	}
	if len(s.LocalTier) > 0 {
		about = append(about, "only with a local tier that is "+listed(s.LocalTier, "or"))
	}
	wrap(out, "       "+s.ID+": ", margin, strings.Join(about, "; "))
}

// wrap writes text in lines of at most 80 characters.
func wrap(out io.Writer, first, rest, text string) {
	const width = 80
	line, filled := first, false
	for word := range strings.FieldsSeq(text) {
		if filled && len([]rune(line))+1+len([]rune(word)) > width {
			fmt.Fprintln(out, line)
			line, filled = rest, false
		}
		if filled {
			line += " "
		}
		line += word
		filled = true
	}
	fmt.Fprintln(out, strings.TrimRight(line, " "))
}
