package boardpack

import "image"

// writeCover writes the first page.
func (w *word) writeCover(d Document) error {
	if d.Logo.Type != "" {
		logo, err := d.drawLogo()
		if err != nil {
			return err
		}
		w.show(paragraph{style: "Picture"}, logo, image.Point{X: logoWidth, Y: logoHeight})
	}
	if d.Trust != "" {
		w.write(plain("Trust", d.Trust))
	}
	w.write(plain("Title", d.Title))
	if d.Lead != "" {
		w.write(plain("Subtitle", d.Lead))
	}
	w.writeFacts(d.Facts)
	return nil
}

// headers are what stands above the text: on the cover the marking only, and on
// every other page the trust and the title too.
func headers(d Document) (cover, others string) {
	return around("w:hdr", func(w *word) {
			w.write(paragraph{style: "Header", toRight: true, runs: []run{{text: d.Marking, strong: true}}})
		}), around("w:hdr", func(w *word) {
			p := paragraph{style: "Header", runs: []run{{text: d.Trust}}}
			if d.Marking != "" {
				p.runs = append(p.runs, run{text: "\t"}, run{text: d.Marking, strong: true})
			}
			w.write(p)
			w.write(plain("Header", d.Title))
		})
}

// hashShown is how much of the hash is printed: enough to compare by eye.
const hashShown = 12

// footer is what stands below the text of every page.
func footer(d Document) string {
	return around("w:ftr", func(w *word) {
		w.write(plain("Footer", d.Source))
		m := &w.body
		m.start("w:p")
		w.writeProperties(paragraph{style: "Footer"}, false)
		if d.Hash != "" {
			m.run(run{text: "SHA-256 of the data begins " + d.Hash[:min(len(d.Hash), hashShown)]}, false)
		}
		m.tab()
		m.run(run{text: "Page "}, false)
		m.field("PAGE", "1")
		m.run(run{text: " of "}, false)
		m.field("NUMPAGES", "1")
		m.end("w:p")
	})
}

// around writes a part of the file of its own.
func around(element string, content func(*word)) string {
	var w word
	w.body.b.WriteString(xmlHead)
	w.body.start(element, wordNames...)
	content(&w)
	w.body.end(element)
	return w.body.String()
}
