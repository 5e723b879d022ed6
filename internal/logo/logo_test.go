package logo_test

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"
	"time"

	"sevenfold/internal/logo"
)

const root = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 10 10">`

func svg(parts string) []byte { return []byte(root + parts + `</svg>`) }

func aPNG(t testing.TB, w, h int) []byte {
	t.Helper()
	picture := image.NewNRGBA(image.Rect(0, 0, w, h))
	for i := range min(w, h) {
		picture.Set(i, i, color.NRGBA{47, 42, 99, 200})
	}
	var b bytes.Buffer
	if err := png.Encode(&b, picture); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func aJPEG(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 4, 4)), nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// claiming is a small picture that says it is a large one.
func claiming(t testing.TB, w, h uint32) []byte {
	t.Helper()
	file := aPNG(t, 1, 1)
	binary.BigEndian.PutUint32(file[16:], w)
	binary.BigEndian.PutUint32(file[20:], h)
	binary.BigEndian.PutUint32(file[29:], crc32.ChecksumIEEE(file[12:29]))
	return file
}

// doubling is a drawing whose every part draws the one before it many times.
func doubling(refer func(id int) string) []byte {
	var b strings.Builder
	b.WriteString(`<defs><g id="p0"><rect width="1" height="1"/></g>`)
	for i := 1; i < 30; i++ {
		fmt.Fprintf(&b, `<g id="p%d">%s</g>`, i, strings.Repeat(refer(i-1), 10))
	}
	return svg(b.String() + `</defs>` + refer(29))
}

