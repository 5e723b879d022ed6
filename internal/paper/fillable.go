package paper

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"

	"sevenfold/internal/audit"
	"sevenfold/internal/typeset"
)

// Fillable is the questionnaire as a PDF with fields, to be filled in on a
// screen, saved and sent back. Read reads it.
//
// The typesetter makes no fields. The template leaves a link wherever one goes,
// whose address is "field:KIND:CODE:STATE"; here each becomes one.
func Fillable(ctx context.Context, t Typesetter, s Sheet) ([]byte, error) {
	pdf, err := setSheet(ctx, t, s, true)
	if err != nil {
		return nil, fmt.Errorf("make a questionnaire with fields: %w", err)
	}
	f := fielder{sayings: sayings(s.Questionnaire), groups: map[string]*group{}}
	if f.Revision, err = typeset.Revise(pdf); err != nil {
		return nil, fmt.Errorf("make a questionnaire with fields: %w", err)
	}
	if err := errors.Join(f.ClaimAccessible(), f.make(markOf(s.Round))); err != nil {
		return nil, fmt.Errorf("make a questionnaire with fields: %w", err)
	}
	return f.PDF(), nil
}

// fielder turns links into fields.
type fielder struct {
	*typeset.Revision
	sayings map[string]string // what is read out of a field, by its name, and of a box, by its name and state
	groups  map[string]*group
	fields  []int // the numbers of all fields, in the order of the pages
	on, off int   // the looks of a box
	fonts   int
}

// group is the boxes of which one is marked.
type group struct {
	number int
	boxes  []int
}

// place is where a field goes.
type place struct {
	number              int // of the link
	kind, code, state   string
	rect, parent        string
	left, low, right, y float64
}

// name is what the field is called: "answer:3-07".
func (p place) name() string {
	if p.code == "" {
		return p.kind
	}
	return p.kind + ":" + p.code
}

var (
	linkAddress = regexp.MustCompile(`/URI \(field:([a-z]+):([0-9-]*):([a-z0-9]*)\)`)
	linkRect    = regexp.MustCompile(`/Rect \[([0-9.-]+) ([0-9.-]+) ([0-9.-]+) ([0-9.-]+)\]`)
	linkParent  = regexp.MustCompile(`/StructParent \d+`)
	tagOfLink   = regexp.MustCompile(`(?s)/Type /StructElem\s+/S /Link\s.*/Type /OBJR\s.*/Obj (\d+) 0 R`)
	pageAnnots  = regexp.MustCompile(`(?s)/Type /Page\s.*/Annots \[(\d+) 0 R`)
)

func (f *fielder) make(m mark) error {
	f.looks()
	places := map[int]bool{}
	var tags [][2]int // of links: the link, and its tag
	firstPage := 0
	last := f.Objects()
	for number := 1; number <= last; number++ {
		content, err := f.Object(number)
		if err != nil {
			continue // one that is not in use
		}
		if tagged := tagOfLink.FindSubmatch(content); tagged != nil {
			link, _ := strconv.Atoi(string(tagged[1]))
			tags = append(tags, [2]int{link, number})
		}
		if firstPage == 0 && pageAnnots.Match(content) {
			firstPage = number
		}
		p, ok, err := placeOf(number, content)
		if err != nil {
			return err
		}
		if ok {
			places[number] = true
			f.field(p)
		}
	}
	if len(places) == 0 || firstPage == 0 {
		return errors.New("the template left no place for a field")
	}
	for _, tag := range tags {
		if places[tag[0]] {
			content, err := f.Object(tag[1])
			if err != nil {
				return err
			}
			f.Set(tag[1], []byte(strings.Replace(string(content), "/S /Link", "/S /Form", 1)))
		}
	}
	f.close()
	if err := f.hide(m, firstPage); err != nil {
		return err
	}
	return f.list()
}

// placeOf reads a link of the template's; false for any other object.
func placeOf(number int, content []byte) (place, bool, error) {
	address := linkAddress.FindSubmatch(content)
	if address == nil {
		return place{}, false, nil
	}
	rect, parent := linkRect.FindSubmatch(content), linkParent.Find(content)
	if rect == nil || parent == nil {
		return place{}, false, fmt.Errorf("object %d is a link of another form than was expected", number)
	}
	p := place{
		number: number, kind: string(address[1]), code: string(address[2]), state: string(address[3]),
		rect: string(rect[0]), parent: string(parent),
	}
	for i, to := range []*float64{&p.left, &p.low, &p.right, &p.y} {
		value, err := strconv.ParseFloat(string(rect[i+1]), 64)
		if err != nil {
			return place{}, false, fmt.Errorf("the place of a field: %w", err)
		}
		*to = value
	}
	return p, true, nil
}

// field makes a field, or one box of a field, of the link at a place.
func (f *fielder) field(p place) {
	if p.state == "" {
		f.text(p)
		return
	}
	g := f.groups[p.name()]
	if g == nil {
		g = &group{number: f.Reserve()}
		f.groups[p.name()] = g
		f.fields = append(f.fields, g.number)
		f.Set(g.number, fmt.Appendf(nil, "<<\n/FT /Btn /Ff 32768 /T %s /TU %s /V /Off", pdfText(p.name()), pdfText(f.sayings[p.name()])))
	}
	g.boxes = append(g.boxes, p.number)
	f.Set(p.number, fmt.Appendf(nil,
		"<<\n/Type /Annot /Subtype /Widget %s /F 4 %s /Parent %d 0 R /TU %s\n/MK << /CA (8) >> /AS /Off /AP << /N << /%s %d 0 R /Off %d 0 R >> >>\n>>",
		p.rect, p.parent, g.number, pdfText(f.sayings[p.name()+":"+p.state]), p.state, f.on, f.off))
}

