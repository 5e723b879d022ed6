package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"time"

	"sevenfold/internal/audit"
	"sevenfold/internal/boardpack"
	"sevenfold/internal/drill"
	"sevenfold/internal/paper"
	"sevenfold/internal/report"
	"sevenfold/internal/sample"
	"sevenfold/internal/typeset"
)

// often is how often each file of a pack is made.
const often = 10

// packFigures are what the files of a pack came to.
type packFigures struct {
	statements, people int
	pages              int // 0 where the PDF does not say
	layOut             times
	files              map[boardpack.Format]times
	questionnaire      times // blank, for paper
	withFields         times // the same, to be filled in on a screen
	sizes              map[boardpack.Format]int
	cold               times // from an empty cache to a compiler that is ready
	warm               times // from no worker to its first document, with that cache
	memory             int   // kilobytes that the worker held at most
}

// fileGoals are how long a file may take, once warm.
var fileGoals = map[boardpack.Format]time.Duration{
	boardpack.PDF: 300 * time.Millisecond, boardpack.Word: 200 * time.Millisecond, boardpack.Excel: 200 * time.Millisecond,
}

// cache is where the typesetter's compiled compiler lies while it is measured.
func (p *place) cache() string { return filepath.Join(p.folder, "cache") }

// compile makes the typesetter ready in a folder where nothing is yet, and
// measures how long its worker takes to start after that.
func (p *place) compile(ctx context.Context) error {
	self := []int{os.Getpid()}
	var err error
	p.packs.cold, err = p.withPress(func(press *typeset.Press) (times, error) {
		return timed(1, self, func(int) error { return press.Warm(ctx) })
	})
	if err != nil {
		return err
	}
	p.packs.warm, err = p.withPress(func(press *typeset.Press) (times, error) {
		return timed(1, self, func(int) error {
			_, err := press.PDF(ctx, typeset.Source{Main: "ready"})
			return err
		})
	})
	return err
}

func (p *place) withPress(do func(*typeset.Press) (times, error)) (times, error) {
	press := typeset.NewPress(p.cache(), typeset.DefaultLimits)
	defer press.Close()
	return do(press)
}

// usual is what a pack holds where nobody chose otherwise: all but people's own words.
func usual() boardpack.Choice {
	return boardpack.Choice{
		Trust: sample.TrustName, Meeting: "Board of trustees", AgendaItem: "7", Marking: "Confidential",
		Sections: slices.DeleteFunc(slices.Clone(boardpack.Sections), func(s boardpack.Section) bool { return s == boardpack.Notes }),
	}
}

// packMaterial is the sample's audit, of which the board has talked.
func (p *place) packMaterial() (boardpack.Material, error) {
	f := p.questionnaire.Framework
	r, err := sample.AuditReport(f)
	if err != nil {
		return boardpack.Material{}, err
	}
	hash, err := report.Hash(r)
	round := sample.Round(sample.Closed, func(round *audit.Round) { round.ClosedAt = &r.ClosedAt })
	return boardpack.Material{Trust: sample.TrustName, Round: round, Report: r, Hash: hash, Framework: f, Views: sample.Agreed}, err
}

// makePacks makes the files of a pack over and over, in this process and its worker.
func (p *place) makePacks(ctx context.Context) error {
	m, err := p.packMaterial()
	if err != nil {
		return err
	}
	press := typeset.NewPress(p.cache(), typeset.DefaultLimits)
	defer press.Close()
	f, self := &p.packs, []int{os.Getpid()}
	f.statements, f.people = len(m.Report.Statements), len(sample.Respondents())
	f.files, f.sizes = map[boardpack.Format]times{}, map[boardpack.Format]int{}
	var d boardpack.Document
	var w boardpack.Workbook
	if f.layOut, err = timed(often, self, func(int) error {
		d, w = boardpack.Make(m, usual()), boardpack.Figures(m)
		return nil
	}); err != nil {
		return err
	}
	write := map[boardpack.Format]func() ([]byte, error){
		boardpack.Word:  func() ([]byte, error) { return boardpack.WriteWord(d) },
		boardpack.Excel: func() ([]byte, error) { return boardpack.WriteExcel(w) },
		boardpack.PDF:   func() ([]byte, error) { return boardpack.WritePDF(ctx, press, d) },
	}
	others := drill.Children(os.Getpid())
	for _, format := range boardpack.Formats {
		file, err := write[format]() // warms
		if err != nil {
			return err
		}
		f.sizes[format] = len(file)
		if f.files[format], err = timed(often, self, func(int) error {
			file, err = write[format]()
			return err
		}); err != nil {
			return err
		}
		if format == boardpack.PDF {
			f.pages = pagesOf(file)
		}
	}
	if err := p.makeQuestionnaires(ctx, press); err != nil {
		return err
	}
	f.memory = workerMemory(os.Getpid(), others)
	return nil
}

// makeQuestionnaires makes the whole questionnaire for paper, over and over.
func (p *place) makeQuestionnaires(ctx context.Context, press *typeset.Press) (err error) {
	s := paper.Sheet{
		Trust: sample.TrustName, Round: sample.Round(), Questionnaire: p.questionnaire,
		Promises: []string{"Nobody else in your trust sees what you answered."}, ReturnName: "Ruth Mallory", ReturnEmail: "clerk@trust.example",
	}
	self := []int{os.Getpid()}
	if p.packs.questionnaire, err = timed(often, self, func(int) error {
		_, err := paper.Blank(ctx, press, s)
		return err
	}); err != nil {
		return err
	}
	p.packs.withFields, err = timed(often, self, func(int) error {
		_, err := paper.Fillable(ctx, press, s)
		return err
	})
	return err
}

var pageCount = regexp.MustCompile(`/Count (\d+)`)

// pagesOf reads how many pages a PDF says that it has.
func pagesOf(pdf []byte) int {
	most := 0
	for _, found := range pageCount.FindAllSubmatch(pdf, -1) {
		n, _ := strconv.Atoi(string(found[1]))
		most = max(most, n)
	}
	return most
}

// workerMemory is the most that a child of the process held, but for the others.
func workerMemory(pid int, others []int) int {
	most := 0
	for _, child := range drill.Children(pid) {
		if slices.Contains(others, child) {
			continue
		}
		if held, err := drill.PeakMemory(child); err == nil { // otherwise it has ended
			most = max(most, held)
		}
	}
	return most
}

// describe says which pack it is.
func (f packFigures) describe() string {
	pages := ""
	if f.pages > 0 {
		pages = fmt.Sprintf(", %d pages", f.pages)
	}
	return fmt.Sprintf("A board pack of %d people and %d statements%s, made %d times once warm", f.people, f.statements, pages, often)
}