func TestAFileThatIsNoLogoIsRefused(t *testing.T) {
	var unnamed logo.PartError
	for name, c := range map[string]struct {
		file []byte
		want error
	}{
		"nothing":                               {nil, logo.ErrEmpty},
		"more than a megabyte":                  {bytes.Repeat([]byte("x"), logo.Limit+1), logo.ErrTooLarge},
		"a JPEG, whatever its name":             {aJPEG(t), logo.ErrPhoto},
		"a GIF":                                 {[]byte("GIF89a\x01\x00\x01\x00\x80\x00\x00"), logo.ErrOther},
		"a web page":                            {[]byte("<!DOCTYPE html><html><body>Logo</body></html>"), logo.ErrOther},
		"a script":                              {[]byte("alert(document.cookie)"), logo.ErrOther},
		"a program":                             {[]byte("\x7fELF\x02\x01\x01"), logo.ErrOther},
		"an SVG of nothing that begins as XML":  {[]byte("<?xml version='1.0'?><note>Logo</note>"), logo.ErrOther},
		"a picture cut in the middle":           {aPNG(t, 40, 40)[:60], logo.ErrDamaged},
		"a picture without its end":             {bytes.TrimSuffix(aPNG(t, 40, 40), []byte("\x00\x00\x00\x00IEND\xaeB`\x82")), logo.ErrDamaged},
		"a picture that claims to be enormous":  {claiming(t, 60_000, 60_000), logo.ErrTooWide},
		"a picture that claims to be long":      {claiming(t, 2_000_000_000, 1), logo.ErrTooWide},
		"a picture of no size":                  {claiming(t, 0, 4), logo.ErrDamaged},
		"a drawing with a script":               {svg(`<script>alert(1)</script>`), logo.ErrScript},
		"a script of another namespace":         {svg(`<x:script xmlns:x="http://www.w3.org/1999/xhtml">alert(1)</x:script>`), logo.ErrScript},
		"an event handler":                      {svg(`<rect onload="alert(1)"/>`), logo.ErrScript},
		"an event handler in capitals":          {svg(`<rect ONLOAD="alert(1)"/>`), logo.ErrScript},
		"an event handler on the root":          {[]byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1" onload="x()"/>`), logo.ErrScript},
		"a page in a drawing":                   {svg(`<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>`), logo.ErrPart},
		"a link":                                {svg(`<a xlink:href="https://example.org"><rect/></a>`), logo.ErrOutside},
		"a link that runs":                      {svg(`<use href="javascript:alert(1)"/>`), logo.ErrOutside},
		"a picture from elsewhere":              {svg(`<image href="https://example.org/x.png" width="1" height="1"/>`), logo.ErrOutside},
		"a picture from a file":                 {svg(`<image xlink:href="file:///etc/passwd" width="1" height="1"/>`), logo.ErrOutside},
		"a part from elsewhere":                 {svg(`<use xlink:href="other.svg#x"/>`), logo.ErrOutside},
		"a page as a picture":                   {svg(`<image href="data:text/html;base64,PHA+"/>`), logo.ErrOutside},
		"a drawing as a picture":                {svg(`<image href="data:image/svg+xml;base64,PHN2Zy8+"/>`), logo.ErrOutside},
		"a page that says it is a picture":      {svg(`<image href="data:image/png;base64,PHA+"/>`), logo.ErrOutside},
		"an enormous picture in a drawing":      {svg(`<image href="data:image/png;base64,` + base64.StdEncoding.EncodeToString(claiming(t, 60_000, 60_000)) + `"/>`), logo.ErrTooWide},
		"a colour from elsewhere":               {svg(`<rect fill="url(https://example.org/x.svg#y)"/>`), logo.ErrOutside},
		"a style from elsewhere":                {svg(`<rect style="fill: URL( 'https://example.org/x' )"/>`), logo.ErrOutside},
		"a style sheet that brings another in":  {svg(`<style>@import 'https://example.org/x.css';</style>`), logo.ErrStyle},
		"the same in the middle of a comment":   {svg(`<style>@im<!-- -->port 'https://example.org/x.css';</style>`), logo.ErrStyle},
		"an address parted by a comment":        {svg(`<style>a{fill:ur<!-- -->l(https://example.org/x)}</style>`), logo.ErrOutside},
		"an address hidden by a backslash":      {svg(`<style>a{fill:\75rl(https://example.org/x)}</style>`), logo.ErrStyle},
		"a type face from elsewhere":            {svg(`<style><![CDATA[@font-face{font-family:x;src:url(https://example.org/x)}]]></style>`), logo.ErrStyle},
		"a style sheet of the file":             {append([]byte(`<?xml-stylesheet href="https://example.org/x.css"?>`), svg("")...), logo.ErrOutside},
		"a base from elsewhere":                 {svg(`<g xml:base="https://example.org/"/>`), logo.ErrOutside},
		"a document type":                       {append([]byte(`<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">`), svg("")...), logo.ErrDocType},
		"a billion laughs":                      {append([]byte(`<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>`), svg("<text>&b;</text>")...), logo.ErrDocType},
		"an entity that nobody declared":        {svg(`<text>&laugh;</text>`), logo.ErrDocType},
		"a file of this machine as an entity":   {append([]byte(`<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>`), svg("<text>&x;</text>")...), logo.ErrDocType},
		"a drawing a thousand parts deep":       {svg(strings.Repeat("<g>", 1000) + strings.Repeat("</g>", 1000)), logo.ErrTooDeep},
		"a drawing of very many parts":          {svg(strings.Repeat("<g/>", 30_000)), logo.ErrTooDeep},
		"parts that draw each other":            {doubling(func(id int) string { return fmt.Sprintf(`<use href="#p%d"/>`, id) }), logo.ErrTooDeep},
		"patterns that draw each other":         {doubling(func(id int) string { return fmt.Sprintf(`<rect fill="url(#p%d)"/>`, id) }), logo.ErrTooDeep},
		"masks that style sheets tie together":  {svg(`<style>` + strings.Repeat(".a{mask:url(#a)}.b{mask:url(#b)}.c{mask:url(#c)}", 1) + `</style>` + masks("a", "b", "c")), logo.ErrTooDeep},
		"a part that draws itself":              {svg(`<g id="x"><use href="#x"/></g>`), logo.ErrTooDeep},
		"a drawing that claims to be enormous":  {[]byte(`<svg xmlns="http://www.w3.org/2000/svg" width="900000" height="10"/>`), logo.ErrTooWide},
		"a drawing of no number":                {[]byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 NaN 10"/>`), logo.ErrNoSize},
		"a drawing of a number beyond counting": {[]byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1e999 10"/>`), logo.ErrTooWide},
		"a drawing of no size":                  {[]byte(`<svg xmlns="http://www.w3.org/2000/svg"><rect/></svg>`), logo.ErrNoSize},
		"a drawing turned inside out":           {[]byte(`<svg xmlns="http://www.w3.org/2000/svg" width="-4" height="4"/>`), logo.ErrNoSize},
		"a drawing cut in the middle":           {svg("<g/>")[:120], logo.ErrDamaged},
		"two drawings in one file":              {append(svg(""), svg("")...), logo.ErrDamaged},
		"words after the drawing":               {append(svg(""), "and more"...), logo.ErrDamaged},
		"parts that do not close as they open":  {svg("<g><defs></g></defs>"), logo.ErrDamaged},
		"a drawing that moves":                  {svg(`<rect><animate attributeName="x" to="9"/></rect>`), logo.ErrPart},
		"a drawing that changes a link":         {svg(`<rect><set attributeName="href" to="javascript:x"/></rect>`), logo.ErrPart},
		"a shadow":                              {svg(`<rect filter="url(#s)"/>`), logo.ErrPart},
		"a shadow by a style":                   {svg(`<rect style="filter : blur(900px)"/>`), logo.ErrPart},
		"bytes that are no text":                {svg("<text>\xff\xfe</text>"), logo.ErrDamaged},
		"a byte of nothing":                     {svg("<text>\x00</text>"), logo.ErrDamaged},
	} {
		t.Run(name, func(t *testing.T) {
			began := time.Now()
			got, err := logo.Check(c.file)
			if !errors.Is(err, c.want) || got.Data != nil {
				t.Errorf("got %q, %v, want %v", got.Data, err, c.want)
			}
			if c.want == logo.ErrPart && (!errors.As(err, &unnamed) || unnamed.Part == "") {
				t.Errorf("got %v, want the part named", err)
			}
			if took := time.Since(began); took > time.Second {
				t.Errorf("took %v, want it refused at once", took)
			}
		})
	}
}

// masks are as many masks as names, of a hundred parts each, that a class dresses.
func masks(names ...string) string {
	var b strings.Builder
	for i, name := range names {
		dressed := names[(i+1)%len(names)]
		fmt.Fprintf(&b, `<mask id="%s">%s</mask>`, name, strings.Repeat(`<rect class="`+dressed+`"/>`, 100))
	}
	return b.String()
}

func TestWhatALogoMayHaveStays(t *testing.T) {
	embedded := `<image xlink:href="data:image/png;base64,` + base64.StdEncoding.EncodeToString(aPNG(t, 2, 2)) + `" width="2" height="2"></image>`
	for name, c := range map[string]struct{ parts, want string }{
		"shapes":                       {`<rect x="1" y="2" width="3" height="4" fill="#2f2a63"/>`, `<rect x="1" y="2" width="3" height="4" fill="#2f2a63"></rect>`},
		"words in any script":          {`<text x="1">信托 &amp; ثقة 🍂</text>`, `<text x="1">信托 &amp; ثقة 🍂</text>`},
		"a gradient":                   {`<linearGradient id="g"><stop offset="0"/></linearGradient><rect fill="url(#g)"/>`, `<linearGradient id="g"><stop offset="0"></stop></linearGradient><rect fill="url(#g)"></rect>`},
		"a style sheet":                {`<style><![CDATA[.a > b{fill:url("#g")}]]></style>`, `<style>.a &gt; b{fill:url(&#34;#g&#34;)}</style>`},
		"a part drawn again":           {`<g id="p"/><use href="#p"/>`, `<g id="p"></g><use xlink:href="#p"></use>`},
		"a picture in it":              {embedded, embedded},
		"a drawing program's notes":    {`<sodipodi:namedview xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"/><g sodipodi:x="1"/>`, `<g></g>`},
		"metadata":                     {`<metadata>Drawn by a person</metadata><g/>`, `<g></g>`},
		"comments":                     {`<!-- by a person --><g/>`, `<g></g>`},
		"an attribute nobody draws":    {`<g data-name="Layer 1"/>`, `<g></g>`},
		"a clip that a class gives":    {`<style>.a{clip-path:url(#c)}</style><clipPath id="c"><rect/></clipPath><g class="a"/>`, `<style>.a{clip-path:url(#c)}</style><clipPath id="c"><rect></rect></clipPath><g class="a"></g>`},
		"a mark of UTF-8 before it":    {"", ""},
		"an attribute that breaks out": {`<g id="&quot;&gt;&lt;script&gt;"/>`, `<g id="&#34;&gt;&lt;script&gt;"></g>`},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := logo.Check(append([]byte("\xef\xbb\xbf<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"), svg(c.parts)...))
			if err != nil {
				t.Fatal(err)
			}
			want := string(svg(c.want))
			if got.Type != logo.SVG || string(got.Data) != want {
				t.Errorf("got %s %s, want %s", got.Type, got.Data, want)
			}
			again, err := logo.Check(got.Data)
			if err != nil || !bytes.Equal(again.Data, got.Data) {
				t.Errorf("checked again: got %s, %v, want it as it was", again.Data, err)
			}
		})
	}
}

func TestADrawingOfANamedPrefixIsWrittenPlainly(t *testing.T) {
	got, err := logo.Check([]byte(`<s:svg xmlns:s="http://www.w3.org/2000/svg" width="10mm" height="4.5mm"><s:rect/></s:svg>`))
	want := `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="10mm" height="4.5mm"><rect></rect></svg>`
	if err != nil || string(got.Data) != want {
		t.Errorf("got %s, %v, want %s", got.Data, err, want)
	}
}

func TestADrawingMeasuredInPixelsHasAViewBox(t *testing.T) {
	for _, unit := range []string{"", "px"} {
		got, err := logo.Check([]byte(`<svg xmlns="http://www.w3.org/2000/svg" width="200` + unit + `" height="80.5` + unit + `"/>`))
		if err != nil || !strings.Contains(string(got.Data), ` viewBox="0 0 200 80.5"`) {
			t.Errorf("got %s, %v, want the view box that it means", got.Data, err)
		}
	}
	if got, err := logo.Check([]byte(`<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="100%"/>`)); !errors.Is(err, logo.ErrNoSize) {
		t.Errorf("as large as its page: got %s, %v, want it refused", got.Data, err)
	}
}

func TestOnlyThePictureOfAPNGIsKept(t *testing.T) {
	file := aPNG(t, 40, 20)
	comment := []byte("tEXtComment\x00taken at 12 Example Road")
	chunk := binary.BigEndian.AppendUint32(nil, uint32(len(comment)-4))
	chunk = append(chunk, comment...)
	chunk = binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(comment))
	sent := append(append(bytes.Clone(file[:33]), chunk...), file[33:]...)
	sent = append(sent, "<script>alert(1)</script>"...)
	got, err := logo.Check(sent)
	if err != nil {
		t.Fatal(err)
	}
	if got.Type != logo.PNG || bytes.Contains(got.Data, []byte("Example Road")) || bytes.Contains(got.Data, []byte("script")) {
		t.Errorf("got a %s of %d bytes with what stood beside the picture, want the picture alone", got.Type, len(got.Data))
	}
	kept, err := png.Decode(bytes.NewReader(got.Data))
	if err != nil || kept.Bounds() != image.Rect(0, 0, 40, 20) || kept.At(3, 3) != (color.NRGBA{47, 42, 99, 200}) {
		t.Errorf("got %v, %v, want the same picture", kept, err)
	}
}

func FuzzWhatIsKeptIsCheckedAgain(f *testing.F) {
	f.Add(svg(`<style>.a{fill:url(#g)}</style><use href="#p"/><text>x</text>`))
	f.Add(svg(`<script/>`))
	f.Fuzz(func(t *testing.T, file []byte) {
		got, err := logo.Check(file)
		if err != nil {
			return
		}
		if again, err := logo.Check(got.Data); err != nil || !bytes.Equal(again.Data, got.Data) && got.Type == logo.SVG {
			t.Errorf("kept %q: checked again got %q, %v", got.Data, again.Data, err)
		}
	})
}