// text is a field for words. Empty, it has an empty look; whatever writes into
// it makes the look of what is written, so that no viewer is asked to make
// all looks anew, which some take for a change of the file.
func (f *fielder) text(p place) {
	look := f.Add(fmt.Appendf(nil, "<< /Type /XObject /Subtype /Form /BBox [0 0 %g %g] /Resources << /Font << /Helv %d 0 R >> >> /Length 13 >>\nstream\n/Tx BMC\nEMC\n\nendstream",
		p.right-p.left, p.y-p.low, f.fonts))
	lines, longest := 0, nameLimit
	if p.kind == kindNote {
		lines, longest = 1<<12, audit.NoteLimit
	}
	f.fields = append(f.fields, p.number)
	f.Set(p.number, fmt.Appendf(nil,
		"<<\n/Type /Annot /Subtype /Widget %s /F 4 %s /FT /Tx /Ff %d /MaxLen %d /T %s /TU %s /V () /DA (/Helv 10 Tf 0 g) /MK << >> /AP << /N %d 0 R >>\n>>",
		p.rect, p.parent, lines, longest, pdfText(p.name()), pdfText(f.sayings[p.name()]), look))
}

const nameLimit = 200 // characters of a name

// What a field is for. A code follows, but for the name and the mark.
const (
	kindAnswer = "answer"
	kindBasis  = "basis"
	kindNote   = "note"
	kindName   = "name"
	kindMark   = "mark"
)

// looks are what all boxes share: a cross, and nothing.
func (f *fielder) looks() {
	const cross = "q 2 w 1 J 3 3 m 11 11 l S 3 11 m 11 3 l S Q"
	f.on = f.Add(fmt.Appendf(nil, "<< /Type /XObject /Subtype /Form /BBox [0 0 14 14] /Resources << >> /Length %d >>\nstream\n%s\nendstream", len(cross), cross))
	f.off = f.Add([]byte("<< /Type /XObject /Subtype /Form /BBox [0 0 14 14] /Resources << >> /Length 0 >>\nstream\n\nendstream"))
	f.fonts = f.Add([]byte("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Name /Helv /Encoding /WinAnsiEncoding >>"))
}

// close names in each group its boxes.
func (f *fielder) close() {
	for _, g := range f.groups {
		begun, _ := f.Object(g.number) // set here
		f.Set(g.number, fmt.Appendf(nil, "%s /Kids [%s]\n>>", begun, references(g.boxes)))
	}
}

// hide puts the mark on the first page that has a field, where nobody sees or changes it.
func (f *fielder) hide(m mark, page int) error {
	content, err := f.Object(page)
	if err != nil {
		return err
	}
	look := f.off
	number := f.Add(fmt.Appendf(nil, "<<\n/Type /Annot /Subtype /Widget /Rect [0 0 0 0] /F 2 /P %d 0 R /FT /Tx /Ff 1 /T (%s) /V %s /DA (/Helv 10 Tf 0 g) /AP << /N %d 0 R >>\n>>",
		page, kindMark, pdfText(m.String()), look))
	f.fields = append(f.fields, number)
	f.Set(page, []byte(strings.Replace(string(content), "/Annots [", fmt.Sprintf("/Annots [%d 0 R ", number), 1)))
	return nil
}

// list says in the catalogue which fields there are.
func (f *fielder) list() error {
	root, err := f.Object(f.Root())
	if err != nil {
		return err
	}
	form := f.Add(fmt.Appendf(nil, "<<\n/Fields [%s]\n/DR << /Font << /Helv %d 0 R >> >> /DA (/Helv 10 Tf 0 g)\n>>", references(f.fields), f.fonts))
	listed := strings.Replace(string(root), "/Type /Catalog", fmt.Sprintf("/Type /Catalog\n  /AcroForm %d 0 R", form), 1)
	if listed == string(root) {
		return errors.New("the PDF's catalogue is not of the form that was expected")
	}
	f.Set(f.Root(), []byte(listed))
	return nil
}

func references(numbers []int) string {
	all := make([]string, len(numbers))
	for i, number := range numbers {
		all[i] = fmt.Sprintf("%d 0 R", number)
	}
	return strings.Join(all, " ")
}

// pdfText is a string as a PDF holds it: in brackets, or in UTF-16 where it has
// other than plain letters.
func pdfText(text string) string {
	if strings.IndexFunc(text, func(r rune) bool { return r < ' ' || r > '~' }) < 0 {
		return "(" + inBrackets.Replace(text) + ")"
	}
	var b strings.Builder
	b.WriteString("<FEFF")
	for _, unit := range utf16.Encode([]rune(text)) {
		fmt.Fprintf(&b, "%04X", unit)
	}
	b.WriteByte('>')
	return b.String()
}

var inBrackets = strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`)

// sayings are what a screen reader says of each field and box.
func sayings(q audit.Questionnaire) map[string]string {
	all := map[string]string{kindName: "Your name"}
	for _, item := range Items(q) {
		said := item.Code + ": " + typeset.Showable(item.Statement.Text)
		all[kindAnswer+":"+item.Code] = said
		for _, c := range Choices(q) {
			all[kindAnswer+":"+item.Code+":"+c.state] = said + " " + c.Words
		}
		all[kindBasis+":"+item.Code] = item.Code + ": How do you know?"
		for _, c := range BasisChoices(q) {
			all[kindBasis+":"+item.Code+":"+c.state] = item.Code + ": How do you know? " + c.Words
		}
		all[kindNote+":"+item.Code] = item.Code + ": a note, if you like"
	}
	return all
}
