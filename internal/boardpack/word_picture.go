package boardpack

import (
	"bytes"
	"fmt"
	"image"
	_ "image/png" // what pictures and logos are
	"runtime"
	"strconv"
	"sync"
)

// wordPicture is a picture as the file holds it: the PNG, which every program shows,
// and beside it the SVG, which Word shows since 2016, sharp at every size.
type wordPicture struct {
	png, svg []byte
	size     image.Point
	alt      string
}

// Lengths of drawings are counted in these.
const (
	emuPerTwip = 635
	emuPerMM   = 36000
)

// The places for pictures.
const (
	chartWidth  = textWidth * emuPerTwip
	chartHeight = 205 * emuPerMM
	barWidth    = 100 * emuPerMM
	barHeight   = 20 * emuPerMM
	logoWidth   = 60 * emuPerMM
	logoHeight  = 30 * emuPerMM
)

// drawCharts draws the pictures of a document and the bars of its findings, as
// many at once as there are processors: they are most of the time that a file takes.
func drawCharts(d Document) ([]wordPicture, error) {
	var charts []Picture
	for _, part := range d.Parts {
		for _, block := range part.Blocks {
			switch b := block.(type) {
			case Picture:
				charts = append(charts, b)
			case Finding:
				if b.Bar != nil {
					charts = append(charts, Picture{b.Bar, b.Statement})
				}
			}
		}
	}
	all, problems := make([]wordPicture, len(charts)), make([]error, len(charts))
	var drawing sync.WaitGroup
	free := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i, chart := range charts {
		free <- struct{}{}
		drawing.Go(func() {
			defer func() { <-free }()
			all[i], problems[i] = chart.draw()
		})
	}
	drawing.Wait()
	for i, problem := range problems {
		if problem != nil {
			return nil, fmt.Errorf("draw the chart %q: %w", charts[i].Caption, problem)
		}
	}
	return all, nil
}

func (p Picture) draw() (wordPicture, error) {
	png, err := p.Drawing.SmallPNG()
	if err != nil {
		return wordPicture{}, err
	}
	size, err := sizeOf(png)
	if err != nil {
		return wordPicture{}, err
	}
	return wordPicture{png: png, svg: []byte(p.Drawing.SVG()), size: size, alt: p.Drawing.Description()}, nil
}

func sizeOf(png []byte) (image.Point, error) {
	config, _, err := image.DecodeConfig(bytes.NewReader(png))
	if err != nil {
		return image.Point{}, fmt.Errorf("read a picture's size: %w", err)
	}
	return image.Point{X: config.Width, Y: config.Height}, nil
}

// writePicture writes a chart below its caption.
func (w *word) writePicture(p Picture) {
	if p.Caption != "" {
		caption := plain("Caption", p.Caption)
		caption.keep = true
		w.write(caption)
	}
	w.showNext(paragraph{style: "Picture"}, image.Point{X: chartWidth, Y: chartHeight})
}

// showNext writes the next of the charts.
func (w *word) showNext(p paragraph, place image.Point) {
	next := w.charts[w.shown]
	w.shown++
	w.show(p, next, place)
}

// show writes a picture as large as its place allows.
func (w *word) show(p paragraph, d wordPicture, place image.Point) {
	w.pictures = append(w.pictures, d)
	id := strconv.Itoa(len(w.pictures))
	width, height := place.X, place.X*d.size.Y/max(d.size.X, 1)
	if height > place.Y {
		width, height = place.Y*d.size.X/max(d.size.Y, 1), place.Y
	}
	across, down := strconv.Itoa(max(width, 1)), strconv.Itoa(max(height, 1))
	m := &w.body
	m.start("w:p")
	w.writeProperties(p, false)
	m.start("w:r")
	m.start("w:drawing")
	m.start("wp:inline", "distT", "0", "distB", "0", "distL", "0", "distR", "0")
	m.empty("wp:extent", "cx", across, "cy", down)
	m.empty("wp:docPr", "id", id, "name", "Picture "+id, "descr", d.alt)
	m.start("a:graphic")
	m.start("a:graphicData", "uri", "http://schemas.openxmlformats.org/drawingml/2006/picture")
	m.start("pic:pic")
	m.start("pic:nvPicPr")
	m.empty("pic:cNvPr", "id", id, "name", "Picture "+id, "descr", d.alt)
	m.empty("pic:cNvPicPr")
	m.end("pic:nvPicPr")
	m.start("pic:blipFill")
	m.blip(d, id)
	m.start("a:stretch")
	m.empty("a:fillRect")
	m.end("a:stretch", "pic:blipFill")
	m.start("pic:spPr")
	m.start("a:xfrm")
	m.empty("a:off", "x", "0", "y", "0")
	m.empty("a:ext", "cx", across, "cy", down)
	m.end("a:xfrm")
	m.start("a:prstGeom", "prst", "rect")
	m.empty("a:avLst")
	m.end("a:prstGeom", "pic:spPr", "pic:pic", "a:graphicData", "a:graphic", "wp:inline", "w:drawing", "w:r", "w:p")
}

// blip names the picture's files; the second only where it is there.
func (m *markup) blip(d wordPicture, id string) {
	if d.svg == nil {
		m.empty("a:blip", "r:embed", "png"+id)
		return
	}
	m.start("a:blip", "r:embed", "png"+id)
	m.start("a:extLst")
	m.start("a:ext", "uri", "{96DAC541-7B7A-43D3-8B79-37D633B846F1}")
	m.empty("asvg:svgBlip", "xmlns:asvg", "http://schemas.microsoft.com/office/drawing/2016/SVG/main", "r:embed", "svg"+id)
	m.end("a:ext", "a:extLst", "a:blip")
}
